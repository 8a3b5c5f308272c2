/** Reads the text of an element as a person sees it, with a map back to the page. Never innerText, styles or layout. */
import type { Span } from '../post.ts';

/** White space collapsed, blocks on lines of their own; each unit knows its text node. */
export type ReadText = { readonly text: string; rangeOf(start: number, end: number, evidence: string): Range | null };

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIELDSET FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
const SKIPPED = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT SVG CANVAS VIDEO AUDIO SELECT INPUT TEXTAREA BUTTON HEAD'.split(' '),
);
/** Longest text that is read; posts are shorter, hostile pages are not. */
export const LONGEST_TEXT = 20_000;
const DEEPEST = 200;

type Place = { node: Text; offset: number } | null;

/** Reads `root`; parts that match `ignore` and hidden parts are left out. */
export function readText(root: Element, ignore: readonly string[] = []): ReadText {
  let text = '';
  const places: Place[] = [];
  let gap: '' | ' ' | '\n' = '';
  walk(root, 0);
  return { text, rangeOf: (start, end, evidence) => rangeOf(text, places, start, end, evidence) };

  function walk(node: Node, depth: number): void {
    if (text.length >= LONGEST_TEXT || depth > DEEPEST) return;
    if (node.nodeType === 3) {
      add(node as Text); // nodeType 3 is Text
      return;
    }
    if (node.nodeType !== 1) return;
    const element = node as Element; // nodeType 1 is Element
    const tag = element.tagName.toUpperCase();
    if (tag === 'BR') {
      gap = '\n';
      return;
    }
    if (depth > 0 && (SKIPPED.has(tag) || isHidden(element) || ignore.some((selector) => element.matches(selector))))
      return;
    const block = BLOCKS.has(tag);
    if (block) gap = '\n';
    for (let child = element.firstChild; child; child = child.nextSibling) walk(child, depth + 1);
    if (block) gap = '\n';
    else if (tag === 'TD' || tag === 'TH') gap = gap === '\n' ? '\n' : ' ';
  }

  function add(node: Text): void {
    const raw = node.data;
    for (let i = 0; i < raw.length && text.length < LONGEST_TEXT; i += 1) {
      const char = raw[i] as string; // i is inside the string
      if (/\s/.test(char)) {
        if (gap === '') gap = ' ';
        continue;
      }
      if (gap !== '' && text !== '') {
        text += gap;
        places.push(null);
      }
      gap = '';
      text += char;
      places.push({ node, offset: i });
    }
  }
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  return /display\s*:\s*none/i.test(element.getAttribute('style') ?? '');
}

/** Null when the page no longer reads as the evidence: then nothing is highlighted. */
function rangeOf(text: string, places: readonly Place[], start: number, end: number, evidence: string): Range | null {
  if (text.slice(start, end) !== evidence || end <= start) return null;
  for (let i = start; i < end; i += 1) {
    const place = places[i];
    if (place && (!place.node.isConnected || place.node.data[place.offset] !== text[i])) return null;
  }
  const first = places.slice(start, end).find((place) => place !== null);
  const last = places.slice(start, end).findLast((place) => place !== null);
  if (!first || !last) return null;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset + 1);
  return range;
}

/** `rangeOf` of a Found over the read fields. */
export function rangeInFields(fields: Readonly<Record<string, ReadText | undefined>>): (span: Span) => Range | null {
  return (span) => fields[span.field]?.rangeOf(span.start, span.end, span.evidence) ?? null;
}
