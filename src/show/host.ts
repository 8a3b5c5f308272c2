/** A place of ours above the page: a popover at the end of <html> with a closed shadow root, without id or class. */
import { addStyles } from './styles.ts';

export type Host = {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  move(x: number, y: number): void;
  show(visible: boolean): void;
  attach(): void;
};

const LOOK =
  'all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; margin: 0 !important; overflow: visible !important; border: 0 !important; padding: 0 !important; background: none !important; width: max-content !important; height: max-content !important;';

/** Makes a host in the top layer (it stays above any z-index of the page). */
export function createHost(direction: 'ltr' | 'rtl'): Host {
  const letters = [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => String.fromCharCode(97 + (byte % 26)))
    .join('');
  const element = document.createElement(`${letters.slice(0, 4)}-${letters.slice(4)}`);
  element.setAttribute('popover', 'manual');
  element.dir = direction;
  const root = element.attachShadow({ mode: 'closed' });
  addStyles(root);
  let look = '';
  const write = (place: string, visible: boolean): void => {
    const next = `${LOOK} display: ${visible ? 'block' : 'none'} !important; transform: ${place} !important;`;
    if (next !== look) element.setAttribute('style', next);
    look = next;
  };
  let place = 'translate(-999px, -999px)';
  let shown = true;
  write(place, shown);
  return {
    element,
    root,
    move(x, y) {
      place = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      write(place, shown);
    },
    show(visible) {
      shown = visible;
      write(place, shown);
    },
    attach() {
      if (element.isConnected) return;
      document.documentElement.append(element);
      if (typeof element.showPopover === 'function') element.showPopover();
    },
  };
}
