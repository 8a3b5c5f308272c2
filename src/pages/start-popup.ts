/** Joins the popup's view to the browser. */
import browser from 'webextension-polyfill';
import { CONTENT_SCRIPT } from '../background/sites.ts';
import { sendToTab } from '../messages.ts';
import {
  deleteReport,
  deleteWrongAlarm,
  exportReports,
  listDeliveries,
  listReports,
  listWrongAlarms,
} from '../report/store.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { judgeText } from './judge-text.ts';
import { type Kept, showPopup } from './popup.ts';
import { siteState, turnOff, turnOn } from './site-state.ts';
import { ownHelp, startPage } from './start-page.ts';

/** The content script reads the page and has its posts judged. */
const READING_MS = 500;

/** Fills the popup document. Pasted text goes to our own background and nowhere else. */
export async function startPopup(
  document: Document,
  authorities: Authorities,
  sites: readonly SiteAdapter[],
): Promise<void> {
  const page = await startPage(document, (t) => t('app.name'));
  if (!page) return;
  const { root, t, language, settings } = page;
  const active = async () => (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  const tab = async (): Promise<number> => (await active())?.id ?? -1;
  const openReport = (id: string): void => {
    void browser.tabs.create({ url: browser.runtime.getURL(`/report.html?id=${id}`) }).then(() => window.close());
  };
  const kept = async (): Promise<Kept> => {
    const [reports, wrongAlarms] = await Promise.all([listReports(), listWrongAlarms()]);
    return { reports, wrongAlarms };
  };
  await showPopup(root, {
    t,
    language,
    eagerness: settings.eagerness,
    site: async () => siteState((await active())?.url ?? '', sites),
    turnOn: ({ origins, chat }) => turnOn({ origins, chats: chat === null ? [] : [chat] }),
    turnOff: ({ origins, chat }) => turnOff({ origins, chats: chat === null ? [] : [chat] }),
    help: () => ownHelp(authorities),
    found: async () => sendToTab(await tab(), 'found', {}).catch(() => null),
    reveal: async (postId) => {
      await sendToTab(await tab(), 'reveal', { postId });
      window.close();
    },
    report: async (postId) => {
      try {
        const outcome = await sendToTab(await tab(), 'report-post', { postId });
        if (outcome?.kind !== 'kept') return outcome?.why === 'storage-full' ? 'report.full' : 'report.failed';
        openReport(postId);
        return null;
      } catch {
        return 'report.failed';
      }
    },
    openReport,
    deliveries: () => listDeliveries(),
    readPage: async () => {
      try {
        await browser.scripting.executeScript({ target: { tabId: await tab() }, files: [CONTENT_SCRIPT] });
        await new Promise((resolve) => setTimeout(resolve, READING_MS));
        return true;
      } catch {
        return false;
      }
    },
    judge: (text) => judgeText(text),
    kept,
    deleteReport,
    deleteWrongAlarm,
    exported: async () => {
      const { reports, wrongAlarms } = await kept();
      return exportReports(reports, wrongAlarms, new Date().toISOString());
    },
    open: (name) => {
      void browser.tabs.create({ url: browser.runtime.getURL(`/${name}.html`) }).then(() => window.close());
    },
  });
}
