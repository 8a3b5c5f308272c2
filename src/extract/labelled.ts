/** Company, place and pay of one ad: by what attributes and icons call them, else by the label that stands before. */
import type { Labels } from '../rules/labels.ts';
import { FIELD_NAMES, type FieldName, fieldCalled, fieldOfIcon, isPay, isWhen, wordsOfAttributes } from './called.ts';
import { FURNITURE, isFurniture } from './furniture.ts';
import { type ReadText, readText } from './read-text.ts';
import { partOf } from './text-part.ts';

export type ShownFields = { readonly [field in FieldName]?: ReadText };

const MOST_ELEMENTS = 6000;
const LONGEST_VALUE = 120;
const PROSE_UNITS = 80;
const PASSED_OVER =
  /^(?:BODY|MAIN|SECTION|ARTICLE|UL|OL|SCRIPT|STYLE|PATH|INPUT|FORM|SELECT|OPTION|TEXTAREA|NOSCRIPT)$/i;

/** The fields in `scope`. In `body`, from its prose on, attributes and icons say little: only labels count there. */
export function labelledFields(scope: Element, labels: Labels, body: Element | null): ShownFields {
  const called: { [field in FieldName]?: ReadText } = {};
  const labelled: { [field in FieldName]?: ReadText } = {};
  const value = (element: Element | null, field: FieldName): ReadText | undefined => valueIn(element, field, labels);
  const prose = body && firstProse(body);
  let seen = 0;
  for (const element of scope.querySelectorAll('*')) {
    seen += 1;
    if (seen > MOST_ELEMENTS) break;
    if (PASSED_OVER.test(element.tagName)) continue;
    const kind = fieldLabel(element, labels);
    if (kind && !labelled[kind])
      labelled[kind] =
        value(element.nextElementSibling, kind) ?? value(element.parentElement?.nextElementSibling ?? null, kind);
    if (body?.contains(element) && !precedes(element, prose)) continue;
    const words = wordsOfAttributes(element);
    const name = fieldCalled(words);
    if (name && !called[name]) called[name] = value(element, name);
    const icon = fieldOfIcon(element);
    if (icon && !called[icon]) called[icon] = value(wordsBeside(element), icon);
  }
  const complete = FIELD_NAMES.every((field) => called[field] ?? labelled[field]);
  const lines: ShownFields = complete ? {} : labelledLines(readText(scope, FURNITURE), labels);
  return Object.fromEntries(
    FIELD_NAMES.map((field) => [field, called[field] ?? labelled[field] ?? lines[field]] as const).filter(
      ([, found]) => found,
    ),
  );
}

/** A body may begin with the facts of the ad: what stands before its prose counts as beside it. */
function firstProse(body: Element): Element | null {
  const blocks = [...body.querySelectorAll('p,li,div,span,td,dd,section')].slice(0, MOST_ELEMENTS);
  return (
    blocks.find((block) => block.children.length < 4 && (block.textContent ?? '').trim().length >= PROSE_UNITS) ?? null
  );
}

function precedes(element: Element, prose: Element | null): boolean {
  return prose !== null && (element.compareDocumentPosition(prose) & 4) !== 0 && !element.contains(prose); // 4: prose follows
}

/** The field that a short element is the label of. */
function fieldLabel(element: Element, labels: Labels): FieldName | null {
  if (element.children.length > 2) return null;
  const text = (element.textContent ?? '').trim();
  if (text.length < 2 || text.length > 48) return null;
  const kind = labels.kindOf(text);
  return FIELD_NAMES.find((field) => field === kind) ?? null;
}

/** An icon's words: its parent's, two levels up at most. */
function wordsBeside(icon: Element): Element | null {
  let holder = icon.parentElement;
  for (let steps = 0; holder && steps < 2 && (holder.textContent ?? '').trim().length < 2; steps += 1)
    holder = holder.parentElement;
  const next = icon.nextElementSibling;
  return next && (next.textContent ?? '').trim().length > 1 ? next : holder;
}

function valueIn(element: Element | null, field: FieldName, labels: Labels): ReadText | undefined {
  if (!element || (element.textContent ?? '').length > LONGEST_VALUE * 6 || isFurniture(element)) return undefined;
  const read = readText(element, FURNITURE);
  const lines = read.text.split('\n');
  // a label inside the element ("Location" above "Turin") is not part of the value
  const skip = lines.length === 2 && labels.kindOf(lines[0] ?? '') === field ? (lines[0] ?? '').length + 1 : 0;
  const part = withoutLabel(partOf(read, skip, read.text.length), field, labels);
  return isValue(part.text, field, labels) ? part : undefined;
}

/** "Location: Turin" without its label. */
export function withoutLabel(read: ReadText, field: FieldName, labels: Labels): ReadText {
  const label = /^[^:：]{2,40}[:：]/.exec(read.text)?.[0];
  return label && labels.kindOf(label) === field ? partOf(read, label.length, read.text.length) : read;
}

function isValue(text: string, field: FieldName, labels: Labels): boolean {
  if (text.length < 2 || text.length > LONGEST_VALUE || text.includes('\n') || !/[\p{L}\p{N}]/u.test(text))
    return false;
  if (labels.kindOf(text) !== null || isWhen(text)) return false;
  if (/^(?:view|see|visit|follow|show|more|all)\b.*\b(?:jobs?|company|profile|website|details|map)\b/i.test(text))
    return false;
  if (field === 'salary') return /\d/.test(text) || text.length < 40;
  return /\p{L}/u.test(text) && !isPay(text) && !/[.!?]\s+\p{Lu}/u.test(text.replace(/\b\p{L}{1,4}\./gu, ''));
}

/** "Location: Turin", and "Location" on a line of its own with the value on the next. */
export function labelledLines(read: ReadText, labels: Labels): ShownFields {
  const found: { [field in FieldName]?: ReadText } = {};
  let start = 0;
  let pending: FieldName | null = null;
  for (const line of read.text.split('\n')) {
    const end = start + line.length;
    const label = /^([^:：]{2,40})[:：]\s*(?=\S)/.exec(line);
    const kind = FIELD_NAMES.find((field) => field === labels.kindOf(label?.[1] ?? line)) ?? null;
    const take = (field: FieldName, from: number): void => {
      const part = partOf(read, from, end);
      if (!found[field] && isValue(part.text, field, labels)) found[field] = part;
    };
    if (kind && label) take(kind, start + label[0].length);
    else if (!kind && pending) take(pending, start);
    pending = label ? null : kind;
    start = end + 1;
  }
  return found;
}
