/** The first line of a post in a feed where people write it as a heading: "Hotel Alba | Cook | Turin, Italy | full time". */
import type { ReadText } from './read-text.ts';
import { partOf } from './text-part.ts';

const LONGEST_LINE = 180;
const LONGEST_PART = 80;
const SEPARATOR = /\s+(?:\||–|—|--?|•|·)\s+|\s*\|\s*/g;
/** "Turin, Italy", "Menlo Park, CA (interns welcome)". */
const TOWN = /^\p{Lu}[\p{L}.'’ ]{1,30}(?:\([^)]{1,20}\))?,\s*\p{Lu}[\p{L}. ]{1,25}(?:\s*\(.*\))?$/u;
/** "Remote in Europe". */
const WORKPLACE = /^.{0,20}\b(?:remote|on-?site|hybrid|relocate)\b.{0,40}$/i;
const NO_NAME =
  /^(?:https?:|www\.)|^\W*(?:full|part)[- ]?time\W*$|^\W*(?:remote|onsite|on-site|hybrid|visa|interns?|contract|permanent)\b/i;

/** Title and place, where the line names a place among other parts; empty for a line of prose. */
export function headLine(read: ReadText): { title?: ReadText; location?: ReadText } {
  const end = read.text.indexOf('\n');
  if (end < 0 || end > LONGEST_LINE) return {};
  const parts = partsOf(read, end);
  const location = parts.length < 2 ? undefined : parts.find(({ text }) => TOWN.test(text) || WORKPLACE.test(text));
  if (!location) return {};
  const title = parts.find((part) => part !== location && part.text.length <= LONGEST_PART && !NO_NAME.test(part.text));
  return title ? { title, location } : {};
}

function partsOf(read: ReadText, end: number): ReadText[] {
  const parts: ReadText[] = [];
  let start = 0;
  for (const { index, 0: separator } of read.text.slice(0, end).matchAll(SEPARATOR)) {
    parts.push(partOf(read, start, index));
    start = index + separator.length;
  }
  return [...parts, partOf(read, start, end)].filter(({ text }) => text !== '');
}
