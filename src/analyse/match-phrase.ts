/**
 * Decides whether a phrase (src/rules/phrase.ts) stands at a place in a text. Steps call one another instead of a regular
 * expression being compiled for each of tens of thousands of phrases; gaps and endings are bounded, so is the work.
 */
import { areProclitics, bitsOf, isArabic, isDigit, MOST_PROCLITICS, WORD } from '../characters.ts';
import { type PhrasePart, parsePhrase, type Writing } from '../rules/phrase.ts';
import { ANY_DIGIT, BREAK, isLetter, SLOT_UNITS, SPACE, slotOf, slotOfUnit, type Text } from './phrase-text.ts';

/** End of the phrase that begins at `at` of a normal text, or -1. */
export type PhraseMatcher = (text: Text, at: number) => number;

/** What remains of a phrase, and the units it may begin with: bit `unit & 31` of each. */
type Rest = { readonly match: PhraseMatcher; readonly first: number };

const ANYTHING = -1;

const MOST_IN_GAP = 60;
const MOST_MORE = 16;
const MOST_DIGITS = 12;
const DIGITS = /[\d.,]/;
const APOSTROPHE = 0x27;

/** Makes the matcher of a well-formed phrase (throws like parsePhrase), for normal text or for text with its accents. */
export function matcherOf(source: string, writing: Writing, keepAccents = false): PhraseMatcher {
  const parts = parsePhrase(source, keepAccents);
  const wholeWords = writing.spaced && !writing.openEnd && parts.at(-1)?.kind !== 'more';
  const end: PhraseMatcher = wholeWords
    ? (text, at) => (isWord(text.units, at) ? -1 : at)
    : ({ units }, at) => (isDigit(units.charCodeAt(at - 1)) && isDigit(units.charCodeAt(at)) ? -1 : at);
  const { match } = sequence(parts, writing, { match: end, first: ANYTHING });
  const needed = neededBeginnings(parts);
  if (needed.length === 0) return match;
  return (text, at) => {
    for (const slots of needed) if (!mayFollow(text.lastBehind, slots, at)) return -1;
    return match(text, at);
  };
}

function mayFollow(lastBehind: Uint32Array, slots: readonly number[], at: number): boolean {
  for (const slot of slots) if ((lastBehind[slot] as number) > at) return true; // slots are below the table's length
  return false;
}

/** How the words begin that the phrase cannot do without, those with the fewest choices first. */
function neededBeginnings(parts: readonly PhrasePart[]): readonly (readonly number[])[] {
  const needed: number[][] = [];
  for (let i = 1; i < parts.length; i += 1) {
    const before = parts[i - 1]?.kind;
    if (before !== 'gap' && before !== 'space') continue;
    const slots = firstSlots(parts[i] as PhrasePart); // i is inside the array
    if (slots !== null) needed.push([...new Set(slots)]);
  }
  return needed.sort((one, two) => one.length - two.length);
}

/** The slots of what a part may begin with; null where that is anything, or the part may be missing. */
function firstSlots(part: PhrasePart | undefined): readonly number[] | null {
  if (part?.kind === 'number') return [ANY_DIGIT];
  if (part?.kind === 'literal')
    return [part.text.length >= SLOT_UNITS ? slotOf(part.text, 0) : slotOfUnit(part.text.charCodeAt(0))];
  if (part?.kind !== 'group' || part.optional) return null;
  const slots: number[] = [];
  for (const option of part.options) {
    const own = firstSlots(option[0]);
    if (own === null) return null;
    slots.push(...own);
  }
  return slots;
}

/** The parts one after another, then `next`. An optional group takes the space beside it along. */
function sequence(parts: readonly PhrasePart[], writing: Writing, next: Rest): Rest {
  const steps: ((next: Rest) => Rest)[] = [];
  let opening = true; // only optional groups so far
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] as PhrasePart; // i is inside the array
    const after = parts[i + 1];
    if (opening && part.kind === 'group' && part.optional && after?.kind === 'space') {
      steps.push((then) => either(choice(part.options, writing, space(writing, then)), then));
      i += 1;
      continue;
    }
    opening = false;
    if (part.kind === 'space' && after?.kind === 'group' && after.optional) {
      steps.push((then) => either(space(writing, choice(after.options, writing, then)), then));
      i += 1;
    } else if (part.kind === 'space') steps.push((then) => space(writing, then));
    else if (part.kind === 'group') {
      steps.push((then) => {
        const chosen = choice(part.options, writing, then);
        return part.optional ? either(chosen, then) : chosen;
      });
    } else if (part.kind === 'literal') steps.push((then) => literal(part.text, then));
    else if (part.kind === 'gap') steps.push((then) => gap(writing, then));
    else steps.push(part.kind === 'number' ? number : more);
  }
  return steps.reduceRight((then, step) => step(then), next);
}

