/** Reporting as a person does it: setting up a server, looking through, sending, taking back; and what a page cannot do. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import type { Delivery } from '../../src/report/store.ts';
import { COLLECTION, type Double, startDouble } from '../report/double.ts';
import {
  allowHosts,
  axeProblems,
  catchSaved,
  clickOurs,
  newProfile,
  openHtml,
  openOwn,
  openPopup,
  probe,
  probeUntil,
  SCREENS,
  type Session,
  startBrowser,
  store,
  stored,
  waitForWords,
} from './harness.ts';

mkdirSync(SCREENS, { recursive: true });
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const FEED = 'https://t.me/s/feedjobs';
const feed = (n: number, more = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Feed</title>
  <div class="tgme_widget_message" data-post="feedjobs/${n}"><a class="tgme_widget_message_date" href="/feedjobs/${n}">day</a>
  <div class="tgme_widget_message_owner_name">Jobs ${n}</div><div class="tgme_widget_message_text js-message_text">Customer service in Cambodia,
  office ${n}. No experience needed, salary 2,000 USD. Free flight and free room. The company keeps your passport. Write to @hr_office_${n}.</div></div>${more}`;

const SERVER = {
  id: 'unit',
  kind: 'taxii',
  name: 'Police unit',
  collection: { id: COLLECTION, canRead: true, maxContentLength: 1e6 },
};
const CONSENT = { parts: ['title', 'text', 'contacts', 'address'], address: 'noQuery' };

describe.each(['chrome', 'firefox'] as const)('%s', (name) => {
  let session: Session;
  let double: Double;
  beforeAll(async () => {
    double = await startDouble();
    session = await startBrowser(name, newProfile(), true, { 'extensions.webextOptionalPermissionPrompts': false });
    await allowHosts(session, ['http://localhost/*']);
  });
  afterAll(async () => {
    await session.close();
    await double.stop();
  });
  let n = 100;
  beforeEach(() => {
    n += 1;
  });

  const openPanel = async (more = ''): Promise<Page> => {
    const page = await openHtml(session, FEED, feed(n, more));
    await clickOurs(page, 'Danger signs');
    await probeUntil(page, ({ text }) => text.includes('What the ad says'));
    await settle(500); // the panel counts no click that may have been meant for the page
    return page;
  };
  const idOf = async (office: number): Promise<string> => {
    const all = await stored<Report>(session, 'reports');
    return all.find(({ post }) => post.text.includes(`office ${office}.`))?.id ?? '';
  };
  const stateOf = async (report: string): Promise<string | undefined> =>
    (await stored<Delivery>(session, 'deliveries')).find((one) => one.report === report)?.state;
  const sentOf = (office: number): string[] =>
    [...double.stored.values()]
      .filter(({ type }) => type === 'report')
      .map((one) => JSON.stringify(one))
      .filter((one) => one.includes(`office ${office}.`));

  test('a server is set up, a report looked through, sent, received, and taken back', async () => {
    await store(session, { destinations: [], consents: {} });
    const options = await openOwn(session, 'options.html');
    await waitForWords(options, '#destinations', 'Where reports go');
    await options.type('#server', 'http://taxii.example/');
    await options.click('#connect');
    await waitForWords(options, '#destination-state', 'https://');
    await options.$eval('#server', (box) => {
      (box as HTMLInputElement).value = '';
    });
    await options.type('#server', `${double.origin}/taxii2/`);
    await options.type('#user', 'ann');
    await options.type('#password', 'correct horse');
    await options.click('#connect');
    await waitForWords(options, '#destination-list', 'Job ads');
    await catchSaved(options);
    await options.click('#export-all');
    const exported = await options.waitForFunction(() => document.body.getAttribute('data-saved'));
    expect(String(await exported.jsonValue())).not.toContain('correct horse'); // credentials stay in storage.local
    await options.$eval('#destinations', (part) => part.scrollIntoView());
    await options.screenshot({ path: join(SCREENS, `${name}-options-servers.png`) });
    await options.close();

    const page = await openPanel();
    await clickOurs(page, 'Report');
    await probeUntil(page, ({ text }) => text.includes('Saved on this device. Not sent anywhere yet.'));
    await page.screenshot({ path: join(SCREENS, `${name}-panel-reported.png`) });
    await page.close();

    const id = await idOf(n);
    const own = await openOwn(session, `report.html?id=${id}`);
    await waitForWords(own, '#servers', 'Send to Job ads');
    const before = await own.$eval('#digest', (code) => code.textContent);
    await own.click('#part-contacts');
    expect(await own.$eval('#digest', (code) => code.textContent)).not.toBe(before);
    const posts = double.posts();
    await own.click('#send-0');
    await waitForWords(own, '#servers', 'in 10 seconds');
    expect(double.posts()).toBe(posts);
    await own.screenshot({ path: join(SCREENS, `${name}-report-queued.png`), fullPage: true });
    await settle(10_500);
    await waitForWords(own, '#servers', 'Received by Job ads');
    expect(sentOf(n)).toHaveLength(1);
    expect(JSON.stringify([...double.stored.values()])).not.toContain('correct horse');
    expect(JSON.stringify([...double.stored.values()])).not.toContain(`"account_login":"hr_office`); // unticked
    await own.click('#honest');
    await waitForWords(own, '#state', 'Taken back.');
    await settle(3000);
    expect(sentOf(n).filter((one) => one.includes('"revoked":true'))).toHaveLength(1);
    await own.close();
  }, 60_000);

  test('once agreed to, one click sends to all; what is undone in time does not go', async () => {
    await store(session, {
      destinations: [
        { ...SERVER, url: `${double.origin}/root/`, auth: null },
        { id: 'misp', kind: 'misp', name: 'CERT', url: `${double.origin}/`, auth: { token: 'key' } },
        { ...SERVER, id: 'far', name: 'Far office', url: 'https://taxii.vigie.invalid/root/', auth: null },
      ],
      consents: { unit: CONSENT, misp: CONSENT, far: CONSENT },
    });
    const page = await openPanel();
    await clickOurs(page, 'Report');
    await probeUntil(page, ({ text }) =>
      text.includes('Goes to Police unit in 10 seconds. Goes to CERT in 10 seconds.'),
    );
    await page.screenshot({ path: join(SCREENS, `${name}-panel-going.png`) });
    await clickOurs(page, 'Undo');
    await probeUntil(page, ({ text }) => text.includes('Not sent. The report stays on this device.'));
    const undone = (await stored<Report>(session, 'reports')).find(({ post }) => post.text.includes(`office ${n}.`));
    expect(await stateOf(undone?.id ?? '')).toBeUndefined();
    await clickOurs(page, 'Report');
    await probeUntil(page, ({ text }) => text.includes('Goes to Police unit'));
    await settle(10_000);
    await probeUntil(
      page,
      ({ text }) =>
        text.includes('Received by Police unit on') &&
        text.includes('Received by CERT on') &&
        text.includes('Far office did not take it: the browser does not allow it any more.'),
    );
    expect(sentOf(n)).toHaveLength(1);
    const events = [...double.stored.values()].filter(({ info }) => String(info).startsWith('Job ad'));
    expect(events.filter((one) => JSON.stringify(one).includes(`office ${n}.`))).toHaveLength(1);
    await page.close();
    const own = await openOwn(session, `report.html?id=${await idOf(n)}`);
    await waitForWords(own, '#servers', 'Far office did not take it');
    expect(await own.$$eval('#servers button', (all) => all.map(({ textContent }) => textContent))).toEqual([
      'Send to Police unit',
      'Send to CERT',
      'Try again',
    ]);
    await own.close();
    const again = await openPanel();
    await probeUntil(again, ({ text }) => text.includes('You reported this ad on'));
    await again.close();
  }, 60_000);

  test('files, a print sheet, authorities: from the page of a report', async () => {
    await store(session, { destinations: [], consents: {}, settings: { country: 'ES' } });
    const page = await openPanel();
    await clickOurs(page, 'Report');
    await probeUntil(page, ({ text }) => text.includes('Saved on this device.'));
    await page.close();
    const own = await openOwn(session, `report.html?id=${await idOf(n)}`);
    await waitForWords(own, '#servers', 'No server is set up.');
    await catchSaved(own);
    for (const [kind, holds] of [
      ['json', '"format":"vigie-evidence"'],
      ['stix', '"type": "bundle"'],
      ['misp', '"Event"'],
      ['csv', 'reported,level'],
    ] as const) {
      await own.click(`#save-${kind}`);
      await own.waitForFunction((text) => document.body.getAttribute('data-saved')?.includes(text), {}, holds);
    }
    await waitForWords(own, '#authorities', 'Policía Nacional: trata de seres humanos');
    expect(await own.$('#mail-0')).not.toBeNull();
    await own.bringToFront();
    await own.screenshot({ path: join(SCREENS, `${name}-report-en.png`), fullPage: true });
    expect(await axeProblems(own, 'html')).toEqual([]);
    if (name === 'chrome') {
      await own.emulateMediaType('print');
      await own.screenshot({ path: join(SCREENS, `${name}-report-print.png`), fullPage: true });
      expect(await own.$eval('#servers', (part) => part.checkVisibility())).toBe(false);
      await own.emulateMediaType('screen');
    }
    await own.type('#note', 'A friend was hired by them.');
    await settle(800);
    expect(
      (await stored<Report>(session, 'reports')).find(({ post }) => post.text.includes(`office ${n}.`))?.note,
    ).toBe('A friend was hired by them.');
    await own.close();
  }, 60_000);

  test.runIf(name === 'chrome')(
    'from the popup a report has a picture of the page, of at most 300 kB',
    async () => {
      const page = await openHtml(session, FEED, feed(n));
      await probeUntil(page, ({ buttons }) => buttons.length > 0);
      const popup = await openPopup(session, page);
      await popup.waitForSelector('.found .act');
      await popup.click('.found .act');
      await settle(2500);
      const report = (await stored<Report>(session, 'reports')).find(({ post }) => post.text.includes(`office ${n}.`));
      expect(report?.picture).toMatch(/^data:image\/jpeg;base64,/);
      expect((report?.picture?.length ?? 0) * 0.75).toBeLessThan(300_000);
      for (const one of await session.browser.pages()) if (one.url().includes('/report.html')) await one.close();
      await page.close();
    },
    60_000,
  );

  test('the site’s own way is framed on the page, or told in words', async () => {
    const page = await openPanel();
    await clickOurs(page, 'Report it to Telegram channels, too');
    await probeUntil(page, ({ text }) => text.includes('⋮ → Report'));
    await page.evaluate(() => {
      const menu = document.createElement('button');
      menu.setAttribute('aria-haspopup', 'menu');
      menu.textContent = '⋮';
      document.querySelector('.tgme_widget_message')?.append(menu);
    });
    await settle(800); // read again
    await clickOurs(page, 'Report it to Telegram channels, too');
    await probeUntil(page, ({ text }) => (text.match(/Report it to Telegram channels here/g) ?? []).length === 2);
    await page.screenshot({ path: join(SCREENS, `${name}-platform.png`) });
    await page.close();
  }, 60_000);

  describe('a page cannot cause a report', () => {
    const kept = async (): Promise<boolean> => (await idOf(n)) !== '';

    test('by synthetic clicks and keys on whatever of ours it finds', async () => {
      const page = await openPanel();
      await page.evaluate(() => {
        const point = { bubbles: true, composed: true, clientX: 400, clientY: 400 };
        for (const one of document.documentElement.children) {
          if (!one.hasAttribute('popover')) continue;
          (one as HTMLElement).click();
          (one as HTMLElement).focus();
          for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click'])
            one.dispatchEvent(new MouseEvent(type, point));
          for (const key of ['Tab', 'Enter', ' '])
            one.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
        }
      });
      await settle(500);
      expect(await kept()).toBe(false);
      await page.close();
    });

    test('by forged messages', async () => {
      const page = await openPanel();
      await page.evaluate(() => {
        const post = {
          id: 'a'.repeat(64),
          url: location.href,
          site: 't.me',
          source: 'site',
          text: 'x',
          contacts: [],
          links: [],
          images: [],
        };
        const message = { vigie: 'report', body: { post } };
        postMessage(message, '*');
        const scope = globalThis as { chrome?: { runtime?: { sendMessage?(...all: unknown[]): unknown } } };
        try {
          scope.chrome?.runtime?.sendMessage?.(message);
        } catch {
          // a page has no extension to talk to
        }
        for (const type of ['vigie', 'report', 'report-post'])
          document.dispatchEvent(new CustomEvent(type, { detail: message }));
        new BroadcastChannel('vigie').postMessage(message);
      });
      await settle(500);
      expect((await stored<Report>(session, 'reports')).some(({ id }) => id === 'a'.repeat(64))).toBe(false);
      expect(await kept()).toBe(false);
      await page.close();
    });

    const covers: readonly (readonly [string, () => void])[] = [
      [
        'a popover that lets clicks through',
        () => {
          const over = document.createElement('div');
          over.setAttribute('popover', 'manual');
          over.textContent = 'Win a prize';
          over.style.cssText =
            'pointer-events: none; position: fixed; inset: 0; width: 100vw; height: 100vh; background: white; margin: 0; border: 0';
          document.body.append(over);
          over.showPopover();
        },
      ],
      [
        'a popover in a closed shadow root, inert and transparent to clicks',
        () => {
          const host = document.createElement('div');
          const root = host.attachShadow({ mode: 'closed' });
          const over = document.createElement('div');
          over.setAttribute('popover', 'manual');
          over.style.cssText =
            'pointer-events: none; position: fixed; inset: 0; width: 100vw; height: 100vh; background: white; margin: 0; border: 0';
          root.append(over);
          document.body.append(host);
          over.showPopover();
        },
      ],
      [
        'a popover that goes away just before the click',
        () => {
          const over = document.createElement('div');
          over.setAttribute('popover', 'manual');
          over.style.cssText =
            'pointer-events: none; position: fixed; inset: 0; width: 100vw; height: 100vh; background: white; margin: 0; border: 0';
          document.body.append(over);
          over.showPopover();
          addEventListener('pointerdown', () => over.hidePopover(), { capture: true });
        },
      ],
      [
        'words painted over our panel as generated content of our own host',
        () => {
          const style = document.createElement('style');
          style.textContent =
            '[popover]::after, [popover]::before { content: "Win a prize" !important; display: block !important; position: fixed; inset: 0; width: 100vw; height: 100vh; background: white; pointer-events: none; z-index: 2147483647 }';
          document.head.append(style);
        },
      ],
      [
        'our colours set from outside, so that the panel is seen through',
        () => {
          const style = document.createElement('style');
          style.textContent =
            '@layer a { html > [popover] { --ink: transparent !important; --paper: transparent !important; --link: transparent !important; --line: transparent !important; --field: transparent !important; --soft: transparent !important } }';
          document.head.append(style);
        },
      ],
      [
        'a transition between views that never ends, painted above everything',
        () => {
          const style = document.createElement('style');
          style.textContent =
            '::view-transition { background: white; pointer-events: none } ::view-transition-group(*) { animation-duration: 60s !important }';
          document.head.append(style);
          (document as { startViewTransition?(update: () => void): unknown }).startViewTransition?.(() => {});
        },
      ],
      [
        'our panel made invisible until the click',
        () => {
          const ours = [...document.documentElement.children].filter((one) =>
            one.hasAttribute('popover'),
          ) as HTMLElement[];
          for (const one of ours) {
            const before = one.getAttribute('style') ?? '';
            one.style.setProperty('opacity', '0', 'important');
            addEventListener('pointerdown', () => one.setAttribute('style', before), { capture: true });
          }
        },
      ],
    ];
    /** What our own design withstands: the panel stays as it was, so that a click on it is the person's own. */
    const withstood = ['words painted over', 'our colours set'];
    test.each(covers)('by click-jacking: %s', async (what, cover) => {
      const page = await openPanel();
      const { buttons } = await probe(page, 'Report');
      const button = buttons.find(({ text }) => text === 'Report')!;
      const before = await page.screenshot();
      await page.evaluate(cover);
      await settle(700);
      if (withstood.some((one) => what.startsWith(one))) {
        expect(Buffer.compare(Buffer.from(before), Buffer.from(await page.screenshot()))).toBe(0);
        return page.close();
      }
      if (what.startsWith('a transition') && !(await page.evaluate(() => 'startViewTransition' in document)))
        return page.close();
      await page.mouse.click(button.x, button.y);
      await settle(1000);
      expect(await kept()).toBe(false);
      for (const one of await session.browser.pages()) if (one.url().includes('/report.html')) await one.close();
      await page.close();
    });

    test('by a second click that was meant for something else', async () => {
      const page = await openPanel();
      const { buttons } = await probe(page, 'Report');
      const report = buttons.find(({ text }) => text === 'Report')!;
      const badge = buttons.find(({ text }) => text.includes('Danger signs'))!;
      await page.keyboard.press('Escape');
      await probeUntil(page, ({ text }) => !text.includes('What the ad says'));
      await page.mouse.click(badge.x, badge.y);
      await page.mouse.click(report.x, report.y); // the panel has come up under the pointer only now
      await settle(700);
      expect((await probe(page)).text).toContain('What the ad says');
      expect(await kept()).toBe(false);
      await page.close();
    });

    test('by a hostile frame: our pages open in none, and a frame is no page of ours', async () => {
      const frame = `<iframe src="${session.extensionUrl}report.html?id=x"></iframe><iframe srcdoc="<script>parent.postMessage({vigie:'report'},'*')</script>"></iframe>`;
      const page = await openPanel(frame);
      await settle(500);
      const shown = await page.evaluate(() => {
        try {
          return document.querySelector('iframe')?.contentDocument?.body.textContent ?? '';
        } catch {
          return '';
        }
      });
      expect(shown).not.toContain('Your report');
      expect(await kept()).toBe(false);
      await page.close();
    });

    test('what is honest is not stopped: after all this a true click reports', async () => {
      const page = await openPanel();
      await clickOurs(page, 'Report');
      await probeUntil(page, ({ text }) => text.includes('Saved on this device.'));
      expect(await kept()).toBe(true);
      await page.close();
    });
  });
});
