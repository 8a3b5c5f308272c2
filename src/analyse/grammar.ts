/**
 * English grammar, as a second look at denials: `compromise` tags the words of one sentence, and the denial is looked
 * for in the clause of the found words. Only the background bundles this module; verdicts are defined without it.
 */
import nlp from 'compromise/two';
import type { Grammar } from './polarity.ts';

const CLAUSE_START = /^(but|however|except|although|though|unless|other)$/;
const DENYING_VERB = /^(refuse|refuses|waive|waives|avoid|prohibit|prohibits|forbid|forbids|deny|denies)$/;
const DENYING_WORD = /^(no|not|never|without|none|neither|nor|zero|cannot)$/;

/**
 * Tells whether the words at [start, end) of an English sentence (lower case) are denied. Denials count from the start
 * of the clause, so that lists and long verb groups are covered ("we will at no stage of the process ask you to pay …").
 */
export const englishGrammar: Grammar = (sentence, start, end) => {
  const terms = termsOf(sentence);
  const first = terms.findIndex((term) => term.end > start);
  if (first < 0) return null;
  let denials = 0;
  let seenVerb = false;
  for (let i = first - 1; i >= 0; i -= 1) {
    const term = terms[i];
    if (term === undefined || CLAUSE_START.test(term.word)) break;
    // "do not call and never ask": each verb has a denial of its own
    if (denials > 0 && /^(and|or|nor)$/.test(term.word)) break;
    if (term.verb) seenVerb = true;
    // a comma before a clause of its own ("no experience, you pay …") closes the reach of an earlier denial
    if (term.comma && seenVerb) break;
    if (term.negative) denials += 1;
  }
  for (let i = first; i < terms.length && (terms[i]?.start ?? end) < end; i += 1) {
    if (i > first && terms[i]?.negative) denials += 1;
  }
  if (terms.some((term, i) => i < first && CLAUSE_START.test(term.word))) {
    const exception = terms.findLastIndex((term, i) => i < first && CLAUSE_START.test(term.word));
    if (!terms.slice(exception, first).some((term) => term.negative)) return false;
  }
  return denials === 0 ? null : denials % 2 === 1;
};

type Term = { word: string; start: number; end: number; negative: boolean; verb: boolean; comma: boolean };
type TaggedTerm = {
  text: string;
  normal: string;
  pre: string;
  post: string;
  tags: Set<string> | string[];
  implicit?: string;
};

function termsOf(sentence: string): Term[] {
  const found: Term[] = [];
  let at = 0;
  const document = nlp(sentence) as unknown as { document: TaggedTerm[][] }; // its public shape since version 14
  for (const tagged of document.document.flat()) {
    const start = at + tagged.pre.length;
    const stop = start + tagged.text.length;
    at = stop + tagged.post.length;
    const word = (tagged.implicit || tagged.normal || tagged.text).toLowerCase();
    const tags = new Set(tagged.tags);
    found.push({
      word,
      start,
      end: stop,
      negative: tags.has('Negative') || DENYING_WORD.test(word) || DENYING_VERB.test(word),
      verb: tags.has('Verb') && !tags.has('Infinitive') && !tags.has('Gerund'),
      comma: /[,:]/.test(tagged.post),
    });
  }
  return found;
}
