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
/** Nodes looked at, and units of raw text, white space included: a hostile page has millions. */
const MOST_NODES = 20_000;
const MOST_UNITS = 400_000;

/** A run of letters without white space: where it begins in the text read and in its text node. */
type Run = { readonly at: number; readonly node: Text; readonly offset: number };

/** Reads `root`; parts that match `ignore` are left out, and hidden ones unless they match `reveal`. */
export function readText(root: Element, ignore: readonly string[] = [], reveal: readonly string[] = []): ReadText {
  let text = '';
  const runs: Run[] = [];
  let gap: '' | ' ' | '\n' = '';
  let nodes = 0;
  let units = 0;
  walk(root, 0);
  return { text, rangeOf: (start, end, evidence) => rangeOf(text, runs, start, end, evidence) };

  function walk(node: Node, depth: number): void {
    nodes += 1;
    if (isFull() || depth > DEEPEST) return;
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
    if (depth > 0 && (SKIPPED.has(tag) || matches(element, ignore))) return;
    if (depth > 0 && isHidden(element) && !matches(element, reveal)) return;
    const block = BLOCKS.has(tag);
    if (block) gap = '\n';
    for (const child of childrenOf(element, tag)) {
      walk(child, depth + 1);
      if (isFull()) break;
    }
    if (block) gap = '\n';
    else if (tag === 'TD' || tag === 'TH') gap = gap === '\n' ? '\n' : ' ';
  }

  function isFull(): boolean {
    return text.length >= LONGEST_TEXT || nodes > MOST_NODES;
  }

  function add(node: Text): void {
    const raw = node.data;
    let from = -1;
    for (let i = 0; i <= raw.length; i += 1) {
      const inside = i < raw.length && !isSpace(raw.charCodeAt(i));
      if (inside && from < 0) from = i;
      if (!inside && from >= 0) {
        put(node, raw, from, i);
        from = -1;
      }
      if (i < raw.length && !inside && gap === '') gap = ' ';
      units += 1;
      if (units > MOST_UNITS || text.length >= LONGEST_TEXT) return;
    }
  }

  function put(node: Text, raw: string, from: number, to: number): void {
    if (text !== '') text += gap;
    gap = '';
    runs.push({ at: text.length, node, offset: from });
    text += raw.slice(from, Math.min(to, from + LONGEST_TEXT - text.length));
  }
}

/** What is shown of an element: its open shadow root, with what is slotted there, else its children. */
function childrenOf(element: Element, tag: string): Iterable<Node> {
  if (element.shadowRoot) return element.shadowRoot.childNodes;
  if (tag === 'SLOT') {
    const slotted = (element as HTMLSlotElement).assignedNodes?.() ?? []; // tag SLOT
    if (slotted.length > 0) return slotted;
  }
  return element.childNodes;
}

function matches(element: Element, selectors: readonly string[]): boolean {
  return selectors.some((selector) => element.matches(selector));
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || (code >= 0x1680 && /\s/.test(String.fromCharCode(code)));
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  return /display\s*:\s*none/i.test(element.getAttribute('style') ?? '');
}

/** Null when the page no longer reads as the evidence: then nothing is highlighted. */
function rangeOf(text: string, runs: readonly Run[], start: number, end: number, evidence: string): Range | null {
  if (text.slice(start, end) !== evidence || end <= start) return null;
  let first: { node: Text; offset: number } | null = null;
  let last: { node: Text; offset: number } | null = null;
  for (let k = runOf(runs, start); k < runs.length; k += 1) {
    const run = runs[k] as Run; // k is inside the array
    if (run.at >= end) break;
    const next = runs[k + 1]?.at ?? text.length;
    const from = Math.max(start, run.at);
    const words = text.slice(from, Math.min(end, next)).trimEnd();
    if (words === '') continue;
    const offset = run.offset + from - run.at;
    if (!run.node.isConnected || run.node.data.slice(offset, offset + words.length) !== words) return null;
    first ??= { node: run.node, offset };
    last = { node: run.node, offset: offset + words.length };
  }
  if (!first || !last) return null;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  return range;
}

/** Index of the run in which a place of the text lies, or after which it lies. */
function runOf(runs: readonly Run[], at: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle] as Run).at <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `rangeOf` of a Found over the read fields. */
export function rangeInFields(fields: Readonly<Record<string, ReadText | undefined>>): (span: Span) => Range | null {
  return (span) => fields[span.field]?.rangeOf(span.start, span.end, span.evidence) ?? null;
}
