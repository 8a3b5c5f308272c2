/** Finds the job posts of a page: the site's own containers first, then structured data. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { adapterFor, type SiteAdapter } from '../rules/sites.ts';
import { elementsUnder } from './elements.ts';
import { genericPosts } from './generic.ts';
import { fieldsOfPosting, jobPostingsOf } from './json-ld.ts';
import { makePost } from './make-post.ts';
import { type ReadText, rangeInFields, readText } from './read-text.ts';
import { createSiteReader } from './site-posts.ts';

const MOST_POSTS = 200;
/** A description shorter than this only points elsewhere ("see attached", "apply on our site"). */
const POINTER_UNITS = 120;

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
  if (adapter?.feed || adapter?.chat) return [];
  const structured = onPage.some(({ post }) => post.text.length > 400)
    ? []
    : [...jsonLdPosts(document, url), ...microdataPosts(document, url)];
  const found: Found[] = [];
  for (const one of structured) {
    const twin = [...onPage, ...found].find(
      ({ post }) => post.id === one.post.id || sameText(post.text, one.post.text),
    );
    if (!twin) found.push(one);
  }
  if (onPage.length + found.length > 0 || labels === null) return found;
  return genericPosts(document, url, labels);
}

function sameText(a: string, b: string): boolean {
  const head = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 120);
  return a.length > 60 && head(a) === head(b);
}

/** Posts in containers of the site's own, in the order of the page; those inside open shadow roots and frames too. */
function adapterPosts(document: Document, url: string, adapter: SiteAdapter, labels: Labels | null): Found[] {
  const reader = createSiteReader(adapter, labels);
  const posts: Found[] = [];
  for (const element of elementsUnder(document.documentElement)) {
    const found = element.matches(reader.containers) ? reader.read(element, url) : null;
    const twin = posts.some(({ post }) => post.id === found?.post.id || sameText(post.text, found?.post.text ?? ''));
    if (found && !twin) posts.push(found);
    if (posts.length >= MOST_POSTS) break;
  }
  return posts;
}

function jsonLdPosts(document: Document, url: string): Found[] {
  const plain = (html: string): string => plainText(html);
  return jobPostingsOf(document).flatMap((posting) => {
    const fields = fieldsOfPosting(posting, plain);
    const place = elementOf(document, fields.title, fields.text);
    if (!place) return [];
    const onPage = fields.text.length < POINTER_UNITS ? longestBlock(document) : blockOf(place.body, fields.text);
    const text = onPage && onPage.text.length >= Math.min(fields.text.length, POINTER_UNITS) ? onPage : undefined;
    if (fields.text === '' && !text) return [];
    const title = place.heading ? readText(place.heading) : undefined;
    const location = shownAs(document, fields.location);
    const words = { ...fields, text: text?.text ?? fields.text, location: location?.text ?? fields.location };
    const post = makePost({ source: 'json-ld', url, ...words, permalink: null });
    const element = place.heading ?? place.body ?? document.body;
    return [{ post, element, rangeOf: rangeInFields({ text, title, location }) }];
  });
}

const LONGEST_PLACE = 80;

/** A place as the page shows it: the first short element that begins with its town. */
function shownAs(document: Document, place: string | undefined): ReadText | undefined {
  const town = place?.split(/[,;]/)[0]?.trim() ?? '';
  if (town.length < 3 || town === 'Remote') return undefined;
  const leaves = [...document.querySelectorAll('span,div,p,dd,li,td,a,strong,b,h2,h3')].slice(0, 4000);
  for (const element of leaves) {
    if (element.children.length > 3 || (element.textContent ?? '').length > LONGEST_PLACE * 2) continue;
    const read = readText(element);
    if (read.text.startsWith(town) && read.text.length <= LONGEST_PLACE && !read.text.includes('\n')) return read;
  }
  return undefined;
}

/** HTML or entities as text, through an inert document. */
function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html.trim();
  const parse = (source: string): string => readText(new DOMParser().parseFromString(source, 'text/html').body).text;
  const once = parse(html);
  return /<(?:p|br|li|ul|div|strong|h\d)\b/i.test(once) ? parse(once) : once; // descriptions are often escaped twice
}

/** Where a posting stands on the page: its heading and the block that holds its text. */
function elementOf(
  document: Document,
  title: string | undefined,
  text: string,
): { heading: Element | null; body: Element | null } | null {
  if (!document.body) return null;
  const wanted = squeeze(title ?? '');
  const heading =
    wanted === ''
      ? null
      : ([...document.querySelectorAll('h1,h2,h3,[itemprop="title"]')]
          .slice(0, 100)
          .find((element) => squeeze(element.textContent ?? '').includes(wanted)) ?? null);
  const start = squeeze(text).slice(0, 30);
  let body: Element | null = null;
  if (start.length >= 15) {
    let scope: Element = document.body;
    for (let depth = 0; depth < 60; depth += 1) {
      const inner = [...scope.children].find(
        (child) => !/^(?:SCRIPT|STYLE)$/.test(child.tagName) && squeeze(child.textContent ?? '').includes(start),
      );
      if (!inner || squeeze(inner.textContent ?? '').length < squeeze(text).length * 0.6) break;
      scope = inner;
      body = scope;
    }
  }
  return { heading, body };
}

function squeeze(text: string): string {
  return text.replace(/[\s\u200b\u00ad]+/g, '').toLowerCase();
}

function blockOf(body: Element | null, text: string): ReadText | undefined {
  if (!body) return undefined;
  const read = readText(body);
  return read.text.length <= text.length * 1.6 + 200 ? read : undefined;
}

function longestBlock(document: Document): ReadText | undefined {
  const main = document.querySelector('main, article, [role="main"]');
  return main ? readText(main, ['nav', 'aside', 'footer', 'form']) : undefined;
}

function microdataPosts(document: Document, url: string): Found[] {
  return [...document.querySelectorAll('[itemscope][itemtype*="schema.org/JobPosting"]')]
    .slice(0, 60)
    .flatMap((container) => {
      const prop = (name: string): ReadText | undefined => {
        const element = container.querySelector(`[itemprop~="${name}"]`);
        if (!element) return undefined;
        const named = element.querySelector('[itemprop~="name"]') ?? element;
        const read = readText(named);
        return read.text === '' ? undefined : read;
      };
      const fields = {
        title: prop('title'),
        company: prop('hiringOrganization'),
        location: prop('jobLocation'),
        salary: prop('baseSalary'),
        text: prop('description'),
      };
      if (!fields.text) return [];
      const post = makePost({
        source: 'microdata',
        url,
        text: fields.text.text,
        title: fields.title?.text,
        company: fields.company?.text,
        location: fields.location?.text,
        salary: fields.salary?.text,
      });
      return [{ post, element: container, rangeOf: rangeInFields(fields) }];
    });
}
