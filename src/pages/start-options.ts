/** Joins the options page to the browser. */
import browser from 'webextension-polyfill';
import { eraseReports, listDeliveries, listReports, listWrongAlarms } from '../report/store.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { changeChoice, changeSettings, countryOf, readSettings } from '../settings.ts';
import { saveFile } from './controls.ts';
import { destinationsPorts } from './destinations-ports.ts';
import { destinationsView } from './destinations-view.ts';
import { showOptions } from './options.ts';
import { sitesView } from './sites-view.ts';
import { countriesIn, startPage } from './start-page.ts';

/** After the page is drawn anew it says that everything was erased. */
const ERASED = '#erased';

export async function startOptions(
  document: Document,
  authorities: Authorities,
  sites: readonly SiteAdapter[],
): Promise<void> {
  const page = await startPage(document, (t) => `${t('app.name')}: ${t('options.title')}`);
  if (!page) return;
  const { root, t, language, settings } = page;
  const guessed = countryOf({ ...settings, country: null }, navigator.languages);
  await showOptions(root, {
    t,
    language,
    settings,
    countries: countriesIn(authorities, language),
    guessed,
    destinations: await destinationsView(destinationsPorts(t)),
    sites: await sitesView(sites, settings.country ?? guessed ?? '', t),
    change: async (change) => {
      try {
        await changeSettings(() => change);
        return 'options.saved';
      } catch (error) {
        return /quota/i.test(error instanceof Error ? error.message : '') ? 'options.full' : 'options.failed';
      }
    },
    reload: () => location.reload(),
    takeBack: (choice) => changeChoice(choice, false),
    choices: async () => (await readSettings()).choices,
    exportAll: async () => {
      const [own, reports, wrongAlarms, deliveries] = await Promise.all([
        readSettings(),
        listReports(),
        listWrongAlarms(),
        listDeliveries(),
      ]);
      const all = { format: 'vigie-data', version: 1, exported: new Date().toISOString(), settings: own };
      saveFile('vigie-data.json', `${JSON.stringify({ ...all, reports, wrongAlarms, deliveries }, null, 2)}\n`);
    },
    eraseAll: async () => {
      await Promise.all([eraseReports(), browser.storage.local.clear(), browser.storage.session.clear()]);
      history.replaceState(null, '', ERASED);
    },
  });
  if (location.hash === ERASED) {
    history.replaceState(null, '', location.pathname);
    const state = root.querySelector('#state');
    if (state) state.textContent = t('options.erased');
  }
}
