/** Normal text as phrases are compared with it: where words begin, where sentences end, what begins nowhere. */
import { bitsOf, isArabic, isDigit, LETTER, MARK, UNSPACED } from '../characters.ts';

/** A normal text with what gaps ask for: where words begin, where sentences end. */
export type Text = {
  readonly units: string;
  /** For each place the next one (or itself) at which something begins that is not inside a word. */
  readonly nextWord: Uint32Array;
  /** For each place the next one (or itself) at which a sentence or line ends. */
  readonly sentenceEnd: Uint32Array;
  /** By slotOf: behind which place nothing begins so any more (0: nowhere). Tells at once that most phrases cannot stand here. */
  readonly lastBehind: Uint32Array;
};

export const SPACE = 0x20;
export const BREAK = 0x0a;
const FULL_STOP = 0x2e;
const LONGEST_ABBREVIATION = 5;

/** Prepares normal text for matchers; linear. */
export function textOf(units: string): Text {
  const { length } = units;
  const nextWord = new Uint32Array(length + 2);
  const sentenceEnd = new Uint32Array(length + 2);
  const lastBehind = new Uint32Array(SLOTS);
  let words = 0; // places whose next word is known
  let ends = 0;
  let before = 0;
  for (let i = 0; i < length; i += 1) {
    const code = units.charCodeAt(i);
    const bits = bitsOf(code);
    const inWord = (before & (LETTER | MARK)) !== 0;
    if (!inWord && code !== SPACE && code !== BREAK) {
      nextWord.fill(i, words, i + 1);
      words = i + 1;
    }
    if (code < 0x40 && isSentenceEnd(units, i, code)) {
      sentenceEnd.fill(i, ends, i + 1);
      ends = i + 1;
    }
    if (!inWord || ((before | bits) & UNSPACED) !== 0 || isArabic(code) || isDigit(code)) {
      lastBehind[slotOf(units, i)] = i + 1;
      lastBehind[slotOfUnit(code)] = i + 1;
    }
    before = bits;
  }
  nextWord.fill(length + 1, words);
  sentenceEnd.fill(length, ends);
  return { units, nextWord, sentenceEnd, lastBehind };
}

/** Line ends, ! ? ; and full stops that no figure follows; those of other scripts are written so in normal text. */
function isSentenceEnd(units: string, at: number, code: number): boolean {
  if (code === FULL_STOP) return !isDigit(units.charCodeAt(at + 1)) && !isAbbreviation(units, at);
  return code === BREAK || code === 0x21 || code === 0x3f || code === 0x3b;
}

/** "Rs. 500", "Tsh. 20": a short word with a stop before a figure. */
function isAbbreviation(units: string, stop: number): boolean {
  if (!isDigit(units.charCodeAt(stop + 2)) || units.charCodeAt(stop + 1) !== SPACE) return false;
  for (let k = 1; k <= LONGEST_ABBREVIATION; k += 1) if (!isLetter(units, stop - k)) return k > 1;
  return false;
}

/** Beginnings of three units in the lower half, of one unit in the upper. */
const SLOTS = 8192;
const HALF = SLOTS / 2;
export const SLOT_UNITS = 3;
export const ANY_DIGIT = HALF;

/** A slot for the first three units of a word. */
export function slotOf(text: string, at: number): number {
  const hash =
    Math.imul(text.charCodeAt(at), 31 * 31) + Math.imul(text.charCodeAt(at + 1), 31) + text.charCodeAt(at + 2);
  return (hash ^ (hash >>> 12)) & (HALF - 1);
}

/** A slot for the first unit of a word; all figures share one. */
export function slotOfUnit(code: number): number {
  return isDigit(code) ? ANY_DIGIT : HALF + (code & (HALF - 1));
}

export function isLetter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && (bitsOf(text.charCodeAt(at)) & (LETTER | MARK)) !== 0;
}
