/** Judges a post: normalise → concepts → facts → indicators → verdict. Pure; everything runs on the device. */
import type { JobPost } from '../post.ts';
import type { CompiledRules } from '../rules/types.ts';
import type { Verdict } from '../verdict.ts';
import type { Copy } from './fact.ts';
import { createFactReader } from './facts.ts';
import { createFinder, fieldsOf } from './find-concepts.ts';
import { createLanguageReader } from './language.ts';
import { createAmountReader } from './pay.ts';
import { type Grammar, readPolarity } from './polarity.ts';
import { speakerOf } from './speaker.ts';
import { createSignalReader, type Held, weigh } from './weigh.ts';

export type Analyser = {
  /** `copies`: other posts seen with nearly the same text (src/analyse/similarity.ts). */
  judge(post: JobPost, copies?: readonly Copy[]): Verdict;
};

/** A score at or below this is all that a post which is no ad may get. */
const NOT_AN_AD_SCORE = 0.05;

/**
 * Makes an analyser for a rule set (a few milliseconds; keep it). `grammar` is the second look at English denials;
 * without it, or for other languages, the cue windows of the lexicons decide.
 */
export function createAnalyser(rules: CompiledRules, grammar: Grammar | null = null): Analyser {
  const find = createFinder(rules);
  const readLanguages = createLanguageReader(rules);
  const readAmounts = createAmountReader(rules);
  const readFacts = createFactReader(rules);
  const readSignals = createSignalReader(rules);

  return {
    judge(post, copies = []) {
      const fields = fieldsOf(post);
      const languages = readLanguages(fields);
      const mentions = find(fields, languages.present);
      const votes = new Map<number, number>();
      for (const hit of mentions.concepts) votes.set(hit.what.language, (votes.get(hit.what.language) ?? 0) + 1);
      const language = languages.best(votes);
      const readings = readPolarity(rules, mentions.concepts, grammar);
      const amounts = fields.flatMap(readAmounts);
      const facts = readFacts({ rules, post, copies, fields, mentions, readings, amounts, language });
      const held = new Map<string, Held[]>();
      const hold = (id: string, at: Held): void => {
        const list = held.get(id);
        if (list) list.push(at);
        else held.set(id, [at]);
      };
      for (const { hit, denied } of readings) {
        const concept = rules.concepts[hit.what.concept];
        if (!concept) continue;
        if (!denied) hold(concept.id, hit);
        else if (concept.deniedAs) hold(concept.deniedAs, hit);
      }
      for (const fact of facts) hold(fact.id, fact.at);
      const reading = readSignals(held);
      const signals = reading.signals.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
      const speaker = speakerOf(rules, readings, facts);
      const isAd = speaker === 'advertiser' && (signals.length > 0 || held.has('cue-offer') || amounts.length > 0);
      if (!isAd) return { level: 'none', kind: 'not-an-ad', score: NOT_AN_AD_SCORE, language, threats: [], signals };
      const { level, score, threats } = weigh(rules, reading);
      return { level, kind: 'job-ad', score, language, threats, signals };
    },
  };
}
