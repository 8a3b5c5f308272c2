/** What the person has chosen, in storage.local. */

import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { CHOICE_KINDS, type Choice, sameChoice } from './choices.ts';
import { chooseLanguage } from './i18n.ts';
import { EAGERNESS } from './verdict.ts';

const MOST_CHOICES = 5000;
const short = v.pipe(v.string(), v.maxLength(500));
export const ChoiceSchema = v.object({ kind: v.picklist(CHOICE_KINDS), name: short, site: short, at: short });

/** A field that is missing or damaged gets its default; the others are kept. */
const Schema = v.object({
  /** Country whose help lines are shown; null: guessed from the browser's language. */
  country: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))), null),
  /** Language of the interface; null: the browser's. */
  language: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-\w{2,4})?$/))), null),
  /** How soon to warn. */
  eagerness: v.fallback(v.picklist(EAGERNESS), 'normal'),
  /** Whether following a contact of a dangerous ad first asks. */
  pause: v.fallback(v.boolean(), true),
  /** What was called not suspicious or hidden, oldest first. */
  choices: v.fallback(v.array(ChoiceSchema), []),
  /** Ids of the chat and mail sites that are turned on. */
  chats: v.fallback(v.pipe(v.array(v.string()), v.maxLength(50)), []),
});
export type Settings = v.InferOutput<typeof Schema>;

/** Stored settings. */
export async function readSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  return v.parse(Schema, typeof settings === 'object' && settings !== null ? settings : {});
}

/** Changes some settings and keeps the rest; one change after the other, also from two pages at once. */
export async function changeSettings(change: (settings: Settings) => Partial<Settings>): Promise<void> {
  await navigator.locks.request('settings', async () => {
    const settings = await readSettings();
    await browser.storage.local.set({ settings: { ...settings, ...change(settings) } });
  });
}

/** Adds a choice (or renews it), or takes it back. */
export function changeChoice(choice: Choice, on: boolean): Promise<void> {
  return changeSettings(({ choices }) => {
    const others = choices.filter((one) => !sameChoice(one, choice));
    return { choices: on ? [...others.slice(1 - MOST_CHOICES), choice] : others };
  });
}

/** Language of the interface: chosen, else the best for the browser's languages. */
export function languageOf({ language }: Settings, languages: readonly string[]): string {
  return chooseLanguage(language ? [language, ...languages] : languages);
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
