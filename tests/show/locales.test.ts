import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseLanguage, directionOf, translator } from '../../src/i18n.ts';

const FOLDER = join(import.meta.dirname, '../../assets/locales');
const locales = readdirSync(FOLDER).map(
  (file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, string>] as const,
);
const english = locales.find(([file]) => file === 'en.json')![1];
const holes = (text: string | undefined) => (text ?? '').match(/\{\w+\}/g)?.sort() ?? [];

describe('catalogues', () => {
  test.each(locales)('%s has every key, and the same placeholders', (_file, strings) => {
    expect(Object.keys(strings).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(strings)) expect(holes(text), key).toEqual(holes(english[key]));
  });
});

test.each([
  [['fr-CA', 'en'], 'fr'],
  [['de', 'fr'], 'fr'],
  [['ja'], 'en'],
])('%s reads %s', (preferred, language) => expect(chooseLanguage(preferred)).toBe(language));

test('plural forms and values', () => {
  const t = translator(english, 'en');
  expect(t('popup.posts', { count: 1 })).toBe('1 ad read');
  expect(t('popup.posts', { count: 3 })).toBe('3 ads read');
});

test.each([
  ['ar', 'rtl'],
  ['ur-PK', 'rtl'],
  ['en', 'ltr'],
])('%s runs %s', (language, direction) => expect(directionOf(language)).toBe(direction));
