/** Where a site itself takes reports of a post: the link or menu that its adapter names (`report.path`). */

const PRESSABLE = 'a[href], button, summary, [role="button"], [role="menuitem"], [role="link"]';
/** Menus that open with a sign instead of a word. */
const SIGN = /^[^\p{L}\p{N}]+$/u;
const MENU = '[aria-haspopup="menu"], [aria-haspopup="true"], button[aria-expanded]:not([aria-haspopup="dialog"])';
const MOST_LOOKED_AT = 2000;

/** The first step of the way, in the post at `element`, else anywhere on its page; null when it is not to be seen. */
export function reportControl(element: Element, path: readonly string[]): Element | null {
  const [first] = path;
  if (!first) return null;
  const inside = (root: ParentNode): Element | null =>
    SIGN.test(first)
      ? root.querySelector(MENU)
      : ([...root.querySelectorAll(PRESSABLE)].slice(0, MOST_LOOKED_AT).find((one) => says(one, first)) ?? null);
  // a menu elsewhere on the page belongs to something else
  return inside(element) ?? (SIGN.test(first) ? null : inside(element.ownerDocument));
}

function says(element: Element, words: string): boolean {
  const plain = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
  const wanted = plain(words);
  return [element.textContent, element.getAttribute('aria-label'), element.getAttribute('title')].some(
    (text) => plain(text) === wanted,
  );
}
