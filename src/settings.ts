/** What the person has chosen, in storage.local. */

import * as v from 'valibot';
import browser from 'webextension-polyfill';

const Schema = v.object({
  /** Country whose help lines are shown; null: guessed from the browser's language. */
  country: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  /** Ids of posts called not suspicious. */
  trusted: v.pipe(v.array(v.string()), v.maxLength(5000)),
  /** Ids of the chat and mail sites that are turned on. */
  chats: v.pipe(v.array(v.string()), v.maxLength(50)),
});
export type Settings = v.InferOutput<typeof Schema>;

const DEFAULTS: Settings = { country: null, trusted: [], chats: [] };

/** Stored settings; what is missing or damaged is replaced by its default. */
export async function readSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  const parsed = v.safeParse(Schema, { ...DEFAULTS, ...(typeof settings === 'object' ? settings : {}) });
  return parsed.success ? parsed.output : DEFAULTS;
}

/** Changes some settings and keeps the rest. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  await browser.storage.local.set({ settings: { ...(await readSettings()), ...change } });
}

/** Country of the reader: chosen, else the region of the browser's languages, else null. */
export function countryOf(settings: Settings, languages: readonly string[]): string | null {
  if (settings.country) return settings.country;
  for (const tag of languages) {
    const region = /-([A-Z]{2})\b/.exec(tag)?.[1];
    if (region) return region;
  }
  return null;
}
