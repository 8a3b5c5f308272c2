/** A place of ours above the page: a popover at the end of <html> with a closed shadow root, without id or class. */
import { addStyles } from './styles.ts';

export type Host = {
  readonly element: HTMLElement;
  /** Puts the one thing that it shows; its language and direction stand there, where the page cannot read them. */
  put(content: HTMLElement, language: string, direction: 'ltr' | 'rtl'): void;
  /** Hangs it into the page, again if the page threw it out or closed it. */
  attach(): void;
  show(visible: boolean): void;
  /** False once anybody but us has changed how it looks or taken it from the top layer. */
  untouched(): boolean;
  /** Moves its upper left corner; true when that is another place than before. */
  move(x: number, y: number): boolean;
  remove(): void;
};

const LOOK =
  'all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; margin: 0 !important; overflow: visible !important; border: 0 !important; padding: 0 !important; background: none !important; width: max-content !important; height: max-content !important;';

const ours = new WeakSet<Element>();

/** Is this element one of our hosts? */
export function isOurs(element: Element): boolean {
  return ours.has(element);
}

/** Makes a host in the top layer (it stays above any z-index of the page). `through`: clicks go to the page below. */
export function createHost(through = false): Host {
  let touched = false;
  const letters = [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => String.fromCharCode(97 + (byte % 26)))
    .join('');
  const element = document.createElement(`${letters.slice(0, 4)}-${letters.slice(4)}`);
  element.setAttribute('popover', 'manual');
  const root = element.attachShadow({ mode: 'closed' });
  addStyles(root);
  let place = 'translate(-999px, -999px)';
  let shown = true;
  let look = '';
  const write = (): void => {
    const next = `${LOOK}${through ? ' pointer-events: none !important;' : ''} display: ${shown ? 'block' : 'none'} !important; transform: ${place} !important;`;
    // compared with what stands there: the page may have changed it
    if (next !== look || element.getAttribute('style') === null) element.setAttribute('style', next);
    look = next;
  };
  write();
  // records come before the next frame is painted: nobody can change it back unseen
  const watcher = new MutationObserver(() => {
    touched ||= element.getAttribute('style') !== look;
  });
  watcher.observe(element, { attributes: true });
  ours.add(element);
  return {
    element,
    untouched: () => !touched && element.matches(':popover-open'),
    put(content, language, direction) {
      content.lang = language;
      content.dir = direction;
      root.append(content);
    },
    attach() {
      if (!element.isConnected) document.documentElement.append(element);
      if (typeof element.showPopover === 'function' && !element.matches(':popover-open')) element.showPopover();
    },
    show(visible) {
      shown = visible;
      write();
    },
    move(x, y) {
      const before = place;
      place = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      write();
      return place !== before;
    },
    remove() {
      watcher.disconnect();
      element.remove();
    },
  };
}
