/** Job posts among posts or comments of people: repeated boxes of prose without titles, of which many offer work. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { hostOf } from '../rules/sites.ts';
import { isPay } from './called.ts';
import { contactsOf } from './contacts.ts';
import { FURNITURE, isFurniture } from './furniture.ts';
import { headLine } from './head-line.ts';
import { absolute, makePost } from './make-post.ts';
import { type ReadText, rangeInFields, readText } from './read-text.ts';

const FEWEST_POSTS = 5;
/** Below this share of the boxes, people talk about work rather than offer it. */
const LEAST_SHARE = 0.25;
const SHORTEST = 80;
const LONGEST = 8000;
const MOST_BOXES = 300;
const MOST_PARENTS = 3000;
const OFFER_WORDS = 3;

type Box = { readonly box: Element; readonly text: ReadText };

/** The posts that offer work, if the page holds enough of them; replies and chat beside them are left out. */
export function feedPosts(document: Document, url: string, labels: Labels): Found[] {
  const boxes = largestGroup(document);
  const offers = boxes.filter(({ box, text }) => offersWork(box, text.text, url, labels));
  if (offers.length < FEWEST_POSTS || offers.length < boxes.length * LEAST_SHARE) return [];
  return offers.map(({ box, text }) => {
    const links = [...box.querySelectorAll('a[href]')]
      .slice(0, 60)
      .map((link) => absolute(link.getAttribute('href') ?? '', url));
    const head = headLine(text);
    const post = makePost({
      source: 'generic',
      url,
      text: text.text,
      title: head.title?.text,
      location: head.location?.text,
      links,
    });
    return { post, element: box, rangeOf: rangeInFields({ ...head, text }) };
  });
}

/** Siblings of one tag and class that hold most prose between them. */
function largestGroup(document: Document): Box[] {
  let best: Element[] = [];
  let most = 0;
  for (const parent of [...document.body.querySelectorAll('ul,ol,div,section,main,tbody')].slice(0, MOST_PARENTS)) {
    if (parent.children.length < FEWEST_POSTS) continue;
    const kinds = new Map<string, Element[]>();
    for (const child of [...parent.children].slice(0, MOST_BOXES)) {
      const kind = `${child.tagName}.${(child.getAttribute('class') ?? '').split(/\s+/)[0] ?? ''}`;
      kinds.set(kind, [...(kinds.get(kind) ?? []), child]);
    }
    for (const kind of kinds.values()) {
      const sizes = kind
        .map((child) => (child.textContent ?? '').trim().length)
        .filter((size) => size >= SHORTEST && size <= LONGEST);
      const units = sizes.reduce((sum, size) => sum + size, 0);
      if (sizes.length < FEWEST_POSTS || units <= most || isFurniture(parent)) continue;
      best = kind;
      most = units;
    }
  }
  return best.flatMap((box) => {
    const text = readText(box, FURNITURE);
    return text.text.length >= SHORTEST && text.text.length <= LONGEST ? [{ box, text }] : [];
  });
}

/** Words of work, and a way to answer (an address, a number, a link elsewhere) or an amount of pay. */
function offersWork(box: Element, text: string, url: string, labels: Labels): boolean {
  if (labels.count('offer', text, OFFER_WORDS) < OFFER_WORDS) return false;
  const links = [...box.querySelectorAll('a[href]')]
    .slice(0, 30)
    .map((link) => absolute(link.getAttribute('href') ?? '', url));
  const elsewhere = links.some((link) => /^https?:/.test(link) && hostOf(link) !== hostOf(url));
  return elsewhere || contactsOf(text, links).length > 0 || text.split('\n').some(isPay);
}
