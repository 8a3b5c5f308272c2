/** One ad on a page of an unknown site: the smallest element with most of the prose, where labels of ads stand. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { FURNITURE, furnitureUnder } from './furniture.ts';
import { headingOf } from './heading.ts';
import { labelledFields, type ShownFields } from './labelled.ts';
import { absolute, makePost } from './make-post.ts';
import { companyInTitle } from './page-title.ts';
import { type ReadText, rangeInFields, readText } from './read-text.ts';
import { trimBody } from './trim-body.ts';

const BLOCK = 'p,li,dd,td,h2,h3,h4,div,section,article,span,pre';
const LEAVES = /^(?:P|LI|SPAN|PRE|TD|DD|H\d)$/;
const FEWEST_LETTERS = 280;
/** With a heading, labels and a way to apply, an ad may be as short as this. */
const FEWEST_LETTERS_OF_AD = 140;
const HOLDS_MOST = 0.66;
const MOST_BLOCKS = 6000;

/** An ad, and how many kinds of sections speak for its being one. */
export type Single = { readonly found: Found; readonly body: Element; readonly sections: number };

/** Null where the page is no ad. `topic` is what `topicOf` said. */
export function singlePost(document: Document, url: string, labels: Labels, topic: number): Single | null {
  const body = bodyOf(document);
  if (!body) return null;
  const whole = readText(body, FURNITURE);
  const kinds = sectionsOf(document, whole, labels);
  const both = kinds.has('duties') && kinds.has('requirements');
  const telling = kinds.has('duties') || kinds.has('requirements');
  const sure = kinds.size + topic >= 4 && (both || (telling && kinds.has('apply')));
  const least = sure ? FEWEST_LETTERS_OF_AD : FEWEST_LETTERS;
  if (weightOf(whole.text) < least) return null;
  const enough = kinds.size + topic >= 3 && (telling || (kinds.has('apply') && topic >= 2) || kinds.has('cv'));
  if (!enough && !(both && topic > 0)) return null;
  const heading = headingOf(document, body, labels);
  const title = heading ? readText(heading) : undefined;
  const fields = Object.fromEntries(
    Object.entries(fieldsBeside(document, heading, body, labels)).filter(([, field]) => field.text !== title?.text),
  ) as ShownFields; // the keys stay
  const text = trimBody(whole, labels, [title?.text, ...Object.values(fields).map((field) => field.text)]);
  const words = { title, ...fields, text };
  const post = makePost({
    source: 'generic',
    url,
    text: text.text,
    title: title?.text,
    company: fields.company?.text ?? companyInTitle(document, url, title?.text),
    location: fields.location?.text,
    salary: fields.salary?.text,
    links: [...body.querySelectorAll('a[href]')]
      .slice(0, 60)
      .map((link) => absolute(link.getAttribute('href') ?? '', url)),
  });
  return { found: { post, element: heading ?? body, rangeOf: rangeInFields(words) }, body, sections: kinds.size };
}

/** Company, place and pay as shown between heading and body, or in the body behind labels. */
function fieldsBeside(document: Document, heading: Element | null, body: Element, labels: Labels): ShownFields {
  const scope = heading ? commonParent(heading, body) : body;
  const near = labelledFields(scope, labels, body);
  if (near.company && near.location && near.salary) return near;
  const main = document.querySelector('main,[role="main"]');
  const wider = main && main !== scope && main.contains(scope) ? labelledFields(main, labels, body) : {};
  return { ...wider, ...near };
}

/** Which kinds of sections an ad's text has; "apply" also by a button, "cv" by a form that takes one. */
function sectionsOf(document: Document, text: ReadText, labels: Labels): Set<string> {
  const kinds = new Set<string>();
  for (const line of text.text.split('\n')) {
    const kind = labels.kindOf(line) ?? labels.kindOf(/^[^:：]{2,40}(?=[:：])/.exec(line)?.[0] ?? '');
    if (kind && kind !== 'ends') kinds.add(kind);
  }
  for (const button of [...document.querySelectorAll('a,button,input[type="submit"]')].slice(0, 400)) {
    const words = button.textContent?.trim() || button.getAttribute('value') || '';
    if (words.length < 40 && labels.kindOf(words) === 'apply') kinds.add('apply');
  }
  const uploads = [...document.querySelectorAll('input[type="file"]')].slice(0, 10);
  if (
    uploads.some((input) =>
      /cv|resume|lebenslauf|curric|vitae/i.test(
        `${input.id} ${input.getAttribute('name')} ${input.closest('div')?.textContent?.slice(0, 200)}`,
      ),
    )
  )
    kinds.add('cv');
  return kinds;
}

/** From the body of the document down, as long as one child holds most of the prose. */
function bodyOf(document: Document): Element | null {
  const weights = new Map<Element, number>();
  let total = 0;
  const root = document.querySelector('main,[role="main"]') ?? document.body;
  const aside = furnitureUnder(root);
  const isAside = (element: Element): boolean => {
    for (let up: Element | null = element; up && up !== root; up = up.parentElement)
      if (aside.has(up) || /^(?:A|HEADER|BUTTON)$/.test(up.tagName)) return true;
    return false;
  };
  for (const block of [...root.querySelectorAll(BLOCK)].slice(0, MOST_BLOCKS)) {
    const own = ownText(block);
    if (own < 20 || isAside(block)) continue;
    total += own;
    for (let up: Element | null = block; up && up !== root.parentElement; up = up.parentElement)
      weights.set(up, (weights.get(up) ?? 0) + own);
  }
  if (total < FEWEST_LETTERS_OF_AD * 0.6) return null;
  let best: Element = root;
  for (;;) {
    const inner = [...best.children].find((child) => (weights.get(child) ?? 0) >= HOLDS_MOST * total);
    if (!inner || LEAVES.test(inner.tagName)) return best;
    best = inner;
  }
}

/** Length of a text as if in letters: a Chinese, Japanese or Korean character says as much as two or three. */
function weightOf(text: string): number {
  return (
    text.length +
    1.5 * (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0)
  );
}

/** Weight of text directly in an element or in its inline children (b, i, br …). */
function ownText(element: Element): number {
  let units = 0;
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3) units += weightOf((child.nodeValue ?? '').trim());
    else if (child.nodeType === 1 && /^(?:B|I|EM|STRONG|U|FONT)$/.test((child as Element).tagName))
      units += weightOf((child.textContent ?? '').trim());
  }
  return units;
}

function commonParent(one: Element, two: Element): Element {
  let scope: Element = two;
  while (!scope.contains(one) && scope.parentElement) scope = scope.parentElement;
  return scope;
}
