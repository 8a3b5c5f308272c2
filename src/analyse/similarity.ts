/** A 64-bit similarity hash (Charikar's simhash) that groups near-identical posts: equal texts get equal hashes. */
import { bitsOf, LETTER, MARK } from '../characters.ts';
import { normalise } from '../normalise.ts';
import type { JobPost } from '../post.ts';
import type { Copy } from './fact.ts';

const SHINGLE = 5;
/** Fewer letters than this are too few to tell texts apart. */
const FEWEST_LETTERS = 60;
/**
 * Bits in which copies may differ. Measured on the 4,205 ads of ../shared/data/honest-dev: with name, numbers and contact
 * changed, half the copies stay within 5 bits and three quarters within 8; texts of other jobs begin at 10.
 */
const MOST_BITS = 7;

/** One post of a campaign book, small enough to keep hundreds. */
export type SeenPost = Copy & { readonly id: string; readonly hash: string };

/** What is remembered of a post, or null when its text is too short to compare. */
export function seenPost(post: JobPost): SeenPost | null {
  const hash = similarityHash(post.text);
  return hash === null ? null : { id: post.id, hash, employer: employerOf(post), location: nameOf(post.location) };
}

/** The others of a book with nearly the same text. */
export function copiesOf(post: SeenPost, book: readonly SeenPost[]): SeenPost[] {
  return book.filter((other) => other.id !== post.id && hashDistance(other.hash, post.hash) <= MOST_BITS);
}

/** The employer, or who posts where none is named; in normal form. */
export function employerOf(post: JobPost): string | null {
  return nameOf(post.company) ?? nameOf(post.author?.name);
}

export function nameOf(text: string | undefined): string | null {
  return text === undefined ? null : normalise(text).text.trim() || null;
}

/**
 * Hash of a text over the 5-letter shingles of its normal letters (no digits, spaces, emoji, punctuation: pay, numbers
 * and decoration may vary). 16 hex digits, or null for a text of fewer than 60 letters.
 */
export function similarityHash(text: string): string | null {
  const letters = lettersOf(normalise(text).text);
  if (letters.length < FEWEST_LETTERS) return null;
  const votes = new Int32Array(64);
  for (let at = 0; at + SHINGLE <= letters.length; at += 1) {
    let low = 0x811c9dc5;
    let high = 0x9e3779b9;
    for (let i = at; i < at + SHINGLE; i += 1) {
      low = Math.imul(low ^ (letters[i] as number), 0x01000193);
      high = Math.imul(high ^ (letters[i] as number), 0x85ebca6b);
    }
    vote(votes, 0, mixed(low));
    vote(votes, 32, mixed(high));
  }
  return hex(votes, 32) + hex(votes, 0);
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(one: string, two: string): number {
  let bits = 0;
  for (let i = 0; i < 16; i += 4) {
    let left = Number.parseInt(one.slice(i, i + 4), 16) ^ Number.parseInt(two.slice(i, i + 4), 16);
    for (; left !== 0; left &= left - 1) bits += 1;
  }
  return bits;
}

function lettersOf(text: string): Uint16Array {
  const letters = new Uint16Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if ((bitsOf(code) & (LETTER | MARK)) !== 0) letters[count++] = code;
  }
  return letters.subarray(0, count);
}

/** The finishing steps of MurmurHash3: every bit of the input reaches every bit of the result. */
function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function vote(votes: Int32Array, from: number, hash: number): void {
  for (let bit = 0; bit < 32; bit += 1) {
    const at = from + bit;
    votes[at] = (votes[at] as number) + ((hash >>> bit) & 1 ? 1 : -1);
  }
}

function hex(votes: Int32Array, from: number): string {
  let value = 0;
  for (let bit = 0; bit < 32; bit += 1) if ((votes[from + bit] as number) > 0) value |= 1 << bit;
  return (value >>> 0).toString(16).padStart(8, '0');
}
