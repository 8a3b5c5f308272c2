/** The background: listeners on the first tick, no truth in globals; the worker may die between two lines. */
import * as v from 'valibot';
import type { Menus, Runtime, Tabs } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { Analyser } from '../analyse/analyse.ts';
import { similarityHash } from '../analyse/similarity.ts';
import { postFromText } from '../extract/make-post.ts';
import type { Strings } from '../i18n.ts';
import { type Messages, messageName, type PostBox, sendToTab } from '../messages.ts';
import type { JobPost } from '../post.ts';
import { cleanAddress } from '../report/evidence.ts';
import { undoDelivery } from '../report/outbox.ts';
import type { Report } from '../report/report.ts';
import { keepReport, keepWrongAlarm, listDeliveries, readReport } from '../report/store.ts';
import { helpFor } from '../rules/help.ts';
import type { LabelLists } from '../rules/labels.ts';
import { adapterFor, type SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { changeChoice, countryOf, languageOf, readSettings } from '../settings.ts';
import { copiesSeen } from './campaigns.ts';
import { keepDraft } from './drafts.ts';
import { BODIES } from './message-schema.ts';
import { pictureOf } from './picture.ts';
import { deliveriesForAll, startSending, wakeSending } from './sending.ts';
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
type Tab = { readonly id: number; readonly url: string; readonly windowId: number | null };
type Handlers = {
  [N in Answered]: (body: Messages[N]['request'], tab: Tab) => Promise<Messages[N]['response']>;
};

/** What our own pages may ask; content scripts may ask everything. */
const FOR_OWN_PAGES: readonly string[] = ['judge', 'surroundings', 'send-now'];

const MENU = 'judge-selection';
const MENU_REPORT = 'report-selection';
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
    if (!url || (ownPage ? !FOR_OWN_PAGES.includes(name) : tab?.id === undefined)) return undefined;
    const windowId = tab?.active ? (tab.windowId ?? null) : null;
    return answer(handlers, name as Answered, message, { id: tab?.id ?? -1, url: tab?.url ?? url, windowId }); // name is in BODIES
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    const known = (): void => void browser.runtime.lastError; // an update finds the entries there
    browser.contextMenus.create(
      { id: MENU, title: browser.i18n.getMessage('menu_judge'), contexts: ['selection'] },
      known,
    );
    browser.contextMenus.create(
      { id: MENU_REPORT, title: browser.i18n.getMessage('menu_report'), contexts: ['selection'] },
      known,
    );
    browser.contextMenus.create(
      { id: READ_PAGE, title: browser.i18n.getMessage('menu_read'), contexts: ['page'] },
      known,
    );
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL(WELCOME) });
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const work = {
      [READ_PAGE]: () => readPage(tab?.id),
      [MENU]: () => judgeSelection(ports, info, tab?.id),
      [MENU_REPORT]: () => reviewSelection(ports, info, tab),
    }[info.menuItemId];
    void work?.().catch((error: unknown) => complain('context menu', error));
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === READ_PAGE) void readPage(tab?.id).catch((error: unknown) => complain('shortcut', error));
  });
  browser.storage.onChanged.addListener((changes) => 'settings' in changes && void renewTabs());
  followPermissions(ports.sites);
  startSending();
}

async function answer(handlers: Handlers, name: Answered, message: unknown, tab: Tab): Promise<unknown> {
  const body = v.safeParse(BODIES[name], (message as { body: unknown }).body); // an envelope, see messageName
  if (!body.success) throw new Error(`background: "${name}" came with a wrong body`);
  try {
    return await (handlers[name] as (body: unknown, tab: Tab) => Promise<unknown>)(body.output, tab);
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
    report: async ({ post, box }, tab) => {
      const [report, sending] = await Promise.all([reportOf(ports, post, tab, box), deliveriesForAll()]);
      const result = await keepReport(report, report.modified, sending.of);
      if (result.kind !== 'kept') return result;
      return { kind: 'kept', reportedAt: report.modified, before: result.before, going: sending.begun() };
    },
    'take-back': ({ delivery }) => undoDelivery(delivery),
    review: async ({ id, draft, box }, tab) => {
      if (draft) await keepDraft(await reportOf(ports, draft, tab, box));
      await browser.tabs.create({ url: browser.runtime.getURL(`/report.html?${draft ? 'draft' : 'id'}=${id}`) });
      return null;
    },
    reported: async ({ id }) => (await readReport(id))?.modified ?? null,
    progress: async ({ id }) =>
      (await listDeliveries(id)).map(({ name, state, attempts, answer, changed }) => ({
        name,
        state,
        attempts,
        changed,
        ...(answer ? { answer } : {}),
      })),
    'send-now': async () => {
      wakeSending(Date.now());
      return null;
    },
    'wrong-alarm': async ({ post, words }) => {
      const reportedAt = ports.now();
      const verdict = ports.analyser().judge(post);
      const rules = verdict.signals.filter(({ side }) => side === 'against').map(({ id }) => id);
      const { id, site } = post;
      const { level, language } = verdict;
      const alarm = { id, site, level, language, rules, words, rulesVersion: ports.rulesVersion };
      const kept = await keepWrongAlarm(alarm, reportedAt);
      return kept.kind === 'kept' ? { kind: 'kept', reportedAt, before: kept.before, going: [] } : kept;
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
  info: Pick<Menus.OnClickData, 'selectionText' | 'pageUrl'>,
  tabId: number | undefined,
): Promise<void> {
  if (!info.selectionText || tabId === undefined) return;
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

/** The person chose "report the selected text": it is looked through in a tab of ours before it is kept. */
async function reviewSelection(
  ports: BackgroundPorts,
  info: Pick<Menus.OnClickData, 'selectionText' | 'pageUrl'>,
  tab: Pick<Tabs.Tab, 'id' | 'windowId'> | undefined,
): Promise<void> {
  if (!info.selectionText) return;
  const url = info.pageUrl ?? '';
  const post = postFromText(info.selectionText, 'selection', url);
  const box = await selectionBox(tab?.id);
  await keepDraft(await reportOf(ports, post, { url, windowId: tab?.windowId ?? null }, box));
  await browser.tabs.create({ url: browser.runtime.getURL(`/report.html?draft=${post.id}`) });
}

/** Where the selected text stands; the click on our menu lets us ask. */
async function selectionBox(tabId: number | undefined): Promise<PostBox | null> {
  if (tabId === undefined) return null;
  const func = (): PostBox | null => {
    const { x, y, width, height } = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? new DOMRect();
    return { x, y, width, height, windowWidth: innerWidth };
  };
  const answers = await browser.scripting.executeScript({ target: { tabId }, func }).catch(() => []);
  return (answers[0]?.result as PostBox | null | undefined) ?? null; // what func returns
}

/** The report of a post: judged anew, so that no page brings its own verdict, with a picture where there may be one. */
async function reportOf(
  ports: BackgroundPorts,
  post: JobPost,
  { url, windowId }: Pick<Tab, 'url' | 'windowId'>,
  box: PostBox | null,
): Promise<Report> {
  const now = ports.now();
  const [[copies], picture] = await Promise.all([copiesSeen([post]), pictureOf(windowId, box)]);
  return {
    id: post.id,
    post,
    address: cleanAddress(url),
    verdict: ports.analyser().judge(post, copies),
    similarityHash: similarityHash(post.text),
    created: now,
    modified: now,
    rulesVersion: ports.rulesVersion,
    ...picture,
  };
}
