/** The welcome page: what Vigie reads from the start, the sites of a country in one click, chats one by one. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';

export type SiteGroup = {
  readonly names: readonly string[];
  readonly origins: readonly string[];
  readonly chats: readonly string[];
};

export type WelcomePorts = {
  readonly t: Translate;
  /** The keyboard shortcut as the browser names it. */
  readonly shortcut: string;
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  readonly country: string | null;
  setCountry(code: string): Promise<void>;
  readonly core: SiteGroup;
  pack(country: string): SiteGroup;
  readonly chats: readonly SiteGroup[];
  granted(group: SiteGroup): Promise<boolean>;
  /** False when the browser was not allowed. Called first thing in a click. */
  turnOn(group: SiteGroup): Promise<boolean>;
  turnOff(group: SiteGroup): Promise<void>;
};

/** Fills `root`; resolves when everything is on screen. */
export async function showWelcome(root: HTMLElement, ports: WelcomePorts): Promise<void> {
  const { t } = ports;
  const core = el('section', { id: 'core' });
  const pack = el('div', { id: 'pack' });
  const chats = el('section', { id: 'chats' });
  const select = el(
    'select',
    { id: 'country', 'aria-label': t('welcome.country') },
    el('option', { value: '' }, '—'),
    ...ports.countries.map(({ code, name }) => el('option', { value: code, selected: code === ports.country }, name)),
  );
  select.addEventListener('change', () => {
    if (select.value !== '') void ports.setCountry(select.value);
    void fillPack(pack, select.value, ports);
  });
  root.replaceChildren(
    el('h1', {}, t('welcome.title')),
    el('p', {}, t('welcome.what')),
    el('p', { class: 'small' }, t('welcome.limits')),
    core,
    el('section', {}, el('h2', {}, t('welcome.packs')), select, pack),
    chats,
    el('section', {}, el('h2', {}, t('welcome.other')), el('p', {}, t('welcome.otherWhat', { key: ports.shortcut }))),
  );
  await Promise.all([fillCore(core, ports), fillPack(pack, select.value, ports), fillChats(chats, ports)]);
}

async function fillCore(section: HTMLElement, ports: WelcomePorts): Promise<void> {
  const { t, core } = ports;
  const missing = !(await ports.granted(core));
  const allow = button(t('welcome.coreAllow'), 'allow-core', async () => {
    await ports.turnOn(core);
    await fillCore(section, ports);
  });
  section.replaceChildren(
    el('h2', {}, t('welcome.core')),
    el('p', {}, core.names.join(', ')),
    ...(missing ? [el('p', { class: 'state' }, t('welcome.coreMissing')), allow] : []),
  );
}

async function fillPack(box: HTMLElement, country: string, ports: WelcomePorts): Promise<void> {
  const { t } = ports;
  if (country === '') return box.replaceChildren();
  const group = ports.pack(country);
  const on = await ports.granted(group);
  const said = el('p', { class: 'state', role: 'status' });
  const start = button(t('welcome.packRead'), 'pack-on', async () => {
    const granted = await ports.turnOn(group);
    if (granted) await fillPack(box, country, ports);
    say(box, said, t(granted ? 'welcome.packDone' : 'site.refused'));
  });
  const stop = button(t('welcome.packOff'), 'pack-off', async () => {
    await ports.turnOff(group);
    await fillPack(box, country, ports);
    say(box, said, t('welcome.packStopped'));
  });
  start.classList.add('main');
  box.replaceChildren(
    el('p', { class: 'small' }, on ? t('welcome.packOn') : t('welcome.packCount', { count: group.names.length })),
    el('p', {}, group.names.join(', ')),
    on ? stop : start,
    said,
  );
}

function say(box: HTMLElement, said: HTMLElement, words: string): void {
  const place = box.querySelector('[role="status"]') ?? said;
  place.textContent = words;
}

async function fillChats(section: HTMLElement, ports: WelcomePorts): Promise<void> {
  const { t } = ports;
  const rows = await Promise.all(
    ports.chats.map(async (group) => {
      const on = await ports.granted(group);
      const id = group.chats.join();
      const change = async (): Promise<void> => {
        if (on) await ports.turnOff(group);
        else await ports.turnOn(group);
        await fillChats(section, ports);
        section.querySelector<HTMLElement>(`#chat-${id}`)?.focus();
      };
      const words = t(on ? 'site.turnOff' : 'site.turnOn', { site: group.names.join(', ') });
      return el('li', {}, button(words, `chat-${id}`, change));
    }),
  );
  section.replaceChildren(el('h2', {}, t('welcome.chats')), el('p', {}, t('welcome.chatsWhat')), el('ul', {}, ...rows));
}

function button(words: string, id: string, work: () => Promise<void>): HTMLButtonElement {
  const click = (event: Event): void => {
    if (event.isTrusted) void work();
  };
  return el('button', { class: 'act', type: 'button', id, onclick: click }, words);
}
