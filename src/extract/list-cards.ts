/** The ads of a list on a page of an unknown site: boxes of the same structure around links to ads. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { fieldCalled, isPay, isWhen, wordsOfAttributes } from './called.ts';
import type { Card } from './card-columns.ts';
import { fieldsOfCards } from './card-fields.ts';
import { isFurniture } from './furniture.ts';
import { makePost, permalinkOf } from './make-post.ts';
import { rangeInFields, readText } from './read-text.ts';
import { repeatedBoxes } from './repeated-boxes.ts';
import { addressOfJob } from './topic.ts';

export const FEWEST_CARDS = 4;
const MOST_CARDS = 100;
const MOST_LINKS_IN_CARD = 30;
const MOST_LINKS = 4000;
const LARGEST_GROUP = 400;
const SHORTEST_CARD = 12;

/** The posts of a list; fewer than FEWEST_CARDS are none. */
export function listPosts(document: Document, url: string, labels: Labels, topic: number): Found[] {
  const cards = cardsByLinks(document, url, labels, topic);
  const boxes = cards.length >= FEWEST_CARDS ? cards : topic >= 2 ? cardsByBoxes(document, labels) : [];
  const read = boxes.slice(0, MOST_CARDS).map((card) => ({ ...card, text: readText(card.box) }));
  const fields = fieldsOfCards(read, labels, `${document.title} ${document.querySelector('h1')?.textContent ?? ''}`);
  return read.flatMap(({ box, link, title, text }, at) => {
    const words = { title: readText(title), ...fields[at], text };
    if (text.text.length < SHORTEST_CARD || words.title.text === '') return [];
    const post = makePost({
      source: 'generic',
      url,
      text: text.text,
      title: words.title.text,
      company: words.company?.text,
      location: words.location?.text,
      salary: words.salary?.text,
      permalink: permalinkOf(link?.getAttribute('href'), url),
      links: [...box.querySelectorAll('a[href]')].slice(0, 20).map((a) => a.getAttribute('href') ?? ''),
    });
    return [{ post, element: box, rangeOf: rangeInFields(words) }];
  });
}

/** Pages about an employer: a link there names the company, not the ad. */
const COMPANY_ADDRESS =
  /\/(?:companies|company|cmp|empresas?|employers?|firma|firmy|arbeitgeber|unternehmen|companyprofile|overview|recruiters?|organi[sz]ations?|brand)(?=[/\-_?.]|$)/i;

/** The group of links of one kind that most looks like the titles of ads. */
function cardsByLinks(document: Document, url: string, labels: Labels, topic: number): Card[] {
  const groups = new Map<string, Element[]>();
  for (const link of [...document.body.querySelectorAll('a[href]')].slice(0, MOST_LINKS)) {
    if (!isTitleLink(link, url, labels)) continue;
    const shape = shapeOf(link);
    const group = groups.get(shape);
    if (group) group.push(link);
    else groups.set(shape, [link]);
  }
  // a page of long paragraphs that speaks of jobs reports on them
  const article =
    document.querySelector('meta[property="article:published_time"],meta[property="og:type"][content="article" i]') !==
      null || [...document.querySelectorAll('p')].filter((p) => (p.textContent ?? '').length > 250).length >= 3;
  let best: Card[] = [];
  let bestScore = 0;
  for (const group of groups.values()) {
    if (group.length < FEWEST_CARDS || group.length > LARGEST_GROUP) continue;
    const around = boxesOf(group);
    const cards = group.slice(0, MOST_CARDS).map((link) => ({
      box: around(link),
      link,
      title: link.querySelector('h2,h3,h4,h5') ?? link,
    }));
    const score = scoreOf(cards, url, topic, article);
    if (score > bestScore) {
      best = cards;
      bestScore = score;
    }
  }
  return best.map((card) => ({
    ...card,
    title: card.title === card.link ? (titleIn(card.link) ?? card.link) : card.title,
  }));
}

function isTitleLink(link: Element, url: string, labels: Labels): boolean {
  const words = plain(link);
  const href = link.getAttribute('href') ?? '';
  if (words.length < 2 || !/\p{L}{2}/u.test(words) || !URL.canParse(href, url)) return false;
  if (words.length > 600 || (words.length > 160 && !link.querySelector('h2,h3,h4,h5'))) return false;
  if (labels.kindOf(words) !== null) return false;
  if (COMPANY_ADDRESS.test(new URL(href, url).pathname) && !addressOfJob(href, url)) return false;
  return (link.closest('p')?.textContent ?? '').length <= words.length * 2 + 40; // else a link in running text
}

