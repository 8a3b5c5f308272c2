/** A frame around something on the page, to show where it is. The page's own elements stay as they are. */
import { el } from '../el.ts';
import type { Wording } from './badges.ts';
import { boxOf } from './box.ts';
import { createHost } from './host.ts';
import type { Placed, Placer } from './placer.ts';

const EDGE_PX = 4;
const SHOWN_MS = 20_000;

/** Frames an element, with words under it, for 20 seconds or until the next is framed. */
export type Pointer = { at(element: Element, words: string): void };

export function createPointer(placer: Placer, wording: () => Wording, signal: AbortSignal): Pointer {
  let drop: (() => void) | null = null;
  signal.addEventListener('abort', () => drop?.());
  return {
    at(element, words) {
      drop?.();
      const { language, direction } = wording();
      const frame = el('span', { class: 'frame' });
      const host = createHost(true);
      host.put(
        el('div', { class: 'pointer' }, frame, el('span', { class: 'badge caution' }, words)),
        language,
        direction,
      );
      const placed: Placed = {
        host,
        spot() {
          if (!element.isConnected) return null;
          const { x, y, width, height } = boxOf(element);
          frame.style.width = `${width + 2 * EDGE_PX}px`;
          frame.style.height = `${height + 2 * EDGE_PX}px`;
          return { x: x - EDGE_PX, y: y - EDGE_PX };
        },
      };
      const timer = setTimeout(() => drop?.(), SHOWN_MS);
      drop = () => {
        drop = null;
        clearTimeout(timer);
        placer.remove(placed);
      };
      placer.add(placed);
      element.scrollIntoView({ block: 'center' });
    },
  };
}
