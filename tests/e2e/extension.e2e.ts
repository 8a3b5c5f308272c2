import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clickOurs,
  newProfile,
  openOwn,
  openSample,
  probe,
  probeUntil,
  ROOT,
  SCREENS,
  type Session,
  samplePages,
  startBrowser,
  waitForWords,
} from './harness.ts';

const sample = (file: string) => samplePages().find((page) => page.file === file)!;
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
mkdirSync(SCREENS, { recursive: true });

describe.each(['chrome', 'firefox'] as const)('%s', (name) => {
  const profile = newProfile();
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser(name, profile);
  });
  afterAll(() => session.close());

  const core = samplePages().filter(({ file }) => !file.startsWith('sites/')); // the others: sites.e2e.ts
  const warning = core.filter((page) => page.posts.some(({ warn }) => warn));
  test.each(warning.map((page) => [page.file, page.posts.filter(({ warn }) => warn).length] as const))(
    'warns on %s: %i',
    async (file, count) => {
      const page = await openSample(session, sample(file));
      const seen = await probeUntil(page, ({ buttons }) => buttons.length >= count);
      expect(seen.buttons).toHaveLength(count);
      await page.screenshot({ path: join(SCREENS, `${name}-${file.replace('.html', '')}.png`) });
      await page.close();
    },
  );

  test.each(core.filter((page) => page.posts.every(({ warn }) => !warn)).map((page) => page.file))(
    'stays silent on %s',
    async (file) => {
      const page = await openSample(session, sample(file));
      await settle(1200);
      expect((await probe(page)).buttons).toHaveLength(0);
      await page.close();
    },
  );

  test('the badge stands at the bait, not at the honest post', async () => {
    const page = await openSample(session, sample('linkedin-feed.html'));
    const { buttons } = await probeUntil(page, (seen) => seen.buttons.length > 0);
    const boxes = await page.$$eval('.feed-shared-update-v2', (posts) =>
      posts.map((post) => ({ top: post.getBoundingClientRect().top, bottom: post.getBoundingClientRect().bottom })),
    );
    expect(buttons[0]?.y).toBeGreaterThan(boxes[0]!.top);
    expect(buttons[0]?.y).toBeLessThan(boxes[0]!.bottom);
    await page.close();
  });

  test('the panel quotes the ad; one trusted click keeps a report that a restart does not lose', async () => {
    const page = await openSample(session, sample('linkedin-guest-bait.html'));
    await clickOurs(page, 'Danger signs');
    const seen = await probeUntil(page, ({ text }) => text.includes('What the ad says'));
    expect(seen.text).toContain('Passport is kept by');
    await page.screenshot({ path: join(SCREENS, `${name}-panel.png`) });
    await clickOurs(page, 'Report');
    await probeUntil(page, ({ text }) => text.includes('Saved on this device. Not sent anywhere yet.'));
    await page.close();
    await session.close();
    session = await startBrowser(name, profile);
    const popup = await openOwn(session, 'popup.html');
    await waitForWords(popup, '#reports', 'Customer Service Agent');
    await popup.screenshot({ path: join(SCREENS, `${name}-popup.png`), fullPage: true });
    await popup.close();
  });

  test('synthetic clicks of a page do nothing', async () => {
    const page = await openSample(session, sample('indeed-job.html'));
    await probeUntil(page, ({ buttons }) => buttons.length === 1);
    await page.evaluate(() => {
      for (const element of document.documentElement.children)
        if (element.hasAttribute('popover')) (element as HTMLElement).click();
    });
    await settle(300);
    expect((await probe(page)).text).not.toContain('What the ad says');
    await page.close();
  });

  test('a post that is appended later is judged', async () => {
    const page = await openSample(session, sample('facebook-feed.html'));
    await probeUntil(page, ({ buttons }) => buttons.length === 1);
    const fragment = readFileSync(join(ROOT, 'tests/pages/fragments/facebook-post.html'), 'utf8');
    await page.evaluate(
      (html) => document.querySelector('[role="feed"]')?.append(document.createRange().createContextualFragment(html)),
      fragment,
    );
    await probeUntil(page, ({ buttons }) => buttons.length === 2);
    await page.close();
  });

  test('the popup judges pasted text, bait and honest', async () => {
    const popup = await openOwn(session, 'popup.html');
    await waitForWords(popup, '#judge', 'Judge this text');
    const judge = async (text: string, expected: string) => {
      await popup.$eval('#text', (box, value) => Object.assign(box, { value }), text);
      await popup.click('#judge');
      await waitForWords(popup, '#result', expected);
    };
    await judge(
      'Rent us your bank account and keep 5% of each transfer. Easy money. Message me on Telegram.',
      'Rent us your bank account',
    );
    await judge(
      'We are looking for a baker. 40 hours per week, paid leave. Bring your CV to our shop.',
      'Nothing suspicious found',
    );
    await popup.close();
  });

  test('a page sees no request of ours', async () => {
    const asked: string[] = [];
    const page = await openSample(session, sample('linkedin-feed.html'), (url) => asked.push(url));
    await clickOurs(page, 'Danger signs');
    await settle(500);
    expect(asked.filter((url) => url !== sample('linkedin-feed.html').url && !url.endsWith('/favicon.ico'))).toEqual(
      [],
    );
    await page.close();
  });

  test.runIf(name === 'chrome')('the context menu judges the selected text', async () => {
    const page = await openSample(session, sample('linkedin-guest-honest.html'));
    await settle(800);
    await page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('.show-more-less-html__markup')!),
    );
    const target = await session.browser.waitForTarget(
      (one) => one.type() === 'service_worker' && one.url().startsWith(session.extensionUrl),
    );
    const worker = await target.worker();
    await worker?.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true });
      // what the browser does when the entry is chosen; menus themselves cannot be driven
      chrome.contextMenus.onClicked.dispatch(
        { menuItemId: 'judge-selection', selectionText: 'Rent us your bank account' },
        tab,
      );
    });
    await probeUntil(page, ({ text }) => text.includes('Rent us your bank account'));
    await page.close();
  });

  test.runIf(name === 'chrome')('the background asks the network for nothing', async () => {
    const target = await session.browser.waitForTarget(
      (one) => one.type() === 'service_worker' && one.url().startsWith(session.extensionUrl),
    );
    const client = await target.createCDPSession();
    const asked: string[] = [];
    client.on('Network.requestWillBeSent', ({ request }) => asked.push(request.url));
    await client.send('Network.enable');
    const page = await openSample(session, sample('telegram-channel.html'));
    await probeUntil(page, ({ buttons }) => buttons.length > 0);
    expect(asked.filter((url) => !url.startsWith(session.extensionUrl))).toEqual([]);
    const worker = await target.worker();
    const badge = await worker?.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: 'https://t.me/*' }).catch(() => []);
      const tabs = tab ? [tab] : await chrome.tabs.query({});
      return (await Promise.all(tabs.map((one: { id: number }) => chrome.action.getBadgeText({ tabId: one.id })))).join(
        '',
      );
    });
    expect(badge).toContain('2');
    await page.close();
  });
});

test('in Firefox, too, nothing is asked of the network', async () => {
  const hosts = new Set<string>();
  const proxy = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      hosts.add(/^[A-Z]+ (?:https?:\/\/)?([^\s/:]+)/.exec(String(data))?.[1] ?? 'unreadable');
      socket.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const through = {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
  };
  const session = await startBrowser('firefox', newProfile(), true, through);
  const page = await openSample(session, sample('telegram-channel.html'));
  await clickOurs(page, 'Danger signs');
  await clickOurs(page, 'Report');
  await probeUntil(page, ({ text }) => text.includes('Saved on this device'));
  await session.close();
  proxy.close();
  // Firefox calls home by itself (mozilla.org, mozilla.net, mozilla.com, firefox.com, mozgcp.net); the page is answered by the test
  expect(
    [...hosts].filter((host) => !/(?:^|\.)(?:mozilla\.(?:org|net|com)|firefox\.com|mozgcp\.net)$/.test(host)),
  ).toEqual([]);
});

declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number }[]> };
  action: { getBadgeText(of: { tabId: number }): Promise<string> };
  contextMenus: { onClicked: { dispatch(info: object, tab: object | undefined): void } };
};
