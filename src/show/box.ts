/** Where things stand on the screen. Reads layout, changes nothing. */

import type { PostBox } from '../messages.ts';

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Where an element or a range stands in the window, frames of the same origin counted in. */
export function boxOf(thing: Element | Range): DOMRect {
  const box = thing.getBoundingClientRect();
  let x = box.x;
  let y = box.y;
  for (let frame = frameAround(thing); frame; frame = frameAround(frame)) {
    const outer = frame.getBoundingClientRect();
    x += outer.x + frame.clientLeft;
    y += outer.y + frame.clientTop;
  }
  return new DOMRect(x, y, box.width, box.height);
}

/** Where an element stands, for a picture of the window. */
export function windowBox(element: Element): PostBox {
  const { x, y, width, height } = boxOf(element);
  return { x, y, width, height, windowWidth: innerWidth };
}

/** The part of an element that its scroll areas and the window let through; null when nothing of it can be seen. */
export function visiblePart(element: Element, clips: readonly Element[]): Box | null {
  if (!element.isConnected) return null;
  const own = boxOf(element);
  let part: Box = own;
  for (const clip of clips) part = common(part, boxOf(clip));
  part = common(part, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
  return part.right - part.left > 1 && part.bottom - part.top > 1 ? part : null;
}

/** The elements around one that cut off what sticks out of them: scroll areas, frames. */
export function clipsOf(element: Element): Element[] {
  const clips: Element[] = [];
  let at: Element = element;
  while (isPositioned(at) !== 'fixed') {
    const next = parentOf(at);
    if (!next) break;
    const { overflowX, overflowY } = styleOf(next);
    const isPage = next === document.documentElement || next === document.body;
    if (!isPage && (overflowX !== 'visible' || overflowY !== 'visible')) clips.push(next);
    at = next;
  }
  return clips;
}

/** Which way the page itself reads at an element: where its text begins, nothing of ours should stand. */
export function directionAt(element: Element): 'ltr' | 'rtl' {
  return styleOf(element).direction === 'rtl' ? 'rtl' : 'ltr';
}

/** True when `outer` is around `inner`, also through shadow roots and frames. */
export function isAround(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/**
 * What of the page lies above an element at a point of the window: a fixed or sticky bar, a dialog. Other things that
 * lie there (a link stretched over a card) belong to the post. `ours` are hosts of ours, which are always on top.
 */
export function coverAt(x: number, y: number, element: Element, ours: (one: Element) => boolean): Element | null {
  const top = document.elementsFromPoint(x, y).find((one) => !ours(one));
  if (!top || isAround(top, element)) return null;
  for (let at: Element | null = top; at && !isAround(at, element); at = parentOf(at)) {
    if (at === element) return null;
    if (/fixed|sticky/.test(isPositioned(at)) || at.matches('dialog, [role="dialog"]')) return at;
  }
  return null;
}

function common(one: Box, two: Box): Box {
  return {
    left: Math.max(one.left, two.left),
    top: Math.max(one.top, two.top),
    right: Math.min(one.right, two.right),
    bottom: Math.min(one.bottom, two.bottom),
  };
}

function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return 'host' in root ? (root.host as Element) : frameAround(element); // a shadow root has its host
}

function isPositioned(element: Element): string {
  return styleOf(element).position;
}

function styleOf(element: Element): CSSStyleDeclaration {
  return (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
}

function frameAround(thing: Element | Range): Element | null {
  const node = 'startContainer' in thing ? thing.startContainer : thing;
  return node.ownerDocument?.defaultView?.frameElement ?? null;
}
