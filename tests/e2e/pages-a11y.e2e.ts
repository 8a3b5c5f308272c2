/** How our own pages look and read for everyone: pictures of each, what axe-core finds, and no scrolling sideways. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleReport } from '../report/samples.ts';
import {
  axeProblems,
  newProfile,
  openOwn,
  putStored,
  ROOT,
  SCREENS,
  type Session,
  startBrowser,
  store,
} from './harness.ts';

mkdirSync(SCREENS, { recursive: true });
const BAIT = 'Customer service in Cambodia. The company keeps your passport. Free flight. Write on Telegram.';
const AT = '2026-11-26T08:00:00Z';
const CHOICES = [
  {
    kind: 'trust-company',
    name: 'Bakery and Confectionery of the Old Market Square Ltd',
    site: 'jobs.example',
    at: AT,
  },
  { kind: 'hide-post', name: '4711', site: 'a-very-long-name-of-a-board.example', at: AT },
];

const REPORT = sampleReport(0, { note: 'Seen twice' });
const DELIVERY = {
  id: `${REPORT.id} unit`,
  report: REPORT.id,
  destination: 'unit',
  name: 'Police unit for trafficking in human beings, second department',
  state: 'refused',
  answer: { kind: 'http', detail: '422' },
  attempts: 3,
  notBefore: 0,
  changed: AT,
};

/** What a person does on each page before it is looked at. */
const PAGES: readonly (readonly [page: string, use: (page: Page) => Promise<unknown>])[] = [
  [
    'popup',
    async (page) => {
      await page.type('#text', BAIT);
      await page.click('#judge');
      await page.waitForSelector('#result .verdict');
    },
  ],
  ['options', (page) => page.waitForSelector('#choices .kept')],
  [
    'welcome',
    async (page) => {
      await page.click('#sample');
      await page.waitForSelector('.sample .verdict');
    },
  ],
  ['about', (page) => page.waitForSelector('.facts')],
  ['notes', (page) => page.select('#where', 'KH')],
  ['report', (page) => page.waitForSelector('#servers .kept')],
];
/** What stands behind the name of a page in its address. */
const QUERIES: Readonly<Record<string, string>> = { report: `?id=${REPORT.id}` };

// Firefox takes the theme at start only
describe.each([
  ['chrome', ['light', 'dark']],
  ['firefox', ['light']],
  ['firefox', ['dark']],
] as const)('%s, %s', (name, themes) => {
  let session: Session;
  beforeAll(async () => {
    const looks = {
      'layout.css.prefers-color-scheme.content-override': themes[0] === 'dark' ? 0 : 1,
      'ui.prefersReducedMotion': 1, // what fades in has no contrast yet
    };
    session = await startBrowser(name, newProfile(), true, looks);
  });
  afterAll(() => session.close());

  describe.each(['en', 'ar'])('%s', (language) => {
    const title = JSON.parse(readFileSync(join(ROOT, `assets/locales/${language}.json`), 'utf8'))['notes.title'];
    const settings = { language, country: 'PH', choices: CHOICES };
    beforeAll(async () => {
      await store(session, { settings });
      await putStored(session, 'reports', [REPORT]);
      await putStored(session, 'deliveries', [DELIVERY]);
    });

    test.each(PAGES)('%s is readable for all, wide and narrow', async (page, use) => {
      const own = await openOwn(session, `${page}.html${QUERIES[page] ?? ''}`);
      await own.waitForSelector('h1');
      await own.bringToFront();
      await use(own);
      if (page === 'notes') expect(await own.title()).toBe(title);
      for (const theme of themes) {
        if (name === 'chrome')
          await own.emulateMediaFeatures([
            { name: 'prefers-color-scheme', value: theme },
            { name: 'prefers-reduced-motion', value: 'reduce' },
          ]);
        for (const width of [1280, 320]) {
          await own.setViewport({ width, height: 800 });
          await own.waitForFunction((wanted) => innerWidth === wanted, {}, width);
          const path = join(SCREENS, `${name}-${page}-${language}-${theme}-${width}.png`) as `${string}.png`;
          await own.screenshot({ path, fullPage: true });
          const { scrollWidth, clientWidth } = await own.$eval('html', (html) => ({
            scrollWidth: html.scrollWidth,
            clientWidth: html.clientWidth,
          }));
          expect(scrollWidth, `${width} px`).toBeLessThanOrEqual(clientWidth);
          // axe is slow in Firefox
          if (width === 320 || name === 'chrome') expect(await axeProblems(own, 'html')).toEqual([]);
        }
      }
      await own.close();
    });
  });
});
