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

/** Where words (squeezed) begin in a text: its offset, or -1. `from` is an offset of the text. */
export function findSqueezed(text: string, words: string, from = 0): number {
  const offsets: number[] = [];
  let plain = '';
  for (let i = from; i < text.length; i += 1) {
    const unit = squeeze(text[i] as string); // i is inside the text
    for (const char of unit) {
      plain += char;
      offsets.push(i);
    }
  }
  const at = plain.indexOf(words);
  return at < 0 ? -1 : (offsets[at] as number); // one offset for each unit of `plain`
}

/** The stretch of a page's text that holds a description known from elsewhere: from its first words to its last. */
export function stretchOf(read: ReadText, known: string): ReadText | undefined {
  const wanted = squeeze(known);
  const start = findSqueezed(read.text, wanted.slice(0, 30));
  if (start < 0) return undefined;
  const tail = wanted.slice(-30);
  const end = findSqueezed(read.text, tail, start);
  if (end < 0) return undefined;
  const close = findSqueezed(read.text, tail.slice(-1), end + Math.max(0, tail.length - 1));
  return partOf(read, start, (close < 0 ? read.text.length : close) + 1);
}
