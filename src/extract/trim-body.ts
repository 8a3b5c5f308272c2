/** Cuts from a body what stands before and behind the description, line by line. */
import type { Labels } from '../rules/labels.ts';
import type { ReadText } from './read-text.ts';
import { partOf, squeeze } from './text-part.ts';

const PROSE_UNITS = 80;
const LEAST_KEPT = 0.55;
/** Short lines that may stand between a heading and its prose: "Hello!", "We are hiring". */
const LINES_UNDER_HEADING = 2;
const LINES_BEFORE_TITLE = 5;
/** "Salary: 2000", "Industry: Software, Information Technology". */
const FACT = /^[^:：.!?]{2,40}[:：]/;

/** `known` are the title, then the fields: lines that only repeat them are no description. */
export function trimBody(read: ReadText, labels: Labels, known: readonly (string | undefined)[]): ReadText {
  const end = endOf(read.text, labels);
  const start = Math.max(
    startOf(read.text.slice(0, end), labels, known),
    behindTitle(read.text.slice(0, end), known[0]),
  );
  return start === 0 && end === read.text.length ? read : partOf(read, start, end);
}

/** Only what stands behind the description: for texts whose beginning is known. */
export function trimTail(read: ReadText, labels: Labels): ReadText {
  const end = endOf(read.text, labels);
  return end === read.text.length ? read : partOf(read, 0, end);
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

/** Behind the line that repeats the title, if that is among the first: links like "Back" may stand before it. */
function behindTitle(text: string, title: string | undefined): number {
  if (!title) return 0;
  let at = 0;
  for (const line of text.split('\n').slice(0, LINES_BEFORE_TITLE)) {
    at += line.length + 1;
    if (squeeze(line) === squeeze(title)) return at;
    if (line.length >= PROSE_UNITS) return 0;
  }
  return 0;
}

/**
 * The heading of a description that stands above prose, if all before are short lines of facts. Without such a heading
 * the text is left whole: bait is often written in short lines, and "Visa: free" must not be cut.
 */
function startOf(text: string, labels: Labels, known: readonly (string | undefined)[]): number {
  const repeats = new Set(known.flatMap((value) => (value ? [squeeze(value)] : [])));
  let at = 0;
  let first = -1;
  let heading = -1;
  let facts = 0;
  let sinceHeading = 0;
  for (const line of text.split('\n')) {
    if (line.length >= PROSE_UNITS && !FACT.test(line)) {
      first = sinceHeading <= LINES_UNDER_HEADING ? heading : -1;
      break;
    }
    const kind = labels.kindOf(line);
    sinceHeading += 1;
    if (kind === 'duties') {
      heading = at;
      sinceHeading = 0;
    }
    if (repeats.has(squeeze(line)) || kind !== null || FACT.test(line)) facts += 1;
    at += line.length + 1;
  }
  if (first <= 0 || facts === 0 || text.length - first < text.length * LEAST_KEPT) return 0;
  return first;
}
