// @vitest-environment node
// the browser’s locks, which pages and the background share, are in Node but not in happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import browser from 'webextension-polyfill';
import { changeChoice, changeSettings, countryOf, languageOf, readSettings } from '../src/settings.ts';

beforeEach(() => browser.storage.local.clear());
const choice = { kind: 'trust-post', name: 'a1', site: 'jobs.example', at: '2026-11-26T08:00:00Z' } as const;

test('nothing stored: the defaults', async () => {
  expect(await readSettings()).toEqual({
    country: null,
    language: null,
    eagerness: 'normal',
    pause: true,
    choices: [],
    chats: [],
  });
});

test('a damaged field gets its default, the others are kept', async () => {
  await browser.storage.local.set({ settings: { country: 'PH', eagerness: 'loud', choices: [choice], chats: 7 } });
  expect(await readSettings()).toMatchObject({ country: 'PH', eagerness: 'normal', choices: [choice], chats: [] });
});

test.each([null, 'text', 7, []])('settings that are %s at all read as the defaults', async (settings) => {
  await browser.storage.local.set({ settings });
  expect(await readSettings()).toMatchObject({ country: null, pause: true });
});

test('changes at the same time are all kept', async () => {
  await Promise.all([
    changeSettings(() => ({ country: 'PH' })),
    changeSettings(() => ({ pause: false })),
    changeChoice(choice, true),
    changeChoice({ ...choice, name: 'b2' }, true),
  ]);
  const { country, pause, choices } = await readSettings();
  expect({ country, pause, names: choices.map(({ name }) => name) }).toEqual({
    country: 'PH',
    pause: false,
    names: ['a1', 'b2'],
  });
});

describe('a choice', () => {
  test('made twice is there once', async () => {
    await changeChoice(choice, true);
    await changeChoice({ ...choice, at: '2026-11-27T08:00:00Z' }, true);
    expect((await readSettings()).choices).toEqual([{ ...choice, at: '2026-11-27T08:00:00Z' }]);
  });
  test('taken back is gone, and the others stay', async () => {
    await changeChoice(choice, true);
    await changeChoice({ ...choice, name: 'b2' }, true);
    await changeChoice(choice, false);
    expect((await readSettings()).choices.map(({ name }) => name)).toEqual(['b2']);
  });
});

const settings = { country: null, language: null, eagerness: 'normal', pause: true, choices: [], chats: [] } as const;
test.each([
  [null, ['fr-CA', 'en'], 'CA'],
  [null, ['de', 'pt-BR'], 'BR'],
  [null, ['de'], null],
  ['KH', ['fr-CA'], 'KH'],
])('country %s in a browser that reads %j: %s', (country, languages, expected) =>
  expect(countryOf({ ...settings, country, choices: [], chats: [] }, languages)).toBe(expected),
);
test.each([
  [null, ['de-AT'], 'de'],
  ['ar', ['de-AT'], 'ar'],
  ['xx', ['de-AT'], 'de'],
])('language %s in a browser that reads %j: %s', (language, languages, expected) =>
  expect(languageOf({ ...settings, language, choices: [], chats: [] }, languages)).toBe(expected),
);
