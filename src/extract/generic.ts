/**
 * Reads job ads on pages of unknown sites. First what the page is: one ad, a list of ads, or neither; then the body by
 * how much of the prose it holds, cards by repeated structure, fields by what attributes call them and by labels.
 */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { makePost, permalinkOf } from './make-post.ts';
import { type ReadText, rangeInFields, readText } from './read-text.ts';

type FieldName = 'company' | 'location' | 'salary';

/** What attributes (class, id, data-*, itemprop) call a field, in the languages of web developers. */
const CALLED: Readonly<Record<FieldName, RegExp>> = {
  company:
    /(?:^|[^a-z])(?:company|employer|organi[sz]ation|advertiser|hiringorg|corp|firma|empresa|entreprise|comp-?name|companyname|jobcompany|recruiter)(?![a-z]*(?:logo|rating|review|size|link-|url))/i,
  location:
    /(?:^|[^a-z])(?:location|locality|job-?place|workplace|city|region|jobgeo|ort|lugar|ubicacion|locwdth|loc(?:n|on)?)(?:[^a-z]|$|s\b|name|-text)/i,
  salary:
    /(?:^|[^a-z])(?:salary|salario|compensation|wage|payrate|pay-?range|remuneration|sal|gaji|gehalt)(?:[^a-z]|$|-|text|info)/i,
};

/** Parts of a page that are no ad, by tag and by what they are called. */
const ASIDE =
  'nav,footer,aside,form:not(:has(h1)),dialog,[role="navigation"],[role="dialog"],[role="contentinfo"],[role="banner"],[role="search"],[class*="cookie" i],[class*="consent" i],[id*="cookie" i],[id*="consent" i],[class*="similar" i],[class*="related" i],[class*="recommend" i],[class*="breadcrumb" i],[class*="share" i],[class*="social" i],[class*="newsletter" i],[class*="visually-hidden" i],.sr-only';
const ASIDE_LIST = ASIDE.split(',');

const LEAVES = /^(?:P|LI|SPAN|PRE|TD|DD|H\d)$/;
const BLOCK = 'p,li,dd,td,h2,h3,h4,div,section,article,span,pre';
const FEWEST_LETTERS = 280;
const HOLDS_MOST = 0.66;
const FEWEST_CARDS = 4;
const LARGEST_FORM = 2000;
const MOST_CARDS = 100;
const MOST_LINKS_IN_CARD = 9;
const MOST_BLOCKS = 6000;

/** The posts of a page whose site has no adapter; none where the page is not about jobs. */
export function genericPosts(document: Document, url: string, labels: Labels): Found[] {
  if (!document.body) return [];
  const topic = topicOf(document, url, labels);
  const cards = topic > 0 ? cardsOf(document, url, labels, topic) : [];
  const single = singlePost(document, url, labels, topic);
  if (single && (cards.length < FEWEST_CARDS || single.sections >= 3)) return [single.found];
  return cards.length >= FEWEST_CARDS ? cards : [];
}

/** How much address, title and first heading speak of jobs: 0 to 3. */
function topicOf(document: Document, url: string, labels: Labels): number {
  const address = URL.canParse(url) ? pathOf(url, url) : '';
  const heads = [document.title, document.querySelector('h1')?.textContent ?? ''];
  return [addressOfJob(address), ...heads.map((head) => labels.count('job', head) > 0)].filter(Boolean).length;
}

const JOB_ADDRESS =
  /(?:^|[/.\-_?&=])(?:jobs?|job-?(?:details?|view|ads?|posting|offers?)|jobb|careers?|vacanc(?:y|ies)|vacante|vacatures?|vakan[sc]\w*|vacancies|empleos?|emprego|vagas?|emploi|offres?|offers?|oferta\w*|ofertas?-de-trabajo|stellen\w*|karriere|kariera|praca|prace|lavoro|lowongan|loker|kerja|viec-lam|tuyen-dung|rabota|work|position|opening|posting|recruit\w*|hiring|gi_read|viewjob|job-?offer|zhaopin|pozice|rpd)(?=$|[/.\-_?&=\d])/i;

