/**
 * `npm run evaluate:pages -- INDEX.jsonl [--generic] [--misses]`: how well saved pages are read, against what each is known
 * to hold (fields of ../shared/pages/README.md). Only rates are printed; with --misses also what was not found.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPage } from '../../src/cli/read-page.ts';
import { loadSites } from '../../src/rules/load-sites.ts';

type Expected = {
  title: string | null;
  company: string | null;
  location: string | null;
  salary: string | null;
  text_starts?: string;
  container_starts?: string;
  text_contains?: string[];
  min_chars?: number;
};
type Page = { file: string; url: string; kind: string; expected: Expected[] };
type Read = { title: string | null; company: string | null; location: string | null; salary: string | null; text: string };

const FIELDS = ['title', 'company', 'location', 'salary'] as const;
const index = process.argv[2] ?? '';
const sites = process.argv.includes('--generic') ? [] : loadSites();
const pages = readFileSync(index, 'utf8').trim().split('\n').map((line): Page => JSON.parse(line));
const counts = new Map<string, [hits: number, of: number]>();

for (const page of pages) {
  const posts = (await readPage(join(dirname(index), page.file), page.url, sites)) as Read[];
  if (page.kind === 'no-post') {
    count('pages without a post: silent', posts.length === 0, page.file, posts[0]);
    continue;
  }
  for (const expected of page.expected) {
    const post = posts.find((one) => same(one.title, expected.title) && (page.kind !== 'list' || agrees(one, expected)))
      ?? posts.find((one) => holds(one, expected));
    count('posts found', post !== undefined, page.file, expected.title);
    if (post === undefined) continue;
    for (const field of FIELDS) {
      const value = expected[field];
      if (value === null) continue;
      count(field, same(post[field], value), page.file, { wanted: value, got: post[field] });
    }
    if (page.kind === 'single-post') {
      const missing = (expected.text_contains ?? []).filter((part) => !squeeze(post.text).includes(squeeze(part)));
      count('body holds its phrases', missing.length === 0, page.file, missing);
      const start = [expected.text_starts, expected.container_starts].some(
        (text) => text && squeeze(post.text).slice(0, 400).includes(squeeze(text).slice(0, 30)),
      );
      count('body begins where it should', start, page.file, { wanted: expected.text_starts, got: post.text.slice(0, 80) });
      const most = ((expected.min_chars ?? 1e9) / 0.8) * 1.15 + 100;
      count('body without foreign text', post.text.length <= most, page.file, [post.text.length, most, post.text.slice(-120)]);
    }
  }
}
for (const [name, [hits, of]] of counts) console.log(`${name.padEnd(32)} ${hits}/${of}  ${((100 * hits) / of).toFixed(1)} %`);

function count(name: string, hit: boolean, file: string, detail: unknown): void {
  const row = counts.get(name) ?? [0, 0];
  counts.set(name, [row[0] + (hit ? 1 : 0), row[1] + 1]);
  if (!hit && process.argv.includes('--misses')) console.log(`${name} | ${file} | ${JSON.stringify(detail)}`.slice(0, 330));
}

function squeeze(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/[\s\u200b-\u200f\u00ad\u2060\ufeff]+/g, '').toLowerCase();
}

function same(got: string | null, wanted: string | null): boolean {
  const [one, two] = [squeeze(got), squeeze(wanted)];
  return one !== '' && (one === two || (one.includes(two) && one.length < two.length * 1.6 + 12) || (two.includes(one) && two.length < one.length * 1.6 + 12));
}

/** In lists titles repeat: the employer or the snippet must agree too. */
function agrees(post: Read, expected: Expected): boolean {
  if (expected.company !== null && post.company !== null) return same(post.company, expected.company);
  return true;
}

function holds(post: Read, expected: Expected): boolean {
  const start = squeeze(expected.text_starts).slice(0, 40);
  return start.length >= 20 && squeeze(post.text).includes(start);
}
