/** Measures on the material beside the project; without it (a plain clone) these say that they were skipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { createAnalyser } from '../src/analyse/analyse.ts';
import { englishGrammar } from '../src/analyse/grammar.ts';
import { postOfLine } from '../src/cli/post-line.ts';
import { extractPosts } from '../src/extract/extract-posts.ts';
import { loadRules } from '../src/rules/load.ts';
import { loadSites } from '../src/rules/load-sites.ts';

const SHARED = resolve(import.meta.dirname, '../../shared');
const here = existsSync(SHARED);
const lines = (file: string) =>
  readFileSync(join(SHARED, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test.runIf(process.env.CI)('the shared material is there in CI', () => expect(here).toBe(true));
test.skipIf(here)('skipped: ../shared is not here', () => {});

describe.skipIf(!here)('the corpus, all languages', () => {
  const analyser = createAnalyser(loadRules(), englishGrammar);
  const rows = here
    ? readdirSync(join(SHARED, 'corpus'))
        .filter((file) => file.endsWith('.jsonl'))
        .flatMap((file) => lines(`corpus/${file}`))
        .map((line) => ({ line, post: postOfLine(line), verdict: analyser.judge(postOfLine(line)) }))
    : [];
  const warned = (wanted: (line: Record<string, unknown>) => boolean): number => {
    const part = rows.filter(({ line }) => wanted(line));
    return part.filter(({ verdict }) => verdict.level !== 'none').length / part.length;
  };
  const bait = rows.filter(({ line }) => line.label === 'suspicious');

  test.each([
    ['easy', 0.95],
    ['medium', 0.9],
    ['hard', 0.75],
  ])('%s bait: at least %d is found', (difficulty, share) => {
    expect(warned((line) => line.label === 'suspicious' && line.difficulty === difficulty)).toBeGreaterThanOrEqual(
      share,
    );
  });

  test.each(['legitimate', 'not-an-ad'])('%s: at most 3 %% are warned', (label) => {
    expect(warned((line) => line.label === label)).toBeLessThanOrEqual(0.03);
  });

  test('the first threat is right in three of four warnings', () => {
    const found = bait.filter(({ verdict }) => verdict.level !== 'none');
    const right = found.filter(({ line, verdict }) => verdict.threats[0]?.id === line.threat);
    expect(right.length / found.length).toBeGreaterThanOrEqual(0.75);
  });

  test('evidence is what stands in the field', () => {
    for (const { post, verdict } of rows) {
      for (const { field, start, end, evidence } of verdict.signals.flatMap(({ spans }) => spans))
        expect((post[field] ?? '').slice(start, end)).toBe(evidence);
    }
  });
});

describe.skipIf(!here)('saved pages', () => {
  const sites = loadSites();
  const plain = (text: string | null | undefined) =>
    (text ?? '').replace(/[\s\u200b-\u200d\u00ad\ufeff]+/g, '').toLowerCase();
  const pages = here
    ? lines('pages/INDEX.jsonl').filter(
        ({ file, kind }) => /^(linkedin|indeed)\.com/.test(file) && kind === 'single-post',
      )
    : [];
  test.each(pages.map((page) => [page.file, page] as const))(
    '%s: title and text are read',
    (_file, { file, url, expected }) => {
      const window = new Window({ url });
      const page = new window.DOMParser().parseFromString(
        readFileSync(join(SHARED, 'pages', file), 'utf8'),
        'text/html',
      ) as unknown as Document; // happy-dom's own type
      const posts = extractPosts(page, url, sites).map(({ post }) => post);
      const [one] = expected;
      const post = posts.find((candidate) => plain(candidate.title).includes(plain(one.title)));
      expect(post).toBeDefined();
      if (one.company) expect(plain(post?.company)).toContain(plain(one.company));
      if (one.text_contains) expect(plain(post?.text)).toContain(plain([one.text_contains].flat()[0]));
    },
  );
});