/** Host and path: what a query holds says where a link stands, not where it leads. */
function pathOf(href: string, base: string): string {
  const { hostname, pathname } = new URL(href, base);
  return `${hostname}${pathname}`;
}

function addressOfJob(address: string): boolean {
  return JOB_ADDRESS.test(address);
}

/** One ad: the smallest element with most of the prose, where labels of ads stand. */
function singlePost(
  document: Document,
  url: string,
  labels: Labels,
  topic: number,
): { found: Found; sections: number } | null {
  const body = bodyOf(document);
  if (!body) return null;
  const text = readText(body, ASIDE_LIST);
  if (text.text.length < FEWEST_LETTERS) return null;
  const kinds = new Set<string>();
  for (const line of text.text.split('\n')) {
    const kind = labels.kindOf(line);
    if (kind) kinds.add(kind);
  }
  for (const button of [...document.querySelectorAll('a,button,input[type="submit"]')].slice(0, 400)) {
    const words = button.textContent?.trim() || button.getAttribute('value') || '';
    if (words.length < 40 && labels.kindOf(words) === 'apply') kinds.add('apply');
  }
  const telling = kinds.has('duties') || kinds.has('requirements');
  const enough = kinds.size + topic >= 3 && (telling || (kinds.has('apply') && topic >= 2));
  if (!enough && !(telling && kinds.has('duties') && kinds.has('requirements') && topic > 0)) return null;
  const heading = headingOf(document, body);
  const scope = heading ? commonParent(heading, body) : body;
  const fields = {
    title: heading ? readText(heading) : undefined,
    company: fieldOf(scope, 'company', labels, body),
    location: fieldOf(scope, 'location', labels, body),
    salary: fieldOf(scope, 'salary', labels, body),
    text,
  };
  return { found: foundOf(fields, heading ?? body, body, url, null), sections: kinds.size };
}

/** From the body of the document down, as long as one child holds most of the prose. */
function bodyOf(document: Document): Element | null {
  const weights = new Map<Element, number>();
  let total = 0;
  const root = document.querySelector('main,[role="main"]') ?? document.body;
  for (const block of [...root.querySelectorAll(BLOCK)].slice(0, MOST_BLOCKS)) {
    const own = ownText(block);
    if (own < 20 || isFurniture(block) || block.closest('a,header,button')) continue;
    total += own;
    for (let up: Element | null = block; up && up !== root.parentElement; up = up.parentElement)
      weights.set(up, (weights.get(up) ?? 0) + own);
  }
  if (total < FEWEST_LETTERS * 0.6) return null;
  let best: Element = root;
  for (;;) {
    const inner = [...best.children].find((child) => (weights.get(child) ?? 0) >= HOLDS_MOST * total);
    if (!inner || LEAVES.test(inner.tagName)) return best;
    best = inner;
  }
}

/** Units of text directly in an element or in its inline children (b, i, br …). */
function ownText(element: Element): number {
  let units = 0;
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3) units += (child.nodeValue ?? '').trim().length;
    else if (child.nodeType === 1 && /^(?:B|I|EM|STRONG|U|FONT)$/.test((child as Element).tagName))
      units += (child.textContent ?? '').trim().length;
  }
  return units;
}

/** In page furniture; a form around a whole page is none. */
function isFurniture(element: Element): boolean {
  const part = element.closest(ASIDE);
  if (part === null || /^(?:BODY|HTML)$/.test(part.tagName)) return false;
  return part.tagName !== 'FORM' || (part.textContent ?? '').length < LARGEST_FORM;
}

/** The heading that names the post: the first h1 outside of page furniture, else a heading above the body. */
function headingOf(document: Document, body: Element): Element | null {
  const usable = (element: Element): boolean => {
    const words = (element.textContent ?? '').trim();
    return words.length > 2 && words.length < 200 && !element.closest('nav,footer,aside,[role="dialog"]');
  };
  const titled = document.querySelector(
    '[itemprop="title"],[data-automation*="job-title" i],[class*="job-title" i],[class*="jobtitle" i]',
  );
  const heads = [...document.querySelectorAll('h1')].filter(usable);
  if (heads.length === 1) return heads[0] ?? null;
  if (titled && usable(titled)) return titled;
  return (
    heads[0] ??
    [...body.querySelectorAll('h2,h3')].find(usable) ??
    [...document.querySelectorAll('h2')].find(usable) ??
    null
  );
}

