/** Watching a page: each post is told once, and again only when its words change. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchPosts } from '../../src/extract/watch-posts.ts';
import { createLabels } from '../../src/rules/labels.ts';
import { loadLabels } from '../../src/rules/load-labels.ts';
import type { SiteAdapter } from '../../src/rules/sites.ts';

const labels = createLabels(loadLabels());
const adapter: SiteAdapter = {
  id: 'sample',
  name: 'Sample',
  countries: ['*'],
  hosts: ['sample.example'],
  feed: true,
  layouts: [{ container: ['.card'], text: ['.words'], permalink: ['a.link'], shortest: 10 }],
};
const card = (words: string, link = '') =>
  `<div class="card">${link ? `<a class="link" href="${link}">day</a>` : ''}<p class="words">${words}</p></div>`;
const job = (n: number) => `We are hiring a baker for shop ${n}, salary 2,000 a month, apply today`;

let told: string[];
let gone: string[];
let url: string;
let stop: AbortController;

function watch(adapters: readonly SiteAdapter[] = [adapter]): void {
  watchPosts(
    document,
    {
      adapters,
      labels,
      url: () => url,
      onPosts: (found) => void told.push(...found.map(({ post }) => post.text || 'a picture')),
      onGone: (ids) => void gone.push(...ids),
      onLayout: () => {},
    },
    stop.signal,
  );
}

/** Longer than the watcher waits for a quiet page. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

beforeEach(() => {
  told = [];
  gone = [];
  url = 'https://sample.example/feed';
  stop = new AbortController();
  document.body.innerHTML = `<main>${card(job(1), '/p/1')}${card(job(2), '/p/2')}</main>`;
});
afterEach(() => stop.abort());

const first = (selector: string) => document.querySelector(selector) as HTMLElement;

/** Gives a card the content of another, as virtual lists do. */
function fill(element: Element, html: string): void {
  element.innerHTML = html.replace(/^<div class="card">|<\/div>$/g, '');
}

describe('is told', () => {
  test.each<[string, () => void, string[]]>([
    ['an appended card', () => first('main').insertAdjacentHTML('beforeend', card(job(3))), [job(3)]],
    [
      'a card that comes inside a new block',
      () => first('main').insertAdjacentHTML('afterbegin', `<div><div>${card(job(4))}</div></div>`),
      [job(4)],
    ],
    ['a text that was edited', () => first('.words').replaceChildren(job(5)), [job(5)]],
    [
      'a text that grew by "see more"',
      () => first('.words').append(' and bring your passport'),
      [`${job(1)} and bring your passport`],
    ],
    ['a card that was filled with another post', () => fill(first('.card'), card(job(9), '/p/9')), [job(9)]],
    [
      'a card in an open shadow root',
      () => {
        const host = document.createElement('x-feed');
        host.attachShadow({ mode: 'open' }).innerHTML = card(job(6));
        first('main').append(host);
      },
      [job(6)],
    ],
    [
      'a picture with hardly any words',
      () =>
        first('main').insertAdjacentHTML(
          'beforeend',
          '<div class="card"><p class="words"></p><img width="600" src="/photo.jpg" alt="a poster"></div>',
        ),
      ['a picture'],
    ],
  ])('%s', async (_name, change, expected) => {
    watch();
    await settle();
    told = [];
    change();
    await settle();
    expect(told).toEqual(expected);
  });
});

describe('is not told again', () => {
  test.each<[string, () => void]>([
    ['a card that moved', () => first('main').prepend(document.querySelectorAll('.card')[1] as Element)],
    ['a card that was drawn again with the same words', () => fill(first('.card'), first('.card').outerHTML)],
    [
      'the same post a second time on the page',
      () => first('main').insertAdjacentHTML('beforeend', card(job(1), '/p/1')),
    ],
    [
      'a card about something else',
      () => first('main').insertAdjacentHTML('beforeend', card('Look at this lovely cat on the sofa of my aunt')),
    ],
    ['what hangs at the end of the document', () => document.documentElement.append(document.createElement('x-badge'))],
    [
      'a small face without words',
      () =>
        first('main').insertAdjacentHTML(
          'beforeend',
          '<div class="card"><p class="words"></p><img width="40" src="/avatar.jpg" alt="Ada Example"></div>',
        ),
    ],
    [
      'anything after the watch has stopped',
      () => {
        stop.abort();
        first('main').insertAdjacentHTML('beforeend', card(job(8)));
      },
    ],
  ])('%s', async (_name, change) => {
    watch();
    await settle();
    expect(told).toEqual([job(1), job(2)]);
    told = [];
    change();
    await settle();
    expect(told).toEqual([]);
  });
});

test('a post that leaves is told to be gone, once', async () => {
  watch();
  await settle();
  first('.card').remove();
  await settle();
  expect(gone).toHaveLength(1);
});

test('another address is another page', async () => {
  watch();
  await settle();
  told = [];
  url = 'https://other.example/feed';
  first('main').innerHTML = card(job(7));
  await settle();
  expect(told).toEqual([]);
  expect(gone).toHaveLength(2);
});

test('private messages of a site are not read', async () => {
  url = 'https://sample.example/messages/t/1';
  watch();
  await settle();
  expect(told).toEqual([]);
});

test('200 posts in bursts, cards used again: each is told once', async () => {
  watch();
  await settle();
  told = [];
  const list = first('main');
  list.innerHTML = Array.from({ length: 20 }, (_, i) => card(job(100 + i), `/p/${100 + i}`)).join('');
  for (let burst = 1; burst < 10; burst += 1) {
    await settle();
    [...list.children].forEach((element, i) => {
      fill(element, card(job(100 + burst * 20 + i), `/p/${100 + burst * 20 + i}`));
    });
  }
  await settle();
  expect(told).toHaveLength(200);
  expect(new Set(told).size).toBe(200);
});
