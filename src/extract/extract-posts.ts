/** Finds the job posts of a page: the site's own containers first, then structured data. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { adapterFor, type SiteAdapter } from '../rules/sites.ts';
import { elementsUnder } from './elements.ts';
import { genericPosts } from './generic.ts';
import { openGraphPost } from './open-graph.ts';
import { isSameAd, isSameText } from './same-ad.ts';
import { createSiteReader } from './site-posts.ts';
import { structuredPosts } from './structured.ts';

/** Posts of one page, also in the extension: those that leave make room there. */
export const MOST_POSTS = 3000;
/** A longer text in a container of the site's own is a whole ad: structured data adds no post beside it. */
const WHOLE_AD = 400;

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
  const adapter = adapterFor(url, adapters);
  const onPage = adapter ? adapterPosts(document, url, adapter, labels) : [];
  return [...onPage, ...plainPosts(document, url, onPage, adapter, labels)].slice(0, MOST_POSTS);
}

/** What stands on a page beside the posts in containers of the site's own: structured data, or with `labels` the plain way. */
export function plainPosts(
  document: Document,
  url: string,
  onPage: readonly Found[],
  adapter: SiteAdapter | null,
  labels: Labels | null,
): Found[] {
  if (adapter?.feed || adapter?.chat || isEndless(document.documentElement)) return [];
  const structured = onPage.some(({ post }) => post.text.length > WHOLE_AD)
    ? []
    : structuredPosts(document, url, labels);
  const found: Found[] = [];
  for (const one of structured) {
    const twin = [...onPage, ...found].find(({ post }) => post.id === one.post.id || isSameText(post, one.post));
    if (!twin) found.push(one);
  }
  if (onPage.length + found.length > 0 || labels === null) return found;
  const generic = genericPosts(document, url, labels);
  const weakest = generic.length === 0 ? openGraphPost(document, url, labels) : null;
  return weakest ? [weakest] : generic;
}

/** A longer page is no ad and no list that a person reads: the plain way, which reads a page as a whole, leaves it alone. */
const MOST_ELEMENTS = 60_000;
const MOST_UNITS = 4_000_000;

function isEndless(root: Element): boolean {
  let elements = 0;
  let units = 0;
  for (const element of elementsUnder(root)) {
    elements += 1;
    for (let child = element.firstChild; child; child = child.nextSibling)
      if (child.nodeType === 3) units += (child as Text).length; // nodeType 3 is Text
    if (elements > MOST_ELEMENTS || units > MOST_UNITS) return true;
  }
  return false;
}

/** Posts in containers of the site's own, in the order of the page; those inside open shadow roots and frames too. */
function adapterPosts(document: Document, url: string, adapter: SiteAdapter, labels: Labels | null): Found[] {
  const reader = createSiteReader(adapter, labels);
  const posts: Found[] = [];
  for (const element of elementsUnder(document.documentElement)) {
    const found = element.matches(reader.containers) ? reader.read(element, url) : null;
    if (!found) continue;
    const twin = posts.findIndex((post) => isSameAd(post, found));
    if (twin < 0) posts.push(found);
    else if (posts[twin]?.element.contains(element)) posts[twin] = found; // of two boxes the inner one
    if (posts.length >= MOST_POSTS) break;
  }
  return posts;
}
