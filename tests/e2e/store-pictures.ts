/** `npm run screens -- [LANGUAGE…]`: builds, and makes the pictures that the stores show (1280 × 800), English unless named. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { SHIPPED } from '../../src/i18n.ts';
import { clickOurs, newProfile, openHtml, openOwn, probeUntil, ROOT, startBrowser, store } from './harness.ts';

const OUT = join(ROOT, '.output/store');
const SIZE = { width: 1280, height: 800 };
const SETTLE_MS = 500;

const languages = process.argv.slice(2);
const unknown = languages.find((id) => !SHIPPED.some((known) => known === id));
if (unknown) {
  console.error(`screens: no language "${unknown}"; there are ${SHIPPED.join(', ')}`);
  process.exit(2);
}
if (spawnSync('wxt', ['build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) process.exit(1);
mkdirSync(OUT, { recursive: true });
const session = await startBrowser('chrome', newProfile());
for (const language of languages.length > 0 ? languages : ['en']) await pictures(language);
await session.close();
console.log('Pictures: .output/store/');

/** Warning, pause, settings, welcome page, in one language; the ads are the sample ad of that language. */
async function pictures(language: string): Promise<void> {
  const t: Record<string, string> = JSON.parse(readFileSync(join(ROOT, `assets/locales/${language}.json`), 'utf8'));
  const word = (key: string): string => t[key] ?? key;
  await store(session, { settings: { language } });
  const take = async (page: Page, name: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    await page.screenshot({ path: join(OUT, `${language}-${name}.png`) as `${string}.png` });
  };
  const page = await openHtml(session, 'https://t.me/s/jobs', sampleFeed(language, word));
  await page.setViewport(SIZE);
  await probeUntil(page, ({ contacts }) => contacts.length === 1);
  await take(page, '1-badge');
  await clickOurs(page, word('badge.danger'));
  await probeUntil(page, ({ text }) => text.includes(word('panel.advice')));
  await take(page, '2-panel');
  await page.keyboard.press('Escape');
  await page.focus('#way');
  await page.keyboard.press('Enter');
  await probeUntil(page, ({ text }) => text.includes(word('pause.heading')));
  await take(page, '3-pause');
  await page.close();
  for (const [name, file] of [
    ['4-welcome', 'welcome.html'],
    ['5-settings', 'options.html'],
  ] as const) {
    const own = await openOwn(session, file);
    await own.setViewport(SIZE);
    await own.waitForSelector('h1');
    await take(own, name);
    await own.close();
  }
}

function sampleFeed(language: string, word: (key: string) => string): string {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Jobs</title>
    <style>body { font: 18px/1.6 system-ui, sans-serif; margin: 0; background: #eef1f5; color: #1c2430 }
    article { background: #fff; border-radius: 14px; padding: 26px 30px; margin: 40px auto; max-width: 900px; box-shadow: 0 1px 4px #0002 }
    h2 { margin: 0 0 8px; padding-inline-end: 160px } a.tgme_widget_message_date { color: #76808f; font-size: 14px }</style>
    <main><article class="tgme_widget_message" data-post="jobs/1"><h2>${word('sample.title')}</h2>
    <div class="tgme_widget_message_text js-message_text" dir="auto">${word('sample.text')}<br><br><br><br>
    <a id="way" href="https://t.me/hr_office_example">t.me/hr_office_example</a></div>
    <a class="tgme_widget_message_date" href="/jobs/1">10:00</a></article></main></html>`;
}
