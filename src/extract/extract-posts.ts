/** Finds the job posts of a page: the site's own containers first, then structured data. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { adapterFor, type SiteAdapter, type SiteLayout } from '../rules/sites.ts';
import { completed } from './complete.ts';
import { genericPosts } from './generic.ts';
import { absolute, makePost, permalinkOf } from './make-post.ts';
import { openGraphPost } from './open-graph.ts';
import { type ReadText, rangeInFields, readText } from './read-text.ts';
import { structuredPosts } from './structured.ts';
import { trimTail } from './trim-body.ts';

const MOST_POSTS = 200;
/** Longer texts are whole ads: buttons and similar jobs behind them are cut. */
const LONGEST_CARD = 400;

/**
 * All posts of a document, each once. `url` is the address of the page; with `labels`, a page on which nothing is found
 * is read the plain way. Reads only; no layout, no network.
 */
export function extractPosts(
  document: Document,
  url: string,
  adapters: readonly SiteAdapter[],
  labels: Labels | null = null,
): Found[] {
  const onPage = adapterPosts(document, url, adapters, labels);
  const structured = onPage.some(({ post }) => post.text.length > LONGEST_CARD)
    ? []
    : structuredPosts(document, url, labels);
  const found: Found[] = [];
  for (const one of [...onPage, ...structured]) {
    if (found.length >= MOST_POSTS) break;
    const twin = found.findIndex(({ post }) => post.id === one.post.id || sameText(post.text, one.post.text));
    if (twin < 0) found.push(one);
    else if (one.post.source === 'site' && found[twin]?.element.contains(one.element)) found[twin] = one; // the inner of two boxes
  }
  const [only] = found;
  if (
    only &&
    found.length === 1 &&
    labels &&
    only.post.source === 'site' &&
    only.post.title &&
    only.post.text.length > LONGEST_CARD
  )
    return [completed(only, document, url, labels)];
  if (found.length > 0 || labels === null || adapterFor(url, adapters)?.feed === true) return found;
  const generic = genericPosts(document, url, labels);
  if (generic.length > 0) return generic;
  const weakest = openGraphPost(document, url, labels);
  return weakest ? [weakest] : [];
}

function sameText(a: string, b: string): boolean {
  const head = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 120);
  return a.length > 60 && head(a) === head(b);
}

/** A layout without titles is a feed: of its posts only those that speak of work or money are read. */
function adapterPosts(
  document: Document,
  url: string,
  adapters: readonly SiteAdapter[],
  labels: Labels | null,
): Found[] {
  const layouts = adapterFor(url, adapters)?.layouts ?? [];
  const seen = new Set<Element>();
  return layouts.flatMap((layout) =>
    [...document.querySelectorAll(layout.container.join(','))].slice(0, MOST_POSTS).flatMap((container) => {
      if (seen.has(container)) return [];
      const found = readContainer(container, layout, url, labels);
      if (found) seen.add(container);
      if (found && labels !== null && layout.title === undefined && labels.count('offer', found.post.text) === 0)
        return [];
      return found ? [found] : [];
    }),
  );
}

/** One post in its container; null where its text is missing or too short. */
function readContainer(container: Element, layout: SiteLayout, url: string, labels: Labels | null): Found | null {
  const pick = (selectors: readonly string[] | undefined): Element | null => {
    for (const selector of selectors ?? []) {
      const element = container.querySelector(selector);
      if (element) return element;
    }
    return null;
  };
  const read = (selectors: readonly string[] | undefined): ReadText | undefined => {
    for (const selector of selectors ?? []) {
      const element = container.querySelector(selector);
      const text = element ? readText(element, layout.ignore) : null;
      if (text && text.text !== '') return text;
    }
    return undefined;
  };
  const named = {
    title: read(layout.title),
    company: read(layout.company),
    location: read(layout.location),
    salary: read(layout.salary),
  };
  const whole = read(layout.text);
  const body = whole && labels && layout.title && whole.text.length > LONGEST_CARD ? trimTail(whole, labels) : whole;
  const fields = { ...named, text: body };
  if (!body || body.text.length < (layout.shortest ?? 20)) return null;
  const link = pick(layout.permalink) ?? (layout.permalink && container.matches('a[href]') ? container : null);
  const permalink = permalinkOf(link?.getAttribute('href'), url);
  const post = makePost({
    source: 'site',
    url,
    text: body.text,
    title: fields.title?.text,
    company: fields.company?.text,
    location: fields.location?.text,
    salary: fields.salary?.text,
    author: read(layout.author)?.text,
    permalink,
    links: [...container.querySelectorAll('a[href]')]
      .slice(0, 60)
      .map((link) => absolute(link.getAttribute('href') ?? '', url)),
    images: [...container.querySelectorAll('img[src^="http"]')]
      .slice(0, 10)
      .map((image) => image.getAttribute('src') ?? ''),
  });
  return { post, element: container, rangeOf: rangeInFields(fields) };
}
