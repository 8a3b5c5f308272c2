/** Joins the popup's view to the browser. */
import browser from 'webextension-polyfill';
import { helpFor } from '../background/help.ts';
import { postFromText } from '../extract/make-post.ts';
import { chooseLanguage, directionOf, translator } from '../i18n.ts';
import { send, sendToTab } from '../messages.ts';
import { deleteReport, exportReports, listReports } from '../report/store.ts';
import type { Authorities } from '../rules/types.ts';
import { changeSettings, countryOf, readSettings } from '../settings.ts';
import { addStyles } from '../show/styles.ts';
import { showPopup } from './popup.ts';

/** Fills the popup document. Pasted text goes to our own background and nowhere else. */
export async function startPopup(document: Document, authorities: Authorities): Promise<void> {
  const language = chooseLanguage(navigator.languages);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  addStyles(document);
  const strings = await (await fetch(browser.runtime.getURL(`/locales/${language}.json`))).json();
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const countries = Object.keys(authorities)
    .filter((code) => !['EU', 'INT'].includes(code))
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const root = document.getElementById('app');
  if (!root) return;
  const tab = async (): Promise<number> =>
    (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id ?? -1;
  await showPopup(root, {
    t: translator(strings, language),
    countries,
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
