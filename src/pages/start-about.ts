/** Joins the page about Vigie to the browser. */
import browser from 'webextension-polyfill';
import type { Knowledge } from '../rules/knowledge.ts';
import { showAbout } from './about.ts';
import { startPage } from './start-page.ts';

export async function startAbout(document: Document, knowledge: Knowledge): Promise<void> {
  const page = await startPage(document, (t) => t('about.title'));
  if (!page) return;
  const { root, t, language } = page;
  showAbout(root, { t, language, knowledge, programVersion: browser.runtime.getManifest().version });
}
