/** What our own pages have in common: language, direction, design, countries, the person's settings. */
import browser from 'webextension-polyfill';
import { directionOf, type Translate, translator } from '../i18n.ts';
import { type Help, helpFor } from '../rules/help.ts';
import type { Authorities } from '../rules/types.ts';
import { countryOf, languageOf, readSettings, type Settings } from '../settings.ts';
import { addStyles } from '../show/styles.ts';

export type Country = { readonly code: string; readonly name: string };

export type OwnDocument = {
  readonly root: HTMLElement;
  readonly t: Translate;
  readonly language: string;
  readonly settings: Settings;
};

/** Prepares a document of ours; null where it has no place for us. `title` is what the browser's tab says. */
export async function startPage(document: Document, title: (t: Translate) => string): Promise<OwnDocument | null> {
  const settings = await readSettings();
  const language = languageOf(settings, navigator.languages);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  addStyles(document);
  const strings = await (await fetch(browser.runtime.getURL(`/locales/${language}.json`))).json();
  const t = translator(strings, language);
  document.title = title(t);
  const root = document.getElementById('app');
  return root && { root, t, language, settings };
}

/** The countries that have lines of their own, by name in a language. */
export function countriesIn(authorities: Authorities, language: string): Country[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return Object.keys(authorities.lines)
    .filter((code) => !['EU', 'INT'].includes(code))
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}

/** Help for the person's country, chosen or guessed. */
export async function ownHelp(authorities: Authorities): Promise<Help> {
  return helpFor(authorities, countryOf(await readSettings(), navigator.languages));
}
