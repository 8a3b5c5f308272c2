/** The posts seen lately, to notice one text under several names. In the browser's session memory only, never sent. */
import browser from 'webextension-polyfill';
import { copiesOf, type SeenPost, seenPost } from '../analyse/similarity.ts';
import type { JobPost } from '../post.ts';

const KEY = 'seen';
const MOST_SEEN = 400;

/** For each post, the others with nearly the same text, this batch included; remembers the batch. */
export async function copiesSeen(posts: readonly JobPost[]): Promise<SeenPost[][]> {
  const batch = posts.map(seenPost);
  const { [KEY]: stored } = await browser.storage.session.get(KEY);
  const ids = new Set(posts.map((post) => post.id));
  const others = ((stored ?? []) as SeenPost[]).filter((post) => !ids.has(post.id)); // only written below
  const book = [...others, ...batch.filter((post) => post !== null)].slice(-MOST_SEEN);
  await browser.storage.session.set({ [KEY]: book });
  return batch.map((post) => (post === null ? [] : copiesOf(post, book)));
}
