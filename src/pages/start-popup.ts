/** Joins the popup's view to the browser. */
import browser from 'webextension-polyfill';
import { helpFor } from '../background/help.ts';
import { postFromText } from '../extract/make-post.ts';
import { send, sendToTab } from '../messages.ts';
import { deleteReport, exportReports, listReports } from '../report/store.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { changeSettings, countryOf, readSettings } from '../settings.ts';
import { showPopup } from './popup.ts';
import { siteState, turnOff, turnOn } from './site-state.ts';
import { startPage } from './start-page.ts';

/** Fills the popup document. Pasted text goes to our own background and nowhere else. */
export async function startPopup(
  document: Document,
  authorities: Authorities,
  sites: readonly SiteAdapter[],
): Promise<void> {
  const page = await startPage(document, authorities);
  if (!page) return;
  const active = async () => (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  const tab = async (): Promise<number> => (await active())?.id ?? -1;
  await showPopup(page.root, {
    t: page.t,
    countries: page.countries,
    site: async () => siteState((await active())?.url ?? '', sites),
    turnOn: ({ origins, chat }) => turnOn({ origins, chats: chat === null ? [] : [chat] }),
    turnOff: ({ origins, chat }) => turnOff({ origins, chats: chat === null ? [] : [chat] }),
    country: async () => countryOf(await readSettings(), navigator.languages),
    setCountry: (country) => changeSettings({ country }),
    help: async () => helpFor(authorities, countryOf(await readSettings(), navigator.languages)),
    found: async () => sendToTab(await tab(), 'found', {}).catch(() => null),
    reveal: async (postId) => {
      await sendToTab(await tab(), 'reveal', { postId });
      window.close();
    },
    readPage: async () => {
      try {
        await browser.scripting.executeScript({
          target: { tabId: await tab() },
          files: ['/content-scripts/content.js'],
        });
        await new Promise((resolve) => setTimeout(resolve, 500)); // it reads and has the posts judged
        return true;
      } catch {
        return false;
      }
    },
    judge: async (text) => {
      const [verdict] = await send('judge', { posts: [postFromText(text, 'paste')] });
      if (!verdict) throw new Error('popup: no verdict');
      return verdict;
    },
    reports: listReports,
    deleteReport,
    exported: async () => exportReports(await listReports(), new Date().toISOString()),
  });
}
