/** Real browsers with the built extension; sample pages are served at their sites' real addresses. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import { type Browser, launch, type Page } from 'puppeteer-core';
import type { JobPost } from '../../src/post.ts';
import { type BrowserName, browserPath } from './browsers.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
export const SCREENS = join(ROOT, '.output/screens');
const GECKO_ID = 'vigie@vigie.invalid';
const FIREFOX_UUID = '1f3e5a70-52c4-4d7b-9a0e-7c1d2b3a4f50';

export type SamplePage = {
  readonly file: string;
  readonly url: string;
  readonly posts: readonly { readonly contains: string; readonly warn: boolean }[];
};

/** The pages of tests/pages with what each holds. */
export function samplePages(): SamplePage[] {
  return JSON.parse(readFileSync(join(ROOT, 'tests/pages/index.json'), 'utf8'));
}

export type Session = {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly extensionUrl: string;
  close(): Promise<void>;
};

/** Starts a browser with the extension and the probe. The same `profile` gives the same stored reports. */
export async function startBrowser(
  name: BrowserName,
  profile: string,
  headless = true,
  firefoxPrefs: Record<string, unknown> = {},
  extension = builtExtension(name),
): Promise<Session> {
  const chrome = name === 'chrome';
  const browser = await launch({
    browser: name,
    executablePath: browserPath(name),
    headless,
    userDataDir: profile,
    ...(chrome ? { enableExtensions: true, pipe: true } : {}),
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    args: chrome
      ? [
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
          '--lang=en-US',
        ]
      : ['--remote-allow-system-access'],
    ...(chrome
      ? {}
      : {
          extraPrefsFirefox: {
            'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: FIREFOX_UUID }),
            'intl.accept_languages': 'en-US',
            ...firefoxPrefs,
          },
        }),
  });
  const id = await browser.installExtension(extension);
  await browser.installExtension(probeExtension(name));
  // the welcome page comes to the front when the extension is installed; a page behind it draws nothing
  if (chrome) await browser.waitForTarget((target) => target.url().endsWith('/welcome.html'));
  else await new Promise((resolve) => setTimeout(resolve, 1500)); // Firefox does not tell of it
  const extensionUrl = chrome ? `chrome-extension://${id}/` : `moz-extension://${FIREFOX_UUID}/`;
  return { name, browser, extensionUrl, close: () => browser.close() };
}

function builtExtension(name: BrowserName): string {
  return join(ROOT, '.output', name === 'chrome' ? 'chrome-mv3' : 'firefox-mv3');
}

/**
 * A copy of the built extension that is granted further hosts at launch, so that pages of sites outside the core can be
 * read; how a person grants them is tested elsewhere.
 */
export function extensionGranted(name: BrowserName, matches: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-granted-'));
  cpSync(builtExtension(name), folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const all = (own: string[]): string[] => [...new Set([...own, ...matches])];
  manifest.host_permissions = all(manifest.host_permissions);
  for (const script of manifest.content_scripts) script.matches = all(script.matches);
  writeFileSync(path, JSON.stringify(manifest));
  return folder;
}

export function newProfile(): string {
  return mkdtempSync(join(tmpdir(), 'vigie-profile-'));
}

/** Opens a sample page at its real address; anything else that the page asks for is answered with nothing. */
export async function openSample(
  session: Session,
  sample: SamplePage,
  onRequest: (url: string) => void = () => {},
): Promise<Page> {
  return openHtml(session, sample.url, readFileSync(join(ROOT, 'tests/pages', sample.file), 'utf8'), onRequest);
}

/** Opens HTML as if it stood at an address; bytes come in `charset`. `atStart` runs in the page before anything of its own. */
export async function openHtml(
  session: Session,
  url: string,
  html: string | Uint8Array,
  onRequest: (url: string) => void = () => {},
  atStart: () => void = () => {},
  charset = 'utf-8',
): Promise<Page> {
  const page = await session.browser.newPage();
  const bare = (address: string): string => address.replace(/^https?:/, '');
  const contentType = `text/html; charset=${charset}`;
  await page.evaluateOnNewDocument(atStart);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    onRequest(request.url());
    const own = bare(request.url()) === bare(url); // Chromium asks for https first
    void request.respond({ status: own ? 200 : 404, contentType, body: own ? html : '' });
  });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.bringToFront();
  return page;
}

