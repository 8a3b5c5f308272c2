/** The identity of a post: the same after a reload, on every visit. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JobPost } from '../post.ts';

/** Hex SHA-256 over site and permalink, else over the normalised title, company and text. */
export function postIdOf(post: Pick<JobPost, 'site' | 'title' | 'company' | 'text'>, permalink: string | null): string {
  const plain = (value: string | undefined): string =>
    (value ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const parts = permalink ? [post.site, permalink] : [plain(post.title), plain(post.company), plain(post.text)];
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
}
