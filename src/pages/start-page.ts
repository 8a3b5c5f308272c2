/** What popup and welcome page have in common: language, direction, design, countries. */
import browser from 'webextension-polyfill';
import { chooseLanguage, directionOf, type Translate, translator } from '../i18n.ts';
import type { Authorities } from '../rules/types.ts';
import { addStyles } from '../show/styles.ts';

export type OwnPage = {
  readonly root: HTMLElement;
  readonly t: Translate;
  readonly language: string;
  readonly countries: readonly { readonly code: string; readonly name: string }[];
};

/** Prepares a document of ours; null where it has no place for us. */
export async function startPage(document: Document, authorities: Authorities): Promise<OwnPage | null> {
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
  return root && { root, t: translator(strings, language), language, countries };
}
