/** Reports that are looked through before they are kept, until the browser is closed (storage.session). */
import browser from 'webextension-polyfill';
import type { Report } from '../report/report.ts';

const keyOf = (id: string): string => `draft ${id}`;

export function keepDraft(draft: Report): Promise<void> {
  return browser.storage.session.set({ [keyOf(draft.id)]: draft });
}

export async function readDraft(id: string): Promise<Report | null> {
  const stored = await browser.storage.session.get(keyOf(id));
  return (stored[keyOf(id)] as Report | undefined) ?? null; // only keepDraft writes there
}
