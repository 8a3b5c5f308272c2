/** Our own pages, used as a person uses them, with keyboard and mouse: popup, options, welcome, about, notes. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import scores from '../../assets/scores.json' with { type: 'json' };
import {
  axeProblems,
  catchSaved,
  clickOurs,
  newProfile,
  openOwn,
  openSample,
  probeUntil,
  ROOT,
  SCREENS,
  type Session,
  samplePages,
  startBrowser,
  store,
  waitForWords,
} from './harness.ts';

mkdirSync(SCREENS, { recursive: true });
const BAIT = 'Customer service in Cambodia. The company keeps your passport. Free flight. Write on Telegram.';
const UNCHOSEN = { language: '', country: '', eagerness: 'normal', pause: true };
const AT = '2026-11-26T08:00:00Z';
const BAKERY = { kind: 'trust-company', name: 'Bakery Ltd', site: 'jobs.example', at: AT };
const CHOICES = [BAKERY, { kind: 'hide-poster', name: 'Loud Poster', site: 'feed.example', at: AT }];
const inArabic = JSON.parse(readFileSync(join(ROOT, 'assets/locales/ar.json'), 'utf8'));

/** What the options page shows as chosen. */
async function chosenIn(options: Page): Promise<object> {
  return options.evaluate(() => ({
    language: document.querySelector<HTMLSelectElement>('#language')?.value,
    country: document.querySelector<HTMLSelectElement>('#country')?.value,
    eagerness: document.querySelector<HTMLInputElement>('input[name="eagerness"]:checked')?.value,
    pause: document.querySelector<HTMLInputElement>('#pause')?.checked,
  }));
}

