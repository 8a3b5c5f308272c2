/** What a person sees and does on a page: badge, panel, pause, choices; on hostile and restless pages. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clickOurs,
  newProfile,
  openHtml,
  openOwn,
  probe,
  probeUntil,
  SCREENS,
  type Session,
  startBrowser,
  store,
  waitForWords,
} from './harness.ts';

mkdirSync(SCREENS, { recursive: true });
const FEED = 'https://t.me/s/feedjobs';
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Bait at danger, with a link to answer it. */
const danger = (n: number | string) =>
  `Customer service in Cambodia, office ${n}. No experience needed, salary 2,000 USD. Free flight and free room.
  The company keeps your passport.<br><br><br><br><br><br><a class="way" href="https://t.me/hr_office_${n}">Write to HR ${n}</a>`;
const honest = (n: number) => `Bakery ${n} in Lyon is hiring a baker, salary 2,000 euros a month. Apply at our shop.`;
const card = (words: string, n: number, style = '') =>
  `<div class="tgme_widget_message" data-post="feedjobs/${n}" style="${style}"><a class="tgme_widget_message_date" href="/feedjobs/${n}">day</a>
  <div class="tgme_widget_message_owner_name">Jobs ${n}</div><div class="tgme_widget_message_text js-message_text">${words}</div></div>`;
