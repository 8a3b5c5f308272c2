/** Finds the concepts, places and chat apps that a post names: one pass over each field for each language that occurs. */
import { isArabic } from '../characters.ts';
import type { Normal } from '../normal.ts';
import { normalise, withAccents } from '../normalise.ts';
import { type JobPost, POST_FIELDS, type PostField } from '../post.ts';
import { leadsOf } from '../rules/phrase.ts';
import type { CompiledRules, Language, Phrase } from '../rules/types.ts';
import { beginningsOf, isAfterProclitics, LiteralIndex, mayEnd } from './literal-index.ts';
import { matcherOf, type PhraseMatcher } from './match-phrase.ts';
import { type Text, textOf } from './phrase-text.ts';

/** A field of a post in normal form. `flat` is `normal.text` with line breaks as spaces: same length, same offsets. */
export type Field = {
  readonly name: PostField;
  readonly original: string;
  readonly normal: Normal;
  readonly flat: string;
  /** Where a literal may begin. */
  readonly starts: Uint32Array;
  /** `normal.text` with its accents, where a post writes accents at all; else null. Made when first asked for. */
  accented(): string | null;
  /** What phrases are compared with; `accented`: the accented text where there is one. Made when first asked for. */
  text(accented: boolean): Text;
};

/** Something found in a field; offsets are those of the normal text. */
export type Hit<T> = { readonly what: T; readonly field: Field; readonly start: number; readonly end: number };

export type ConceptMatch = {
  /** Index into rules.concepts. */
  readonly concept: number;
  /** Index into rules.languages. */
  readonly language: number;
  /** Where the literal beginning ends: in what follows, a denial may stand. */
  readonly leadEnd: number;
};
export type Mentions = {
  readonly concepts: readonly Hit<ConceptMatch>[];
  /** Index into rules.places. */
  readonly places: readonly Hit<number>[];
  /** Index into rules.contacts.apps. */
  readonly apps: readonly Hit<number>[];
  /** Index into rules.contacts.legalForms. */
  readonly companies: readonly Hit<number>[];
};

/** The fields of a post that hold words, normalised once. */
export function fieldsOf(post: JobPost): Field[] {
  const fields: Field[] = [];
  for (const name of POST_FIELDS) {
    const original = name === 'url' ? undefined : post[name];
    if (!original) continue;
    const normal = normalise(original);
    const flat = normal.text.replaceAll('\n', ' ');
    fields.push(fieldOf(name, original, normal, flat));
  }
  return fields;
}

function fieldOf(name: PostField, original: string, normal: Normal, flat: string): Field {
  const accented = once(() => accentedText(original, normal));
  const plain = once(() => textOf(normal.text));
  const toned = once(() => textOf(accented() ?? normal.text));
  const text = (wanted: boolean): Text => (wanted ? toned() : plain());
  return { name, original, normal, flat, starts: beginningsOf(flat), accented, text };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Less than one accent in 25 letters: somebody types without them. */
function accentedText(original: string, normal: Normal): string | null {
  const text = withAccents(original, normal);
  let differ = 0;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) !== normal.text.charCodeAt(i)) differ += 1;
  return differ * 25 > text.length ? text : null;
}

/** Latin names of so few letters ("Lào", "UAE") are ordinary words elsewhere ("lao động"). */
const SHORT_NAME = 3;

/** Written in capitals, or in a post that writes accents with a capital and an accent. */
function isName(field: Field, start: number, end: number): boolean {
  const written = field.original.slice(field.normal.from[start], field.normal.to[end - 1]);
  if (!/^\p{Script=Latin}/u.test(written)) return true;
  if (field.accented() !== null) return /^\p{Lu}/u.test(written) && /[^\x20-\x7e]/.test(written);
  return written === written.toUpperCase();
}

/** More hits of one concept tell nothing new and would make endless texts dear. */
const MOST_HITS = 200;

/**
 * Makes the finder of a rule set; using it is linear in the text. The index of a language is made when it first occurs
 * (a few milliseconds). `present`: by index, the languages whose phrases count (all when left out).
 */