function bitOf(code: number): number {
  return 1 << (code & 31);
}

function either(first: Rest, second: Rest): Rest {
  return {
    first: first.first | second.first,
    match: (text, at) => {
      const end = first.match(text, at);
      return end >= 0 ? end : second.match(text, at);
    },
  };
}

function choice(options: readonly (readonly PhrasePart[])[], writing: Writing, next: Rest): Rest {
  const rests = options.map((option) => sequence(option, writing, next));
  const first = rests.reduce((bits, rest) => bits | rest.first, 0);
  return {
    first,
    match: (text, at) => {
      const bit = bitOf(text.units.charCodeAt(at));
      if ((first & bit) === 0) return -1;
      for (const rest of rests) {
        if ((rest.first & bit) === 0) continue;
        const end = rest.match(text, at);
        if (end >= 0) return end;
      }
      return -1;
    },
  };
}

function literal(letters: string, next: Rest): Rest {
  return {
    first: bitOf(letters.charCodeAt(0)),
    match: (text, at) => (text.units.startsWith(letters, at) ? next.match(text, at + letters.length) : -1),
  };
}

function space(writing: Writing, next: Rest): Rest {
  return {
    first: bitOf(SPACE) | bitOf(BREAK) | next.first,
    match: (text, at) => {
      const code = text.units.charCodeAt(at);
      const end = code === SPACE || code === BREAK ? next.match(text, at + 1) : -1;
      // l'employeur, N5000, 30€
      const joined =
        !writing.spaced ||
        text.units.charCodeAt(at - 1) === APOSTROPHE ||
        isDigit(code) !== isDigit(text.units.charCodeAt(at - 1));
      return end >= 0 || !joined ? end : next.match(text, at);
    },
  };
}

/** Up to 60 units of the same sentence and line, the fewest that do; between whole words where words are spaced. */
function gap(writing: Writing, next: Rest): Rest {
  return {
    first: ANYTHING,
    match: (text, from) => {
      const { units, nextWord, sentenceEnd } = text;
      if (writing.spaced && !writing.openEnd && isLetter(units, from)) return -1;
      const last = Math.min(from + MOST_IN_GAP, sentenceEnd[from] ?? 0);
      for (let at = from; at <= last; at += 1) {
        if (writing.spaced) at = nextWord[at] as number; // it has a place for the end and one beyond
        if (at > last) return -1;
        const furthest = writing.proclitics && isArabic(units.charCodeAt(at)) ? at + MOST_PROCLITICS : at;
        for (let to = at; to <= furthest; to += 1) {
          if (to > at && !areProclitics(units, at, to)) continue;
          if ((next.first & bitOf(units.charCodeAt(to))) === 0) continue;
          const end = next.match(text, to);
          if (end >= 0) return end;
        }
      }
      return -1;
    },
  };
}

function number(next: Rest): Rest {
  return {
    first: [...'0123456789'].reduce((bits, digit) => bits | bitOf(digit.charCodeAt(0)), 0),
    match: (text, from) => {
      if (!isDigit(text.units.charCodeAt(from))) return -1;
      let at = from + 1;
      while (at < from + MOST_DIGITS && DIGITS.test(text.units[at] ?? '')) at += 1;
      return longestFirst(text, from + 1, at, next.match);
    },
  };
}

function more(next: Rest): Rest {
  return {
    first: ANYTHING,
    match: (text, from) => {
      let at = from;
      while (at < from + MOST_MORE && isLetter(text.units, at)) at += 1;
      return longestFirst(text, from, at, next.match);
    },
  };
}

function longestFirst(text: Text, shortest: number, longest: number, next: PhraseMatcher): number {
  for (let at = longest; at >= shortest; at -= 1) {
    const end = next(text, at);
    if (end >= 0) return end;
  }
  return -1;
}

function isWord(text: string, at: number): boolean {
  return at < text.length && (bitsOf(text.charCodeAt(at)) & WORD) !== 0;
}
