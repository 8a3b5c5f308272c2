import { expect, test } from 'vitest';
import { reportControl } from '../../src/extract/platform-report.ts';

const post = (html: string): Element => {
  document.body.innerHTML = html;
  return document.querySelector('article')!;
};

test.each([
  ['a link in the post', '<article><a href="/flag" id="it">Report job</a></article>', ['Report job']],
  [
    'a button named for readers',
    '<article><button id="it" aria-label="Report job"></button></article>',
    ['Report job'],
  ],
  ['a link elsewhere on the page', '<article>Cook</article><a href="/flag" id="it">report  JOB</a>', ['Report job']],
  ['a menu of the post', '<article><button id="it" aria-haspopup="menu">…</button></article>', ['…', 'Report post']],
  ['a link in another script', '<article><a href="#" id="it">檢舉</a></article>', ['檢舉']],
])('%s is found', (_name, html, path) => {
  expect(reportControl(post(html), path)?.id).toBe('it');
});

test.each([
  ['other words', '<article><a href="/x">Report a problem with this page</a></article>', ['Report job']],
  ['words that cannot be pressed', '<article><p>Report job</p></article>', ['Report job']],
  ['a menu of something else', '<article>Cook</article><button aria-haspopup="menu">…</button>', ['…', 'Report post']],
  ['no way at all', '<article><a href="/x">Report job</a></article>', []],
])('%s: not found', (_name, html, path) => {
  expect(reportControl(post(html), path)).toBe(null);
});
