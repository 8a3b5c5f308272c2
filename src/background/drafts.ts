/** Reports that are looked through before they are kept, until the browser is closed (storage.session). */
import browser from 'webextension-polyfill';
import type { Report } from '../report/report.ts';

const keyOf = (id: string): string => `draft ${id}`;

/** Where there is no room left, the drafts before it go. */
export async function keepDraft(draft: Report): Promise<void> {
  try {
    await browser.storage.session.set({ [keyOf(draft.id)]: draft });
  } catch {
    const others = Object.keys(await browser.storage.session.get(null)).filter((key) => key.startsWith(keyOf('')));
    await browser.storage.session.remove(others);
    await browser.storage.session.set({ [keyOf(draft.id)]: draft });
  }
}

export function dropDraft(id: string): Promise<void> {
  return browser.storage.session.remove(keyOf(id));
}

export async function readDraft(id: string): Promise<Report | null> {
  const stored = await browser.storage.session.get(keyOf(id));
  return (stored[keyOf(id)] as Report | undefined) ?? null; // only keepDraft writes there
}
