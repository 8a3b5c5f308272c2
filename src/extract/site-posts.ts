/** Reads the posts of a site whose containers an adapter names, element by element, so that a long page can wait in between. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import type { SiteAdapter, SiteLayout } from '../rules/sites.ts';
import { completed } from './complete.ts';
import { elementsUnder } from './elements.ts';
import { headLine } from './head-line.ts';
import { absolute, makePost, permalinkOf } from './make-post.ts';
import { isPicturePost } from './pictures.ts';
import { type ReadText, rangeInFields, readText } from './read-text.ts';
import { trimTail } from './trim-body.ts';

export type SiteReader = {
  /** Selector of every container of every layout. */
  readonly containers: string;
  /** The post of a container; null where the element is none or holds nothing worth judging. */
  read(element: Element, url: string): Found | null;
};

/** Posts shorter than this are mostly picture when there is one. */
const SHORTEST = 20;
/** Longer texts are whole ads: buttons and similar jobs behind them are cut, missing fields looked for. */
const LONGEST_CARD = 400;

/** Makes the reader of an adapter. In a feed (a layout without titles) only posts about work or money are read. */
export function createSiteReader(adapter: SiteAdapter, labels: Labels | null): SiteReader {
  const layouts = adapter.layouts.map((layout) => ({ layout, container: layout.container.join(',') }));
  return {
    containers: layouts.map(({ container }) => container).join(','),
    read(element, url) {
      for (const { layout, container } of layouts) {
        if (!element.matches(container)) continue;
        const found = readContainer(element, layout, url, labels);
        if (!found) continue;
        const feed = layout.title === undefined;
        if (feed && labels !== null && !found.post.picture && labels.count('offer', found.post.text) === 0) return null;
        return found;
      }
      return null;
    },
  };
}

/** One post in its container; null where its text is missing or too short and no picture stands in for it. */
function readContainer(container: Element, layout: SiteLayout, url: string, labels: Labels | null): Found | null {
  const first = (selectors: readonly string[] | undefined): Element | null => {
    for (const selector of selectors ?? []) {
      const element = container.querySelector(selector);
      if (element) return element;
    }
    return null;
  };
  const huge = isHuge(container);
  const read = (selectors: readonly string[] | undefined): ReadText | undefined => {
    if (huge && selectors !== layout.text) return undefined;
    for (const selector of selectors ?? []) {
      const element = container.querySelector(selector);
      const text = element ? readText(element, layout.ignore, layout.reveal) : null;
      if (text && text.text !== '') return text;
    }
    return undefined;
  };
  const whole = read(layout.text);
  const isAd = labels !== null && layout.title !== undefined && (whole?.text.length ?? 0) > LONGEST_CARD;
  const head = whole && !layout.title && !layout.location ? headLine(whole) : {};
  const fields = {
    title: read(layout.title) ?? head.title,
    company: read(layout.company),
    location: read(layout.location) ?? head.location,
    salary: read(layout.salary),
    text: whole && isAd ? trimTail(whole, labels) : whole,
  };
  const text = fields.text?.text ?? '';
  const picture = layout.title === undefined && !huge && isPicturePost(container, text);
  if (text.length < (layout.shortest ?? SHORTEST) && !picture) return null;
  const every = (selector: string): Iterable<Element> => (huge ? [] : container.querySelectorAll(selector));
  const link =
    (huge ? null : first(layout.permalink)) ?? (layout.permalink && container.matches('a[href]') ? container : null);
  const ways = (layout.contacts ?? []).flatMap((selector) => [...every(selector)]).slice(0, 10);
  const links = [...ways.filter((way) => way.hasAttribute('href')), ...every('a[href]')];
  const post = makePost({
    source: 'site',
    url,
    text,
    title: fields.title?.text,
    company: fields.company?.text,
    location: fields.location?.text,
    salary: fields.salary?.text,
    author: read(layout.author)?.text,
    permalink: permalinkOf(link?.getAttribute('href'), url),
    links: links.slice(0, 60).map((one) => absolute(one.getAttribute('href') ?? '', url)),
    images: [...every('img[src^="http"]')].slice(0, 10).map((image) => image.getAttribute('src') ?? ''),
    picture,
  });
  const found = { post, element: container, rangeOf: rangeInFields(fields) };
  return isAd && !huge ? completed(found, container.ownerDocument, url, labels) : found;
}

/** A container of more elements is no post but an attack, or the whole page: of it only the text is read. */
const HUGE = 20_000;

function isHuge(container: Element): boolean {
  let seen = 0;
  for (const _ of elementsUnder(container)) {
    seen += 1;
    if (seen > HUGE) return true;
  }
  return false;
}
