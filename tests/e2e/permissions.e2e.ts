/** What may be read, and who says so: granted hosts, packs, chats, and everything else. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSites } from '../../src/rules/load-sites.ts';
import { chatsOf, originsOfAll, packOf } from '../../src/rules/packs.ts';
import {
  allowHosts,
  newProfile,
  openHtml,
  openOwn,
  openPopup,
  openSample,
  probe,
  probeUntil,
  SCREENS,
  type Session,
  samplePages,
  startBrowser,
  takeBackHosts,
  waitForWords,
} from './harness.ts';

mkdirSync(SCREENS, { recursive: true });
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const BAIT =
  'Customer service agents wanted. Rent us your bank account and keep 5% of each transfer. The company keeps your passport. Write on Telegram.';
const AD = `<!doctype html><meta charset="utf-8"><title>Customer service agent - job</title><h1>Customer service agent</h1>
  <h2>Responsibilities</h2><p>${BAIT} ${'You will answer questions of guests all day long. '.repeat(8)}</p>
  <h2>Requirements</h2><p>None at all, we teach you everything in a day or two.</p><a href="#">Apply now</a>`;

describe.each(['chrome', 'firefox'] as const)('%s', (name) => {
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser(name, newProfile(), true, { 'extensions.webextOptionalPermissionPrompts': false });
    const sites = loadSites();
    await allowHosts(session, originsOfAll([...packOf('BD', sites), ...chatsOf(sites)]));
  });
  afterAll(() => session.close());

  const silent = async (url: string): Promise<void> => {
    const page = await openHtml(session, url, AD);
    await settle(1500);
    expect((await probe(page)).buttons).toHaveLength(0);
    await page.close();
  };
  const warned = async (url: string): Promise<void> => {
    const page = await openHtml(session, url, AD);
    await probeUntil(page, ({ buttons }) => buttons.length === 1);
    await page.close();
  };
  /** The welcome page with a country chosen. */
  const welcome = async (country: string): Promise<Page> => {
    const page = await openOwn(session, 'welcome.html');
    await waitForWords(page, '#core', 'LinkedIn');
    await page.select('#country', country);
    await waitForWords(page, '#pack', 'Bdjobs');
    return page;
  };

  test('a page of a site that nobody turned on runs nothing of ours', async () => {
    await silent('https://www.bdjobs.com/jobdetails/1');
    await silent('https://shop.example.org/job/1');
  });

  test('one click on the pack of a country lets its sites be read; giving it back stops that', async () => {
    const page = await welcome('BD');
    await page.screenshot({ path: join(SCREENS, `${name}-welcome.png`) as `${string}.png`, fullPage: true });
    await page.bringToFront();
    await page.click('#pack-on');
    await waitForWords(page, '#pack', 'Vigie now reads these sites');
    await warned('https://www.bdjobs.com/jobdetails/1');
    await silent('https://shop.example.org/job/1');
    if (name === 'chrome') {
      await takeBackHosts(session, ['*://*.bdjobs.com/*']); // as a person does in the browser's own settings
      await silent('https://www.bdjobs.com/jobdetails/1');
      return page.close();
    }
    await page.bringToFront();
    await page.click('#pack-off');
    await waitForWords(page, '#pack', 'only when you ask');
    await silent('https://www.bdjobs.com/jobdetails/1');
    await page.close();
  });

  test('a chat is read only once it is turned on by itself, and not any more when it is turned off', async () => {
    const chat = samplePages().find(({ file, posts }) => file.includes('whatsapp') && posts.some(({ warn }) => warn));
    if (!chat) throw new Error('no sample page of the chat');
    const badges = async (count: number): Promise<void> => {
      const page = await openSample(session, chat);
      if (count > 0) await probeUntil(page, ({ buttons }) => buttons.length === count);
      else await settle(1500);
      expect((await probe(page)).buttons).toHaveLength(count);
      await page.close();
    };
    await badges(0);
    const page = await openOwn(session, 'welcome.html');
    await waitForWords(page, '#chats', 'Always read WhatsApp Web');
    await page.bringToFront();
    await page.click('#chat-whatsapp');
    await waitForWords(page, '#chats', 'Stop reading WhatsApp Web');
    await badges(chat.posts.filter(({ warn }) => warn).length);
    await page.bringToFront();
    await page.click('#chat-whatsapp');
    await waitForWords(page, '#chats', 'Always read WhatsApp Web');
    await badges(0);
    await page.close();
  });

  // Firefox does not tell puppeteer of pages of extensions that it has not opened itself
  test.runIf(name === 'chrome')('the welcome page opened by itself after installing', () => {
    expect(session.browser.targets().some((target) => target.url().endsWith('/welcome.html'))).toBe(true);
  });

  test.runIf(name === 'chrome')('the popup turns one site on, reads it at once, and gives it back', async () => {
    const url = 'https://jobs.example.org/offer/7';
    await allowHosts(session, ['*://jobs.example.org/*']);
    const page = await openHtml(session, url, AD);
    const popup = await openPopup(session, page);
    await waitForWords(popup, '#site', 'only when you ask');
    await popup.click('#turn-on');
    await waitForWords(popup, '#site', 'reads this site by itself');
    await probeUntil(page, ({ buttons }) => buttons.length === 1);
    await popup.screenshot({ path: join(SCREENS, `${name}-popup-site.png`) as `${string}.png`, fullPage: true });
    await warned(url); // another tab: the popup is gone
    const again = await openPopup(session, page);
    await waitForWords(again, '#site', 'reads this site by itself');
    await again.click('#turn-off');
    await waitForWords(again, '#site', 'only when you ask');
    await page.close();
    await silent(url);
  });

  test.runIf(name === 'chrome')('the popup reads a page once when asked, and not the next one', async () => {
    const url = 'https://once.example.org/offer/8';
    const page = await openHtml(session, url, AD);
    const popup = await openPopup(session, page);
    await waitForWords(popup, '#page', 'does not read this page by itself');
    await popup.click('#read');
    await probeUntil(page, ({ buttons }) => buttons.length === 1);
    await page.close();
    await silent(url);
  });
});
