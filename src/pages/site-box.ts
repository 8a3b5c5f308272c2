/** The part of the popup that says whether this site is read by itself, and turns that on or off. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { SiteState } from './site-state.ts';

export type SitePorts = {
  readonly t: Translate;
  site(): Promise<SiteState>;
  /** False when the browser was not allowed. Called first thing in a click. */
  turnOn(state: Exclude<SiteState, { kind: 'cannot' }>): Promise<boolean>;
  turnOff(state: Exclude<SiteState, { kind: 'cannot' }>): Promise<void>;
};

/** Fills `section` with the state of the site and its one button; `read` reads the page once it is turned on. */
export async function fillSite(section: HTMLElement, ports: SitePorts, read: () => Promise<void>): Promise<void> {
  const { t } = ports;
  const state = await ports.site();
  const heading = el('h2', {}, t('site.heading'));
  if (state.kind === 'cannot') {
    section.replaceChildren(heading, el('p', {}, t('site.cannot')));
    return;
  }
  const said = el('p', { class: 'state', role: 'status' });
  const act = (key: string, id: string, work: () => Promise<boolean>): HTMLButtonElement => {
    const click = (event: Event): void => {
      if (!event.isTrusted) return;
      void work().then(async (granted) => {
        if (!granted) said.textContent = t('site.refused');
        else await fillSite(section, ports, read);
      });
    };
    return el('button', { class: 'act', type: 'button', id, onclick: click }, t(key, { site: state.site }));
  };
  const stop = act('site.turnOff', 'turn-off', async () => {
    await ports.turnOff(state);
    return true;
  });
  const start = act(state.kind === 'missing' ? 'site.allow' : 'site.turnOn', 'turn-on', async () => {
    const granted = await ports.turnOn(state);
    if (granted) await read();
    return granted;
  });
  const words = state.kind !== 'on' && state.chat !== null ? 'site.chat' : (`site.${state.kind}` as const);
  section.replaceChildren(
    heading,
    el('p', {}, t(words)),
    ...(state.kind !== 'on' ? [start] : state.core ? [] : [stop]),
    said,
  );
}
