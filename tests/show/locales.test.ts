import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { englishGrammar } from '../../src/analyse/grammar.ts';
import { postFromText } from '../../src/extract/make-post.ts';
import { chooseLanguage, directionOf, SHIPPED, type Strings, translator } from '../../src/i18n.ts';
import { loadRules } from '../../src/rules/load.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const read = (file: string) => JSON.parse(readFileSync(join(ASSETS, file), 'utf8'));
const catalogues = new Map<string, Strings>(SHIPPED.map((id) => [id, read(`locales/${id}.json`)]));
const english = catalogues.get('en')!;
const rules = loadRules();

const FORM = /\.(?:zero|one|two|few|many|other)$/;
const stemOf = (key: string): string => (`${key.replace(FORM, '')}.one` in english ? key.replace(FORM, '') : key);
const holes = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

/** The keys that a language must have: those of English, with its own plural forms. */
function keysFor(language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = Object.keys(english).flatMap((key) =>
    stemOf(key) === key ? [key] : forms.map((form) => `${stemOf(key)}.${form}`),
  );
  return [...new Set(keys)].sort();
}

test('a catalogue for every language that the engine reads, and no other', () => {
  expect(readdirSync(join(ASSETS, 'locales')).sort()).toEqual(SHIPPED.map((id) => `${id}.json`).sort());
  expect(SHIPPED.map((id) => id.replace('pt-BR', 'pt'))).toEqual(rules.languages.map(({ id }) => id));
});

describe.each([...catalogues])('%s', (language, strings) => {
  test('has every key with the plural forms of its language, sorted', () => {
    expect(Object.keys(strings)).toEqual(keysFor(language));
  });

  test('has the same placeholders; a form for one or two may leave the number out', () => {
    for (const [key, text] of Object.entries(strings)) {
      const model = holes(english[key] ?? english[`${stemOf(key)}.other`] ?? '');
      const own = holes(text);
      if (/\.(?:zero|one|two)$/.test(key) && stemOf(key) !== key)
        expect(model, key).toEqual(expect.arrayContaining(own));
      else expect(own, key).toEqual(model);
    }
  });

  test('has no empty text, no spaces at the ends, no markup', () => {
    for (const [key, text] of Object.entries(strings)) expect(text, key).toMatch(/^(?!\s)[^<>]+(?<!\s)$/u);
  });

  test.runIf(language !== 'en')('is translated', () => {
    const same = Object.entries(strings).filter(([key, text]) => text.length > 24 && text === english[key]);
    expect(same.filter(([key]) => key !== 'about.rules')).toEqual([]);
  });

  test('keeps its description within the 132 characters of the stores', () => {
    expect([...(strings['app.description'] ?? '')].length).toBeLessThanOrEqual(132);
  });

  test('shows a sample ad that the engine warns about, in its language', () => {
    const post = { ...postFromText(strings['sample.text'] ?? '', 'paste'), title: strings['sample.title'] ?? '' };
    const verdict = createAnalyser(rules, englishGrammar).judge(post);
    const wanted = language.replace('pt-BR', 'pt');
    expect({ level: verdict.level, language: verdict.language }).toEqual({ level: 'danger', language: wanted });
  });
});

test('every sentence that the code or the rules ask for is there', () => {
  for (const { because } of rules.indicators) expect(english, because).toHaveProperty([because]);
});

test('every text is asked for somewhere', () => {
  const source = ['src', 'entrypoints']
    .flatMap((folder) => readdirSync(join(ASSETS, '..', folder), { recursive: true, withFileTypes: true }))
    .filter((file) => file.name.endsWith('.ts'))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n');
  const beginnings = [...source.matchAll(/`([\w-]+\.(?:[\w-]+\.)*)\$\{/g)].map((match) => match[1] ?? '');
  const byRules = /^(?:app|because|menu)\./; // asked for by the rules and by the browser
  const asked = (key: string) =>
    byRules.test(key) || source.includes(`'${key}'`) || beginnings.some((start) => key.startsWith(start));
  expect(
    Object.keys(english)
      .map(stemOf)
      .filter((key) => !asked(key)),
  ).toEqual([]);
});

// terms are the same throughout: each translation of a text with the term holds one of these forms
const glossary: Record<string, Record<string, string[]>> = existsSync(join(ASSETS, 'glossary.json'))
  ? read('glossary.json')
  : {};
describe.each(Object.entries(glossary))('the term “%s”', (term, forms) => {
  test.each(SHIPPED)('%s', (language) => {
    const own = forms[language]?.map((form) => form.toLocaleLowerCase(language)) ?? [];
    expect(own.length).toBeGreaterThan(0);
    for (const [key, text] of Object.entries(english)) {
      const translated = catalogues.get(language)?.[key]?.toLocaleLowerCase(language);
      if (!text.toLowerCase().includes(term) || translated === undefined) continue;
      expect(
        own.some((form) => translated.includes(form)),
        `${key}: ${translated}`,
      ).toBe(true);
    }
  });
});

describe('the language of the interface', () => {
  test.each([
    [['fr-CA', 'en'], 'fr'],
    [['xx', 'fr'], 'fr'],
    [['pt-PT'], 'pt-BR'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-TW'], 'zh-Hant'],
    [['zh-Hant-HK'], 'zh-Hant'],
    [['zh-HK', 'en'], 'zh-Hant'],
    [['fil-PH'], 'tl'],
    [['eo'], 'en'],
    [[], 'en'],
  ])('%j reads %s', (preferred, language) => expect(chooseLanguage(preferred)).toBe(language));
});

test('plural forms and values', () => {
  const t = translator(english, 'en');
  expect(t('popup.posts', { count: 1 })).toBe('1 ad read');
  expect(t('popup.posts', { count: 3 })).toBe('3 ads read');
});

test.each([
  ['ar', 'rtl'],
  ['fa', 'rtl'],
  ['ur-PK', 'rtl'],
  ['en', 'ltr'],
  ['ha', 'ltr'],
])('%s runs %s', (language, direction) => expect(directionOf(language)).toBe(direction));
