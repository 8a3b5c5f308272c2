/** The places in a post where a person would answer it: contact links, Apply buttons, contacts written in the text. */
import type { Found, JobPost } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { hostOf } from '../rules/sites.ts';
import { contactOfLink } from './contacts.ts';

const PRESSABLE = 'a[href], button, [role="button"], [role="link"]';
const MOST_LOOKED_AT = 300;
/** A longer text is a card that can be clicked, no button. */
const LONGEST_BUTTON = 60;
/** Sites lead to other sites through a page of their own: the parameters in which the true address stands. */
const THROUGH = ['u', 'url', 'q', 'to', 'target', 'dest', 'redirect'];

/** The first place to answer in a post that stands at `element`, or null. */
export function wayToAnswer(found: Found, element: Element, labels: Labels): Element | Range | null {
  const pressable = [...element.querySelectorAll(PRESSABLE)].slice(0, MOST_LOOKED_AT);
  const way = pressable.find((one) => answers(one, found.post, labels));
  if (way) return way;
  const { text, contacts } = found.post;
  for (const { from, value } of contacts) {
    const start = from === 'text' ? text.indexOf(value) : -1;
    if (start < 0) continue;
    const range = found.rangeOf({ field: 'text', start, end: start + value.length, evidence: value });
    if (range) return range;
  }
  return null;
}

/** The link or button that an event went through, innermost first. */
export function pressedIn(path: readonly EventTarget[]): Element | null {
  return path.filter(isElement).find((element) => element.matches(PRESSABLE)) ?? null;
}

/** Does following this link or button inside a post answer it: a chat, mail, telephone link, or a button that says Apply? */
export function answers(element: Element, post: JobPost, labels: Labels): boolean {
  const address = addressOf(element);
  if (address && contactOfLink(address)) {
    // inside a site of chats every link leads to a chat: there the post's own contacts count
    return hostOf(address) !== hostOf(element.baseURI) || isContactOf(post, address);
  }
  const words = (element.textContent || element.getAttribute('aria-label') || '').trim();
  return words.length <= LONGEST_BUTTON && labels.count('apply', words) > 0;
}

/** Is this address one of the contacts that a post links to? */
export function isContactOf({ contacts, url }: JobPost, address: string): boolean {
  return (
    address !== url &&
    contacts.some(({ from, value }) => from === 'link' && (value === address || address.endsWith(`:${value}`)))
  );
}

/** Where a link leads in the end; null for what is no link. */
export function addressOf(element: Element): string | null {
  const href = element.getAttribute('href');
  if (!href || !URL.canParse(href, element.baseURI)) return null;
  const url = new URL(href, element.baseURI);
  for (const name of THROUGH) {
    const inner = url.searchParams.get(name);
    if (inner && /^(?:https?:\/\/|mailto:|tel:)/i.test(inner) && URL.canParse(inner)) return inner;
  }
  return url.href;
}

function isElement(target: EventTarget): target is Element {
  return 'nodeType' in target && target.nodeType === 1;
}
