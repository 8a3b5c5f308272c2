/** Feeds that grow, cards that are used again, pages without end: in real browsers. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  newProfile,
  openHtml,
  openPopup,
  type Probed,
  postsOfTab,
  probeUntil,
  type Session,
  startBrowser,
  waitForWords,
} from './harness.ts';

const FEED = 'https://t.me/s/feedjobs';
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const honest = (n: number) => `Bakery ${n} in Lyon is hiring a baker, salary 2,000 euros a month. Apply at our shop.`;
const bait = (n: number) => `Rent us your bank account number ${n} and keep 5% of each transfer, easy money.`;
const inside = (words: string, n: number) =>
  `<a class="tgme_widget_message_date" href="/feedjobs/${n}">day</a><div class="tgme_widget_message_text js-message_text">${words}</div>`;
const card = (words: string, n: number) =>
  `<div class="tgme_widget_message" data-post="feedjobs/${n}" style="height:80px">${inside(words, n)}</div>`;
const feed = (cards: string) => `<!doctype html><meta charset="utf-8"><title>Feed</title><main>${cards}</main>`;

describe.each(['chrome', 'firefox'] as const)('%s', (name) => {
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser(name, newProfile());
  });
  afterAll(() => session.close());

  /** Gives each card of the list another post: the bait is the third. */
  const refill = (page: Page, from: number) =>
    page.evaluate(
      (cards) => {
        [...document.querySelectorAll('.tgme_widget_message')].forEach((element, i) => {
          element.innerHTML = cards[i] ?? '';
        });
      },
      Array.from({ length: 20 }, (_, i) => inside(i === 2 ? bait(from + i) : honest(from + i), from + i)),
    );

  test('200 posts in bursts through 20 cards: one badge at a time, at the card that holds the bait now', async () => {
    const page = await openHtml(session, FEED, feed(Array.from({ length: 20 }, (_, i) => card(honest(i), i)).join('')));
    for (let burst = 1; burst < 10; burst += 1) {
      await refill(page, burst * 20);
      const top = await page.$eval('.tgme_widget_message:nth-child(3)', (one) => one.getBoundingClientRect().top);
      // on a busy machine the badge comes a moment later; it stands alone all the while
      const y = ({ buttons }: Probed): number => buttons[0]?.y ?? 0;
      await probeUntil(page, (seen) => seen.buttons.length === 1 && y(seen) > top && y(seen) < top + 90);
      await settle(900);
    }
    if (name === 'chrome') {
      // posts whose cards hold others now are forgotten a moment later
      const posts = await vi.waitFor(
        async () => {
          const all = await postsOfTab(session);
          expect(all).toHaveLength(20);
          return all;
        },
        { timeout: 5000, interval: 250 },
      );
      expect(posts.filter(({ level }) => level !== 'none')).toHaveLength(1);
    }
    await refill(page, 400);
    await page.evaluate(() => document.querySelector('.tgme_widget_message:nth-child(3)')?.remove());
    await probeUntil(page, (seen) => seen.buttons.length === 0);
    await page.close();
  });

  test('a post in an open shadow root, one in a frame of the same origin, none in another frame', async () => {
    const page = await openHtml(session, FEED, feed(card(honest(1), 1)));
    await page.evaluate(
      (html) => {
        const host = document.createElement('x-feed');
        document.querySelector('main')?.append(host);
        host.attachShadow({ mode: 'open' }).innerHTML = html;
      },
      card(bait(2), 2),
    );
    await probeUntil(page, (seen) => seen.buttons.length === 1);
    await page.evaluate(
      (html) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = html;
        document.querySelector('main')?.append(frame);
      },
      feed(card(bait(3), 3)),
    );
    await probeUntil(page, (seen) => seen.buttons.length === 2);
    await page.close();
  });

  test.runIf(name === 'chrome')('the popup says that a picture was not judged', async () => {
    const picture = `<div class="tgme_widget_message" data-post="feedjobs/9"><a class="tgme_widget_message_photo_wrap"
      style="width:600px;background-image:url('/poster.jpg')"></a><div class="tgme_widget_message_text js-message_text">Apply!</div></div>`;
    const page = await openHtml(session, FEED, feed(card(honest(1), 1) + picture));
    await settle(1500);
    const popup = await openPopup(session, page);
    await waitForWords(popup, '#pictures', '1 post not judged: the text is in the picture.');
    await page.close();
  });

  test.runIf(name === 'chrome')(
    'the popup says that the layout of a site has changed, and the ad is read all the same',
    async () => {
      const posting = { '@type': 'JobPosting', title: 'Agent', description: `${bait(1)} Work from home. ${honest(1)}` };
      const html = `<!doctype html><title>Agent - job</title><h1>Agent</h1><p>${posting.description}</p>
      <script type="application/ld+json">${JSON.stringify(posting)}</script>`;
      const page = await openHtml(session, 'https://www.indeed.com/viewjob?jk=abcdef012345', html);
      await probeUntil(page, (seen) => seen.buttons.length === 1);
      const popup = await openPopup(session, page);
      await waitForWords(popup, '#changed', 'layout has changed; reading it the plain way');
      await page.close();
    },
  );

  test('pushState to another page takes the badge away', async () => {
    const page = await openHtml(session, FEED, feed(card(bait(1), 1)));
    await probeUntil(page, (seen) => seen.buttons.length === 1);
    await page.evaluate(
      (html) => {
        history.pushState({}, '', '/s/otherfeed');
        (document.querySelector('main') as HTMLElement).innerHTML = html;
      },
      card(honest(2), 2),
    );
    await probeUntil(page, (seen) => seen.buttons.length === 0);
    await page.close();
  });
});

