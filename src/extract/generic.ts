/** Reads job ads on pages of unknown sites: first what the page is (one ad, a list of ads, neither), then its posts. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { FEWEST_CARDS, listPosts } from './list-cards.ts';
import { singlePost } from './single-post.ts';
import { topicOf } from './topic.ts';

/** Sections of an ad that outweigh a list on the same page (similar jobs below an ad). */
const SECTIONS_OF_AD = 3;

/** The posts of a page whose site has no adapter; none where the page is not about jobs. */
export function genericPosts(document: Document, url: string, labels: Labels): Found[] {
  if (!document.body) return [];
  const topic = topicOf(document, url, labels);
  const cards = topic > 0 ? listPosts(document, url, labels, topic) : [];
  const single = singlePost(document, url, labels, topic);
  if (single && (cards.length < FEWEST_CARDS || single.sections >= SECTIONS_OF_AD)) return [single.found];
  return cards.length >= FEWEST_CARDS ? cards : [];
}