type Seen = { readonly text: string; readonly x: number; readonly y: number };
export type Probed = {
  readonly buttons: readonly Seen[];
  /** The marks beside contact lines and Apply buttons. */
  readonly contacts: readonly Seen[];
  /** Words of what has the focus in them; "" for nothing of ours. */
  readonly focused: string;
  readonly text: string;
};

/**
 * What stands in our closed shadow roots, seen by a test-only extension; coordinates are those of the window. A button
 * with the words of `reveal` is first scrolled to inside its panel.
 */
export async function probe(page: Page, reveal = ''): Promise<Probed> {
  const json = await page.evaluate(
    (words) =>
      new Promise<string>((done) => {
        document.addEventListener('probe-answer', (event) => done(String((event as CustomEvent).detail)), {
          once: true,
        });
        document.dispatchEvent(new CustomEvent('probe-ask', { detail: words }));
      }),
    reveal,
  );
  return JSON.parse(json);
}

/** Probes until `ready` holds; throws after ten seconds with what was there. */
export async function probeUntil(page: Page, ready: (seen: Probed) => boolean, reveal = ''): Promise<Probed> {
  const end = Date.now() + 10_000;
  for (;;) {
    const seen = await probe(page, reveal);
    if (ready(seen)) return seen;
    if (Date.now() > end) throw new Error(`never shown; there was: ${seen.text.slice(0, 300) || 'nothing'}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds wrong in a part of a page, each with the element; `without`: rules that do not apply there. */
export async function axeProblems(page: Page, part: string, without: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async (selector, values, off) => {
      type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
      const { axe: inPage } = globalThis as unknown as {
        axe: { run(on: string, options: object): Promise<{ violations: Violation[] }> };
      };
      const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
      const { violations } = await inPage.run(selector, { runOnly: { type: 'tag', values }, rules });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
      );
    },
    part,
    AXE_TAGS,
    without,
  );
}

/** Waits until an element of a page of ours holds the words; a question that meets a page being swapped is asked again. */
export async function waitForWords(page: Page, selector: string, words: string): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    const text = await page.$eval(selector, (element) => element.textContent ?? '').catch(() => '');
    if (text.includes(words)) return;
    if (Date.now() > end) throw new Error(`"${words}" never stood in ${selector}; there was: ${text.slice(0, 200)}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** A trusted click on a button of ours, once it stands still on the screen (badges are placed a frame after they exist). */
export async function clickOurs(page: Page, words: string): Promise<void> {
  await page.bringToFront();
  let before = { x: -1, y: -1 };
  const standing = ({ buttons }: Probed) => {
    const there = buttons.filter(({ x, y }) => x > 0 && y > 0);
    const button = there.find(({ text }) => text === words) ?? there.find(({ text }) => text.includes(words));
    const still = button !== undefined && button.x === before.x && button.y === before.y;
    before = button ?? { x: -1, y: -1 };
    return still;
  };
  await probeUntil(page, standing, words);
  if (words === 'Report') await new Promise((resolve) => setTimeout(resolve, 300)); // it counts no click that comes too early
  await page.mouse.click(before.x, before.y);
}

/** Writes into the extension's storage, as its own pages do. */
export async function store(session: Session, values: object): Promise<void> {
  const page = await openOwn(session, 'notes.html');
  await page.evaluate((items) => {
    const scope = globalThis as unknown as Record<'browser' | 'chrome', typeof chrome>; // one of the two, by browser
    return (scope.browser ?? scope.chrome).storage.local.set(items);
  }, values);
  await page.close();
}

/** What the content script of a tab has found, asked through the background as the popup does (Chromium). */
export async function postsOfTab(session: Session): Promise<{ id: string; heading: string; level: string }[]> {
  const target = await session.browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().startsWith(session.extensionUrl),
  );
  const worker = await target.worker();
  const ask = async () => {
    const tabs = await chrome.tabs.query({});
    const answers = await Promise.all(
      tabs.map(({ id }) => chrome.tabs.sendMessage(id, { vigie: 'found', body: {} }).catch(() => null)),
    );
    return answers.flatMap((answer) => answer?.posts ?? []);
  };
  return (await worker?.evaluate(ask)) ?? [];
}

/** Starts to listen to what content scripts have judged (Chromium); the answer waits for so many posts, or four seconds. */
export async function judgedPosts(session: Session): Promise<(count: number) => Promise<JobPost[]>> {
  const target = await session.browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().startsWith(session.extensionUrl),
  );
  const worker = await target.worker();
  await worker?.evaluate(() => {
    const scope = globalThis as unknown as { heard?: unknown[] };
    const listening = scope.heard !== undefined;
    scope.heard = [];
    if (listening) return;
    chrome.runtime.onMessage.addListener((message) => {
      if (message.vigie === 'judge') scope.heard?.push(...message.body.posts);
    });
  });
  const heard = async (): Promise<JobPost[]> =>
    (await worker?.evaluate(() => (globalThis as unknown as { heard: JobPost[] }).heard)) ?? [];
  return async (count) => {
    const end = Date.now() + 4000;
    while ((await heard()).length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    await new Promise((resolve) => setTimeout(resolve, 500)); // more than expected would come now
    return heard();
  };
}

declare const chrome: {
  runtime: {
    onMessage: { addListener(hear: (message: { vigie: string; body: { posts: JobPost[] } }) => void): void };
  };
  storage: { local: { set(items: object): Promise<void> } };
  tabs: {
    query(filter: object): Promise<{ id: number }[]>;
    sendMessage(
      tab: number,
      message: object,
    ): Promise<{ posts: { id: string; heading: string; level: string }[] } | null>;
  };
};

/** Opens a page of the extension. */
export async function openOwn(session: Session, path: string): Promise<Page> {
  const page = await session.browser.newPage();
  if (session.name === 'chrome') await page.goto(`${session.extensionUrl}${path}`);
  else {
    void page.goto(`${session.extensionUrl}${path}`).catch(() => {}); // never settles in Firefox
    // asked anew each time: a question that waits in the page is lost when the page is swapped
    const there = (): Promise<boolean> =>
      page
        .evaluate(() => location.protocol === 'moz-extension:' && document.readyState === 'complete')
        .catch(() => false);
    for (const end = Date.now() + 10_000; !(await there()); ) {
      if (Date.now() > end) throw new Error(`${path} never opened`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return page;
}

function probeExtension(name: BrowserName): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-probe-'));
  const manifest = {
    manifest_version: 3,
    name: 'probe',
    version: '1',
    content_scripts: [{ matches: ['<all_urls>'], js: ['probe.js'], run_at: 'document_start' }],
    ...(name === 'firefox'
      ? { browser_specific_settings: { gecko: { id: 'probe@vigie.invalid' } }, host_permissions: ['<all_urls>'] }
      : {}),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'probe.js'),
    `document.addEventListener('probe-ask', ({ detail }) => {
      const open = (e) => (globalThis.chrome?.dom?.openOrClosedShadowRoot ? chrome.dom.openOrClosedShadowRoot(e) : e.openOrClosedShadowRoot);
      const roots = [...document.documentElement.children].filter((e) => e.hasAttribute('popover') && getComputedStyle(e).display !== 'none').map(open).filter(Boolean);
      const all = roots.flatMap((r) => [...r.querySelectorAll('.panel :is(button, summary, textarea)')]);
      const named = (b) => b.tagName === 'TEXTAREA' ? 'textarea' : b.textContent || b.getAttribute('aria-label') || '';
      const wanted = detail && (all.find((b) => named(b) === detail) ?? all.find((b) => named(b).includes(detail)));
      if (wanted) wanted.scrollIntoView({ block: 'center', behavior: 'instant' });
      const seen = (selector) => roots.flatMap((r) => [...r.querySelectorAll(selector)]).map((b) => { const q = b.getBoundingClientRect(); return { text: named(b), x: q.x + q.width / 2, y: q.y + q.height / 2 }; });
      const buttons = seen('button:not(.contact), summary, textarea');
      const focused = roots.map((r) => r.activeElement?.textContent ?? '').join('');
      const contacts = seen('button.contact');
      const text = roots.map((r) => [...r.children].filter((e) => e.tagName !== 'STYLE').map((e) => e.textContent).join(' ')).join(' | ');
      document.dispatchEvent(new CustomEvent('probe-answer', { detail: JSON.stringify({ buttons, contacts, focused, text }) }));
    });
    document.addEventListener('probe-copy', () => {
      const open = (e) => (globalThis.chrome?.dom?.openOrClosedShadowRoot ? chrome.dom.openOrClosedShadowRoot(e) : e.openOrClosedShadowRoot);
      const copies = document.createElement('div');
      copies.id = 'copies';
      for (const host of [...document.documentElement.children].filter((e) => e.hasAttribute('popover') && getComputedStyle(e).display !== 'none')) {
        const root = open(host);
        if (!root) continue;
        const copy = document.createElement('div');
        copy.attachShadow({ mode: 'open' }).append(...[...root.childNodes].map((node) => node.cloneNode(true)));
        copies.append(copy);
      }
      document.body.append(copies);
      document.dispatchEvent(new CustomEvent('probe-copied'));
    });`,
  );
  return folder;
}

/** Lets the browser grant these hosts without a question when the extension asks (Firefox: a preference at start). */
export async function allowHosts(session: Session, hosts: readonly string[]): Promise<void> {
  if (session.name === 'chrome') await changeHosts(session, 'addHostPermission', hosts);
}

/** Takes granted hosts back in the browser's own settings (Chromium). */
export async function takeBackHosts(session: Session, hosts: readonly string[]): Promise<void> {
  await changeHosts(session, 'removeHostPermission', hosts);
}

type HostSettings = Record<'addHostPermission' | 'removeHostPermission', (id: string, host: string) => Promise<void>>;

async function changeHosts(session: Session, verb: keyof HostSettings, hosts: readonly string[]): Promise<void> {
  const page = await session.browser.newPage();
  await page.goto('chrome://extensions');
  const id = new URL(session.extensionUrl).hostname;
  for (const host of hosts)
    await page.evaluate(
      async (name, extension, pattern) =>
        (chrome as unknown as { developerPrivate: HostSettings }).developerPrivate[name](extension, pattern), // only on this page
      verb,
      id,
      host,
    );
  await page.close();
}

/** The true popup over a tab (Chromium), as a click on the extension's button opens it. */
export async function openPopup(session: Session, page: Page): Promise<Page> {
  await page.bringToFront();
  const id = new URL(session.extensionUrl).hostname;
  const extension = (await session.browser.extensions()).get(id);
  if (!extension) throw new Error('the extension is not there');
  await page.triggerExtensionAction(extension);
  const target = await session.browser.waitForTarget((one) => one.url().endsWith('/popup.html'));
  return target.asPage();
}

/** What the page lets the person save from now on stands in `data-saved` of its body. */
export async function catchSaved(page: Page): Promise<void> {
  await page.evaluate(() => {
    const made = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then((text) => document.body.setAttribute('data-saved', text));
      return made(blob);
    };
  });
}

/** Everything in one store of the extension's database. */
export async function stored<T>(session: Session, name: 'reports' | 'deliveries'): Promise<T[]> {
  const page = await openOwn(session, 'popup.html'); // makes the database where there is none
  await waitForWords(page, '#reports', '');
  const all = await page.evaluate(
    (wanted) =>
      new Promise<string>((done, fail) => {
        const asked = indexedDB.open('vigie');
        asked.onerror = () => fail(asked.error);
        asked.onsuccess = () => {
          const read = asked.result.transaction(wanted).objectStore(wanted).getAll();
          read.onsuccess = () => {
            asked.result.close();
            done(JSON.stringify(read.result));
          };
        };
      }),
    name,
  );
  await page.close();
  return JSON.parse(all);
}

/** Puts records into a store of the extension's database. */
export async function putStored(
  session: Session,
  name: 'reports' | 'deliveries',
  records: readonly object[],
): Promise<void> {
  const page = await openOwn(session, 'popup.html');
  await waitForWords(page, '#reports', '');
  await page.evaluate(
    (wanted, json) =>
      new Promise<void>((done, fail) => {
        const asked = indexedDB.open('vigie');
        asked.onerror = () => fail(asked.error);
        asked.onsuccess = () => {
          const write = asked.result.transaction(wanted, 'readwrite');
          for (const one of JSON.parse(json)) write.objectStore(wanted).put(one);
          write.onerror = () => fail(write.error);
          write.oncomplete = () => {
            asked.result.close();
            done();
          };
        };
      }),
    name,
    JSON.stringify(records),
  );
  await page.close();
}
