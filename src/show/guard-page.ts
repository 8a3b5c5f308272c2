/** The content script's work: find posts, have them judged, show the warned ones, answer the popup. */
import browser from 'webextension-polyfill';
import { postFromSelection } from '../extract/from-selection.ts';
import { watchPosts } from '../extract/watch-posts.ts';
import { type Envelope, messageName, send } from '../messages.ts';
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import { createOverlay, type Overlay } from './overlay.ts';

/** Posts of one flush go in one message, at most this many. */
const BATCH = 20;

/** Guards a page until `signal` aborts. */
export async function guardPage(adapters: readonly SiteAdapter[], labels: Labels, signal: AbortSignal): Promise<void> {
  const overlay = createOverlay(
    {
      surroundings: await send('surroundings', {}),
      onReport: (post) => send('report', { post }),
      onTrust: async (post, trusted) => {
        await send('trust', { postId: post.id, trusted });
        tellCount();
      },
    },
    signal,
  );
  const tellCount = (): void => void send('warned', { count: overlay.count() }).catch(() => {});
  answerMessages(overlay, signal);
  watchPosts(
    document,
    {
      adapters,
      labels,
      url: () => location.href,
      onPosts: (found) => void judge(found),
      onGone: (ids) => {
        for (const id of ids) overlay.hide(id);
        tellCount();
      },
    },
    signal,
  );

  async function judge(found: readonly Found[]): Promise<void> {
    for (let i = 0; i < found.length; i += BATCH) {
      const batch = found.slice(i, i + BATCH);
      try {
        const verdicts = await send('judge', { posts: batch.map(({ post }) => post) });
        batch.forEach((one, k) => {
          const verdict = verdicts[k];
          if (verdict && !signal.aborted) overlay.show(one, verdict);
        });
      } catch (error) {
        console.error('guard-page: posts were not judged:', error instanceof Error ? error.message : 'unknown');
      }
    }
    tellCount();
  }
}

function answerMessages(overlay: Overlay, signal: AbortSignal): void {
  const listener = (message: unknown): Promise<unknown> | undefined => {
    const name = messageName(message);
    if (name === 'found') return Promise.resolve(overlay.summaries());
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
