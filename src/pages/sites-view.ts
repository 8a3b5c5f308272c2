/** Which sites are read: from the start, those of a country in one click, chats one by one. In welcome page and options. */
import browser from 'webextension-polyfill';
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import { chatsOf, isCore, originsOfAll, packOf } from '../rules/packs.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import { readSettings } from '../settings.ts';
import { button } from './controls.ts';
import { turnOff, turnOn } from './site-state.ts';

type SiteGroup = {
  readonly names: readonly string[];
  readonly origins: readonly string[];
  readonly chats: readonly string[];
};

export type SitesView = {
  readonly core: HTMLElement;
  readonly pack: HTMLElement;
  readonly chats: HTMLElement;
  /** Shows the pack of a country; "" for none. */
  showCountry(code: string): Promise<void>;
};

/** Resolves when everything is there. */
export async function sitesView(sites: readonly SiteAdapter[], country: string, t: Translate): Promise<SitesView> {
  const core = el('div', { id: 'core' });
  const pack = el('div', { id: 'pack' });
  const chats = el('div', { id: 'chats' });
  const showCountry = (code: string): Promise<void> => fillPack(pack, code, groupOf(packOf(code, sites)), t);
  await Promise.all([
    fillCore(core, groupOf(sites.filter(isCore)), t),
    showCountry(country),
    fillChats(
      chats,
      chatsOf(sites).map((site) => groupOf([site])),
      t,
    ),
  ]);
  return { core, pack, chats, showCountry };
}

function groupOf(list: readonly SiteAdapter[]): SiteGroup {
  return {
    names: list.map(({ name }) => name),
    origins: originsOfAll(list),
    chats: list.filter(({ chat }) => chat).map(({ id }) => id),
  };
}

async function isGranted({ origins, chats }: SiteGroup): Promise<boolean> {
  const on = (await readSettings()).chats;
  return chats.every((id) => on.includes(id)) && browser.permissions.contains({ origins: [...origins] });
}

async function fillCore(box: HTMLElement, group: SiteGroup, t: Translate): Promise<void> {
  const missing = !(await isGranted(group));
  const allow = button(t('welcome.coreAllow'), 'allow-core', async () => {
    await turnOn(group);
    await fillCore(box, group, t);
  });
  box.replaceChildren(
    el('h3', {}, t('welcome.core')),
    el('p', {}, group.names.join(', ')),
    ...(missing ? [el('p', { class: 'state' }, t('welcome.coreMissing')), allow] : []),
  );
}

async function fillPack(box: HTMLElement, country: string, group: SiteGroup, t: Translate, said = ''): Promise<void> {
  if (country === '') return box.replaceChildren();
  const on = await isGranted(group);
  const start = button(
    t('welcome.packRead'),
    'pack-on',
    async () => {
      const granted = await turnOn(group);
      await fillPack(box, country, group, t, t(granted ? 'welcome.packDone' : 'site.refused'));
    },
    'act main',
  );
  const stop = button(t('welcome.packOff'), 'pack-off', async () => {
    await turnOff(group);
    await fillPack(box, country, group, t, t('welcome.packStopped'));
  });
  const state = el('p', { class: 'state', role: 'status' });
  box.replaceChildren(
    ...(on ? [el('p', { class: 'small' }, t('welcome.packOn'))] : []),
    el('p', {}, group.names.join(', ')),
    on ? stop : start,
    state,
  );
  state.textContent = said;
}

async function fillChats(box: HTMLElement, groups: readonly SiteGroup[], t: Translate): Promise<void> {
  const rows = await Promise.all(
    groups.map(async (group) => {
      const on = await isGranted(group);
      const id = `chat-${group.chats.join()}`;
      const change = async (): Promise<void> => {
        if (on) await turnOff(group);
        else await turnOn(group);
        await fillChats(box, groups, t);
        box.querySelector<HTMLElement>(`#${id}`)?.focus();
      };
      return el('li', {}, button(t(on ? 'site.turnOff' : 'site.turnOn', { site: group.names.join(', ') }), id, change));
    }),
  );
  box.replaceChildren(el('h3', {}, t('welcome.chats')), el('p', {}, t('welcome.chatsWhat')), el('ul', {}, ...rows));
}
