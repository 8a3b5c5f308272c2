/** A pause before a person answers a dangerous ad: following its contact or Apply link first asks. */
import { el } from '../el.ts';
import { addressOf, pressedIn } from '../extract/ways-to-answer.ts';
import type { Translate } from '../i18n.ts';
import type { Verdict } from '../verdict.ts';
import { createHost, type Host } from './host.ts';
import { reasonsOf, reasonView } from './verdict-view.ts';

export type PausePorts = {
  /** The verdict that a press on this link or button should be weighed against; null: let it pass. */
  dangerAt(pressed: Element): Verdict | null;
  words(): { readonly t: Translate; readonly language: string; readonly direction: 'ltr' | 'rtl' };
};

/** Starts to watch presses in a document (frames of the same origin have their own). */
export type Pause = { watch(document: Document): void };

export function createPause(ports: PausePorts, signal: AbortSignal): Pause {
  const asked = new WeakSet<Element>();
  const askedFor = new Set<string>();
  const watched = new WeakSet<Document>();
  let open: Host | null = null;
  signal.addEventListener('abort', () => open?.remove());
  return {
    watch(document) {
      const view = document.defaultView;
      if (!view || watched.has(document)) return;
      watched.add(document);
      // first of all listeners on the way down, so that the page has not yet acted
      for (const type of ['click', 'auxclick'])
        view.addEventListener(type, (event) => onPress(event as MouseEvent), { capture: true, signal });
    },
  };

  function onPress(event: MouseEvent): void {
    if (!event.isTrusted || event.button === 2 || open) return; // what a page does by itself is not a person's answer
    const pressed = pressedIn(event.composedPath());
    if (!pressed) return;
    const address = addressOf(pressed);
    if (asked.has(pressed) || (address && askedFor.has(address))) return;
    const verdict = ports.dangerAt(pressed);
    if (!verdict) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asked.add(pressed); // never twice for the same link
    if (address) askedFor.add(address);
    ask(verdict, pressed, address, event);
  }

  function ask(verdict: Verdict, pressed: Element, address: string | null, event: MouseEvent): void {
    const { t, language, direction } = ports.words();
    const host = createHost();
    const focused = pressed.ownerDocument.activeElement;
    const shut = (go: boolean): void => {
      open = null;
      host.remove();
      if (pressed instanceof HTMLElement || pressed instanceof SVGElement) pressed.focus();
      else if (focused instanceof HTMLElement) focused.focus();
      if (go) follow(pressed, event);
    };
    const button = (look: string, words: string, go: boolean): HTMLButtonElement =>
      el(
        'button',
        { class: look, type: 'button', onclick: (click) => (click.isTrusted ? shut(go) : undefined) },
        words,
      );
    const back = button('act main', t('pause.back'), false);
    const dialog = el(
      'dialog',
      { class: 'pause', role: 'alertdialog', 'aria-labelledby': 'pause', 'aria-describedby': 'why' },
      el('h2', { id: 'pause' }, t('pause.heading')),
      el('p', { id: 'why' }, t('pause.text')),
      el(
        'ul',
        {},
        ...reasonsOf(verdict)
          .slice(0, 2)
          .map((signal) => reasonView(signal, { t })),
      ),
      ...(address ? [el('p', { class: 'small', dir: 'auto' }, t('pause.to', { address: shortened(address) }))] : []),
      el('div', { class: 'actions' }, back, button('act', t('pause.go'), true)),
      el('p', { class: 'small' }, t('pause.hint')),
    );
    dialog.addEventListener('cancel', (cancel) => {
      cancel.preventDefault();
      if (cancel.isTrusted) shut(false);
    });
    host.put(dialog, language, direction);
    host.attach();
    host.move(0, 0);
    open = host;
    dialog.showModal(); // the browser keeps the focus inside and the page inert
    back.focus();
  }
}

/** Does what the press would have done, in the same kind of window. */
function follow(pressed: Element, { button, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
  const view = pressed.ownerDocument.defaultView;
  const elsewhere = button === 1 || ctrlKey || metaKey;
  const init = { bubbles: true, cancelable: true, composed: true, button: 0, ctrlKey: elsewhere, shiftKey, view };
  pressed.dispatchEvent(new MouseEvent('click', init));
}

function shortened(address: string): string {
  const words = address.replace(/^https?:\/\/(?:www\.)?/, '');
  return words.length > 70 ? `${words.slice(0, 70)}…` : words;
}
