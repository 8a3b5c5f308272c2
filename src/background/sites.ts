/** Keeps the content script registered for what the person has granted: no more, and nothing that was taken back. */
import browser from 'webextension-polyfill';
import { reportOrigins } from '../report/destinations.ts';
import { chatsOf, isCore, originsOfAll } from '../rules/packs.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import { changeSettings, readSettings } from '../settings.ts';

const SCRIPT = 'granted-sites';
export const CONTENT_SCRIPT = '/content-scripts/content.js';

/** Registers the listeners that follow the browser's own permission changes. Call it synchronously. */
export function followPermissions(sites: readonly SiteAdapter[]): void {
  const follow = (): void =>
    void registerGranted(sites).catch((error: unknown) =>
      console.error('sites: registering failed:', error instanceof Error ? error.name : 'unknown error'),
    );
  browser.permissions.onAdded.addListener(follow);
  browser.permissions.onRemoved.addListener(() => void forgetChats(sites).finally(follow));
  browser.runtime.onStartup.addListener(follow);
  browser.runtime.onInstalled.addListener(follow);
  browser.storage.onChanged.addListener((changes) => ('settings' in changes || 'destinations' in changes) && follow());
}

let queue: Promise<void> = Promise.resolve();

/** Brings the registration in line with the granted hosts; one after the other, since two at once would collide. */
function registerGranted(sites: readonly SiteAdapter[]): Promise<void> {
  queue = queue.catch(() => {}).then(() => register(sites));
  return queue;
}

async function register(sites: readonly SiteAdapter[]): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const core = new Set(originsOfAll(sites.filter(isCore)));
  const servers = await reportOrigins();
  const isPage = (origin: string): boolean => !core.has(origin) && !servers.has(origin);
  const matches = origins.filter((origin) => isPage(origin) && /^(?:\*|https?):|^<all_urls>/.test(origin)).sort();
  const { chats } = await readSettings();
  const off = originsOfAll(chatsOf(sites).filter(({ id }) => !chats.includes(id)));
  const before = (await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT] }))[0];
  if (matches.length === 0) {
    if (before) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const same = (a: readonly string[] | undefined, b: readonly string[]): boolean => (a ?? []).join() === b.join();
  if (before && same(before.matches, matches) && same(before.excludeMatches, off)) return;
  if (before) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  await browser.scripting.registerContentScripts([
    {
      id: SCRIPT,
      js: [CONTENT_SCRIPT],
      matches,
      excludeMatches: off,
      runAt: 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
}

/** A chat whose host was taken back in the browser is turned off. */
async function forgetChats(sites: readonly SiteAdapter[]): Promise<void> {
  const { chats } = await readSettings();
  const granted = await Promise.all(
    chatsOf(sites)
      .filter(({ id }) => chats.includes(id))
      .map(async (site) => ((await browser.permissions.contains({ origins: originsOfAll([site]) })) ? [site.id] : [])),
  );
  const left = granted.flat();
  if (left.length < chats.length) await changeSettings(() => ({ chats: left }));
}
