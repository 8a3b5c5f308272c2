/** Stretches of a read text that keep their way back to the page, and comparison without white space. */
import type { ReadText } from './read-text.ts';

/** The stretch from `start` to `end`, trimmed. */
export function partOf(read: ReadText, start: number, end: number): ReadText {
  const raw = read.text.slice(start, end);
  const from = start + (raw.length - raw.trimStart().length);
  return {
    text: raw.trim(),
    rangeOf: (first, last, evidence) => read.rangeOf(from + first, from + last, evidence),
  };
}

/** Letters and signs alone, in lower case: what two renderings of the same words share. */
export function squeeze(text: string): string {
  return text.replace(/[\s\u200b-\u200f\u00ad\u2060\ufeff]+/g, '').toLowerCase();
}

/** A text without white space, and where each of its units stands in the text. */
type Squeezed = { readonly plain: string; readonly offsets: readonly number[] };

function squeezedWithOffsets(text: string): Squeezed {
  const offsets: number[] = [];
  let plain = '';
  for (const word of text.matchAll(/[^\s\u200b-\u200f\u00ad\u2060\ufeff]+/g)) {
    const lower = word[0].toLowerCase();
    const same = lower.length === word[0].length; // "İ" in lower case is two units
    plain += same ? lower : word[0];
    for (let i = 0; i < word[0].length; i += 1) offsets.push(word.index + i);
  }
  return { plain, offsets };
}

/** The stretch of a page's text that holds a description known from elsewhere: from its first words to its last. */
export function stretchOf(read: ReadText, known: string): ReadText | undefined {
  const { plain, offsets } = squeezedWithOffsets(read.text);
  const wanted = squeeze(known);
  const start = plain.indexOf(wanted.slice(0, ENDS_UNITS));
  if (start < 0 || wanted === '') return undefined;
  const tail = wanted.slice(-ENDS_UNITS);
  const end = plain.indexOf(tail, start);
  if (end < 0 || end - start > wanted.length * MOST_BETWEEN) return undefined;
  return partOf(read, offsets[start] ?? 0, (offsets[end + tail.length - 1] ?? read.text.length) + 1);
}

/** More between them is foreign: the same words stand elsewhere too. */
const MOST_BETWEEN = 1.4;

/** As many units at either end tell a description from others. */
const ENDS_UNITS = 30;
