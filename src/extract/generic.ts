/** Reads job ads on pages of unknown sites: first what the page is (one ad, a list, a feed, none), then its posts. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { feedPosts } from './feed-posts.ts';
import { FEWEST_CARDS, listPosts } from './list-cards.ts';
import { type Single, singlePost } from './single-post.ts';
import { topicOf } from './topic.ts';

const SECTIONS_OF_AD = 3;
/** An ad that holds cards holds them beside much prose; a list is its cards. */
const MOST_IN_CARDS = 0.4;

/** The posts of a page whose site has no adapter; none where the page is not about jobs. */
export function genericPosts(document: Document, url: string, labels: Labels): Found[] {
  if (!document.body) return [];
  const topic = topicOf(document, url, labels);
  const cards = topic > 0 ? listPosts(document, url, labels, topic) : [];
  const single = singlePost(document, url, labels, topic);
  if (single && (cards.length < FEWEST_CARDS || outweighs(single, cards))) return [single.found];
  if (cards.length >= FEWEST_CARDS) return cards;
  return topic > 0 ? feedPosts(document, url, labels) : [];
}

/** An ad with similar jobs below or beside it, rather than a list with a text about it. */
function outweighs({ body, found, sections }: Single, cards: readonly Found[]): boolean {
  const inside = cards.filter(({ element }) => body.contains(element));
  if (inside.length >= cards.length / 2) {
    const units = inside.reduce((sum, { post }) => sum + post.text.length, 0);
    return sections >= SECTIONS_OF_AD && units < found.post.text.length * MOST_IN_CARDS;
  }
  const first = cards[0]?.element;
  const before = first !== undefined && (body.compareDocumentPosition(first) & 4) !== 0; // 4: the card follows the body
  return before || sections >= SECTIONS_OF_AD;
}
