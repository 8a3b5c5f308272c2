/** No country, nationality or poor spelling is a sign: honest posts keep their level when places are swapped. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { createFinder, fieldsOf } from '../../src/analyse/find-concepts.ts';
import { postOfLine } from '../../src/cli/post-line.ts';
import { originalRange } from '../../src/normalise.ts';
import type { JobPost } from '../../src/post.ts';
import { loadRules } from '../../src/rules/load.ts';

const rules = loadRules();
const analyser = createAnalyser(rules);
const find = createFinder(rules);
const FOLDER = join(import.meta.dirname, '../corpus');

const rows = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').trim().split('\n'))
  .map((line): Record<string, unknown> => JSON.parse(line));
const honest = rows
  .filter((row) => row.label === 'legitimate')
  .map(postOfLine)
  .filter((post) => analyser.judge(post).level === 'none');

const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Arabic',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Telugu',
  'Sinhala',
  'Han',
  'Katakana',
]
  .concat(['Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Ethiopic'])
  .map((name) => new RegExp(`^\\P{L}*\\p{Script=${name}}`, 'u'));
const scriptOf = (text: string): number => SCRIPTS.findIndex((script) => script.test(text));

/** The post with every place it names replaced by a country, in the same script. */
function moveTo(country: string, post: JobPost): JobPost {
  const names = rules.places.find((place) => place.kind === 'country' && place.country === country)?.names ?? [];
  const hits = find(fieldsOf(post)).places;
  const moved = fieldsOf(post).map(({ name, original }) => {
    let text = original;
    let right = Number.POSITIVE_INFINITY;
    const ranges = hits
      .filter((hit) => hit.field.name === name)
      .map((hit) => originalRange(hit.field.normal, hit.start, hit.end))
      .sort((a, b) => b[0] - a[0]);
    for (const [start, end] of ranges) {
      const other = names.find((alias) => scriptOf(alias) === scriptOf(text.slice(start, end)));
      if (end > right || other === undefined) continue;
      text = text.slice(0, start) + other.slice(0, 1).toUpperCase() + other.slice(1) + text.slice(end);
      right = start;
    }
    return [name, text];
  });
  return { ...post, ...Object.fromEntries(moved) };
}

const COUNTRIES = ['KH', 'MM', 'LA', 'AE', 'TH', 'PH', 'NG', 'IN', 'CN', 'PE', 'PL', 'DE', 'US'];

test.each(COUNTRIES)('honest posts whose places all become %s stay silent', (country) => {
  const raised = honest.filter((post) => analyser.judge(moveTo(country, post)).level !== 'none');
  expect(raised.map((post) => post.id)).toEqual([]);
});

const WANTED = ['Filipinos', 'Indians', 'Nigerians', 'Ukrainians', 'Muslims', 'Christians', 'Germans', 'Venezolanos'];

test.each(WANTED)('honest posts that welcome %s stay silent', (people) => {
  const raised = honest.filter((post) => {
    const more = { ...post, text: `${post.text}\n${people} are welcome to apply.` };
    return analyser.judge(more).level !== 'none';
  });
  expect(raised.map((post) => post.id)).toEqual([]);
});

const ERRORS: Record<string, (text: string) => string> = {
  'without punctuation': (text) => text.replace(/[.,;:!?]/g, ''),
  'without capitals': (text) => text.toLowerCase(),
  'with doubled letters': (text) => text.replace(/([bdlnst])(?=[aeiou])/g, '$1$1'),
};

/** Without full stops a sentence runs into the next one and may truly read otherwise: so few may change. */
const MOST_CHANGED = 0.02;

test.each(Object.entries(ERRORS))('honest posts %s stay silent, but for two in a hundred', (_name, spoil) => {
  const raised = honest.filter((post) => analyser.judge({ ...post, text: spoil(post.text) }).level !== 'none');
  expect(raised.length / honest.length, raised.map((post) => post.id).join()).toBeLessThan(MOST_CHANGED);
});
