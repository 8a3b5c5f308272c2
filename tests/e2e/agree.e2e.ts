/** The command line and the extension in Chromium read the same posts off every page: samples, and saved pages where they are. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { charsetOf, readPage } from '../../src/cli/read-page.ts';
import type { JobPost } from '../../src/post.ts';
import { loadSites } from '../../src/rules/load-sites.ts';
import { adapterFor } from '../../src/rules/sites.ts';
import {
  extensionGranted,
  judgedPosts,
  newProfile,
  openHtml,
  ROOT,
  type Session,
  samplePages,
  startBrowser,
} from './harness.ts';

const SHARED = join(ROOT, '../shared/pages');
/** What the command line refuses. */
const LARGEST_BYTES = 5_000_000;

type Page = { readonly name: string; readonly path: string; readonly url: string };

const sites = loadSites();
const samples = samplePages().map(
  ({ file, url }): Page => ({ name: file, path: join(ROOT, 'tests/pages', file), url }),
);
const saved = existsSync(join(SHARED, 'INDEX.jsonl'))
  ? readFileSync(join(SHARED, 'INDEX.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ file, url }): Page => ({ name: file, path: join(SHARED, file), url }))
      .filter(({ path }) => statSync(path).size < LARGEST_BYTES)
  : [];
/** happy-dom closes the feed of this page after its first post, so that the others are not in it. */
const MISREAD = ['facebook.com/search-2025.html'];
// private sites are read only once they are turned on
const pages = [...samples, ...saved].filter(
  ({ name, url }) => !MISREAD.includes(name) && !adapterFor(url, sites)?.chat,
);

/** What both tell of a post. */
function told(post: Partial<Record<keyof JobPost, unknown>>): string {
  return [post.title, post.company, post.location, post.salary, post.text].map((value) => value ?? '').join(' | ');
}

describe('the extension in Chromium reads what the command line reads', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser('chrome', newProfile(), true, {}, extensionGranted('chrome', ['*://*/*']));
  });
  afterAll(() => session.close());

  test.each(pages.map((page) => [page.name, page] as const))('%s', async (_name, { path, url }) => {
    const expected = (await readPage(path, url, sites)).map(told);
    const judged = await judgedPosts(session);
    const bytes = readFileSync(path);
    const page = await openHtml(
      session,
      url,
      bytes,
      () => {},
      () => {},
      charsetOf(bytes),
    );
    const seen = (await judged(expected.length)).filter(({ picture }) => !picture).map(told);
    await page.close();
    expect(seen.sort()).toEqual(expected.sort());
  });
});
