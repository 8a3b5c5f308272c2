/** The content script's work: find posts, have them judged, show the warned ones, answer the popup. */
import browser from 'webextension-polyfill';
import { postFromSelection } from '../extract/from-selection.ts';
import { watchPosts } from '../extract/watch-posts.ts';
import { type Envelope, messageName, send } from '../messages.ts';
import type { Found, JobPost } from '../post.ts';
import { createLabels } from '../rules/labels.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import type { Verdict } from '../verdict.ts';
import { createOverlay, type Overlay } from './overlay.ts';

/** Posts of one flush go in one message, at most this many. */
const BATCH = 20;
/** Verdicts kept for posts that are drawn again. */
const MOST_VERDICTS = 2000;

/** Guards a page until `signal` aborts. */
export async function guardPage(signal: AbortSignal): Promise<void> {
  const [reading, surroundings] = await Promise.all([send('reading', {}), send('surroundings', {})]);
  if (!reading.allowed || signal.aborted) return; // a private chat, until the person turns it on
  const labels = createLabels(reading.labels);
  const adapters = reading.adapter ? [reading.adapter] : [];
  const overlay = createOverlay(
    {
      surroundings,
      labels,
      platform: platformOf(reading.adapter),
      onReport: (post, box) => send('report', { post, box }),
      onReported: (id) => send('reported', { id }),
      onProgress: (id) => send('progress', { id }),
      onTakeBack: (delivery) => send('take-back', { delivery }),
      onReview: (post, draft, box) =>
        void send('review', { id: post.id, draft: draft ? post : null, box }).catch(() => {}),
      onWrongAlarm: (post, words) => send('wrong-alarm', { post, words }),
      onChoose: async (choice, on) => void (await send('choose', { choice, on })),
      onOpen: (page) => void send('open', { page }).catch(() => {}),
    },
    signal,
  );
  const verdicts = new Map<string, Verdict>();
  let changed = false;
  const tellCount = (): void => void send('warned', { count: overlay.count() }).catch(() => {});
  const renew = async (): Promise<void> => {
    overlay.renew(await send('surroundings', {}));
    tellCount();
  };
  answerMessages(overlay, { changed: () => changed, renew }, signal);
  watchPosts(
    document,
    {
      adapters,
      labels,
      url: () => location.href,
      onPosts: (found) => void judge(found),
      onGone: (ids) => {
        for (const id of ids) overlay.gone(id);
        tellCount();
      },
      onLayout: (now) => {
        changed = now;
      },
    },
    signal,
  );

  /** A post is judged once; drawn again, it costs a look-up. A picture without words is not judged at all. */
  async function judge(found: readonly Found[]): Promise<void> {
    const unknown: Found[] = [];
    for (const one of found) {
      const known = verdicts.get(keyOf(one.post));
      if (known) overlay.show(one, known);
      else if (one.post.text === '') overlay.unread(one);
      else unknown.push(one);
    }
    for (let i = 0; i < unknown.length; i += BATCH) {
      const batch = unknown.slice(i, i + BATCH);
      try {
        const answers = await send('judge', { posts: batch.map(({ post }) => post) });
        if (signal.aborted) return;
        batch.forEach((one, k) => {
          const verdict = answers[k];
          if (!verdict) return;
          if (verdicts.size >= MOST_VERDICTS) verdicts.clear();
          verdicts.set(keyOf(one.post), verdict);
          if (one.element.isConnected) overlay.show(one, verdict);
        });
      } catch (error) {
        console.error('guard-page: posts were not judged:', error instanceof Error ? error.message : 'unknown');
      }
    }
    tellCount();
  }
}

/** Two frames on, what was scrolled stands on the screen. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** The way to the site's own form, as its adapter says. */
function platformOf(adapter: SiteAdapter | null): { name: string; path: readonly string[] } | null {
  const path = adapter?.report?.path ?? (adapter?.report?.url ? [adapter.report.url] : null);
  return adapter && path ? { name: adapter.name, path } : null;
}

/** The same words give the same key, wherever the post stands. */
function keyOf({ id, title, company, location, salary, text }: JobPost): string {
  return [id, title, company, location, salary, text].join('\n');
}

type Page = { changed(): boolean; renew(): Promise<void> };

function answerMessages(overlay: Overlay, page: Page, signal: AbortSignal): void {
  const listener = (message: unknown): Promise<unknown> | undefined => {
    const name = messageName(message);
    if (name === 'found') return Promise.resolve({ posts: overlay.summaries(), changed: page.changed() });
    if (name === 'renew') return page.renew().then(() => null);
    if (name === 'report-post') {
      const found = overlay.bringUp((message as Envelope<'report-post'>).body.postId); // from our own popup
      return found ? painted().then(() => send('report', found)) : Promise.resolve(null);
    }
    if (name === 'reveal') return Promise.resolve(overlay.open((message as Envelope<'reveal'>).body.postId)); // from our own popup
    if (name === 'show-selection') {
      const { post, verdict } = (message as Envelope<'show-selection'>).body; // from our own background
      const found = postFromSelection(getSelection(), location.href);
      overlay.present(
        { post, element: found?.element ?? document.body, rangeOf: found?.rangeOf ?? (() => null) },
        verdict,
      );
      return Promise.resolve(null);
    }
    return undefined;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}
