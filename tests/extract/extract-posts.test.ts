import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractPosts } from '../../src/extract/extract-posts.ts';
import { loadSites } from '../../src/rules/load-sites.ts';

const PAGES = join(import.meta.dirname, '../pages');
const pages: { file: string; url: string; posts: { contains: string }[] }[] = JSON.parse(
  readFileSync(join(PAGES, 'index.json'), 'utf8'),
);
const sites = loadSites();
const read = (html: string, url: string) =>
  extractPosts(new DOMParser().parseFromString(html, 'text/html'), url, sites);

describe('posts of a page', () => {
  test.each(pages.map((page) => [page.file, page] as const))('%s: each post once', (_file, { file, url, posts }) => {
    const found = read(readFileSync(join(PAGES, file), 'utf8'), url);
    expect(found).toHaveLength(posts.length);
    for (const { contains } of posts) expect(found.filter(({ post }) => post.text.includes(contains))).toHaveLength(1);
  });

  const posting =
    '{"@type":"JobPosting","title":"Baker","hiringOrganization":"Bakery Ltd","description":"Bake bread every night in our old stone oven"}';
  test.each([
    ['plain', posting],
    ['a trailing comma', posting.replace('oven"}', 'oven",}')],
    ['a comment', `// made by us\n${posting}`],
    ['an array', `[${posting}]`],
    ['raw line breaks', posting.replace('bread ', 'bread\n')],
  ])('JSON-LD with %s is read', (_name, json) => {
    const [found] = read(
      `<h1>Baker</h1><script type="application/ld+json">${json}</script>`,
      'https://jobs.example.org/1',
    );
    expect(found?.post).toMatchObject({ title: 'Baker', company: 'Bakery Ltd', source: 'json-ld' });
  });
  test.each([
    '{"@type":"Recipe","name":"Bread"}',
    '{broken',
    '',
    '"JobPosting"',
    '[[[[[[[[[[[[[[[[[{"@type":"JobPosting"}]]]]]]]]]]]]]]]]]',
  ])('JSON-LD %s gives nothing', (json) => {
    expect(read(`<script type="application/ld+json">${json}</script>`, 'https://jobs.example.org/1')).toEqual([]);
  });

  test('a span leads back to the words on the page, and to nothing when they change', () => {
    document.body.innerHTML = readFileSync(join(PAGES, 'telegram-channel.html'), 'utf8');
    const [found] = extractPosts(document, 'https://t.me/s/samplejobs', sites);
    const text = found?.post.text ?? '';
    const start = text.indexOf('Passport is kept');
    const span = { field: 'text', start, end: start + 16, evidence: 'Passport is kept' } as const;
    expect(found?.rangeOf(span)?.toString()).toBe('Passport is kept');
    const words = found?.element.querySelector('.js-message_text');
    if (words) words.textContent = 'edited';
    expect(found?.rangeOf(span)).toBeNull();
  });
});