/**
 * From the end of parsing on, notes the longest stretch in which the page could not answer, in milliseconds. The page draws
 * nothing (`display: none`), so that what is measured is not its own layout.
 */
function startMeter(): void {
  document.addEventListener('DOMContentLoaded', () => {
    let last = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      document.documentElement.dataset.freeze = String(
        Math.max(Number(document.documentElement.dataset.freeze ?? 0), Math.round(now - last)),
      );
      last = now;
      port2.postMessage(null);
    };
    port2.postMessage(null);
  });
}
const UNSEEN = '<style>body { display: none }</style>';

describe('pages without end (Chromium)', () => {
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser('chrome', newProfile());
  });
  afterAll(() => session.close());

  test.each<[string, string, () => string]>([
    ['100,000 posts', FEED, () => feed(Array.from({ length: 100_000 }, (_, i) => card(honest(i), i)).join(''))],
    ['20 MB in one post', FEED, () => feed(card('We are hiring a baker. '.repeat(900_000), 1))],
    [
      '20 MB on an unknown page of a core site',
      'https://www.indeed.com/career/page',
      () =>
        `<title>Jobs</title><h1>Job</h1><h2>Responsibilities</h2><div><p>${'We are hiring a baker. '.repeat(200)}</p></div>`.repeat(
          4300,
        ),
    ],
    ['50,000 elements inside one another', FEED, () => feed(`${'<div>'.repeat(50_000)}${card(bait(1), 1)}`)],
    ['300,000 empty elements in one post', FEED, () => feed(card('<i></i>'.repeat(300_000), 1))],
  ])('%s: the tab stands still for less than 100 ms, or as long as it does without us', async (_name, url, html) => {
    const freeze = async (address: string): Promise<number> => {
      const page = await openHtml(session, address, UNSEEN + html(), () => {}, startMeter);
      await settle(6000);
      const longest = await page.evaluate(() => Number(document.documentElement.dataset.freeze));
      await page.close();
      return longest;
    };
    const withUs = await freeze(url);
    expect(withUs).toBeGreaterThan(0);
    if (withUs >= 100) expect(withUs).toBeLessThan(1.3 * (await freeze('https://elsewhere.example/')));
  });
});
