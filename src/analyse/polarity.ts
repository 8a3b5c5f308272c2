/** Denial: "we never charge a fee" speaks against a fee, "no fee except the medical" speaks for one. */
import type { CompiledRules, Concept } from '../rules/types.ts';
import type { ConceptMatch, Hit } from './find-concepts.ts';

/** Units before a hit in which a denial counts, and after it (verb-final languages). */
const REACH_BEFORE = 40;
const REACH_AFTER = 25;
/** Han and Kana say more with each letter, and their commas part clauses. */
const REACH_BEFORE_HAN = 14;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A second look at a hit in a language with a grammar: true = denied, false = affirmed, null = cannot tell. */
export type Grammar = (sentence: string, start: number, end: number) => boolean | null;

/** A concept that holds, or that the sentence denies. */
export type Reading = { readonly hit: Hit<ConceptMatch>; readonly denied: boolean };

type Cues = {
  readonly before: readonly Hit<ConceptMatch>[];
  readonly after: readonly Hit<ConceptMatch>[];
  readonly exceptions: readonly Hit<ConceptMatch>[];
  /** In the same field and in one tongue: short denials of one language are ordinary words of another. */
  speaks(cue: Hit<ConceptMatch>, hit: Hit<ConceptMatch>): boolean;
  /** Signs with a denial of their own. */
  readonly signs: readonly Hit<ConceptMatch>[];
};

/** Where the applicant is told to pay, it does not matter who else pays in that sentence. */
const APPLICANT_PAYS = 'payer-applicant';

/**
 * Reads each hit in its clause. `grammar` is asked for at most two sentences of a post, English ones in which the
 * polarity of a found concept matters; windows of cue words decide everywhere else.
 */
export function readPolarity(
  rules: CompiledRules,
  hits: readonly Hit<ConceptMatch>[],
  grammar: Grammar | null,
): Reading[] {
  const conceptOf = (hit: Hit<ConceptMatch>): Concept => rules.concepts[hit.what.concept] as Concept; // found by index
  const byId = new Map<string, Hit<ConceptMatch>[]>();
  for (const hit of hits) {
    const { id } = conceptOf(hit);
    const list = byId.get(id);
    if (list) list.push(hit);
    else byId.set(id, [hit]);
  }
  const english = rules.languages.findIndex((language) => language.id === 'en');
  const of = (id: string): readonly Hit<ConceptMatch>[] => byId.get(id) ?? [];
  const cues: Cues = {
    before: of('negation-before'),
    after: of('negation-after'),
    exceptions: of('exception'),
    speaks: (cue, { field, what: { language } }) =>
      cue.field === field &&
      (cue.what.language === language ||
        (cue.what.language === english && rules.languages[language]?.mixed === true) ||
        (language === english && rules.languages[cue.what.language]?.mixed === true)),
    signs: hits.filter((hit) => conceptOf(hit).negative),
  };
  const isTurnedOff = (hit: Hit<ConceptMatch>): boolean =>
    conceptOf(hit).offWith.some((id) =>
      of(id).some((other) => sameSentence(hit, other) && !deniedBefore(other, cues)),
    ) && !of(APPLICANT_PAYS).some((other) => sameSentence(hit, other) && !deniedByCues(other, cues));
  const asked = new Set<string>();
  const readings: Reading[] = [];
  for (const hit of hits) {
    const { id, kind, deniable, deniedAs, negative } = conceptOf(hit);
    if (kind === 'cue' && !id.startsWith('cue-')) continue;
    readings.push({ hit, denied: deniable && isDenied(hit, deniedAs, negative) });
  }
  return readings;

  function isDenied(hit: Hit<ConceptMatch>, deniedAs: string | null, negative: boolean): boolean {
    // "shown to the manager; the passport stays with you"
    if (deniedAs !== null && of(deniedAs).some((other) => overlap(other, hit))) return true;
    if (isTurnedOff(hit)) return true;
    const byCues = deniedByCues(hit, cues);
    if (grammar === null || negative || hit.what.language !== english) return byCues;
    const [from, to] = sentenceAround(hit.field.normal.text, hit.start, hit.end);
    const key = `${hit.field.name}:${from}`;
    if (!asked.has(key) && asked.size >= 2) return byCues;
    asked.add(key);
    const sentence = hit.field.normal.text.slice(from, to);
    return grammar(sentence, hit.start - from, hit.end - from) ?? byCues;
  }
}

