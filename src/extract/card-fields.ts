/**
 * Company, place and pay on the cards of a list. The cards of a site have the same parts in the same order, so that parts are
 * compared as columns: what an attribute, icon, link or label says of some holds for all.
 */
import type { Labels } from '../rules/labels.ts';
import { FIELD_NAMES, type FieldName, fieldCalled, isPay, isWhen, wordsOfAttributes } from './called.ts';
import { type Card, type Column, columnsOf, type Leaf, LONGEST_LEAF, leavesOf, withoutBadges } from './card-columns.ts';
import type { ShownFields } from './labelled.ts';
import { labelledLines, withoutLabel } from './labelled.ts';
import { type ReadText, readText } from './read-text.ts';
import { partOf } from './text-part.ts';

/** The fields of each card, in the order of the cards. `heading` is what the page is called: places it names are no badges. */
export function fieldsOfCards(
  cards: readonly (Card & { text: ReadText })[],
  labels: Labels,
  heading: string,
): ShownFields[] {
  const rows = cards.map((card) => leavesOf(card, labels));
  const columns = columnsOf(withoutBadges(rows, heading));
  const salary = pick(columns, 'salary', (column) => share(column, ({ read }) => isPay(read.text)) >= 0.6);
  const naming = columns.filter((column) => !salary.includes(column) && isNaming(column, cards.length));
  const unnamed = (column: Column): boolean => called(column.leaves) === null;
  const linked = pick(naming, 'company', (column) => share(column, linksToCompany) >= 0.5);
  const company = linked.length > 0 ? linked : naming.filter(unnamed).slice(0, 1);
  const behind = naming.filter((column) => !company.includes(column));
  const named = pick(behind, 'location', () => false);
  const location = named.length > 0 ? named : behind.filter(unnamed).slice(0, 1);
  return cards.map(({ box, text }, at) => {
    const row = rows[at] ?? [];
    const lines = labelledLines(text, labels);
    const inRow = (column: Column): ReadText | undefined => column.leaves.find((leaf) => row.includes(leaf))?.read;
    const value = (field: FieldName, from: readonly Column[]): ReadText | undefined =>
      bestCalled(row, field, box) ?? lines[field] ?? from.map(inRow).find((read) => read !== undefined);
    const pay = row.find(({ read }) => isPay(read.text))?.read;
    const fields = {
      company: value('company', company),
      location: value('location', location),
      salary: value('salary', salary) ?? pay,
    };
    return Object.fromEntries(
      Object.entries(fields).flatMap(
        ([field, read]) => (read ? [[field, bare(read, field as FieldName, labels)]] : []), // the keys are those above
      ),
    );
  });
}

const WORKPLACE =
  /^\W*(?:fully )?(?:remote|hybrid|hybrid remote|on-?site|in[- ]office|home ?office|homeoffice|удал[её]нно)\W*$/i;
const UNSAID =
  /negotia|competitive|convenir|combinar|vereinbar|面议|面議|협의|thỏa thuận|thoả thuận|договор|непубл|no disponible|confiden|dogovor|dohod|ตกลง|not disclosed|undisclosed/i;

/** Of the parts that are called so the one that looks most like it: pay with digits, a place rather than "Remote". */
function bestCalled(row: readonly Leaf[], field: FieldName, box: Element): ReadText | undefined {
  const parts = row.filter(({ called, read }) => called === field && !isWhen(read.text));
  if (field === 'salary')
    return (
      parts.find(({ read }) => isPay(read.text)) ??
      parts.find(({ read }) => /\d.*\d/.test(read.text) || UNSAID.test(read.text))
    )?.read;
  if (field === 'company') return parts[0]?.read;
  const place = parts.find(({ read }) => !WORKPLACE.test(read.text)) ?? parts[0];
  return place && whole(place, parts, box);
}

/** A place in several links ("Pal Merah", "Jakarta") is the line around them. */
function whole(first: Leaf, parts: readonly Leaf[], box: Element): ReadText {
  const last = parts.at(-1);
  if (!last || last === first) return first.read;
  let holder: Element = first.element;
  while (!holder.contains(last.element) && holder.parentElement && holder !== box) holder = holder.parentElement;
  const read = holder === box ? first.read : readText(holder);
  return read.text.includes('\n') ||
    read.text.length > LONGEST_LEAF ||
    fieldCalled(wordsOfAttributes(holder)) === 'company'
    ? first.read
    : read;
}

/** Without a label before it and separators around it. */
function bare(read: ReadText, field: FieldName, labels: Labels): ReadText {
  const plain = withoutLabel(read, field, labels);
  const start = /^[\s\-–—·•|,;]*/.exec(plain.text)?.[0].length ?? 0;
  const end = /[\s\-–—·•|,;]*$/.exec(plain.text)?.[0].length ?? 0;
  return start + end >= plain.text.length ? plain : partOf(plain, start, plain.text.length - end);
}

/** Columns that are called so; without any, those that look so. */
function pick(columns: readonly Column[], field: FieldName, looks: (column: Column) => boolean): Column[] {
  const named = columns.filter(({ leaves }) => called(leaves) === field);
  return named.length > 0 ? named : columns.filter(looks).slice(0, 1);
}

/** What most leaves of a column are called. */
function called(leaves: readonly Leaf[]): FieldName | null {
  return FIELD_NAMES.find((field) => leaves.filter((leaf) => leaf.called === field).length > leaves.length / 2) ?? null;
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
