/** Parts of a page that are no ad: menus, forms, cookie text, similar jobs, what is there for screen readers only. */

const BY_TAG =
  'nav,footer,aside,dialog,label,legend,fieldset:has(input,textarea),form:not(:has(h1)),[role="navigation"],[role="dialog"],[role="contentinfo"],[role="banner"],[role="search"]';
const BY_NAME = [
  'breadcrumb',
  'consent',
  'cookie',
  'feedback',
  'filter',
  'login',
  'modal',
  'newsletter',
  'other-jobs',
  'popup',
  'recommend',
  'related',
  'share',
  'sharing',
  'show-for-sr',
  'signin',
  'similar',
  'social',
  'subscribe',
  'visually-hidden',
];

const ANY = [BY_TAG, ...BY_NAME.flatMap((name) => [`[class*="${name}" i]`, `[id*="${name}" i]`]), '.sr-only'].join(',');

/** Furniture for readers that leave it out; one selector, since each is asked of every element. */
export const FURNITURE: readonly string[] = [ANY];
const LARGEST_FORM = 2000;

/** Stands in page furniture. What holds the page's heading or most of its words is none, whatever it is called. */
export function isFurniture(element: Element): boolean {
  for (let part = element.closest(ANY); part; part = part.parentElement?.closest(ANY) ?? null) {
    if (/^(?:BODY|HTML|MAIN)$/.test(part.tagName)) return false;
    if (part.tagName === 'FORM' && (part.textContent ?? '').length >= LARGEST_FORM) continue;
    if (/^(?:NAV|FOOTER|LABEL|LEGEND)$/.test(part.tagName) || !part.querySelector('h1')) return true;
  }
  return false;
}

/** All furniture under `root`, asked once: for readers that look at every element. */
export function furnitureUnder(root: Element): ReadonlySet<Element> {
  return new Set(
    [...root.querySelectorAll(ANY)].filter((part) => !/^(?:BODY|MAIN)$/.test(part.tagName) && isFurniture(part)),
  );
}
