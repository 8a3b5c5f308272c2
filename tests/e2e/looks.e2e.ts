/** How the surfaces on pages look and read: pictures of each, and what axe-core finds in them. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  axeProblems,
  clickOurs,
  newProfile,
  openHtml,
  probeUntil,
  ROOT,
  SCREENS,
  type Session,
  startBrowser,
  store,
} from './harness.ts';

mkdirSync(SCREENS, { recursive: true });
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const words = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(ROOT, `assets/locales/${language}.json`), 'utf8'));

const card = (n: number, text: string) =>
  `<article class="tgme_widget_message" data-post="jobs/${n}"><a class="tgme_widget_message_date" href="/jobs/${n}">day</a>
  <div class="tgme_widget_message_text js-message_text">${text}</div></article>`;
const BAIT = `Customer service in Cambodia, no experience needed, salary 2,000 USD. Free flight and free room.
  The company keeps your passport.<br><br><br><br><br><br><br><a id="way" href="https://t.me/hr_office">Write to HR</a>`;
const MILD = 'Rent us your bank account and keep 5% of each transfer, easy money.';
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Jobs</title>
  <style>:root { color-scheme: light dark } body { font: 16px/1.5 sans-serif; margin: 0 auto; max-width: 720px } article { border: 1px solid #8888; border-radius: 10px; padding: 14px; margin: 14px 8px }</style>
  <main><h1>Jobs</h1>${card(1, BAIT)}${card(2, MILD)}</main></html>`;

/** What axe-core finds in a copy of our closed roots, made by the test-only extension where axe can look. */
async function problems(page: Page): Promise<string[]> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        document.addEventListener('probe-copied', () => done(), { once: true });
        document.dispatchEvent(new CustomEvent('probe-copy'));
      }),
  );
  await settle(300); // copies fade in like the panel itself
  // "region" asks for landmarks around all content of a page: the copies have none, nor do popovers
  const found = await axeProblems(page, '#copies', ['region']);
  await page.evaluate(() => document.querySelector('#copies')?.remove());
  return found;
}

const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'ar'] as const;

describe.each([
  ['chrome', 'light'],
  ['firefox', 'light'],
  ['firefox', 'dark'],
] as const)('%s, %s', (name, start) => {
  let session: Session;
  beforeAll(async () => {
    const scheme = { 'layout.css.prefers-color-scheme.content-override': start === 'dark' ? 0 : 1 };
    session = await startBrowser(name, newProfile(), true, scheme);
  });
  afterAll(() => session.close());
  const themes = name === 'chrome' ? THEMES : [start];

  describe.each(LANGUAGES)('%s', (language) => {
    const t = words(language);
    beforeAll(() => store(session, { settings: { language, country: 'PH' } }));

    test.each(themes)('badge, contact mark, panel and pause are readable for all, %s', async (theme) => {
      const page = await openHtml(session, 'https://t.me/s/jobs', PAGE);
      if (name === 'chrome') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      const picture = (what: string, width: number) =>
        page.screenshot({
          path: join(SCREENS, `${name}-${what}-${language}-${theme}-${width}.png`) as `${string}.png`,
        });
      const danger = t['badge.danger'] ?? '';
      for (const width of [1280, 320]) {
        await page.setViewport({ width, height: width === 320 ? 640 : 800 });
        await probeUntil(page, ({ buttons, contacts }) => buttons.length === 2 && contacts.length === 1);
        await settle(400);
        await picture('badge', width);
        expect(await problems(page)).toEqual([]);
        await clickOurs(page, danger);
        await probeUntil(page, ({ text }) => text.includes(t['panel.advice'] ?? ''));
        await settle(300);
        await picture('panel', width);
        await clickOurs(page, t['panel.more'] ?? '');
        await settle(300);
        await picture('panel-more', width);
        expect(await problems(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
        await page.keyboard.press('Escape');
      }
      await page.focus('#way');
      await page.keyboard.press('Enter');
      await probeUntil(page, ({ text }) => text.includes(t['pause.heading'] ?? ''));
      await settle(300);
      await picture('pause', 320);
      expect(await problems(page)).toEqual([]);
      await page.setViewport({ width: 1280, height: 800 });
      await settle(200);
      await picture('pause', 1280);
      await page.close();
    });
  });

  test.runIf(name === 'chrome')('in forced colours the two levels still differ', async () => {
    await store(session, { settings: { language: 'en' } });
    const page = await openHtml(session, 'https://t.me/s/jobs', PAGE);
    const client = await page.createCDPSession();
    await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    await probeUntil(page, ({ buttons }) => buttons.length === 2);
    await clickOurs(page, 'Danger signs');
    await settle(300);
    await page.screenshot({ path: join(SCREENS, `${name}-panel-en-forced-1280.png`) });
    await page.close();
  });
});
