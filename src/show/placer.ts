/** One loop for all our hosts: reads every place, then writes every place; sleeps when nothing moves. */
import type { Host } from './host.ts';

export type Placed = {
  readonly host: Host;
  /** Where its upper left corner belongs now; null: it is not to be seen. Reads layout only. */
  spot(): { readonly x: number; readonly y: number } | null;
};

export type Placer = {
  add(placed: Placed): void;
  remove(placed: Placed): void;
  /** Something may have moved. */
  wake(): void;
};

/** Frames without movement after which things have settled, and after which the loop sleeps. */
const SETTLED_FRAMES = 6;
const STILL_FRAMES = 20;
const CHANGES: MutationObserverInit = {
  childList: true,
  subtree: true,
  characterData: true,
  attributeFilter: ['class', 'style', 'open', 'hidden'],
};

/** `onSettled` is called once after each movement, when everything stands still. */
export function createPlacer(onSettled: () => void, signal: AbortSignal): Placer {
  const all = new Set<Placed>();
  let frame = 0;
  let still = 0;
  const wake = (): void => {
    still = 0;
    if (frame === 0 && all.size > 0) frame = requestAnimationFrame(place);
  };
  for (const type of ['scroll', 'resize', 'transitionrun', 'load'])
    addEventListener(type, wake, { capture: true, passive: true, signal });
  const sizes = new ResizeObserver(wake);
  // our own hosts are written only when they move, so this does not wake itself for ever
  const changes = new MutationObserver(wake);
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    changes.disconnect();
  });

  return {
    add(placed) {
      if (all.size === 0) {
        sizes.observe(document.documentElement);
        if (document.body) sizes.observe(document.body);
        changes.observe(document, CHANGES);
      }
      all.add(placed);
      placed.host.attach();
      wake();
    },
    remove(placed) {
      all.delete(placed);
      placed.host.remove();
      if (all.size > 0) return;
      sizes.disconnect();
      changes.disconnect();
    },
    wake,
  };

  function place(): void {
    frame = 0;
    const spots = [...all].map((placed) => ({ placed, spot: placed.spot() }));
    let moved = false;
    for (const { placed, spot } of spots) {
      placed.host.attach();
      placed.host.show(spot !== null);
      if (spot) moved = placed.host.move(spot.x, spot.y) || moved;
    }
    still = moved ? 0 : still + 1;
    if (still < STILL_FRAMES && all.size > 0) frame = requestAnimationFrame(place);
    if (still === SETTLED_FRAMES) onSettled();
  }
}
