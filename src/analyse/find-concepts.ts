/** Finds the concepts, places and chat apps that a post names: one pass over each field, all languages at once. */
import type { Normal } from '../normal.ts';
import { normalise, withAccents } from '../normalise.ts';
import { type JobPost, POST_FIELDS, type PostField } from '../post.ts';
import type { CompiledRules, Language } from '../rules/types.ts';
import { LiteralIndex, mayEnd } from './literal-index.ts';
import { matcherOf, type PhraseMatcher } from './match-phrase.ts';

/** A field of a post in normal form. `flat` is `normal.text` with line breaks as spaces: same length, same offsets. */
export type Field = {
  readonly name: PostField;
  readonly original: string;
  readonly normal: Normal;
  readonly flat: string;
  /** `normal.text` with its accents, where a post writes accents at all; else null. Made when first asked for. */
  accented(): string | null;
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
    let accented: string | null | undefined;
    fields.push({
      name,
      original,
      normal,
      flat: normal.text.replaceAll('\n', ' '),
      accented: () => {
        if (accented === undefined) accented = accentedText(original, normal);
        return accented;
      },
    });
  }
  return fields;
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
 * Makes the finder of a rule set; building it takes a few milliseconds, using it is linear in the text. `present`: by
 * index, the languages whose phrases count (all when left out).
 */
export function createFinder(
  rules: CompiledRules,
): (fields: readonly Field[], present?: readonly boolean[]) => Mentions {
  const index = new LiteralIndex();
  const matchers: PhraseMatcher[] = []; // made when a beginning is first seen
  const accentMatchers: PhraseMatcher[] = [];
  rules.phrases.forEach((phrase, i) => {
    for (const lead of phrase.leads) index.add(lead, i);
  });
  const firstPlace = rules.phrases.length;
  rules.places.forEach((place, i) => {
    for (const name of place.names) index.add(name, firstPlace + i);
  });
  const firstApp = firstPlace + rules.places.length;
  rules.contacts.apps.forEach((app, i) => {
    for (const name of app.names) index.add(name, firstApp + i);
  });
  const firstForm = firstApp + rules.contacts.apps.length;
  rules.contacts.legalForms.forEach((name, i) => {
    index.add(name, firstForm + i);
  });

  return (fields, present) => {
    const mentions = {
      concepts: [] as Hit<ConceptMatch>[],
      places: [] as Hit<number>[],
      apps: [] as Hit<number>[],
      companies: [] as Hit<number>[],
    };
    const seen = new Uint16Array(rules.concepts.length);
    for (const field of fields) {
      index.scan(field.flat, (payload, start, literalEnd) => {
        if (payload < firstPlace) addConcept(field, payload, start, literalEnd);
        else if (mayEnd(field.flat, literalEnd, literalEnd - start > 2)) {
          if (payload < firstApp && literalEnd - start <= SHORT_NAME && !isName(field, start, literalEnd)) return;
          const list = payload < firstApp ? mentions.places : payload < firstForm ? mentions.apps : mentions.companies;
          const first = payload < firstApp ? firstPlace : payload < firstForm ? firstApp : firstForm;
          list.push({ what: payload - first, field, start, end: literalEnd });
        }
      });
    }
    return mentions;

    function addConcept(field: Field, i: number, start: number, literalEnd: number): void {
      const phrase = rules.phrases[i] as CompiledRules['phrases'][number]; // payloads below firstPlace are phrases
      if (present?.[phrase.language] === false || (seen[phrase.concept] ?? 0) >= MOST_HITS) return;
      const language = rules.languages[phrase.language] as Language; // phrases name languages by index
      const end = phrase.source === null ? literalEnd : phraseEnd(i, phrase.source, language, field, start);
      if (end < 0 || (phrase.source === null && !mayEnd(field.flat, end, language.openEnd))) return;
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
    const accented = language.toned ? field.accented() : null;
    if (accented !== null) {
      accentMatchers[i] ??= matcherOf(source, language, true);
      return accentMatchers[i](accented, start);
    }
    matchers[i] ??= matcherOf(source, language);
    return matchers[i](field.normal.text, start);
  }
}
