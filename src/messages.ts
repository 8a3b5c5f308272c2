/** Every message between content script, background and popup: name → request and response. */
import browser from 'webextension-polyfill';
import type { Choice } from './choices.ts';
import type { JobPost, Span } from './post.ts';
import type { Help } from './rules/help.ts';
import type { LabelLists } from './rules/labels.ts';
import type { SiteAdapter } from './rules/sites.ts';
import type { Eagerness, Level, Verdict } from './verdict.ts';

/** What the popup lists for one post of the page; "unread": its text is in a picture. */
export type FoundSummary = { readonly id: string; readonly heading: string; readonly level: Level | 'unread' };

/** What was found on a page; `changed`: the site's layout is another than its adapter knows. */
export type PageSummary = { readonly posts: readonly FoundSummary[]; readonly changed: boolean };

export type ReportOutcome =
  | {
      readonly kind: 'kept';
      readonly reportedAt: string;
      /** When this post was first reported, if it had been before. */
      readonly before: string | null;
      /** Servers to which it goes unless it is taken back, each with the id of its delivery. */
      readonly going: readonly { readonly delivery: string; readonly name: string }[];
    }
  | { readonly kind: 'failed'; readonly why: 'storage-full' | 'unknown' };

/** Where a post stands in the window, in CSS pixels, and how wide the window is. */
export type PostBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly windowWidth: number;
};

/** Where a report on its way to one server stands (`Delivery` in report/store.ts). */
export type Progress = {
  readonly name: string;
  readonly state: 'queued' | 'sent' | 'acknowledged' | 'refused';
  readonly attempts: number;
  readonly answer?: {
    readonly kind: 'garbage' | 'http' | 'login' | 'network' | 'permission' | 'timeout' | 'unset';
    readonly detail?: string;
  };
  /** ISO 8601. */
  readonly changed: string;
};

/** What the overlay needs besides verdicts: its texts, whom to call, what the person has chosen. */
export type Surroundings = {
  readonly language: string;
  readonly strings: Readonly<Record<string, string>>;
  readonly help: Help;
  readonly choices: readonly Choice[];
  readonly eagerness: Eagerness;
  /** Whether following a contact of a dangerous ad first asks. */
  readonly pause: boolean;
};

/** How the page is read. */
export type Reading = {
  /** The adapter of the page's site, if it has one. */
  readonly adapter: SiteAdapter | null;
  readonly labels: LabelLists;
  /** False for a chat that the person has not turned on. */
  readonly allowed: boolean;
};

/** Pages of ours that a page's overlay may open. */
export type OwnPage = 'notes' | 'options';

export interface Messages {
  /** content → background: judge these posts, in order. */
  judge: { request: { posts: JobPost[] }; response: Verdict[] };
  /** content → background: how this page is to be read. */
  reading: { request: Record<string, never>; response: Reading };
  /** content → background: texts, help lines and choices for the overlay. */
  surroundings: { request: Record<string, never>; response: Surroundings };
  /** content → background: how many posts of this page carry a warning now. */
  warned: { request: { count: number }; response: null };
  /** content → background: keep this post as a report. The verdict is made anew by the background. */
  report: { request: { post: JobPost; box: PostBox | null }; response: ReportOutcome };
  /** content → background: keep that these rules were wrong about a post, with the words the person left in. */
  'wrong-alarm': { request: { post: JobPost; words: string }; response: ReportOutcome };
  /** content → background: do not send this after all; false when it is too late. */
  'take-back': { request: { delivery: string }; response: boolean };
  /** content → background: look through a report in a tab of ours; with a post, one that is not kept yet. */
  review: { request: { id: string; draft: JobPost | null; box: PostBox | null }; response: null };
  /** content → background: when was this post reported? */
  reported: { request: { id: string }; response: string | null };
  /** content → background: where this report stands with each server. */
  progress: { request: { id: string }; response: readonly Progress[] };
  /** our pages → background: something waits to be sent. */
  'send-now': { request: Record<string, never>; response: null };
  /** content → background: what the person called not suspicious or hid (or takes that back). */
  choose: { request: { choice: Choice; on: boolean }; response: null };
  /** content → background: open a page of ours in a new tab. */
  open: { request: { page: OwnPage }; response: null };
  /** background → content: settings have changed; ask for the surroundings anew. */
  renew: { request: Record<string, never>; response: null };
  /** popup → content: what was found on this page. */
  found: { request: Record<string, never>; response: PageSummary };
  /** popup → content: scroll to a post and open its panel. */
  reveal: { request: { postId: string }; response: boolean };
  /** popup → content: report a post of this page; null when it is gone. */
  'report-post': { request: { postId: string }; response: ReportOutcome | null };
  /** background → content: show the verdict on the selected text. */
  'show-selection': { request: { post: JobPost; verdict: Verdict }; response: null };
}

export type MessageName = keyof Messages;
export type Envelope<N extends MessageName = MessageName> = { vigie: N; body: Messages[N]['request'] };

const RETRY_AFTER_MS = 50;

/**
 * Sends to the background. A worker that dies rejects the message at once (Chromium) or drops it (Firefox),
 * so one retry follows after 50 ms; a second failure rejects.
 */
export async function send<N extends MessageName>(
  name: N,
  body: Messages[N]['request'],
): Promise<Messages[N]['response']> {
  const envelope: Envelope<N> = { vigie: name, body };
  try {
    return answered(await browser.runtime.sendMessage(envelope));
  } catch {
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    return answered(await browser.runtime.sendMessage(envelope));
  }
}

/** Sends to the content script of a tab; rejects where none runs. */
export async function sendToTab<N extends MessageName>(
  tabId: number,
  name: N,
  body: Messages[N]['request'],
): Promise<Messages[N]['response']> {
  return answered(await browser.tabs.sendMessage(tabId, { vigie: name, body }));
}

/** The name of a message of ours, or null for anything else. */
export function messageName(message: unknown): MessageName | null {
  if (typeof message !== 'object' || message === null || !('vigie' in message)) return null;
  return typeof message.vigie === 'string' ? (message.vigie as MessageName) : null; // checked by the handlers' table
}

function answered<T>(response: unknown): T {
  if (response === undefined) throw new Error('messages: no answer');
  return response as T; // both ends are ours and typed by Messages
}

export type { JobPost, Span };