const feed = (cards: string, style = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Feed</title>
  <style>body { margin: 0; font: 15px/1.5 sans-serif } .tgme_widget_message { padding: 12px; border-bottom: 1px solid #ccc; margin: 8px } ${style}</style><main>${cards}</main></html>`;

describe.each(['chrome', 'firefox'] as const)('%s', (name) => {
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser(name, newProfile());
  });
  afterAll(() => session.close());

  const open = (cards: string, style = ''): Promise<Page> => openHtml(session, FEED, feed(cards, style));
  const picture = (page: Page, what: string) =>
    page.screenshot({ path: join(SCREENS, `${name}-${what}.png`) as `${string}.png` });
  const badgeOf = async (page: Page, words = 'Danger signs') => {
    const { buttons } = await probeUntil(page, (seen) =>
      seen.buttons.some(({ text, y }) => text.includes(words) && y > 0),
    );
    return buttons.find(({ text }) => text.includes(words))!;
  };

  describe('before a person answers', () => {
    /** Answers what the page asks for elsewhere, and remembers it. */
    const followed = async (page: Page): Promise<string[]> => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      return asked;
    };
    const toHr = (asked: readonly string[]) => asked.filter((url) => url.includes('hr_office'));
    const clickWay = async (page: Page, n: number) => {
      const place = await page.$eval(`[data-post="feedjobs/${n}"] .way`, (way) => {
        const { x, y, width, height } = way.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
      await page.mouse.click(place.x, place.y);
    };

    test('a mark stands beside the link, and opens the reasons', async () => {
      const page = await open(card(danger(1), 1));
      const { contacts } = await probeUntil(page, (seen) => (seen.contacts[0]?.y ?? 0) > 0);
      expect(contacts).toHaveLength(1);
      const way = await page.$eval('.way', (link) => link.getBoundingClientRect().top);
      expect(Math.abs((contacts[0]?.y ?? 0) - way)).toBeLessThan(30);
      await picture(page, 'contact-en-light-1280');
      await page.mouse.click(contacts[0]!.x, contacts[0]!.y);
      await probeUntil(page, ({ text }) => text.includes('company keeps your passport'));
      await page.close();
    });

    test('the link of a dangerous ad waits: go back, then it opens without another word', async () => {
      const page = await open(card(danger(1), 1));
      const asked = await followed(page);
      await badgeOf(page);
      await clickWay(page, 1);
      const { text } = await probeUntil(page, (seen) => seen.text.includes('Wait a moment'));
      expect(text).toContain('company keeps your passport');
      await picture(page, 'pause-en-light-1280');
      await clickOurs(page, 'Go back');
      await probeUntil(page, (seen) => !seen.text.includes('Wait a moment'));
      expect(toHr(asked)).toEqual([]);
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('way');
      await clickWay(page, 1); // never twice for the same link
      await settle(800);
      expect(toHr(asked)).toEqual(['https://t.me/hr_office_1']);
      await page.close();
    });

    test('go on anyway opens it', async () => {
      const page = await open(card(danger(1), 1));
      const asked = await followed(page);
      await badgeOf(page);
      await clickWay(page, 1);
      await clickOurs(page, 'Go on anyway');
      await settle(800);
      expect(toHr(asked)).toEqual(['https://t.me/hr_office_1']);
      await page.close();
    });

    test('by keyboard: Enter on the link asks, the focus is on "Go back" and stays inside, Esc goes back', async () => {
      const page = await open(card(danger(1), 1));
      const asked = await followed(page);
      await badgeOf(page);
      await page.focus('.way');
      await page.keyboard.press('Enter');
      await probeUntil(page, (seen) => seen.text.includes('Wait a moment') && seen.focused === 'Go back');
      await page.keyboard.press('Tab');
      await probeUntil(page, (seen) => seen.focused === 'Go on anyway');
      await page.keyboard.press('Escape');
      await probeUntil(page, (seen) => !seen.text.includes('Wait a moment'));
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('way');
      expect(toHr(asked)).toEqual([]);
      await page.close();
    });

    test('no pause: another link, an honest ad, a click that the page makes itself, after it was turned off', async () => {
      const other = '<a class="way" href="https://t.me/s/hr_office_news">News</a>';
      const about = danger(1).replace(
        'Write to HR 1</a>',
        'Write</a> <a class="plain" href="/about?hr_office">About</a>',
      );
      const page = await open(card(about, 1) + card(`${honest(2)} ${other}`, 2));
      const asked = await followed(page);
      await badgeOf(page);
      await page.evaluate(() => document.querySelector<HTMLElement>('.way')?.click());
      await settle(600);
      expect(toHr(asked)).toEqual(['https://t.me/hr_office_1']);
      await page.close();
      const again = await open(card(about, 1) + card(`${honest(2)} ${other}`, 2));
      const then = await followed(again);
      await badgeOf(again);
      await clickWay(again, 2);
      await settle(600);
      expect(toHr(then)).toEqual(['https://t.me/s/hr_office_news']);
      await again.close();
      await store(session, { settings: { pause: false } });
      const off = await open(card(danger(1), 1));
      const last = await followed(off);
      await badgeOf(off);
      await clickWay(off, 1);
      await settle(600);
      expect(toHr(last)).toEqual(['https://t.me/hr_office_1']);
      await off.close();
      await store(session, { settings: {} });
    });
  });

  describe('the panel', () => {
    test('Esc closes it and the focus returns; a quote scrolls to its words; the situation changes the steps', async () => {
      const page = await open(card(danger(1).replace('Customer', `${'<br>'.repeat(60)}Customer`), 1));
      await clickOurs(page, 'Danger signs');
      await probeUntil(page, ({ text }) => text.includes('What to do'));
      await clickOurs(page, 'company keeps your passport');
      await settle(900);
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300);
      await page.keyboard.press('Escape');
      await probeUntil(page, (seen) => !seen.text.includes('What to do') && seen.focused.includes('Danger signs'));
      await page.keyboard.press('Enter'); // and by keyboard again
      await probeUntil(page, ({ text }) => text.includes('What to do'));
      await page.close();
    });

    test('not suspicious: the badge goes, in other tabs too, and Undo brings it back', async () => {
      const page = await open(card(danger(1), 1));
      const twin = await open(card(danger(1), 1));
      await badgeOf(twin);
      await clickOurs(page, 'Danger signs');
      await clickOurs(page, 'Not suspicious? Hide it?');
      await clickOurs(page, 'This ad is not suspicious');
      await probeUntil(page, ({ buttons }) => !buttons.some(({ text }) => text.includes('Danger signs')));
      await clickOurs(page, 'Undo');
      await badgeOf(page);
      await twin.bringToFront();
      await badgeOf(twin);
      await twin.close();
      await page.close();
      await store(session, { settings: {} });
    });

    test('a hidden post is covered until it is shown again', async () => {
      const page = await open(card(danger(1), 1) + card(honest(2), 2));
      const height = await page.evaluate(() => document.body.scrollHeight);
      await clickOurs(page, 'Danger signs');
      await clickOurs(page, 'Not suspicious? Hide it?');
      await clickOurs(page, 'Hide this post');
      await page.keyboard.press('Escape');
      await probeUntil(page, ({ text, buttons }) => text.includes('You hid this post') && buttons.length === 1);
      expect(await page.evaluate(() => document.body.scrollHeight)).toBe(height);
      await picture(page, 'hidden-en-light-1280');
      await clickOurs(page, 'Show it again');
      await badgeOf(page);
      await page.close();
    });

    test('a wrong alarm keeps the names of the rules and only the words that were left in', async () => {
      const page = await open(card(danger(1), 1));
      await clickOurs(page, 'Danger signs');
      await clickOurs(page, 'Not suspicious? Hide it?');
      await clickOurs(page, 'textarea');
      await page.keyboard.down('Control');
      await page.keyboard.press('a');
      await page.keyboard.up('Control');
      await page.keyboard.type('only these words');
      await clickOurs(page, 'Report the wrong alarm');
      await probeUntil(page, ({ text }) => text.includes('Saved on this device as a wrong alarm'));
      await page.close();
      const popup = await openOwn(session, 'popup.html');
      await waitForWords(popup, '#reports', 'only these words');
      expect(await popup.$eval('#reports', (part) => part.textContent)).not.toContain('passport');
      await popup.close();
    });

    test('a change of language reaches pages that are open', async () => {
      const page = await open(card(danger(1), 1));
      await badgeOf(page);
      await store(session, { settings: { language: 'fr' } });
      await page.bringToFront();
      await probeUntil(page, ({ buttons }) => buttons.length === 1 && !buttons[0]!.text.includes('Danger signs'));
      await store(session, { settings: {} });
      await page.bringToFront();
      await badgeOf(page);
      await page.close();
    });
  });

  describe('many warnings', () => {
    const kinds = ['Cambodia', 'Laos', 'Myanmar', 'Dubai', 'Peru'];
    const different = kinds.map((place, i) => card(danger(i).replace('Cambodia', place).replaceAll('<br>', ''), i));

    test('three on one screen have badges of their own; more are told in one, which lists them', async () => {
      const three = await open(different.slice(0, 3).join(''));
      await probeUntil(three, ({ buttons }) => buttons.length === 3);
      await three.close();
      const page = await open(different.join(''));
      const { buttons } = await probeUntil(page, (seen) => seen.buttons.length === 1);
      expect(buttons[0]?.text).toContain('5 ads here show warning signs');
      await picture(page, 'many-en-light-1280');
      await clickOurs(page, '5 ads here');
      await probeUntil(page, (seen) => seen.text.includes('Ads with warning signs on this screen'));
      await picture(page, 'many-list-en-light-1280');
      await clickOurs(page, 'Peru');
      await probeUntil(page, ({ text }) => text.includes('What to do'));
      await page.close();
    });

    test('copies of one ad share one badge', async () => {
      const page = await open([1, 2, 3, 4].map((n) => card(danger(7).replaceAll('<br>', ''), n)).join(''));
      const { buttons } = await probeUntil(page, (seen) => seen.buttons.length === 1);
      expect(buttons[0]?.text).toContain('×4');
      await page.close();
    });
  });

  describe('on a restless page', () => {
    const HOSTILE = `body *, html > *:not(head, body), :not(html, head, body) { display: none !important; opacity: 0 !important; transform: scale(0) !important;
      pointer-events: none !important; position: static !important; visibility: hidden !important; z-index: -1 !important; animation: spin 1s infinite !important; filter: blur(9px) !important; inset: 900px !important; clip-path: circle(0) !important; }`;

    test('hostile rules for everything that is not the site’s own: the badge is seen and can be pressed', async () => {
      const page = await open(card(danger(1), 1));
      await badgeOf(page);
      await page.addStyleTag({
        content: HOSTILE.replaceAll('body *, ', '').replaceAll(', :not(html, head, body)', ''),
      });
      await settle(400);
      await clickOurs(page, 'Danger signs');
      await probeUntil(page, ({ text }) => text.includes('What to do'));
      await picture(page, 'hostile-en-light-1280');
      await page.close();
    });

    test('hostile rules for body * do not reach it either', async () => {
      const page = await open(card(danger(1), 1));
      await badgeOf(page);
      await page.addStyleTag({
        content:
          'body * { all: unset !important; font-size: 2px !important; opacity: .1 !important } html > * { z-index: 0 !important }',
      });
      await settle(400);
      await clickOurs(page, 'Danger signs');
      await probeUntil(page, ({ text }) => text.includes('What to do'));
      await page.close();
    });

    test('a page that throws our hosts out or closes them gets them back, once', async () => {
      const page = await open(card(danger(1), 1));
      await badgeOf(page);
      await page.evaluate(() => {
        for (const one of [...document.documentElement.children]) if (one.hasAttribute('popover')) one.remove();
      });
      await badgeOf(page);
      await page.evaluate(() => {
        for (const one of document.documentElement.children)
          if (one.hasAttribute('popover')) (one as HTMLElement).hidePopover();
      });
      await settle(300);
      await clickOurs(page, 'Danger signs');
      expect((await probe(page)).buttons.filter(({ text }) => text.includes('Danger signs'))).toHaveLength(1);
      await page.close();
    });

    test('drawn again every 100 ms: one badge, at its place', async () => {
      const page = await open(card(honest(0), 0) + card(danger(1), 1));
      await page.evaluate(() => {
        const main = document.querySelector('main')!;
        setInterval(() => main.replaceChildren(...[...main.children].map((child) => child.cloneNode(true))), 100);
      });
      for (let i = 0; i < 6; i += 1) {
        await settle(350);
        const { buttons } = await probeUntil(page, (seen) => seen.buttons.length === 1 && seen.buttons[0]!.y > 0);
        // found and measured in one step: between two the page may have put another in its place
        const box = await page.evaluate(() =>
          document.querySelector('[data-post="feedjobs/1"]')!.getBoundingClientRect().toJSON(),
        );
        expect(buttons[0]!.y).toBeGreaterThan(box.top);
        expect(buttons[0]!.y).toBeLessThan(box.bottom);
      }
      await page.close();
    });

    test('in a nested scroll area: follows within a frame, hides with its post, moves nothing', async () => {
      const cards = Array.from({ length: 30 }, (_, i) => card(i === 4 ? danger(4) : honest(i), i)).join('');
      const page = await open(
        `<div id="area" style="height:400px;overflow:auto;margin:120px 40px;border:2px solid">${cards}</div>`,
      );
      await page.$eval('#area', (area) => area.scrollTo(0, 260));
      await badgeOf(page);
      const shifts = await page.evaluate(async () => {
        const area = document.querySelector('#area')!;
        const post = document.querySelector('[data-post="feedjobs/4"]')!;
        const before = document.body.scrollHeight;
        const hosts = [...document.documentElement.children].filter((one) => one.hasAttribute('popover'));
        const badge = hosts.find(
          (one) => one.getBoundingClientRect().width > 60 && one.getBoundingClientRect().top > 0,
        )!;
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        const behind: number[] = [];
        let last = post.getBoundingClientRect().top;
        for (let i = 0; i < 12; i += 1) {
          area.scrollBy(0, i % 2 ? -7 : 7);
          const now = post.getBoundingClientRect().top;
          await frame();
          await frame();
          // a frame later the badge stands where the post stood, or already stands now
          const inside = badge.getBoundingClientRect().top;
          const want = (top: number) => Math.max(top, area.getBoundingClientRect().top + 2) + 4;
          behind.push(Math.min(Math.abs(inside - want(now)), Math.abs(inside - want(last))));
          last = now;
        }
        return { behind, grew: document.body.scrollHeight - before };
      });
      expect(Math.max(...shifts.behind)).toBeLessThanOrEqual(3);
      expect(shifts.grew).toBe(0);
      await page.$eval('#area', (area) => area.scrollTo(0, 2000));
      await probeUntil(page, (seen) => seen.buttons.length === 0);
      await page.$eval('#area', (area) => area.scrollTo(0, 260));
      await badgeOf(page);
      await page.close();
    });

    test('under a bar of the page it moves below the bar; behind a dialog of the page it is not shown', async () => {
      const page = await open(
        `<div id="bar" style="position:fixed;top:0;left:0;right:0;height:70px;background:#ddd"></div>${card(danger(1).replace('Customer', `${'<br>'.repeat(90)}Customer`), 1)}`,
      );
      await badgeOf(page);
      await page.evaluate(() => scrollTo(0, 400));
      await settle(600);
      const below = await badgeOf(page);
      expect(below.y).toBeGreaterThan(70);
      await page.evaluate(() => {
        const dialog = document.createElement('div');
        dialog.setAttribute('role', 'dialog');
        dialog.style.cssText = 'position:fixed;inset:0;background:#fffd';
        document.body.append(dialog);
      });
      await probeUntil(page, (seen) => seen.buttons.length === 0);
      await page.close();
    });

    test('a virtual list that gives its rows other posts: the badge goes with the post', async () => {
      const rows = Array.from({ length: 8 }, (_, i) => card(honest(i), i, 'height:90px')).join('');
      const page = await open(rows);
      for (const at of [2, 5, 0]) {
        await page.evaluate(
          (contents) =>
            [...document.querySelectorAll('.tgme_widget_message')].forEach((row, i) => {
              row.outerHTML = contents[i]!;
            }),
          Array.from({ length: 8 }, (_, i) =>
            card(
              i === at ? danger(at).replaceAll('<br>', '') : honest(50 + at * 9 + i),
              100 + at * 9 + i,
              'height:90px',
            ),
          ),
        );
        const box = (i: number) =>
          page.$eval(`.tgme_widget_message:nth-child(${i + 1})`, (row) => row.getBoundingClientRect().toJSON());
        const there = await box(at);
        await probeUntil(
          page,
          ({ buttons }) => buttons.length === 1 && buttons[0]!.y > there.top && buttons[0]!.y < there.bottom,
        );
      }
      await page.close();
    });

    test('what it says is told once, politely', async () => {
      const page = await open(card(danger(1), 1) + card(danger(2).replace('Cambodia', 'Laos'), 2));
      await probeUntil(page, ({ text }) => text.includes('Vigie: 2 job ads on this page show warning signs.'));
      await page.close();
    });
  });
});