function overlap(one: Hit<ConceptMatch>, two: Hit<ConceptMatch>): boolean {
  return one.field === two.field && one.start < two.end && two.start < one.end;
}

/** "the visa fee, 400 dollars, is paid by the employer"; where nobody writes full stops, not too far away. */
const LONGEST_SENTENCE = 160;

function sameSentence(one: Hit<ConceptMatch>, two: Hit<ConceptMatch>): boolean {
  if (one.field !== two.field) return false;
  const [first, second] = one.start <= two.start ? [one, two] : [two, one];
  if (second.start - first.end > LONGEST_SENTENCE) return false;
  return second.start <= first.end || (one.field.text(false).sentenceEnd[first.end] ?? 0) >= second.start;
}

function deniedByCues(hit: Hit<ConceptMatch>, cues: Cues): boolean {
  const text = hit.field.normal.text;
  return (
    deniedBefore(hit, cues) ??
    cues.after.some(
      (cue) =>
        cues.speaks(cue, hit) &&
        cue.start >= hit.start &&
        cue.end > hit.end &&
        cue.start - hit.end <= REACH_AFTER &&
        sameClause(text, hit.end, cue.start) &&
        !excepted(hit, hit.end, cue.start, cues) &&
        !belongsElsewhere(cue, hit, cues.signs),
    )
  );
}

/** By a cue inside the hit or before it; null where none stands there. */
function deniedBefore(hit: Hit<ConceptMatch>, cues: Cues): boolean | null {
  const text = hit.field.normal.text;
  const inside = (cue: Hit<ConceptMatch>): boolean => cue.start >= hit.what.leadEnd && cue.end < hit.end;
  if (!cues.signs.includes(hit) && cues.before.some((cue) => cues.speaks(cue, hit) && inside(cue))) return true;
  const reach = HAN.test(text[hit.start] ?? '') ? REACH_BEFORE_HAN : REACH_BEFORE;
  const before = cues.before.find(
    (cue) =>
      cues.speaks(cue, hit) &&
      cue.start < hit.start &&
      cue.end < hit.end &&
      hit.start - cue.end <= reach &&
      sameClause(text, cue.end, hit.start) &&
      !excepted(hit, cue.end, hit.start, cues) &&
      !belongsElsewhere(cue, hit, cues.signs),
  );
  return before ? !doubled(before, cues) : null;
}

/** "never … without", "not … without": two denials make an affirmation. */
function doubled(cue: Hit<ConceptMatch>, cues: Cues): boolean {
  const text = cue.field.normal.text;
  return cues.before.some(
    (other) =>
      other.field === cue.field &&
      other.end <= cue.start &&
      cue.start - other.end <= REACH_BEFORE &&
      sameClause(text, other.end, cue.start) &&
      !text.slice(other.end, cue.start).includes(',') &&
      text.slice(cue.start, cue.end) !== text.slice(other.start, other.end) &&
      /\p{L}/u.test(text.slice(other.end, cue.start)),
  );
}

function excepted(hit: Hit<ConceptMatch>, start: number, end: number, cues: Cues): boolean {
  return cues.exceptions.some((cue) => cue.field === hit.field && cue.start >= start && cue.end <= end);
}

/** The "no" of "no experience" denies nothing that follows. */
function belongsElsewhere(
  cue: Hit<ConceptMatch>,
  hit: Hit<ConceptMatch>,
  signs: readonly Hit<ConceptMatch>[],
): boolean {
  return signs.some(
    (sign) =>
      sign.field === cue.field &&
      sign.start <= cue.start &&
      sign.end >= cue.end &&
      !(sign.start <= hit.start && sign.end >= hit.end) &&
      !(sign.start < hit.end && hit.start < sign.end),
  );
}

function sameClause(text: string, start: number, end: number): boolean {
  const between = text.slice(start, end);
  return !/[!?;\n]|\.(?!\d)/.test(between) && !(between.includes(',') && HAN.test(between));
}

/** Range of the sentence around [start, end): up to 160 units each side. */
function sentenceAround(text: string, start: number, end: number): [number, number] {
  const head = text.slice(Math.max(0, start - 160), start);
  const tail = text.slice(end, end + 160);
  const from = start - (/(?:(?!\.\d)[^.!?\n])*$/.exec(head)?.[0].length ?? 0);
  const to = end + (/^(?:[^.!?\n]|\.(?=\d))*/.exec(tail)?.[0].length ?? 0);
  return [from, to];
}
