/**
 * `npm run evaluate:pages -- INDEX.jsonl [--generic] [--misses] [--only=PART]`: how well saved pages are read, against what
 * each is known to hold (fields of ../shared/pages/README.md). Only rates are printed, for all pages and by kind; with
 * --misses also what was not found. --only reads the files whose path holds PART.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPage } from '../../src/cli/read-page.ts';
import { loadSites } from '../../src/rules/load-sites.ts';
import { agree, type Expected, equal, foreignShare, holdsPhrase, matchPosts } from './compare.ts';

type Page = { file: string; url: string; kind: string; expected: Expected[] };

const FIELDS = ['title', 'company', 'location', 'salary'] as const;
const MOST_FOREIGN = 0.15;
/**
 * min_chars reaches to about 80 % of the way from the description's first words to the last listed phrase. Where the
 * description goes on behind that phrase, this is its whole length in characters, read by eye.
 */
const lengths: Record<string, number> = JSON.parse(readFileSync(join(import.meta.dirname, 'lengths.json'), 'utf8'));

const [index = '', ...options] = process.argv.slice(2);
const only = options.find((option) => option.startsWith('--only='))?.slice(7) ?? '';
const showMisses = options.includes('--misses');
const sites = options.includes('--generic') ? [] : loadSites();
const pages = readFileSync(index, 'utf8').trim().split('\n').map((line): Page => JSON.parse(line));
const counts = new Map<string, Map<string, [hits: number, of: number]>>();

for (const page of pages.filter(({ file }) => file.includes(only))) await measure(page);
for (const [kind, rows] of counts) {
  console.log(kind);
  for (const [name, [hits, of]] of rows)
    console.log(`  ${name.padEnd(34)} ${`${hits}/${of}`.padStart(8)}  ${((100 * hits) / of).toFixed(1)} %`);
}

async function measure({ file, url, kind, expected }: Page): Promise<void> {
  const count = (name: string, hit: boolean, detail: unknown): void => {
    for (const part of ['all pages', kind]) {
      const rows = counts.get(part) ?? new Map<string, [number, number]>();
      counts.set(part, rows);
      const [hits, of] = rows.get(name) ?? [0, 0];
      rows.set(name, [hits + (hit ? 1 : 0), of + 1]);
    }
    if (!hit && showMisses) console.log(`${name} | ${file} | ${JSON.stringify(detail)}`.slice(0, 330));
  };
  const posts = await readPage(join(dirname(index), file), url, sites);
  if (kind === 'no-post') {
    count('silent', posts.length === 0, posts[0]);
    return;
  }
  for (const [wanted, post] of matchPosts(expected, posts, kind)) {
    count('posts found', post !== null, wanted.title);
    if (post === null) continue;
    for (const field of FIELDS) {
      const value = wanted[field];
      if (value === null) continue;
      count(field, agree(post[field], value), { wanted: value, got: post[field] });
      if (agree(post[field], value)) count(`${field}: to the letter`, equal(post[field], value), null);
    }
    const missing = (wanted.text_contains ?? []).filter((phrase) => !holdsPhrase(post.text, phrase));
    if (wanted.text_contains?.length) count('body holds its phrases', missing.length === 0, missing);
    if (kind !== 'single-post' || !wanted.min_chars) continue;
    const foreign = foreignShare(post.text, wanted, lengths[file] ?? wanted.min_chars / 0.8);
    count('body with at most 15 % foreign', foreign <= MOST_FOREIGN, [foreign.toFixed(2), post.text.length, wanted.min_chars, post.text.slice(0, 60), post.text.slice(-100)]);
  }
  if (kind === 'single-post') count('one post and no other', posts.length <= 1, posts.map(({ title }) => title));
}
