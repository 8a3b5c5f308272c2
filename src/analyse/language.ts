/** Names the language of a post: the script decides most, function words and letters tell neighbours apart. */
import type { CompiledRules, Language } from '../rules/types.ts';
import type { Field } from './find-concepts.ts';

/** Unicode scripts counted, and the ISO 15924 code they speak for. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Latn', /\p{Script=Latin}/gu],
  ['Cyrl', /\p{Script=Cyrillic}/gu],
  ['Arab', /\p{Script=Arabic}/gu],
  ['Deva', /\p{Script=Devanagari}/gu],
  ['Beng', /\p{Script=Bengali}/gu],
  ['Taml', /\p{Script=Tamil}/gu],
  ['Telu', /\p{Script=Telugu}/gu],
  ['Sinh', /\p{Script=Sinhala}/gu],
  ['Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Kore', /\p{Script=Hangul}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Laoo', /\p{Script=Lao}/gu],
  ['Khmr', /\p{Script=Khmer}/gu],
  ['Mymr', /\p{Script=Myanmar}/gu],
  ['Ethi', /\p{Script=Ethiopic}/gu],
  ['Hans', /\p{Script=Han}/gu],
];

/** Letters per unit of meaning: Han and Hangul say more with each letter than alphabets. */
const DENSITY: Readonly<Record<string, number>> = { Hans: 3, Jpan: 3, Kore: 2 };

export type LanguageGuess = { readonly id: string; readonly share: number };

/**
 * Ranks languages, best first; never empty. `votes` are the languages of the phrases found: what a post says in a
 * language is the best sign of it, above all in mixed and romanised posts.
 */
export function rankLanguages(
  rules: CompiledRules,
  fields: readonly Field[],
  votes: ReadonlyMap<number, number>,
): LanguageGuess[] {
  const original =
    fields
      .filter((field) => field.name !== 'location' && field.name !== 'salary')
      .map((field) => field.original)
      .join('\n') || fields.map((field) => field.original).join('\n');
  const text = fields.map((field) => field.flat).join(' ');
  const scripts = countScripts(original);
  const words = new Set<string>();
  const counts = new Map<string, number>();
  for (const word of text.match(/[\p{L}\p{M}']+/gu) ?? []) {
    words.add(word);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const scored = rules.languages.map((language, i) => ({
    id: language.id,
    share: scoreOf(language, scripts, counts, original) * (1 + 0.06 * Math.min(12, votes.get(i) ?? 0)),
  }));
  scored.sort((a, b) => b.share - a.share);
  return scored[0] && scored[0].share > 0 ? scored : [{ id: 'en', share: 0 }];
}

function countScripts(text: string): Map<string, number> {
  const found = new Map<string, number>();
  let total = 0;
  for (const [id, pattern] of SCRIPTS) {
    const weight = (text.match(pattern)?.length ?? 0) * (DENSITY[id] ?? 1);
    if (weight > 0) found.set(id, weight);
    total += weight;
  }
  for (const [id, weight] of found) found.set(id, weight / total);
  return found;
}

function scoreOf(
  language: Language,
  scripts: ReadonlyMap<string, number>,
  counts: ReadonlyMap<string, number>,
  text: string,
): number {
  const script = shareOfScript(language, scripts);
  const words = wordShare(language, counts);
  if (script < 0.02 && words < 0.02) return 0;
  if (language.script === 'Hans' || language.script === 'Hant') return script * (0.5 + letterShare(language, text));
  if (language.words.length === 0) return script;
  return script * 0.25 + words + Math.min(0.3, 3 * letterShare(language, text)) * script;
}

function shareOfScript(language: Language, scripts: ReadonlyMap<string, number>): number {
  const share = (id: string): number => scripts.get(id) ?? 0;
  if (language.script === 'Jpan') return share('Jpan') > 0.08 * share('Hans') ? share('Jpan') + share('Hans') : 0;
  if (language.script === 'Hans' || language.script === 'Hant') {
    return share('Jpan') > 0.08 * share('Hans') ? 0 : share('Hans');
  }
  return share(language.script);
}

/** Share of the words of a text that are function words of the language. */
function wordShare(language: Language, counts: ReadonlyMap<string, number>): number {
  let all = 0;
  for (const count of counts.values()) all += count;
  if (all === 0) return 0;
  let own = 0;
  for (const word of language.words) own += counts.get(word) ?? 0;
  return own / all;
}

/** Share of a text's letters that only this language has among its neighbours. */
function letterShare(language: Language, text: string): number {
  if (language.letters === '') return 0;
  const own = new Set(language.letters);
  let found = 0;
  let letters = 0;
  for (const char of text.toLowerCase()) {
    if (own.has(char)) found += 1;
    if (/\p{L}/u.test(char)) letters += 1;
  }
  return letters === 0 ? 0 : found / letters;
}
