import { expect, test } from 'vitest';
import { knowledgeOf } from '../../src/rules/knowledge.ts';
import { loadRules } from '../../src/rules/load.ts';

const rules = loadRules();
const indicator = rules.indicators[0]!;
const withSources = (...sources: string[]) =>
  knowledgeOf({ version: '7', indicators: sources.map((source) => ({ ...indicator, source })) });

test('publishers are counted once per indicator, most first', () => {
  expect(
    withSources('ILO 2012, Indicators; ILO (2024), Guide', 'FTC 2023, Task scams', 'ILO 2012, Indicators'),
  ).toEqual({
    version: '7',
    sources: [
      { name: 'ILO', indicators: 2 },
      { name: 'FTC', indicators: 1 },
    ],
  });
});

test('no indicators, no sources', () => {
  expect(withSources()).toEqual({ version: '7', sources: [] });
});

test('the real rules name at most twelve publishers, each without its year, none empty', () => {
  const { sources } = knowledgeOf(rules);
  expect(sources.length).toBeGreaterThan(3);
  expect(sources.length).toBeLessThanOrEqual(12);
  for (const { name } of sources) expect(name).toMatch(/^\D*\S$/);
});