/** Presses Tab until the focus stands on such an element. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`Tab never came to ${selector}`);
}

const wordsOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');

describe.each(['chrome', 'firefox'] as const)('%s', (name) => {
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser(name, newProfile());
  });
  afterAll(() => session.close());

  const open = async (page: string): Promise<Page> => {
    const own = await openOwn(session, `${page}.html`);
    await own.waitForSelector('h1');
    await own.bringToFront();
    return own;
  };

  const choose = (settings: object): Promise<void> => store(session, { settings });

  describe('popup', () => {
    test('says that nothing was pasted', async () => {
      const popup = await open('popup');
      await popup.click('#judge');
      await waitForWords(popup, '#result', 'Paste some text first.');
      await popup.close();
    });

    test('the situation changes the steps', async () => {
      const popup = await open('popup');
      await popup.type('#text', BAIT);
      await popup.click('#judge');
      await waitForWords(popup, '#result .quote', 'company keeps your passport');
      for (const [situation, step] of [
        ['looking', 'Nobody may keep your passport.'],
        ['paid', 'Call your bank'],
        ['stuck', 'you have done nothing wrong'],
      ] as const) {
        await popup.select('#result select', situation);
        await waitForWords(popup, '#result .steps', step);
      }
      await popup.close();
    });

    test('says that a page of the browser cannot be read', async () => {
      const popup = await open('popup');
      await popup.click('#read');
      await waitForWords(popup, '#page', 'This page cannot be read.');
      await popup.close();
    });

    // puppeteer does not see tabs of Firefox that it has not opened
    test.runIf(name === 'chrome').each([
      ['options', 'Settings'],
      ['about', 'About Vigie'],
      ['notes', 'I am abroad and cannot leave'],
    ])('opens %s', async (page, words) => {
      const popup = await open('popup');
      expect(await wordsOf(popup, `#open-${page}`)).toBe(words);
      await popup.click(`#open-${page}`);
      const target = await session.browser.waitForTarget((one) => one.url().endsWith(`/${page}.html`));
      await (await target.page())?.close();
    });
  });

  describe('options', () => {
    test('another language at once, right to left, also when opened again; and back', async () => {
      const options = await open('options');
      await options.select('#language', 'ar');
      await waitForWords(options, 'h1', inArabic['options.title']);
      await options.close();
      const again = await open('options');
      expect(await wordsOf(again, 'h1')).toBe(inArabic['options.title']);
      expect(await again.evaluate(() => document.documentElement.dir)).toBe('rtl');
      await again.select('#language', '');
      await waitForWords(again, 'h1', 'Settings');
      expect(await again.evaluate(() => document.documentElement.dir)).toBe('ltr');
      await again.close();
    });

    test('what was chosen by keyboard is saved each time, and there when the page is opened again', async () => {
      await choose({});
      const options = await open('options');
      expect(await chosenIn(options)).toEqual(UNCHOSEN);
      await options.select('#country', 'PH');
      await waitForWords(options, '#state', 'Saved.');
      await waitForWords(options, '#pack', 'Always read these sites');
      await tabTo(options, 'input[name="eagerness"]');
      for (const [key, eagerness] of [
        ['ArrowUp', 'calm'],
        ['ArrowDown', 'normal'],
        ['ArrowDown', 'early'],
      ] as const) {
        await options.keyboard.press(key);
        await waitForWords(options, '#state', 'Saved.'); // each change empties it first
        expect(await chosenIn(options)).toMatchObject({ eagerness });
      }
      await tabTo(options, '#pause');
      await options.keyboard.press(' ');
      await waitForWords(options, '#state', 'Saved.');
      await options.close();
      const again = await open('options');
      expect(await chosenIn(again)).toEqual({ language: '', country: 'PH', eagerness: 'early', pause: false });
      await again.close();
    });

    test('"Saved." is in sight where the changed setting is far down', async () => {
      const options = await open('options');
      await options.setViewport({ width: 320, height: 400 });
      await options.click('#pause');
      await waitForWords(options, '#state', 'Saved.');
      expect(await options.evaluate(() => scrollY)).toBeGreaterThan(100);
      expect(await options.$eval('#state', (state) => state.getBoundingClientRect().top)).toBe(0);
      await options.close();
    });

    test('each way to warn says what it found and where it was wrong', async () => {
      const options = await open('options');
      const { suspicious, legitimate, ...ways } = scores.blind;
      for (const [way, { found, wrong }] of Object.entries(ways)) {
        const words = await wordsOf(options, `label:has([value="${way}"]) .small`);
        expect(words).toContain(`${Math.round((100 * found) / suspicious)} of 100 suspicious ads found`);
        expect(words).toContain(`${Math.round((100 * wrong) / legitimate)} of 100 honest look-alikes`);
      }
      await options.close();
    });

    test('what was trusted or hidden is listed and can be taken back', async () => {
      await choose({ choices: CHOICES });
      const options = await open('options');
      await waitForWords(options, '#choices', 'Ads of Bakery Ltd jobs.example');
      await waitForWords(options, '#choices', 'Posts of Loud Poster');
      await options.click('#choices .kept button');
      await waitForWords(options, '#choices', 'Nothing here yet.');
      expect(await wordsOf(options, '#choices')).not.toContain('Bakery Ltd');
      await options.close();
    });

    test('exports everything; erasing asks first, then leaves nothing', async () => {
      const sample = samplePages().find(({ file }) => file === 'linkedin-guest-bait.html')!;
      await choose({ country: 'PH', eagerness: 'calm', pause: false, choices: CHOICES });
      const ad = await openSample(session, sample);
      await clickOurs(ad, 'Danger signs');
      await clickOurs(ad, 'Report');
      await probeUntil(ad, ({ text }) => text.includes('Saved on this device.'));
      await ad.close();
      const options = await open('options');
      await catchSaved(options);
      await options.click('#export-all');
      await options.waitForSelector('body[data-saved]');
      const saved = JSON.parse((await options.$eval('body', (body) => body.getAttribute('data-saved'))) ?? '');
      expect(saved).toMatchObject({ format: 'vigie-data', version: 1, settings: { choices: CHOICES } });
      expect(saved.reports).toHaveLength(1);

      await options.click('#erase');
      await options.waitForSelector('dialog[open]');
      await options.screenshot({ path: join(SCREENS, `${name}-options-erase.png`) });
      expect(await axeProblems(options, 'html')).toEqual([]);
      await options.click('#erase-no');
      await options.waitForSelector('dialog:not([open])');
      await options.close();

      const again = await open('options');
      await waitForWords(again, '#choices', 'Loud Poster');
      await again.click('#erase');
      await again.click('#erase-yes');
      await waitForWords(again, '#state', 'Everything was erased.');
      expect(await chosenIn(again)).toEqual(UNCHOSEN);
      expect(await wordsOf(again, '#choices')).not.toContain('Loud Poster');
      await again.close();
      const popup = await open('popup');
      await waitForWords(popup, '#reports', 'No reports yet.');
      await popup.close();
    });
  });

  describe('welcome', () => {
    test('the sample opens a live warning that quotes it', async () => {
      const welcome = await open('welcome');
      await tabTo(welcome, '#sample');
      await welcome.keyboard.press('Enter');
      await waitForWords(welcome, '.sample .verdict', 'several signs');
      expect(await welcome.$$eval('.sample .quote', (all) => all.map((one) => one.textContent))).toContain(
        '“company keeps your passport”',
      );
      await waitForWords(welcome, '.sample', 'What to do');
      await welcome.close();
    });

    test('a country has its job sites, and the options know it', async () => {
      const welcome = await open('welcome');
      await welcome.select('#country', 'BD');
      await waitForWords(welcome, '#pack', 'Bdjobs');
      await welcome.close();
      const options = await open('options');
      expect(await chosenIn(options)).toMatchObject({ country: 'BD' });
      await options.close();
    });
  });

  describe('notes', () => {
    test('the title says nothing; the lines are those of the place and of the own country', async () => {
      const notes = await open('notes');
      expect(await notes.title()).toBe('Notes');
      await notes.select('#where', 'KH');
      await waitForWords(notes, '#where-lines', '117');
      await notes.select('#from', 'GB');
      await waitForWords(notes, '#from-lines', 'gov.uk');
      await notes.select('#from', '');
      await waitForWords(notes, '#from-lines', 'List of');
      expect(await wordsOf(notes, '#from-lines')).not.toContain('in the settings');
      await notes.close();
    });

    test.each(['Esc', 'the button'])('%s hides it at once, and going back does not bring it again', async (way) => {
      const notes = await open('notes');
      if (way === 'Esc') await notes.keyboard.press('Escape');
      else await notes.click('#hide');
      const blank = () => location.href === 'about:blank' && document.body?.textContent?.trim() === '';
      await notes.waitForFunction(blank);
      await notes.goBack({ timeout: 1000 }).catch(() => {}); // there may be nothing to go back to
      expect(await notes.evaluate(blank)).toBe(true);
      await notes.close();
    });
  });

  test('about: figures, rules and program, sources', async () => {
    const about = await open('about');
    const { suspicious, legitimate, normal } = scores.blind;
    const { real } = scores;
    const words = await wordsOf(about, 'main');
    expect(words).toContain(`Of ${suspicious} suspicious ads that it had never seen, it found ${normal.found}.`);
    expect(words).toContain(`Of ${legitimate} honest ads written to look like bait, it warned at ${normal.wrong}.`);
    expect(words).toContain(
      `Of ${real.legitimate.toLocaleString('en')} ordinary real ads, it warned at ${real.wrong}.`,
    );
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(words).toMatch(new RegExp(`Rules [\\da-f]{12} · Vigie ${version}`));
    expect(words).toContain('UNODC');
    await about.close();
  });
});
