/** The background: listeners on the first tick, no truth in globals; the worker may die between two lines. */
import * as v from 'valibot';
import type { Menus, Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { Analyser } from '../analyse/analyse.ts';
import { similarityHash } from '../analyse/similarity.ts';
import { postFromText } from '../extract/make-post.ts';
import type { Strings } from '../i18n.ts';
import { type Messages, messageName, sendToTab } from '../messages.ts';
import { keepReport, keepWrongAlarm } from '../report/store.ts';
import { helpFor } from '../rules/help.ts';
import type { LabelLists } from '../rules/labels.ts';
import { adapterFor, type SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { changeChoice, countryOf, languageOf, readSettings } from '../settings.ts';
import { copiesSeen } from './campaigns.ts';
import { BODIES } from './message-schema.ts';
import { CONTENT_SCRIPT, followPermissions } from './sites.ts';

export type BackgroundPorts = {
  /** Made once per life of the worker, at the first need. */
  analyser(): Analyser;
  readonly rulesVersion: string;
  readonly authorities: Authorities;
  readonly sites: readonly SiteAdapter[];
  readonly labels: LabelLists;
  now(): string;
  languages(): readonly string[];
};

type Answered = keyof typeof BODIES;
type Handlers = {
  [N in Answered]: (body: Messages[N]['request'], tab: { id: number; url: string }) => Promise<Messages[N]['response']>;
};

const MENU = 'judge-selection';
/** Menu entry and keyboard shortcut. */
const READ_PAGE = 'read-page';
const WELCOME = '/welcome.html';

/** Registers everything. Call it synchronously. */
export function startBackground(ports: BackgroundPorts): void {
  const handlers = handlersOf(ports);
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const name = messageName(message);
    if (name === null || !(name in BODIES) || sender.id !== browser.runtime.id) return undefined;
    const { tab, url } = sender;
    const ownPage = url?.startsWith(browser.runtime.getURL('')) ?? false;
    // content scripts may ask everything here; our own pages only have text judged and ask for words
    if (!url || (ownPage ? name !== 'judge' && name !== 'surroundings' : tab?.id === undefined)) return undefined;
    return answer(handlers, name as Answered, message, { id: tab?.id ?? -1, url: tab?.url ?? url }); // name is in BODIES
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    const known = (): void => void browser.runtime.lastError; // an update finds the entries there
    browser.contextMenus.create(
      { id: MENU, title: browser.i18n.getMessage('menu_judge'), contexts: ['selection'] },
      known,
    );
    browser.contextMenus.create(
      { id: READ_PAGE, title: browser.i18n.getMessage('menu_read'), contexts: ['page'] },
      known,
    );
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL(WELCOME) });
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const work = info.menuItemId === READ_PAGE ? readPage(tab?.id) : judgeSelection(ports, info, tab?.id);
    void work.catch((error: unknown) => complain('context menu', error));
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === READ_PAGE) void readPage(tab?.id).catch((error: unknown) => complain('shortcut', error));
  });
  browser.storage.onChanged.addListener((changes) => 'settings' in changes && void renewTabs());
  followPermissions(ports.sites);
}

async function answer(
  handlers: Handlers,
  name: Answered,
  message: unknown,
  tab: { id: number; url: string },
): Promise<unknown> {
  const body = v.safeParse(BODIES[name], (message as { body: unknown }).body); // an envelope, see messageName
  if (!body.success) throw new Error(`background: "${name}" came with a wrong body`);
  try {
    return await (handlers[name] as (body: unknown, tab: { id: number; url: string }) => Promise<unknown>)(
      body.output,
      tab,
    );
  } catch (error) {
    complain(name, error);
    throw new Error(`background: "${name}" failed`);
  }
}

/** Never with the post's text or the page's address. */
function complain(where: string, error: unknown): void {
  console.error(`background: ${where}:`, error instanceof Error ? error.name : 'unknown error');
}

