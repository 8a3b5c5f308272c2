/** Reads the text of an element as a person sees it, with a map back to the page. Never innerText, styles or layout. */

/** White space collapsed, blocks on lines of their own. */
export type ReadText = {
  readonly text: string;
  /** The DOM range of `text.slice(start, end)`; null when that, or the page by now, does not read as `evidence`. */
  rangeOf(start: number, end: number, evidence: string): Range | null;
};

export type ReadOptions = {
  /** Selectors of parts to leave out. */
  readonly ignore?: readonly string[];
  readonly readsAriaHidden?: boolean;
  readonly keepsLineFeeds?: boolean;
};

/** Longest text that is read, in UTF-16 units; posts are shorter, hostile pages are not. */
export const LONGEST_TEXT = 20_000;
const DEEPEST = 256;
const MOST_NODES = 50_000;

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL'.split(
    ' ',
  ),
);
const SKIPPED = new Set(
  'AUDIO BUTTON CANVAS DATALIST EMBED HEAD IFRAME INPUT MATH METER NOSCRIPT OBJECT PROGRESS SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA VIDEO'.split(
    ' ',
  ),
);

/** Units of the text from `start` on stand in `node` from `offset` on, one for one, until the next run begins. */
type Run = { readonly start: number; readonly node: Text; readonly offset: number };

/** Reads `root`; parts that are ignored or hidden are left out. The root itself is read even when it is a button. */
export function readText(root: Element, options: ReadOptions = {}): ReadText {
  const ignored = options.ignore?.join(',') ?? '';
  const runs: Run[] = [];
  let text = '';
  let gap: '' | ' ' | '\n' = '';
  let nodes = 0;
  for (let child = root.firstChild; child; child = child.nextSibling)
    walk(child, 0, options.keepsLineFeeds === true || root.tagName === 'PRE');
  return { text, rangeOf: (start, end, evidence) => rangeOf(text, runs, start, end, evidence) };

  function walk(node: Node, depth: number, lineFeeds: boolean): void {
    nodes += 1;
    if (text.length >= LONGEST_TEXT || depth > DEEPEST || nodes > MOST_NODES) return;
    if (isText(node)) add(node, lineFeeds);
    if (!isElement(node)) return;
    const tag = node.tagName.toUpperCase();
    if (tag === 'BR') gap = '\n';
    if (isUnread(node, options.readsAriaHidden === true) || (ignored !== '' && node.matches(ignored))) return;
    const block = BLOCKS.has(tag);
    if (block) gap = '\n';
    for (let child = node.firstChild; child; child = child.nextSibling)
      walk(child, depth + 1, lineFeeds || tag === 'PRE');
    if (block) gap = '\n';
    else if ((tag === 'TD' || tag === 'TH') && gap === '') gap = ' ';
  }

  function add(node: Text, lineFeeds: boolean): void {
    const raw = node.data;
    let straight = false; // the last unit added stands right before this one in the same node
    for (let i = 0; i < raw.length && text.length < LONGEST_TEXT; i += 1) {
      const char = raw.charAt(i);
      if (/\s/.test(char)) {
        if (lineFeeds && char === '\n') gap = '\n';
        else if (gap === '') gap = ' ';
        continue;
      }
      if (gap !== '' && text !== '') {
        straight &&= gap === ' ' && raw[i - 1] === ' ' && !/\s/.test(raw.charAt(i - 2));
        text += gap;
      } else if (gap !== '') straight = false;
      gap = '';
      if (!straight) runs.push({ start: text.length, node, offset: i });
      straight = true;
      text += char;
    }
  }
}

/** Whether the element and all in it is left out of every text: not text, or hidden by its own attributes. */
export function isUnread(element: Element, readsAriaHidden = false): boolean {
  if (SKIPPED.has(element.tagName.toUpperCase()) || element.hasAttribute('hidden')) return true;
  if (!readsAriaHidden && element.getAttribute('aria-hidden') === 'true') return true;
  if (element.tagName === 'DIALOG' && !element.hasAttribute('open')) return true;
  const style = element.getAttribute('style');
  return style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

export function isElement(node: Node | null): node is Element {
  return node?.nodeType === 1;
}

export function isText(node: Node | null): node is Text {
  return node?.nodeType === 3;
}

function rangeOf(text: string, runs: readonly Run[], start: number, end: number, evidence: string): Range | null {
  if (end <= start || text.slice(start, end) !== evidence) return null;
  const first = placeOf(runs, text, start);
  const last = placeOf(runs, text, end - 1);
  if (!first || !last) return null;
  for (let at = start; at < end; at += 1) {
    const place = placeOf(runs, text, at);
    if (place && (!place.node.isConnected || place.node.data[place.offset] !== text[at])) return null;
  }
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset + 1);
  return range;
}

/** Where a unit of the text stands; null for white space that stands for a gap between nodes. */
function placeOf(runs: readonly Run[], text: string, at: number): { node: Text; offset: number } | null {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const run = runs[low];
  if (!run || run.start > at) return null;
  const next = runs[low + 1];
  if (next && next.start === at + 1 && /\s/.test(text.charAt(at))) return null; // the gap before the next run
  return { node: run.node, offset: run.offset + at - run.start };
}
