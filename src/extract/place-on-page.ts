/** Where a posting known from structured data stands on the page: its heading, the block with its text, the text as shown. */
import type { Labels } from '../rules/labels.ts';
import { FURNITURE } from './furniture.ts';
import { type ReadText, readText } from './read-text.ts';
import { partOf, squeeze, stretchOf } from './text-part.ts';
import { trimBody } from './trim-body.ts';

const MOST_HEADINGS = 100;
const DEEPEST = 60;
const START_UNITS = 30;
/** A description in a script may be shortened: the block may hold as much again, and little besides. */
const MOST_MORE = 1.6;

export type PlaceOnPage = { readonly heading: Element | null; readonly body: Element | null; readonly text?: ReadText };

/** `words` gives the squeezed text of an element: one cache for all postings of a page. */
export function placeOnPage(
  document: Document,
  words: (element: Element) => string,
  title: string | undefined,
  text: string,
  labels: Labels | null,
): PlaceOnPage {
  const heading = headingOf(document, words, squeeze(title ?? ''));
  const body = blockOf(document.body, words, squeeze(text));
  if (!body) return { heading, body: null };
  return { heading, body, text: shownText(body, text, labels) };
}

function headingOf(document: Document, words: (element: Element) => string, wanted: string): Element | null {
  if (wanted === '') return null;
  const heads = [...document.querySelectorAll('h1,h2,h3,[itemprop="title"],[class*="title" i]')].slice(
    0,
    MOST_HEADINGS,
  );
  const exact = heads.find((element) => words(element) === wanted);
  return exact ?? heads.find((element) => /^H\d$/.test(element.tagName) && words(element).includes(wanted)) ?? null;
}

/** The innermost element that holds the beginning and the end; where the page lacks the end, 60 % of the text. */
function blockOf(root: Element, words: (element: Element) => string, wanted: string): Element | null {
  const start = wanted.slice(0, START_UNITS);
  if (start.length < START_UNITS / 2) return null;
  const end = wanted.slice(-START_UNITS);
  const whole = words(root).includes(end);
  let found: Element | null = null;
  let scope = root;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const inner = [...scope.children].find((child) => {
      if (/^(?:SCRIPT|STYLE|NOSCRIPT)$/.test(child.tagName)) return false;
      const own = words(child);
      return own.length >= wanted.length * 0.6 && own.includes(start) && (!whole || own.includes(end));
    });
    if (!inner) break;
    scope = inner;
    found = inner;
  }
  return found;
}

/**
 * The text as shown: what the script holds, and the sections of an ad that stand right behind it (some sites put only the
 * first part into the script, requirements follow on the page).
 */
function shownText(body: Element, known: string, labels: Labels | null): ReadText | undefined {
  const read = readText(body, FURNITURE);
  const exact = stretchOf(read, known);
  const more = labels ? sectionsBehind(body, known, labels) : undefined;
  if (more) return more;
  if (exact) return labels ? trimBody(exact, labels, []) : exact;
  if (read.text.length > known.length * MOST_MORE + 200) return undefined;
  return labels ? trimBody(read, labels, []) : read;
}

/** From the description on through headings of duties and requirements in the parent, up to the next foreign heading. */
function sectionsBehind(body: Element, known: string, labels: Labels): ReadText | undefined {
  for (
    let holder = body.parentElement, steps = 0;
    holder && steps < 2 && holder.tagName !== 'BODY';
    holder = holder.parentElement, steps += 1
  ) {
    const read = readText(holder, FURNITURE);
    const first = stretchOf(read, known);
    if (!first) continue;
    const start = read.text.indexOf(first.text);
    const rest = read.text.slice(start + first.text.length);
    let at = 0;
    let end = 0;
    let inSection = false;
    for (const line of rest.split('\n')) {
      const kind = labels.kindOf(line);
      if (kind === 'duties' || kind === 'requirements') inSection = true;
      else if (kind !== null) break;
      at += line.length + 1;
      if (inSection) end = at - 1;
      else if (line.trim() !== '' && at > 1) break; // what follows at once is something else
    }
    if (end > 60 && end < known.length * 2) return partOf(read, start, start + first.text.length + end);
  }
  return undefined;
}

/** Squeezed texts of elements, each made once; for one reading of a page that does not change meanwhile. */
export function textCache(): (element: Element) => string {
  const texts = new Map<Element, string>();
  return (element) => {
    const known = texts.get(element);
    if (known !== undefined) return known;
    const text = squeeze(element.textContent ?? '');
    texts.set(element, text);
    return text;
  };
}
