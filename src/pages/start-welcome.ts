/** Joins the welcome page to the browser. */
import browser from 'webextension-polyfill';
import { chatsOf, isCore, originsOfAll, packOf } from '../rules/packs.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { changeSettings, countryOf, readSettings } from '../settings.ts';
import { turnOff, turnOn } from './site-state.ts';
import { startPage } from './start-page.ts';
import { type SiteGroup, showWelcome } from './welcome.ts';

export async function startWelcome(
  document: Document,
  authorities: Authorities,
  sites: readonly SiteAdapter[],
): Promise<void> {
  const page = await startPage(document, authorities);
  if (!page) return;
  const group = (list: readonly SiteAdapter[]): SiteGroup => ({
    names: list.map(({ name }) => name),
    origins: originsOfAll(list),
    chats: list.filter(({ chat }) => chat).map(({ id }) => id),
  });
  const shortcut = (await browser.commands.getAll()).find(({ name }) => name === 'read-page')?.shortcut;
  await showWelcome(page.root, {
    t: page.t,
    shortcut: shortcut || 'Alt+Shift+V',
    countries: page.countries,
    country: countryOf(await readSettings(), navigator.languages),
    setCountry: (country) => changeSettings({ country }),
    core: group(sites.filter(isCore)),
    pack: (country) => group(packOf(country, sites)),
    chats: chatsOf(sites).map((site) => group([site])),
    granted: async ({ origins, chats }) => {
      const on = (await readSettings()).chats;
      return chats.every((id) => on.includes(id)) && browser.permissions.contains({ origins: [...origins] });
    },
    turnOn,
    turnOff,
  });
}
