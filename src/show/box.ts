/** Where things stand on the screen. */

/** Where an element stands in the window, frames of the same origin counted in. */
export function boxOf(element: Element): DOMRect {
  const box = element.getBoundingClientRect();
  let x = box.x;
  let y = box.y;
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const outer = frame.getBoundingClientRect();
    x += outer.x + frame.clientLeft;
    y += outer.y + frame.clientTop;
  }
  return new DOMRect(x, y, box.width, box.height);
}

function frameOf(element: Element): Element | null {
  return element.ownerDocument.defaultView?.frameElement ?? null;
}