function commonParent(one: Element, two: Element): Element {
  let scope: Element = two;
  while (!scope.contains(one) && scope.parentElement) scope = scope.parentElement;
  return scope;
}

/** The first short element that its attributes, or a label before it, call so. */
function fieldOf(scope: Element, field: FieldName, labels: Labels, body: Element | null): ReadText | undefined {
  const short = (element: Element | null): ReadText | undefined => {
    if (!element || isFurniture(element)) return undefined;
    const read = readText(element, ASIDE_LIST);
    if (read.text.length < 2 || read.text.length > 120 || read.text.includes('\n')) return undefined;
    return !labels.kindOf(read.text) && /[\p{L}\p{N}]/u.test(read.text) ? read : undefined;
  };
  let seen = 0;
  for (const element of scope.querySelectorAll('*')) {
    seen += 1;
    if (seen > MOST_BLOCKS) break;
    if (/^(?:BODY|MAIN|SECTION|ARTICLE|UL|SCRIPT|STYLE|SVG|PATH|IMG|INPUT|FORM)$/i.test(element.tagName)) continue;
    const kind = ownText(element) < 40 ? labels.kindOf(labelText(element)) : null;
    if (kind === field) {
      const value = short(element.nextElementSibling) ?? short(element.parentElement?.nextElementSibling ?? null);
      if (value && !body?.contains(element)) return value;
      if (value && value.text.length < 60) return value;
    }
    if (body?.contains(element) && body !== element) continue;
    if (CALLED[field].test(attributesOf(element))) {
      const value = short(element);
      if (value) return value;
    }
  }
  return undefined;
}

/** A line of a card that is an amount of money. */
const PAY =
  /^(?=.*\d).*(?:[€$£¥₹₱₽₫฿₩৳₪₦]|(?:^|[^a-z])(?:rp|rs|rm|php|usd|eur|gbp|inr|myr|idr|sgd|bdt|pkr|aed|sar|egp|kč|zł|czk|pln|lakhs?|lpa|tk|jt|juta)(?:$|[^a-z])|руб|тыс|грн|万|萬|元|만원|월급|연봉|triệu|บาท).*$/iu;
const LONGEST_PAY = 70;

function lineWith(pattern: RegExp, text: ReadText): ReadText | undefined {
  let start = 0;
  for (const line of text.text.split('\n')) {
    const at = start;
    if (line.length <= LONGEST_PAY && pattern.test(line))
      return { text: line, rangeOf: (from, to, evidence) => text.rangeOf(at + from, at + to, evidence) };
    start += line.length + 1;
  }
  return undefined;
}

function labelText(element: Element): string {
  return element.children.length > 2 ? '' : (element.textContent ?? '').slice(0, 60);
}

function attributesOf(element: Element): string {
  let text = '';
  for (const name of [
    'class',
    'id',
    'itemprop',
    'data-testid',
    'data-test',
    'data-automation',
    'data-at',
    'data-qa',
    'data-automation-id',
  ]) {
    const value = element.getAttribute(name);
    if (value) text += ` ${value.slice(0, 200)}`;
  }
  return text;
}

