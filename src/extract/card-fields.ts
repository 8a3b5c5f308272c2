/**
 * Company, place and pay on the cards of a list. The cards of a site have the same parts in the same order, so that parts are
 * compared as columns: what an attribute, icon, link or label says of some holds for all.
 */
import type { Labels } from '../rules/labels.ts';
import { type FieldName, fieldCalled, fieldOfIcon, isPay, isWhen, wordsOfAttributes } from './called.ts';
import type { ShownFields } from './labelled.ts';
import { labelledLines } from './labelled.ts';
import { type ReadText, readText } from './read-text.ts';

export type Card = { readonly box: Element; readonly link: Element | null; readonly title: Element };

type Leaf = {
  readonly column: string;
  readonly element: Element;
  readonly read: ReadText;
  readonly called: FieldName | null;
};
type Column = { readonly key: string; readonly leaves: readonly Leaf[]; readonly place: number };

const LONGEST_LEAF = 120;
const MOST_PARTS = 300;

/** The fields of each card, in the order of the cards. */
export function fieldsOfCards(cards: readonly (Card & { text: ReadText })[], labels: Labels): ShownFields[] {
  const rows = cards.map((card) => leavesOf(card, labels));
  const columns = columnsOf(rows);
  const salary = pick(columns, 'salary', (column) => share(column, ({ read }) => isPay(read.text)) >= 0.6);
  const rest = columns.filter((column) => !salary.includes(column) && isNaming(column, cards.length));
  const company = pick(rest, 'company', (column) => column.place > 0 && share(column, linksToCompany) >= 0.5);
  const firstBeside =
    company.length > 0 ? company : rest.filter(({ place, leaves }) => place > 0 && called(leaves) === null).slice(0, 1);
  const behind = rest.filter((column) => !firstBeside.includes(column));
  const location = pick(behind, 'location', () => false);
  const next =
    location.length > 0
      ? location
      : behind.filter(({ place, leaves }) => place > 0 && called(leaves) === null).slice(0, 1);
  return rows.map((row, at) => {
    const lines = labelledLines((cards[at] as Card & { text: ReadText }).text, labels); // as many rows as cards
    const value = (field: FieldName, from: readonly Column[]): ReadText | undefined =>
      row.find((leaf) => leaf.called === field && !isWhen(leaf.read.text))?.read ??
      lines[field] ??
      from.map((column) => column.leaves.find((leaf) => row.includes(leaf))?.read).find((read) => read !== undefined);
    const found = {
      company: value('company', firstBeside),
      location: value('location', next),
      salary: value('salary', salary) ?? row.find(({ read }) => isPay(read.text))?.read,
    };
    return Object.fromEntries(Object.entries(found).filter(([, read]) => read !== undefined));
  });
}

/** Columns that are called so; without any, those that look so. */
function pick(columns: readonly Column[], field: FieldName, looks: (column: Column) => boolean): Column[] {
  const named = columns.filter(({ leaves }) => called(leaves) === field);
  return named.length > 0 ? named : columns.filter(looks).slice(0, 1);
}

function called(leaves: readonly Leaf[]): FieldName | null {
  return leaves.find((leaf) => leaf.called !== null)?.called ?? null;
}

function share(column: Column, test: (leaf: Leaf) => boolean): number {
  return column.leaves.filter(test).length / column.leaves.length;
}

/** Names differ from card to card and stand on most; badges, dates, buttons and counts do not. */
function isNaming({ leaves }: Column, cards: number): boolean {
  if (called(leaves) !== null) return true;
  const texts = leaves.map(({ read }) => read.text);
  const different = new Set(texts).size / texts.length;
  const good =
    texts.filter((text) => /\p{L}{2}/u.test(text) && !isWhen(text) && !isPay(text) && text.length <= 80).length /
    texts.length;
  return leaves.length >= cards * 0.6 && good >= 0.8 && (different >= 0.3 || cards < 8);
}

const COMPANY_LINK =
  /\/(?:companies|company|cmp|empresas?|employers?|firma|firmy|arbeitgeber|unternehmen|organi[sz]ation|recruiter|overview|brand|gongsi|companydetail)(?=[/\-_?.]|$)/i;

function linksToCompany({ element }: Leaf): boolean {
  return COMPANY_LINK.test(element.closest('a[href]')?.getAttribute('href') ?? '');
}

/** Parts that hold words of their own, in order, without the title and running text. */
function leavesOf({ box, title }: Card, labels: Labels): Leaf[] {
  const leaves: Leaf[] = [];
  const titleText = (title.textContent ?? '').trim();
  let icon: FieldName | null = null;
  for (const element of [...box.querySelectorAll('*')].slice(0, MOST_PARTS)) {
    icon = fieldOfIcon(element) ?? icon;
    if (/^(?:SCRIPT|STYLE|BUTTON|SVG|PATH|NOSCRIPT|SELECT|INPUT|LABEL)$/i.test(element.tagName)) continue;
    if (element === title || title.contains(element) || element.contains(title) || !isLeaf(element)) continue;
    const read = readText(element);
    if (read.text.length < 2 || read.text.length > LONGEST_LEAF || read.text.includes('\n') || read.text === titleText)
      continue;
    if (element.closest('button,[class*="visually-hidden" i],.sr-only') || labels.kindOf(read.text) !== null) continue;
    leaves.push({ column: pathOf(element, box), element, read, called: calledNear(element, box) ?? icon });
    icon = null;
  }
  return leaves;
}

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
function columnsOf(rows: readonly (readonly Leaf[])[]): Column[] {
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
