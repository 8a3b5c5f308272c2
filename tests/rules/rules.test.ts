import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { matcherOf } from '../../src/analyse/match-phrase.ts';
import { textOf } from '../../src/analyse/phrase-text.ts';
import { postFromText } from '../../src/extract/make-post.ts';
import type { ExamplePost } from '../../src/rules/authored.ts';
import { complaintsOf } from '../../src/rules/check.ts';
import { loadRules, RULES_FOLDER, readRules } from '../../src/rules/load.ts';
import { siteMatches } from '../../src/rules/load-sites.ts';
import { leadsOf } from '../../src/rules/phrase.ts';
import { tidyFiles, tidyYaml } from '../../src/rules/tidy.ts';

const rules = loadRules();
const { authored } = readRules();
const analyser = createAnalyser(rules);
const signalsOf = (example: ExamplePost): string[] => {
  const fields: Exclude<ExamplePost, string> = typeof example === 'string' ? { text: example } : example;
  const { copies = [], ...post } = fields;
  return analyser.judge({ ...postFromText(post.text, 'paste'), ...post }, copies).signals.map(({ id }) => id);
};

describe('indicators', () => {
  test.each(Object.entries(authored.indicators))('%s fires on its examples and not on its twins', (id, { yes, no }) => {
    for (const example of yes) expect(signalsOf(example), JSON.stringify(example)).toContain(id);
    for (const example of no) expect(signalsOf(example), JSON.stringify(example)).not.toContain(id);
  });
  test.each(['en', 'fr'])('each has its sentence in %s', (language) => {
    const strings = JSON.parse(readFileSync(join(RULES_FOLDER, `../assets/locales/${language}.json`), 'utf8'));
    expect(rules.indicators.filter(({ because }) => !strings[because]).map(({ id }) => id)).toEqual([]);
  });
});

describe('lexicons', () => {
  test.each([...authored.lexicons.keys()])('%s: its sentences behave as they say', (language) => {
    expect(complaintsOf(rules, authored.lexicons, [language])).toEqual([]);
  });
});

describe('rule files', () => {
  test.each(tidyFiles())('%s keeps its bytes when tidied', (file) => {
    const text = readFileSync(join(RULES_FOLDER, file), 'utf8');
    expect(tidyYaml(text, file)).toBe(text);
  });
});

test('the content script runs on the sites of the adapters, and nowhere else', () => {
  const source = readFileSync(join(RULES_FOLDER, '../entrypoints/content.ts'), 'utf8');
  expect([...source.matchAll(/'(\*:\/\/[^']+)'/g)].map(([, pattern]) => pattern).sort()).toEqual(siteMatches());
});

describe('phrases', () => {
  const writing = { spaced: true, openEnd: false };
  test.each([
    ['free (air)? ticket', 'free ticket'],
    ['deposit ... unlock', 'deposit 20 and unlock'],
    ['salar*', 'salaries'],
    ['earn # per day', 'earn 1,500 per day'],
  ])('%s matches "%s"', (phrase, text) => {
    expect(leadsOf(phrase, writing).leads.some((lead) => text.startsWith(lead))).toBe(true);
    expect(matcherOf(phrase, writing)(textOf(text), 0)).toBe(text.length);
  });
  test.each(['(a', 'a|b)', 'x', '', 'what?', '# wpm', '[a]'])('"%s" is refused', (phrase) => {
    expect(() => leadsOf(phrase, writing)).toThrow();
  });
});
