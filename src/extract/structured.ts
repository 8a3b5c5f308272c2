/** Posts out of structured data: JSON-LD, microdata, RDFa. Values and text are read as the page shows them where it does. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { isPay } from './called.ts';
import { FURNITURE } from './furniture.ts';
import { plainText } from './html-text.ts';
import { jobPostingsOf } from './json-ld.ts';
import { labelledFields } from './labelled.ts';
import { makePost } from './make-post.ts';
import { type MarkedUp, markedUpPostings } from './marked-up.ts';
import { placeOnPage, textCache } from './place-on-page.ts';
import { fieldsOfPosting, type PostingFields } from './posting-fields.ts';
import { type ReadText, rangeInFields, readText } from './read-text.ts';
import { type KnownField, shownAs } from './shown.ts';
import { squeeze } from './text-part.ts';

/** A description shorter than this only points elsewhere ("see attached", "apply on our site"). */
const POINTER_UNITS = 120;
const LONGEST_VALUE = 120;

/** All posts of a document's structured data; without `labels` fields that it lacks stay empty. */
export function structuredPosts(document: Document, url: string, labels: Labels | null): Found[] {
  if (!document.body) return [];
  return [...jsonLdPosts(document, url, labels), ...markedUpPosts(document, url, labels)];
}

function jsonLdPosts(document: Document, url: string, labels: Labels | null): Found[] {
  const postings = jobPostingsOf(document);
  const words = textCache();
  return postings.flatMap((posting) => {
    const fields = fieldsOfPosting(posting, plainText);
    const place = placeOnPage(document, words, fields.title, fields.text, labels);
    const pointer = fields.text.length < POINTER_UNITS;
    const text = pointer && postings.length === 1 ? (longerBlock(document, fields.text) ?? place.text) : place.text;
    if (fields.text === '' && !text) return [];
    const alone = postings.length === 1 ? labels : null;
    return [foundOf('json-ld', document, url, fields, { ...place, text }, alone)];
  });
}

type Place = { readonly heading: Element | null; readonly body: Element | null; readonly text?: ReadText };

function foundOf(
  source: 'json-ld' | 'microdata' | 'rdfa',
  document: Document,
  url: string,
  fields: PostingFields,
  { heading, body, text }: Place,
  labels: Labels | null,
  shownAlready: Readonly<Record<string, ReadText | undefined>> = {},
): Found {
  const root = body ? scopeOf(heading, body) : document.body;
  const near = labels && heading ? labelledFields(root, labels, body) : {};
  const shown = (field: KnownField): ReadText | undefined => {
    const known = fields[field];
    const own = shownAlready[field];
    if (own) return own;
    if (known === undefined) return near[field];
    const labelled = near[field];
    const fits = labelled && agrees(labelled.text, known) && (field !== 'salary' || isPay(labelled.text));
    return fits ? labelled : shownAs(document.body, heading, field, known);
  };
  const title = shownAlready.title ?? (heading ? readText(heading) : undefined);
  const words = { title, company: shown('company'), location: shown('location'), salary: shown('salary'), text };
  const post = makePost({
    source,
    url,
    text: text?.text ?? fields.text,
    title: title?.text ?? fields.title,
    company: words.company?.text ?? fields.company,
    location: words.location?.text ?? fields.location,
    salary: words.salary?.text ?? fields.salary,
    postedAt: fields.postedAt,
    permalink: null,
  });
  return { post, element: heading ?? body ?? document.body, rangeOf: rangeInFields(words) };
}

function scopeOf(heading: Element | null, body: Element): Element {
  let scope: Element = body;
  while (heading && !scope.contains(heading) && scope.parentElement) scope = scope.parentElement;
  return scope;
}

/** A labelled value and a known one are of the same thing if one holds the beginning of the other. */
function agrees(shown: string, known: string): boolean {
  const [one, two] = [squeeze(shown), squeeze(known)];
  const head = (text: string): string => text.split(/[,;/(–-]/)[0] ?? '';
  return one.includes(head(two)) || two.includes(head(one));
}

/** The main part of a page where it says more than a pointer sentence does. */
function longerBlock(document: Document, known: string): ReadText | undefined {
  const main = document.querySelector('main, article, [role="main"]');
  const read = main ? readText(main, FURNITURE) : undefined;
  return read && read.text.length > Math.max(known.length * 1.5, POINTER_UNITS) ? read : undefined;
}

function markedUpPosts(document: Document, url: string, labels: Labels | null): Found[] {
  const items = markedUpPostings(document);
  return items.flatMap((item) => {
    const fields = fieldsOfPosting(item.posting, plainText);
    const text = longest(item.elements(['description']).map((element) => readText(element, FURNITURE)));
    const title = item.elements(['title'])[0] ?? item.elements(['name'])[0] ?? null;
    if (!text && fields.text === '') return [];
    const shown = {
      title: lineOf(title),
      company: lineOf(
        item.elements(['hiringOrganization', 'name'])[0] ?? item.elements(['hiringOrganization'])[0] ?? null,
      ),
      location: shownPlace(item),
      salary: lineOf(item.elements(['baseSalary'])[0] ?? null),
    };
    const known = shown.location ? fields : { ...fields, location: fields.location };
    const body = item.elements(['description'])[0] ?? item.container;
    const alone = items.length === 1 ? labels : null;
    const found = foundOf(item.source, document, url, known, { heading: title, body, text }, alone, shown);
    return [{ ...found, element: item.container.tagName === 'BODY' ? (title ?? body) : item.container }];
  });
}

/** The place as one line: the property itself, else the smallest element around its parts. */
function shownPlace(item: MarkedUp): ReadText | undefined {
  const own = lineOf(item.elements(['jobLocation'])[0] ?? null);
  if (own) return own;
  return lineOf(
    item.elements(['jobLocation', 'address'])[0] ??
      item.elements(['jobLocation', 'address', 'addressLocality'])[0] ??
      null,
  );
}

/** Words on one line; an element with `content` alone shows none. */
function lineOf(element: Element | null): ReadText | undefined {
  if (!element) return undefined;
  const read = readText(element, FURNITURE);
  const lines = read.text.length > 0 && read.text.length <= LONGEST_VALUE && !read.text.includes('\n');
  return lines ? read : undefined;
}

function longest(texts: readonly ReadText[]): ReadText | undefined {
  return [...texts].sort((a, b) => b.text.length - a.text.length).find(({ text }) => text !== '');
}
