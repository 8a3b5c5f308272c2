/** What an advertiser may try: disguises never lower the level of a suspicious post, added words never clear a strong sign. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { postFromText } from '../../src/extract/make-post.ts';
import { loadRules } from '../../src/rules/load.ts';

const analyser = createAnalyser(loadRules());
const judge = (text: string) => analyser.judge(postFromText(text, 'paste'));
const RANK = { none: 0, caution: 1, danger: 2 } as const;
const FOLDER = join(import.meta.dirname, '../corpus');

type Row = { id: string; label: string; text: string };
const rows = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').trim().split('\n'))
  .map((line): Row => JSON.parse(line));
const bait = rows.filter((row) => row.label === 'suspicious');
const honest = rows.filter((row) => row.label === 'legitimate');

/** Letters of two alphabets in one word are a sign of their own. */
const MIXED = 'look-alike letters';

const DISGUISES: Record<string, (text: string) => string> = {
  'zero-width characters in every word': (text) => text.replace(/(\p{L})(\p{L})/gu, '$1\u200b$2'),
  'soft hyphens and joiners': (text) => text.replace(/(\p{L}\p{L})(\p{L})/gu, '$1\u00ad$2'),
  'bidirectional controls': (text) => `\u202d${text}\u202c`,
  'bold mathematical letters': (text) =>
    text.replace(/[a-z]/g, (char) => String.fromCodePoint(0x1d41a + char.charCodeAt(0) - 97)),
  'full-width letters': (text) => text.replace(/[a-zA-Z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  'upper case': (text) => text.toUpperCase(),
  [MIXED]: (text) => text.replace(/(?<=[a-z])[aeop](?=[a-z])/g, (char) => 'аеор'['aeop'.indexOf(char)] ?? ''),
  l33t: (text) => text.replace(/(?<=[a-z])[eo](?=[a-z])/g, (char) => (char === 'e' ? '3' : '0')),
  'digits as emoji': (text) => text.replace(/\d/g, (digit) => `${digit}\ufe0f\u20e3`),
  'sentences split over lines': (text) => text.replace(/([.!?。！？]) /g, '$1\n\n'),
  'spaced-out words': (text) => text.replace(/ ([a-z]{5,9}) /g, (_, word: string) => `  ${[...word].join(' ')}  `),
};

describe.each(Object.entries(DISGUISES))('%s', (name, disguise) => {
  test('never lower the level of a suspicious post', () => {
    const lowered = bait.filter((row) => RANK[judge(disguise(row.text)).level] < RANK[judge(row.text).level]);
    expect(lowered.map((row) => row.id)).toEqual([]);
  });
  test.skipIf(name === MIXED)('never make an honest post suspicious', () => {
    const raised = honest.filter(
      (row) => judge(row.text).level === 'none' && judge(disguise(row.text)).level !== 'none',
    );
    expect(raised.map((row) => row.id)).toEqual([]);
  });
});

const REASSURANCES = [
  'We never charge candidates any fee. Your passport stays with you.',
  'Written contract before departure, equal opportunity employer, licence number 12345.',
  'Apply on our careers page. Interview in person at our office.',
];

test.each(REASSURANCES)('"%s" behind a post with a strong sign leaves it at caution or more', (sentence) => {
  const cleared = bait.filter((row) => {
    const before = judge(row.text);
    const strong =
      before.level !== 'none' && before.signals.some((s) => s.side === 'against' && s.strength === 'strong');
    return strong && judge(`${row.text}\n\n${sentence}`).level === 'none';
  });
  expect(cleared.map((row) => row.id)).toEqual([]);
});

const COUNTRIES = ['Germany', 'Qatar', 'Cambodia', 'Nigeria', 'Japan', 'Peru'];

test('no country makes an honest post suspicious by itself', () => {
  const changed = honest.flatMap((row) =>
    COUNTRIES.filter(
      (country) => judge(`${row.text}\nWe also welcome applicants from ${country}.`).level !== judge(row.text).level,
    ).map((country) => `${row.id} ${country}`),
  );
  expect(changed).toEqual([]);
});