/** What each message does. */
function handlersOf(ports: BackgroundPorts): Handlers {
  return {
    judge: async ({ posts }) => {
      const copies = await copiesSeen(posts);
      return posts.map((post, i) => ports.analyser().judge(post, copies[i]));
    },
    reading: async (_body, { url }) => {
      const adapter = adapterFor(url, ports.sites);
      const allowed = !adapter?.chat || (await readSettings()).chats.includes(adapter.id);
      return { adapter, labels: ports.labels, allowed };
    },
    surroundings: async () => {
      const settings = await readSettings();
      const language = languageOf(settings, ports.languages());
      const { choices, eagerness, pause } = settings;
      return {
        language,
        strings: onPage(await loadStrings(language)),
        help: helpFor(ports.authorities, countryOf(settings, ports.languages())),
        choices,
        eagerness,
        pause,
      };
    },
    warned: async ({ count }, tab) => {
      await browser.action.setBadgeBackgroundColor({ color: '#a3122a', tabId: tab.id });
      await browser.action.setBadgeText({ text: count > 0 ? String(count) : '', tabId: tab.id });
      return null;
    },
    report: async ({ post }, tab) => {
      const reportedAt = ports.now();
      const [copies] = await copiesSeen([post]);
      const verdict = ports.analyser().judge(post, copies);
      const report = { post, address: tab.url, verdict, rulesVersion: ports.rulesVersion };
      const kept = await keepReport({ ...report, similarityHash: similarityHash(post.text) }, reportedAt);
      return kept.kind === 'kept' ? { ...kept, reportedAt } : kept;
    },
    'wrong-alarm': async ({ post, words }) => {
      const reportedAt = ports.now();
      const verdict = ports.analyser().judge(post);
      const rules = verdict.signals.filter(({ side }) => side === 'against').map(({ id }) => id);
      const { id, site } = post;
      const { level, language } = verdict;
      const alarm = { id, site, level, language, rules, words, rulesVersion: ports.rulesVersion };
      const kept = await keepWrongAlarm(alarm, reportedAt);
      return kept.kind === 'kept' ? { ...kept, reportedAt } : kept;
    },
    choose: async ({ choice, on }) => {
      await changeChoice(choice, on);
      return null;
    },
    open: async ({ page }) => {
      await browser.tabs.create({ url: browser.runtime.getURL(`/${page}.html`) });
      return null;
    },
  };
}

/** The texts that are shown on pages of sites; those of our own pages stay out of the message. */
function onPage(strings: Strings): Strings {
  const ours = /^(?:about|menu|notes|options|popup|sample|site|welcome)\./;
  return Object.fromEntries(Object.entries(strings).filter(([key]) => !ours.test(key)));
}

async function loadStrings(language: string): Promise<Strings> {
  const response = await fetch(browser.runtime.getURL(`/locales/${language}.json`)); // our own file, no network
  return response.json();
}

/** Open pages learn of changed settings at once; a tab without us does not answer. */
async function renewTabs(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map(({ id }) => id !== undefined && sendToTab(id, 'renew', {}).catch(() => null)));
}

/** The person asked for this page: the click or key lets us read it once, unless it is read already. */
async function readPage(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  const there = await sendToTab(tabId, 'found', {}).catch(() => null);
  if (there === null) await browser.scripting.executeScript({ target: { tabId }, files: [CONTENT_SCRIPT] });
}

/** The person chose "judge the selected text": where no content script runs, the click lets us start one. */
async function judgeSelection(
  ports: BackgroundPorts,
  info: Pick<Menus.OnClickData, 'menuItemId' | 'selectionText' | 'pageUrl'>,
  tabId: number | undefined,
): Promise<void> {
  if (info.menuItemId !== MENU || !info.selectionText || tabId === undefined) return;
  const post = postFromText(info.selectionText, 'selection', info.pageUrl ?? '');
  const body = { post, verdict: ports.analyser().judge(post) };
  try {
    await sendToTab(tabId, 'show-selection', body);
  } catch {
    await browser.scripting.executeScript({ target: { tabId }, files: [CONTENT_SCRIPT] });
    await new Promise((resolve) => setTimeout(resolve, 300)); // it asks for its surroundings first
    await sendToTab(tabId, 'show-selection', body);
  }
}
