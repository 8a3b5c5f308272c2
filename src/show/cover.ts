/**
 * Could something of the page lie over a panel of ours, so that a click means something else than the person thinks? Only
 * what is in the top layer can: popovers, modal dialogs, full screens, transitions. Clicks go through what does not want them, so
 * where such a thing is, or was while the panel was open, no click inside counts.
 */
import { type Host, isOurs } from './host.ts';

const IN_TOP_LAYER = ':popover-open, dialog:modal, :fullscreen';
/** A panel that has just come up may lie under a second click that was meant for the page. */
const SETTLED_MS = 250;

export type Cover = {
  /** 'clear': a click means what it seems to mean; 'early': the panel has only just come up. */
  state(): 'clear' | 'early' | 'covered';
  stop(): void;
};

/** Watches a panel of ours from when it is shown. */
export function watchCover({ untouched }: Pick<Host, 'untouched'>, panel: HTMLElement): Cover {
  const since = performance.now();
  let seen = isTopLayerShared(document, true);
  const look = (deep: boolean): void => {
    seen ||= isTopLayerShared(document, deep);
  };
  const stop = new AbortController();
  const { signal } = stop;
  for (const type of ['beforetoggle', 'toggle', 'fullscreenchange', 'close'])
    document.addEventListener(type, () => setTimeout(() => look(false)), { capture: true, signal });
  panel.addEventListener('pointermove', () => look(false), { signal });
  for (const type of ['pointerenter', 'pointerdown', 'focusin'])
    panel.addEventListener(type, () => look(true), { signal });
  return {
    state() {
      look(true);
      if (seen || !untouched()) return 'covered';
      return performance.now() - since < SETTLED_MS ? 'early' : 'clear';
    },
    stop: () => stop.abort(),
  };
}

/** Pictures of a transition between views are painted above even the top layer. */
const IN_TRANSITION = ':active-view-transition';

/** Is there anything but ours in the top layer, or above it; `deep`: also inside shadow roots, open or closed? */
function isTopLayerShared(root: Document | ShadowRoot, deep: boolean): boolean {
  if (CSS.supports(`selector(${IN_TRANSITION})`) && document.documentElement.matches(IN_TRANSITION)) return true;
  for (const one of root.querySelectorAll(IN_TOP_LAYER)) if (!isOurs(one)) return true;
  if (!deep) return false;
  for (const one of root.querySelectorAll('*')) {
    const inner = isOurs(one) ? null : shadowOf(one);
    if (inner && isTopLayerShared(inner, true)) return true;
  }
  return false;
}

type Dom = { openOrClosedShadowRoot(element: Element): ShadowRoot | null };

/** Browsers show content scripts closed shadow roots, too: Firefox at the element, Chromium in `chrome.dom`. */
function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  if ('openOrClosedShadowRoot' in element) return element.openOrClosedShadowRoot as ShadowRoot | null; // Firefox's own
  const { chrome } = globalThis as { chrome?: { dom?: Dom } }; // Chromium's own
  return element instanceof HTMLElement ? (chrome?.dom?.openOrClosedShadowRoot(element) ?? null) : null;
}
