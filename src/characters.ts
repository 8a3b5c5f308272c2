/** What each UTF-16 unit is, as bits in one table: asked for every unit of every post, so no regular expression runs twice. */

export const LETTER = 1;
/** Combining marks and vowel signs. */
export const MARK = 2;
export const NUMBER = 4;
/** A script that does not space words (Han, Kana, Hangul, Thai, Lao, Khmer, Burmese). */
export const UNSPACED = 8;
export const LATIN = 16;
/** A script with letters that look like Latin ones (Cyrillic, Greek, Armenian). */
export const LOOKS_LATIN = 32;
export const HAN_OR_KANA = 64;
/** Signs that stand for letters (p@ssport, ca$h). */
export const SIGN = 128;
const KNOWN = 256;

/** Part of a word. */
export const WORD = LETTER | MARK | NUMBER;

const BITS: readonly (readonly [number, RegExp])[] = [
  [LETTER, /\p{L}/u],
  [MARK, /\p{M}/u],
  [NUMBER, /\p{N}/u],
  [
    UNSPACED,
    /(?=[\p{L}\p{M}\p{N}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u,
  ],
  [LATIN, /\p{Script=Latin}/u],
  [LOOKS_LATIN, /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u],
  [HAN_OR_KANA, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  [SIGN, /[@$€£!|]/],
];

const table = new Uint16Array(0x10000);

/** The bits of a UTF-16 unit; 0 for NaN (past the end of a text). Halves of surrogate pairs have none. */
export function bitsOf(code: number): number {
  return code < 0x10000 ? table[code] || look(code) : KNOWN;
}

function look(code: number): number {
  const char = String.fromCharCode(code);
  let bits = KNOWN;
  for (const [bit, pattern] of BITS) if (pattern.test(char)) bits |= bit;
  table[code] = bits;
  return bits;
}

/** Short words written onto Arabic ones: and, so; with, like, for; the. */
const PROCLITICS = /^[وف]?(?:[بك]?ال|لل|[بكل])?$/;
export const MOST_PROCLITICS = 4;

/** True where [start, at) of a text, the beginning of an Arabic word, is nothing but proclitics. */
export function areProclitics(text: string, start: number, at: number): boolean {
  return at > start && at - start <= MOST_PROCLITICS && PROCLITICS.test(text.slice(start, at));
}

export function isArabic(code: number): boolean {
  return code >= 0x600 && code <= 0x6ff;
}

/** An ASCII digit: the only ones a normal text has. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