/** The ads of a list: links to ads, each in the largest box that holds no other of them. */
function cardsOf(document: Document, url: string, labels: Labels, topic: number): Found[] {
  const links = [...document.body.querySelectorAll('a[href]')].slice(0, 4000).filter((link) => {
    const words = (link.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (words.length < 2 || words.length > 160 || isFurniture(link)) return false;
    if ((link.closest('p')?.textContent ?? '').length > words.length * 2 + 20) return false; // a link in running text
    if (!URL.canParse(link.getAttribute('href') ?? '', url)) return false;
    return /\p{L}{2}/u.test(words) && labels.kindOf(words) === null && !CALLED.company.test(attributesOf(link));
  });
  const groups = new Map<string, Element[]>();
  for (const link of links) {
    const shape = shapeOf(link);
    const group = groups.get(shape);
    if (group) group.push(link);
    else groups.set(shape, [link]);
  }
  // a page of long paragraphs that speaks of jobs reports on them
  const article = [...document.querySelectorAll('p')].filter((p) => (p.textContent ?? '').length > 250).length >= 3;
  let best: Element[] = [];
  let bestScore = 0;
  for (const group of groups.values()) {
    if (group.length < FEWEST_CARDS || group.length > 400) continue;
    const jobs = group.filter((link) => addressOfJob(pathOf(link.getAttribute('href') ?? '', url))).length;
    const heading = group.filter((link) => link.closest('h2,h3,h4') || /title/i.test(attributesOf(link))).length;
    const different = new Set(group.map((link) => (link.textContent ?? '').trim())).size / group.length;
    const score = (jobs + heading * 1.5 + different * 4) * Math.min(1, moreThanTitle(group) / 40);
    if (linksOf(group) > MOST_LINKS_IN_CARD) continue; // menus
    if (different < 0.4 || moreThanTitle(group) < 12 || (jobs < group.length * 0.5 && (topic < 2 || article))) continue;
    if (jobs + heading >= group.length * 0.6 && score > bestScore) {
      best = group;
      bestScore = score;
    }
  }
  const cards: Found[] = [];
  for (const link of best.slice(0, MOST_CARDS)) {
    const box = boxOf(link, best);
    const text = readText(box);
    if (text.text.length < 20) continue;
    const title = readText(link.querySelector('h2,h3,h4,h5') ?? link);
    const fields = {
      title,
      company: fieldOf(box, 'company', labels, null),
      location: fieldOf(box, 'location', labels, null),
      salary: fieldOf(box, 'salary', labels, null) ?? lineWith(PAY, text),
      text,
    };
    cards.push(foundOf(fields, box, box, url, permalinkOf(link.getAttribute('href'), url)));
  }
  return cards;
}

/** Tags and classes of a link and its parents: links of the same kind have the same. */
function shapeOf(link: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = link, depth = 0; at && depth < 4; at = at.parentElement, depth += 1)
    steps.push(
      `${at.tagName}.${(at.getAttribute('class') ?? '').replace(/\s+/g, ' ').split(' ').slice(0, 2).join('.')}`,
    );
  return steps.join('<');
}

/** The largest element around a link that holds no other link of the group. */
function boxOf(link: Element, group: readonly Element[]): Element {
  const others = new Set(group);
  others.delete(link);
  let box = link;
  for (let up = link.parentElement; up && up.tagName !== 'BODY'; up = up.parentElement) {
    const holder = up;
    if ([...others].some((other) => holder.contains(other))) break;
    box = up;
  }
  return box;
}

function linksOf(group: readonly Element[]): number {
  const sample = group.slice(0, 6).map((link) => boxOf(link, group).querySelectorAll('a').length);
  return sample.reduce((sum, links) => sum + links, 0) / Math.max(1, sample.length);
}

/** Units of text that the cards of a group hold beside their titles, on average. */
function moreThanTitle(group: readonly Element[]): number {
  const units = (element: Element): number => (element.textContent ?? '').replace(/\s+/g, ' ').trim().length;
  const sample = group
    .slice(0, 6)
    .map((link) => units(boxOf(link, group)) - units(link.querySelector('h2,h3,h4,h5') ?? link));
  return sample.reduce((sum, units) => sum + units, 0) / Math.max(1, sample.length);
}

type Fields = { title?: ReadText; company?: ReadText; location?: ReadText; salary?: ReadText; text: ReadText };

function foundOf(fields: Fields, element: Element, body: Element, url: string, permalink: string | null): Found {
  const post = makePost({
    source: 'generic',
    url,
    text: fields.text.text,
    title: fields.title?.text,
    company: fields.company?.text,
    location: fields.location?.text,
    salary: fields.salary?.text,
    permalink,
    links: [...body.querySelectorAll('a[href]')].slice(0, 60).map((link) => link.getAttribute('href') ?? ''),
  });
  return { post, element, rangeOf: rangeInFields(fields) };
}
