/** All elements under a root in the order of the page, also those in open shadow roots and in frames of the same origin. */

/** A page that never ends is read up to here. */
const MOST_ELEMENTS = 2_000_000;

/** One element after the other; `onRoot` is told of each shadow root and frame document before its elements come. */
export function* elementsUnder(
  root: Element,
  onRoot: (root: ShadowRoot | Document) => void = () => {},
): Generator<Element> {
  let left = MOST_ELEMENTS;
  const open: Element[] = [root];
  for (let top = open.pop(); top && left > 0; top = open.pop()) {
    for (let element: Element | null = top; element && left > 0; element = after(element, top)) {
      left -= 1;
      yield element;
      const inner = element.shadowRoot ?? (element.tagName === 'IFRAME' ? frameDocument(element) : null);
      if (!inner) continue;
      onRoot(inner);
      // roots go last to first onto the stack so that they come out in order
      for (let child = inner.lastElementChild; child; child = child.previousElementSibling) open.push(child);
    }
  }
}

/** The next element in the order of the page that is still inside `top`. Never recursive: pages nest without end. */
function after(element: Element, top: Element): Element | null {
  if (element.firstElementChild) return element.firstElementChild;
  for (let at: Element | null = element; at && at !== top; at = at.parentElement)
    if (at.nextElementSibling) return at.nextElementSibling;
  return null;
}

/** The document of a frame of the same origin; null for all others. */
export function frameDocument(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument; // an IFRAME
  } catch {
    return null;
  }
}
