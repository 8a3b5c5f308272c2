/**
 * Decides whether a phrase (src/rules/phrase.ts) stands at a place in a text. Steps call one another instead of a regular
 * expression being compiled for each of tens of thousands of phrases; gaps and endings are bounded, so is the work.
 */
import { bitsOf, LETTER, MARK, NUMBER, WORD } from '../characters.ts';
import { type PhrasePart, parsePhrase, type Writing } from '../rules/phrase.ts';

/** End of the phrase that begins at `at` of a normal text, or -1. */
export type PhraseMatcher = (text: string, at: number) => number;

const MOST_IN_GAP = 60;
const MOST_MORE = 16;
const MOST_DIGITS = 12;
const DIGITS = /[\d.,]/;
const FULL_STOP = 0x2e;
/** Line ends, ! ? ; and • in every script: danda, Urdu, Ethiopic, Burmese and Khmer full stops. */
const SENTENCE_ENDS = new Set([...'\n!?;•؟؛۔।॥።፧၊။។៕'].map((char) => char.charCodeAt(0)));

/** Makes the matcher of a well-formed phrase (throws like parsePhrase), for normal text or for text with its accents. */
export function matcherOf(source: string, writing: Writing, keepAccents = false): PhraseMatcher {
  const parts = parsePhrase(source, keepAccents);
  const wholeWords = writing.spaced && !writing.openEnd && parts.at(-1)?.kind !== 'more';
  const end: PhraseMatcher = wholeWords ? (text, at) => (isWord(text, at) ? -1 : at) : (_text, at) => at;
  return sequence(parts, writing, end);
}

/** The parts one after another, then `next`. An optional group takes the space beside it along. */
function sequence(parts: readonly PhrasePart[], writing: Writing, next: PhraseMatcher): PhraseMatcher {
  const steps: ((next: PhraseMatcher) => PhraseMatcher)[] = [];
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

function either(first: PhraseMatcher, second: PhraseMatcher): PhraseMatcher {
  return (text, at) => {
    const end = first(text, at);
    return end >= 0 ? end : second(text, at);
  };
}

function choice(options: readonly (readonly PhrasePart[])[], writing: Writing, next: PhraseMatcher): PhraseMatcher {
  const matchers = options.map((option) => sequence(option, writing, next));
  return (text, at) => {
    for (const matcher of matchers) {
      const end = matcher(text, at);
      if (end >= 0) return end;
    }
    return -1;
  };
}

function literal(letters: string, next: PhraseMatcher): PhraseMatcher {
  return (text, at) => (text.startsWith(letters, at) ? next(text, at + letters.length) : -1);
}

function space(writing: Writing, next: PhraseMatcher): PhraseMatcher {
  return (text, at) => {
    const code = text.charCodeAt(at);
    const end = code === 0x20 || code === 0x0a ? next(text, at + 1) : -1;
    return end >= 0 || writing.spaced ? end : next(text, at);
  };
}

/** Up to 40 units of the same sentence and line, the fewest that do; between whole words where words are spaced. */
function gap(writing: Writing, next: PhraseMatcher): PhraseMatcher {
  return (text, from) => {
    if (writing.spaced && isLetter(text, from)) return -1;
    for (let at = from; at <= from + MOST_IN_GAP && at <= text.length; at += 1) {
      if (!writing.spaced || !isLetter(text, at - 1)) {
        const end = next(text, at);
        if (end >= 0) return end;
      }
      const code = text.charCodeAt(at);
      if (SENTENCE_ENDS.has(code)) return -1;
      if (code === FULL_STOP && !isDigit(text.charCodeAt(at + 1))) return -1;
    }
    return -1;
  };
}

function number(next: PhraseMatcher): PhraseMatcher {
  return (text, from) => {
    if (!isDigit(text.charCodeAt(from))) return -1;
    let at = from + 1;
    while (at < from + MOST_DIGITS && DIGITS.test(text[at] ?? '')) at += 1;
    return longestFirst(text, from + 1, at, next);
  };
}

function more(next: PhraseMatcher): PhraseMatcher {
  return (text, from) => {
    let at = from;
    while (at < from + MOST_MORE && isLetter(text, at)) at += 1;
    return longestFirst(text, from, at, next);
  };
}

function longestFirst(text: string, shortest: number, longest: number, next: PhraseMatcher): number {
  for (let at = longest; at >= shortest; at -= 1) {
    const end = next(text, at);
    if (end >= 0) return end;
  }
  return -1;
}

function isLetter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && (bitsOf(text.charCodeAt(at)) & (LETTER | MARK)) !== 0;
}

function isWord(text: string, at: number): boolean {
  return at < text.length && (bitsOf(text.charCodeAt(at)) & WORD) !== 0;
}

function isDigit(code: number): boolean {
  return (bitsOf(code) & NUMBER) !== 0 && code < 0x80;
}
