import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractPosts } from '../../src/extract/extract-posts.ts';
import { createLabels } from '../../src/rules/labels.ts';
import { loadLabels } from '../../src/rules/load-labels.ts';
import { loadSites } from '../../src/rules/load-sites.ts';

const PAGES = join(import.meta.dirname, '../pages');
const pages: { file: string; url: string; posts: { contains: string }[] }[] = JSON.parse(
  readFileSync(join(PAGES, 'index.json'), 'utf8'),
);
const sites = loadSites();
const labels = createLabels(loadLabels());
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

describe('the plain way, for pages of unknown sites', () => {
  const page = (body: string, title = '') =>
    extractPosts(
      new DOMParser().parseFromString(`<title>${title}</title>${body}`, 'text/html'),
      'https://unknown.example/a',
      sites,
      labels,
    ).map(({ post }) => post);
  const prose = 'You will look after guests, keep the dining room tidy and help the kitchen when it is busy. '.repeat(
    4,
  );

  test('one ad: heading, body, labelled fields; furniture is left out', () => {
    const [post, ...more] = page(
      `<nav><a href="/jobs">All jobs</a></nav><div><h1>Waiter</h1><dl><dt>Company</dt><dd>Hotel Alba</dd><dt>Location</dt>
       <dd>Turin</dd></dl><h2>Responsibilities</h2><p>${prose}</p><h2>Requirements</h2><p>Two years of experience.</p>
       <a href="#">Apply now</a></div><footer>We use cookies and other things.</footer>`,
      'Waiter - job',
    );
    expect(more).toEqual([]);
    expect(post).toMatchObject({ title: 'Waiter', company: 'Hotel Alba', location: 'Turin', source: 'generic' });
    expect(post?.text).toContain('Two years');
    expect(post?.text).not.toContain('cookies');
  });

  test('a list: one post for each card', () => {
    const cards = ['Cook', 'Driver', 'Welder', 'Nurse', 'Clerk'].map(
      (name, i) =>
        `<li><h3><a href="/jobs/${i}">${name}</a></h3><span class="company">Firm ${i}</span><span class="location">Lyon</span>
         <p>€ 2 000 per month</p></li>`,
    );
    const posts = page(`<h1>Jobs in Lyon</h1><ul>${cards.join('')}</ul>`, 'Jobs');
    expect(posts.map((post) => [post.title, post.company, post.location])).toContainEqual(['Cook', 'Firm 0', 'Lyon']);
    expect(posts).toHaveLength(5);
  });

  test.each([
    ['an article about jobs', `<h1>Jobs report</h1>${`<p>${prose}${prose}</p>`.repeat(5)}`],
    ['a shop', `<h1>Shoes</h1>${'<li><a href="/p/1">Shoe</a> € 20</li>'.repeat(8)}`],
    ['a login form', '<h1>Sign in</h1><form><input name="mail"></form>'],
  ])('%s holds no post', (_name, body) => {
    expect(page(body)).toEqual([]);
  });

  test('of a feed only posts that speak of work or money are read', () => {
    const feed = (text: string) =>
      `<div role="feed"><div aria-posinset="1"><div data-ad-rendering-role="story_message">${text}</div></div></div>`;
    const read = (text: string) =>
      extractPosts(
        new DOMParser().parseFromString(feed(text), 'text/html'),
        'https://www.facebook.com/',
        sites,
        labels,
      );
    expect(read('Our cat slept on the warm roof all day and did not wake for tea')).toHaveLength(0);
    expect(read('Customer service wanted, good salary, write to us in the chat today')).toHaveLength(1);
  });
});