/**
 * How much a group looks like ads: addresses of jobs, titles that are the highest heading of their box and its first link,
 * pay or dates beside them. 0 where it is a menu, a directory, or links of an article.
 */
function scoreOf(cards: readonly Card[], url: string, topic: number, article: boolean): number {
  const sample = cards.slice(0, 8);
  const share = (test: (card: Card) => boolean): number => sample.filter(test).length / sample.length;
  const mean = (of: (card: Card) => number): number => sample.reduce((sum, card) => sum + of(card), 0) / sample.length;
  const jobs = share(({ link }) => addressOfJob(link?.getAttribute('href') ?? '', url));
  const headed = share(isHeaded);
  const [names, different] = [titleOf, addressOf].map((of) => new Set(cards.map(of)).size / cards.length) as [
    number,
    number,
  ];
  const more = mean(({ box, title }) => plain(box).length - plain(title).length);
  if (mean(({ box }) => box.querySelectorAll('a').length) > MOST_LINKS_IN_CARD) return 0;
  if (different < 0.4 || names < 0.15 || more < 12 || (jobs < 0.5 && (topic < 2 || article)) || jobs + headed < 0.6)
    return 0;
  if (share(({ title }) => isFurniture(title) || fieldCalled(wordsOfAttributes(title)) !== null) > 0.5) return 0;
  const telling = share(({ box }) => tellsOfWork(box));
  if (jobs < 0.5 && telling < 0.3) return 0;
  const first = share(
    ({ box, link }) => [...box.querySelectorAll('a[href]')].find((a) => plain(a).length > 1) === link,
  );
  return (
    (jobs + headed * 1.5 + first * 0.5 + telling) * Math.min(cards.length, 30) * Math.min(1, more / 40) + different * 4
  );
}

/** The title stands in the highest heading of its box, or is called a title. */
function isHeaded({ box, title, link }: Card): boolean {
  const heading = title.closest('h1,h2,h3,h4,h5');
  if (heading && box.contains(heading))
    return !['H2', 'H3', 'H4'].some((tag) => tag < heading.tagName && box.querySelector(tag) !== null);
  return / (?:title|jobtitle|headline) /.test(wordsOfAttributes(link ?? title));
}

/** Pay, a date, or a part that is called company, place or pay. */
function tellsOfWork(box: Element): boolean {
  return [...box.querySelectorAll('*')].slice(0, 120).some((part) => {
    if (fieldCalled(wordsOfAttributes(part)) !== null) return true;
    const words = part.children.length < 3 ? plain(part) : '';
    return words !== '' && words.length < 60 && (isPay(words) || isWhen(words));
  });
}

function titleOf({ title }: Card): string {
  return plain(title);
}

function addressOf({ link }: Card): string {
  return link?.getAttribute('href') ?? '';
}

/** A link around a whole card names the ad in the part that is called a title, else on its first line. */
function titleIn(link: Element): Element | null {
  const [line, ...more] = readText(link).text.split('\n');
  if (more.length === 0) return null;
  const parts = [...link.querySelectorAll('*')].filter((part) => plain(part).length > 1);
  return (
    parts.find((part) => / (?:title|jobtitle|headline|position) /.test(wordsOfAttributes(part))) ??
    parts.findLast((part) => readText(part).text === line) ??
    null
  );
}

/** Cards without links: boxes alike, each with a heading of its own. */
function cardsByBoxes(document: Document, labels: Labels): Card[] {
  return repeatedBoxes(document, labels).map(({ box, title }) => ({
    box,
    title,
    link: title.closest('a[href]') ?? box.querySelector('a[href]'),
  }));
}

/** Tags and classes of a link and its parents: links of the same kind have the same. */
function shapeOf(link: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = link, depth = 0; at && depth < 4; at = at.parentElement, depth += 1)
    steps.push(
      `${at.tagName}.${(at.getAttribute('class') ?? '').replace(/\s+/g, ' ').split(' ').slice(0, 2).join('.').replace(/\d+/g, '0')}`,
    );
  return steps.join('<');
}

/** For each link of a group the largest element around it that holds no other of them. */
function boxesOf(group: readonly Element[]): (link: Element) => Element {
  const holds = new Map<Element, number>();
  for (const link of group)
    for (let up: Element | null = link; up && up.tagName !== 'BODY'; up = up.parentElement)
      holds.set(up, (holds.get(up) ?? 0) + 1);
  return (link) => {
    let box = link;
    for (let up = link.parentElement; up && holds.get(up) === 1; up = up.parentElement) box = up;
    return box;
  };
}

function plain(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
