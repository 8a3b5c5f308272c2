/** Joins the welcome page to the browser. */
import browser from 'webextension-polyfill';
import type { SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { changeSettings, countryOf } from '../settings.ts';
import { judgeText } from './judge-text.ts';
import { sitesView } from './sites-view.ts';
import { countriesIn, ownHelp, startPage } from './start-page.ts';
import { showWelcome } from './welcome.ts';

export async function startWelcome(
  document: Document,
  authorities: Authorities,
  sites: readonly SiteAdapter[],
): Promise<void> {
  const page = await startPage(document, (t) => t('app.name'));
  if (!page) return;
  const { root, t, language, settings } = page;
  const country = countryOf(settings, navigator.languages);
  const shortcut = (await browser.commands.getAll()).find(({ name }) => name === 'read-page')?.shortcut;
  showWelcome(root, {
    t,
    language,
    shortcut: shortcut || 'Alt+Shift+V',
    countries: countriesIn(authorities, language),
    country,
    setCountry: (code) => changeSettings(() => ({ country: code })),
    sites: await sitesView(sites, country ?? '', t),
    judge: (title, text) => judgeText(text, title),
    help: () => ownHelp(authorities),
    openNotes: () => void browser.tabs.create({ url: browser.runtime.getURL('/notes.html') }),
  });
}
