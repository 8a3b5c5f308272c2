/** The parts of the cards of a list, as columns: the same part of each card. */
import type { Labels } from '../rules/labels.ts';
import { type FieldName, fieldCalled, fieldOfIcon, wordsOfAttributes } from './called.ts';
import { type ReadText, readText } from './read-text.ts';

/** A box around one ad; `title` is its part that names the ad. */
export type Card = { readonly box: Element; readonly link: Element | null; readonly title: Element };

/** A part of a card that holds words of its own, and what it is called, if anything. */
export type Leaf = {
  readonly column: string;
  readonly element: Element;
  readonly read: ReadText;
  readonly called: FieldName | null;
};
/** The same part of all cards; `place` is its turn in them on average. */
export type Column = { readonly key: string; readonly leaves: readonly Leaf[]; readonly place: number };

/** Longer parts are running text. */
export const LONGEST_LEAF = 120;
const MOST_PARTS = 300;

/** Parts that hold words of their own, in order, without the title and running text. */
export function leavesOf({ box, title }: Card, labels: Labels): Leaf[] {
  const leaves: Leaf[] = [];
  const titleText = (title.textContent ?? '').trim();
  let icon: FieldName | null = null; // of the part that follows
  for (const element of [...box.querySelectorAll('*')].slice(0, MOST_PARTS)) {
    if (!element.parentElement || !isLeaf(element.parentElement)) icon = fieldOfIcon(element) ?? icon;
    if (/^(?:SCRIPT|STYLE|BUTTON|SVG|PATH|NOSCRIPT|SELECT|INPUT|LABEL)$/i.test(element.tagName)) continue;
    if (element === title || title.contains(element) || element.contains(title) || !isLeaf(element)) continue;
    const read = readText(element, [NOT_INLINE]);
    if (
      read.text.length < 2 ||
      /[:：]$/.test(read.text) ||
      read.text.length > LONGEST_LEAF ||
      read.text.includes('\n') ||
      read.text === titleText
    )
      continue;
    if (element.closest('button,[class*="visually-hidden" i],.sr-only') || labels.kindOf(read.text) !== null) continue;
    leaves.push({
      column: pathOf(element, box),
      element,
      read,
      called: calledNear(element, box) ?? iconWithin(element) ?? icon,
    });
    icon = null;
  }
  return leaves;
}

/** Parts of a line with parts of their own are read apart: a link and the words behind it. */
const NOT_INLINE = ':not(b,i,em,strong,mark,font,wbr,br)';

/** Holds words directly, and around them only inline parts. */
function isLeaf(element: Element): boolean {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && /[\p{L}\p{N}]/u.test(node.nodeValue ?? ''));
  if (!own) return false;
  const parent = element.parentElement;
  const inline = /^(?:B|I|EM|STRONG|MARK|FONT)$/.test(element.tagName);
  return !(
    inline &&
    parent &&
    [...parent.childNodes].some((node) => node.nodeType === 3 && /[\p{L}\p{N}]/u.test(node.nodeValue ?? ''))
  );
}

function iconWithin(element: Element): FieldName | null {
  for (const child of [...element.children].slice(0, 3)) {
    const field = fieldOfIcon(child);
    if (field) return field;
  }
  return null;
}

/** By its own attributes, else by those of a holder that holds nothing else. */
function calledNear(element: Element, box: Element): FieldName | null {
  const words = (element.textContent ?? '').trim();
  for (let at: Element | null = element, steps = 0; at && at !== box && steps < 4; at = at.parentElement, steps += 1) {
    if ((at.textContent ?? '').trim().length > words.length + 30) return null;
    const field = fieldCalled(wordsOfAttributes(at));
    if (field) return field;
  }
  return null;
}

/** Tags, first classes and test names from the box down: the same for the same part of each card. */
function pathOf(element: Element, box: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && at !== box; at = at.parentElement) {
    const name =
      at.getAttribute('data-testid') ??
      at.getAttribute('data-automation') ??
      at.getAttribute('class')?.trim().split(/\s+/).slice(0, 2).join('.') ??
      '';
    steps.push(`${at.tagName}.${name.replace(/\d+/g, '0')}`);
  }
  return steps.join('<');
}

/** Same path and same turn among its like: the second span of a row is a column of its own. */
export function columnsOf(rows: readonly (readonly Leaf[])[]): Column[] {
  const columns = new Map<string, { leaves: Leaf[]; places: number[] }>();
  for (const row of rows) {
    const turns = new Map<string, number>();
    for (const [place, leaf] of row.entries()) {
      const turn = turns.get(leaf.column) ?? 0;
      turns.set(leaf.column, turn + 1);
      const key = `${leaf.column}#${turn}`;
      const column = columns.get(key) ?? { leaves: [], places: [] };
      columns.set(key, column);
      column.leaves.push(leaf);
      column.places.push(place + 1);
    }
  }
  return [...columns]
    .map(([key, { leaves, places }]) => ({
      key,
      leaves,
      place: places.reduce((sum, place) => sum + place, 0) / places.length,
    }))
    .sort((a, b) => a.place - b.place);
}

/** Words that stand on many cards ("New", "Full-time", "Featured") say nothing about one, and shift the columns. */
export function withoutBadges(rows: readonly (readonly Leaf[])[], heading: string): Leaf[][] {
  const on = new Map<string, number>();
  for (const row of rows)
    for (const text of new Set(row.map(({ read }) => read.text))) on.set(text, (on.get(text) ?? 0) + 1);
  const many = Math.max(4, rows.length * 0.35);
  const isBadge = (text: string): boolean => (on.get(text) ?? 0) >= many && !heading.includes(text);
  return rows.map((row) => row.filter(({ read, called }) => called !== null || !isBadge(read.text)));
}
