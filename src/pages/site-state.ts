/** Whether Vigie reads a page by itself, and what turns that on or off. */
import browser from 'webextension-polyfill';
import { isCore, originOf, originsOfAll } from '../rules/packs.ts';
import { adapterFor, hostOf, type SiteAdapter } from '../rules/sites.ts';
import { changeSettings, readSettings } from '../settings.ts';

/** `site`: its name for people. `origins`: what the browser is asked for. */
export type SiteState =
  | { readonly kind: 'cannot' }
  | {
      readonly kind: 'on' | 'off' | 'missing';
      readonly site: string;
      readonly origins: readonly string[];
      readonly core: boolean;
      readonly chat: string | null;
    };

/** The state of the site of an address. */
export async function siteState(url: string, sites: readonly SiteAdapter[]): Promise<SiteState> {
  const origin = originOf(url);
  if (origin === null) return { kind: 'cannot' };
  const adapter = adapterFor(url, sites);
  const origins = adapter ? originsOfAll([adapter]) : [origin];
  const core = adapter !== null && isCore(adapter);
  const chat = adapter?.chat ? adapter.id : null;
  const granted = await browser.permissions.contains({ origins });
  const on = granted && (chat === null || (await readSettings()).chats.includes(chat));
  const kind = on ? 'on' : core ? 'missing' : 'off';
  return { kind, site: adapter?.name ?? hostOf(url), origins, core, chat };
}

/**
 * Asks the browser for a site. Call it first thing in a click: the browser refuses to ask later. False when refused.
 * What the background registers follows the browser's own message.
 */
export async function turnOn({
  origins,
  chats,
}: {
  origins: readonly string[];
  chats: readonly string[];
}): Promise<boolean> {
  const asked = browser.permissions.request({ origins: [...origins] });
  // written before the answer: the popup may be closed by the browser's question
  const wanted = chats.length > 0 ? addChats(chats) : Promise.resolve();
  const granted = await asked;
  await wanted;
  if (!granted && chats.length > 0) await dropChats(chats);
  return granted;
}

/** Gives the hosts back to the browser. */
export async function turnOff({
  origins,
  chats,
}: {
  origins: readonly string[];
  chats: readonly string[];
}): Promise<void> {
  if (chats.length > 0) await dropChats(chats);
  await browser.permissions.remove({ origins: [...origins] });
}

function addChats(ids: readonly string[]): Promise<void> {
  return changeSettings(({ chats }) => ({ chats: [...new Set([...chats, ...ids])] }));
}

function dropChats(ids: readonly string[]): Promise<void> {
  return changeSettings(({ chats }) => ({ chats: chats.filter((id) => !ids.includes(id)) }));
}
