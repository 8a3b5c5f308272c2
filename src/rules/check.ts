/** `npm run rules:check -- LANGUAGE…`: runs the yes and no sentences of lexicons (all languages when none is named). */
import { createFinder, fieldsOf } from '../analyse/find-concepts.ts';
import { readPolarity } from '../analyse/polarity.ts';
import type { JobPost } from '../post.ts';
import { loadRules, RULES_FOLDER, readRules } from './load.ts';
import type { CompiledRules } from './types.ts';

export type Complaint = {
  readonly language: string;
  readonly concept: string;
  readonly expected: 'yes' | 'no';
  readonly sentence: string;
};

/** Sentences that do not behave as their lexicon says. A denied concept counts as not found, as in the analyser. */
export function complaintsOf(
  rules: CompiledRules,
  lexicons: ReturnType<typeof readRules>['authored']['lexicons'],
  only: readonly string[] = [],
): Complaint[] {
  const find = createFinder(rules);
  const complaints: Complaint[] = [];
  for (const [language, lexicon] of lexicons) {
    if (only.length > 0 && !only.includes(language)) continue;
    const index = rules.languages.findIndex((row) => row.id === language);
    const here = rules.languages.map((row) => row.id === language || row.id === 'en'); // as in a post of that language
    for (const [concept, { yes = [], no = [] }] of Object.entries(lexicon)) {
      const holds = (sentence: string): boolean => {
        const hits = find(fieldsOf(paste(sentence)), here).concepts;
        const own = rules.concepts.findIndex((row) => row.id === concept);
        // cues of the sentence itself are never denied; a cue of who speaks is
        if (rules.concepts[own]?.kind === 'cue' && !concept.startsWith('cue-'))
          return hits.some((hit) => hit.what.concept === own && hit.what.language === index);
        return readPolarity(rules, hits, null).some(
          ({ hit, denied }) => !denied && hit.what.concept === own && hit.what.language === index,
        );
      };
      for (const sentence of yes)
        if (!holds(sentence)) complaints.push({ language, concept, expected: 'yes', sentence });
      for (const sentence of no) if (holds(sentence)) complaints.push({ language, concept, expected: 'no', sentence });
    }
  }
  return complaints;
}

function paste(text: string): JobPost {
  return { id: '', url: '', site: '', source: 'paste', text, contacts: [], links: [], images: [] };
}

if (import.meta.main) {
  const only = process.argv.slice(2);
  const rules = loadRules(RULES_FOLDER);
  const complaints = complaintsOf(rules, readRules(RULES_FOLDER).authored.lexicons, only);
  for (const { language, concept, expected, sentence } of complaints) {
    console.log(`${language} ${concept}: ${expected === 'yes' ? 'not found in' : 'found in'} "${sentence}"`);
  }
  console.log(`${rules.phrases.length} phrases, ${complaints.length} complaints`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}
