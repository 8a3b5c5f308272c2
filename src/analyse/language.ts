/** Names the language of a post: the script decides most, function words and letters tell neighbours apart. */
import { bitsOf, LETTER, MARK } from '../characters.ts';
import type { CompiledRules, Language } from '../rules/types.ts';
import type { Field } from './find-concepts.ts';

/** Unicode scripts counted, and the ISO 15924 code they speak for. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Telu', /\p{Script=Telugu}/u],
  ['Sinh', /\p{Script=Sinhala}/u],
  ['Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Kore', /\p{Script=Hangul}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Laoo', /\p{Script=Lao}/u],
  ['Khmr', /\p{Script=Khmer}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
  ['Hans', /\p{Script=Han}/u],
];

/** Letters per unit of meaning: Han and Hangul say more with each letter than alphabets. */
const DENSITY: Readonly<Record<string, number>> = { Hans: 3, Jpan: 3, Kore: 2 };

/** Longer runs of letters are no function words (Thai, Han: whole sentences). */
const LONGEST_WORD = 16;
const APOSTROPHE = 0x27;

const scriptTable = new Uint8Array(0x10000);

/** Number of the script of a UTF-16 unit, counted from 1; 0 when it is none of those counted. */
function scriptOf(code: number): number {
  const known = scriptTable[code] ?? 0;
  if (known !== 0) return known - 1;
  const script = SCRIPTS.findIndex(([, pattern]) => pattern.test(String.fromCharCode(code))) + 1;
  scriptTable[code] = script + 1;
  return script;
}

/** What languages a post is written in. */
export type Languages = {
  /** By index: does the language occur in the post, so that its phrases mean what they say there? */
  readonly present: readonly boolean[];
  /** The language it is mostly written in, "en" when nothing tells. `votes`: phrases found, by language. */
  best(votes: ReadonlyMap<number, number>): string;
};

/** From this share of function words on, a language of another script is being written in Latin letters. */
const ROMANISED = 0.08;
/** Without a single function word any language of Latin letters may be meant, if most letters are Latin. */
const UNKNOWN_LATIN = 0.6;
/** A language beside the main one of a stretch has at least this share of its function words there. */
const BESIDE = 0.65;
/** From this share of letters that only it has among its neighbours, a language occurs. */
const OWN_LETTERS = 0.012;
/** Words of a stretch: each is looked at by itself, so that nothing written behind a text hides its language. */
const STRETCH_WORDS = 40;
/** So many letters of a script count, however long the rest is. */
const FEWEST_LETTERS = 20;
const FEWEST_LATIN = 80;

/**
 * Makes the reader of languages for a rule set. "like", "tasks", "organ" are words of many languages: a phrase counts
 * only where its language occurs, by script or by function words; English counts everywhere, since everyone borrows it.
 * Phrases found are the best sign of the main language, above all in mixed and romanised posts. Linear in the text.
 */
export function createLanguageReader(rules: CompiledRules): (fields: readonly Field[]) => Languages {
  const { languages } = rules;
  const byWord = postings(languages.map((language) => language.words));
  const byLetter = new Map<number, readonly number[]>();
  for (const [letter, list] of postings(languages.map((language) => [...new Set(language.letters)])))
    for (const form of [letter, letter.toUpperCase()]) if (form.length === 1) byLetter.set(form.charCodeAt(0), list);

  return (fields) => {
    const told = fields.filter((field) => field.name !== 'location' && field.name !== 'salary');
    const letters = countLetters(told.length > 0 ? told : fields, byLetter, languages.length);
    const words = countWords(fields, byWord, languages.length);
    const latin = letters.scripts.get('Latn') ?? 0;
    const someLatin = latin > 0.2 || letters.lettersOf('Latn') >= FEWEST_LATIN;
    const unknown = latin > UNKNOWN_LATIN && words.beside.every((beside) => !beside);
    const present = languages.map((language, i) => {
      if (language.id === 'en') return true;
      const own = (letters.own[i] ?? 0) >= OWN_LETTERS;
      const beside = (someLatin && (words.beside[i] === true || own)) || (unknown && language.script === 'Latn');
      if (language.script === 'Latn' || beside) return beside;
      return shareOfScript(language, letters.scripts) >= 0.02 || letters.lettersOf(language.script) >= FEWEST_LETTERS;
    });
    const best = (votes: ReadonlyMap<number, number>): string => {
      let found = 'en';
      let bestScore = 0;
      languages.forEach((language, i) => {
        const score =
          scoreOf(language, letters.scripts, words.shares[i] ?? 0, letters.own[i] ?? 0) *
          (1 + 0.06 * Math.min(12, votes.get(i) ?? 0));
        if (score > bestScore) {
          found = language.id;
          bestScore = score;
        }
      });
      return found;
    };
    return { present, best };
  };
}

