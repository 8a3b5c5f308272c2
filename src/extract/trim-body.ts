/** Cuts from a body what stands before and behind the description, line by line. */
import type { Labels } from '../rules/labels.ts';
import type { ReadText } from './read-text.ts';
import { partOf, squeeze } from './text-part.ts';

const PROSE_UNITS = 80;
const LEAST_KEPT = 0.55;

/** `known` are the title and the fields: lines that only repeat them are no description. */
export function trimBody(read: ReadText, labels: Labels, known: readonly (string | undefined)[]): ReadText {
  const end = endOf(read.text, labels);
  const start = startOf(read.text.slice(0, end), labels, known);
  return start === 0 && end === read.text.length ? read : partOf(read, start, end);
}

/** Before a heading like "Similar jobs", if most of the text stands above it; buttons at the very end go as well. */
function endOf(text: string, labels: Labels): number {
  let end = text.length;
  let at = 0;
  for (const line of text.split('\n')) {
    if (at > text.length * 0.3 && labels.kindOf(line) === 'ends') {
      end = at;
      break;
    }
    at += line.length + 1;
  }
  for (;;) {
    const before = text.lastIndexOf('\n', end - 1);
    const last = text.slice(before + 1, end).trim();
    if (before < 0 || !(last === '' || (last.length < 40 && ['apply', 'ends'].includes(labels.kindOf(last) ?? ''))))
      return end;
    end = before;
  }
}

/**
 * The first line of prose or the first heading of a description, if all above it are short lines of facts. An ad
 * without prose is left whole: bait is often written in short lines.
 */
function startOf(text: string, labels: Labels, known: readonly (string | undefined)[]): number {
  const repeats = new Set(known.flatMap((value) => (value ? [squeeze(value)] : [])));
  let at = 0;
  let first = -1;
  let facts = 0;
  for (const line of text.split('\n')) {
    const kind = labels.kindOf(line);
    if (line.length >= PROSE_UNITS || kind === 'duties' || kind === 'requirements') {
      first = at;
      break;
    }
    if (repeats.has(squeeze(line)) || kind !== null || /^[^:：]{2,40}[:：]/.test(line)) facts += 1;
    at += line.length + 1;
  }
  if (first <= 0 || facts === 0 || text.length - first < text.length * LEAST_KEPT) return 0;
  return first;
}