export function createFinder(
  rules: CompiledRules,
): (fields: readonly Field[], present?: readonly boolean[]) => Mentions {
  /** Phrases of which the beginning is all. */
  const whole: boolean[] = [];
  const matchers: PhraseMatcher[] = []; // made when a beginning is first seen
  const accentMatchers: PhraseMatcher[] = [];
  const phrasesOf: number[][] = rules.languages.map(() => []);
  rules.phrases.forEach((phrase, i) => void phrasesOf[phrase.language]?.push(i));
  const indexes: LiteralIndex[] = [];
  const indexOf = (language: number): LiteralIndex => {
    indexes[language] ??= indexPhrases(rules, phrasesOf[language] ?? [], whole);
    return indexes[language];
  };
  const firstApp = rules.places.length;
  const firstForm = firstApp + rules.contacts.apps.length;
  const names = indexNames([
    ...rules.places.map((place) => place.names),
    ...rules.contacts.apps.map((app) => app.names),
    ...rules.contacts.legalForms.map((form) => [form]),
  ]);

  return (fields, present) => {
    const mentions = {
      concepts: [] as Hit<ConceptMatch>[],
      places: [] as Hit<number>[],
      apps: [] as Hit<number>[],
      companies: [] as Hit<number>[],
    };
    const seen = new Uint16Array(rules.concepts.length);
    for (const field of fields) {
      for (let language = 0; language < rules.languages.length; language += 1) {
        if (present?.[language] === false) continue;
        indexOf(language).scan(field.flat, field.starts, (phrase, start, end) => addConcept(field, phrase, start, end));
      }
      names.scan(field.flat, field.starts, (payload, start, end) => {
        if (!mayEnd(field.flat, end, end - start > 2)) return;
        if (payload < firstApp && end - start <= SHORT_NAME && !isName(field, start, end)) return;
        if (payload < firstApp) mentions.places.push({ what: payload, field, start, end });
        else if (payload < firstForm) mentions.apps.push({ what: payload - firstApp, field, start, end });
        else mentions.companies.push({ what: payload - firstForm, field, start, end });
      });
    }
    return mentions;

    function addConcept(field: Field, i: number, start: number, literalEnd: number): void {
      const phrase = rules.phrases[i] as CompiledRules['phrases'][number]; // indexed by indexPhrases
      if ((seen[phrase.concept] ?? 0) >= MOST_HITS) return;
      const language = rules.languages[phrase.language] as Language; // phrases name languages by index
      if (!language.proclitics && isArabic(field.flat.charCodeAt(start)) && isAfterProclitics(field.flat, start))
        return;
      const end = whole[i] ? literalEnd : phraseEnd(i, phrase.source, language, field, start);
      if (end < 0 || (whole[i] && !mayEnd(field.flat, end, language.openEnd))) return;
      seen[phrase.concept] = (seen[phrase.concept] ?? 0) + 1;
      mentions.concepts.push({
        what: { concept: phrase.concept, language: phrase.language, leadEnd: literalEnd },
        field,
        start,
        end,
      });
    }
  };

  function phraseEnd(i: number, source: string, language: Language, field: Field, start: number): number {
    const accented = language.toned && field.accented() !== null;
    const made = accented ? accentMatchers : matchers;
    made[i] ??= matcherOf(source, language, accented);
    return made[i](field.text(accented), start);
  }
}

/** Indexes the phrases of one language; `whole` is told of those that are nothing but their beginning. */
function indexPhrases(rules: CompiledRules, phrases: readonly number[], whole: boolean[]): LiteralIndex {
  const rows: (readonly [string, number])[] = [];
  for (const i of phrases) {
    const phrase = rules.phrases[i] as Phrase; // numbered by the caller
    const language = rules.languages[phrase.language] as Language; // phrases name languages by index
    const { leads, whole: all } = leadsOf(phrase.source, language);
    whole[i] = all && !language.toned;
    for (const lead of leads) rows.push([lead, i]);
  }
  const index = new LiteralIndex(rows.length);
  for (const [lead, phrase] of rows) index.add(lead, phrase);
  return index;
}

/** Lists of names; a payload is the number of the list. */
function indexNames(lists: readonly (readonly string[])[]): LiteralIndex {
  const index = new LiteralIndex(lists.reduce((sum, list) => sum + list.length, 0));
  lists.forEach((list, i) => {
    for (const name of list) index.add(name, i);
  });
  return index;
}