/** Which lists hold a word. */
function postings(lists: readonly (readonly string[])[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  lists.forEach((list, i) => {
    for (const word of new Set(list)) {
      const row = found.get(word);
      if (row) row.push(i);
      else found.set(word, [i]);
    }
  });
  return found;
}

type LetterCounts = {
  readonly scripts: ReadonlyMap<string, number>;
  readonly own: Float64Array;
  /** Number of letters of a script. */
  lettersOf(script: string): number;
};

/** Shares of the scripts, and for each language the share of letters that only it has among its neighbours. */
function countLetters(
  fields: readonly Field[],
  byLetter: ReadonlyMap<number, readonly number[]>,
  languages: number,
): LetterCounts {
  const counts = new Float64Array(SCRIPTS.length + 1);
  const own = new Float64Array(languages);
  let letters = 0;
  for (const { original } of fields) {
    for (let i = 0; i < original.length; i += 1) {
      const code = original.charCodeAt(i);
      const script = scriptOf(code);
      counts[script]! += 1;
      if ((bitsOf(code) & LETTER) === 0) continue;
      letters += 1;
      if (code < 0x80) continue;
      const list = byLetter.get(code);
      if (list) for (const language of list) own[language]! += 1;
    }
  }
  const scripts = new Map<string, number>();
  let total = 0;
  SCRIPTS.forEach(([id], i) => {
    const weight = (counts[i + 1] ?? 0) * (DENSITY[id] ?? 1);
    if (weight > 0) scripts.set(id, weight);
    total += weight;
  });
  for (const [id, weight] of scripts) scripts.set(id, weight / total);
  const lettersOf = (script: string): number => {
    const row = SCRIPTS.findIndex(([id]) => id === (script === 'Hant' ? 'Hans' : script));
    return row < 0 ? 0 : (counts[row + 1] ?? 0);
  };
  return { scripts, own: own.map((count) => (letters === 0 ? 0 : count / letters)), lettersOf };
}

/** For each language the share of the words that are its function words, and whether some stretch may be written in it. */
function countWords(
  fields: readonly Field[],
  byWord: ReadonlyMap<string, readonly number[]>,
  languages: number,
): { shares: Float64Array; beside: readonly boolean[] } {
  const sums = new Float64Array(languages);
  const beside = new Array<boolean>(languages).fill(false);
  let stretch = new Uint16Array(languages);
  let inStretch = 0;
  let all = 0;
  const closeStretch = (): void => {
    const most = Math.max(...stretch);
    stretch.forEach((count, i) => {
      sums[i]! += count;
      if (most > 0 && count >= BESIDE * most) beside[i] = true;
    });
    all += inStretch;
    stretch = new Uint16Array(languages);
    inStretch = 0;
  };
  for (const { flat } of fields) {
    let start = -1;
    for (let i = 0; i <= flat.length; i += 1) {
      const code = flat.charCodeAt(i);
      if ((bitsOf(code) & (LETTER | MARK)) !== 0 || code === APOSTROPHE) {
        if (start < 0) start = i;
        continue;
      }
      if (start < 0) continue;
      inStretch += 1;
      if (i - start <= LONGEST_WORD) {
        const list = byWord.get(flat.slice(start, i));
        if (list) for (const language of list) stretch[language]! += 1;
      }
      if (inStretch === STRETCH_WORDS) closeStretch();
      start = -1;
    }
  }
  closeStretch();
  return { shares: sums.map((count) => (all === 0 ? 0 : count / all)), beside };
}

function scoreOf(language: Language, scripts: ReadonlyMap<string, number>, words: number, letters: number): number {
  const own = shareOfScript(language, scripts);
  const script = words >= ROMANISED ? Math.max(own, scripts.get('Latn') ?? 0) : own;
  if (script < 0.02 && words < 0.02) return 0;
  if (language.script === 'Hans' || language.script === 'Hant') return script * (0.5 + letters);
  if (language.words.length === 0) return script;
  return script * 0.25 + words + Math.min(0.3, 3 * letters) * script;
}

function shareOfScript(language: Language, scripts: ReadonlyMap<string, number>): number {
  const share = (id: string): number => scripts.get(id) ?? 0;
  const japanese = share('Jpan') > 0.08 * share('Hans');
  if (language.script === 'Jpan') return japanese ? share('Jpan') + share('Hans') : 0;
  if (language.script === 'Hans' || language.script === 'Hant') return japanese ? 0 : share('Hans');
  return share(language.script);
}
