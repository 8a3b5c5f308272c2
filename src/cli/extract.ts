/** `npm run -s extract`: JSONL {url, file} on stdin → the posts of each saved page, by the content script's own code. */
import { readFileSync, statSync } from 'node:fs';
import { Window } from 'happy-dom';
import { extractPosts } from '../extract/extract-posts.ts';
import { loadSites } from '../rules/load-sites.ts';
import { answerLines } from './lines.ts';

/** happy-dom needs 2.6 GB for a page of 9 MB. */
const LARGEST_BYTES = 5_000_000;
const sites = loadSites();

await answerLines(
  async ({ url, file }) => {
    if (typeof file !== 'string' || typeof url !== 'string') throw new Error('"url" and "file" must be strings');
    const posts = await postsOf(file, url);
    return { file, posts };
  },
  (error, value) => ({
    file:
      typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string'
        ? value.file
        : null,
    error,
  }),
);

async function postsOf(file: string, url: string): Promise<object[]> {
  if (statSync(file).size > LARGEST_BYTES) throw new Error('larger than 5 MB');
  const window = new Window({
    url,
    settings: {
      disableJavaScriptEvaluation: true,
      disableJavaScriptFileLoading: true,
      disableCSSFileLoading: true,
      disableIframePageLoading: true,
    } as object,
  });
  try {
    const page = new window.DOMParser().parseFromString(decode(readFileSync(file)), 'text/html') as unknown as Document; // happy-dom's own type
    Object.assign(globalThis, { DOMParser: window.DOMParser, Element: window.Element });
    return extractPosts(page, url, sites).map(({ post }) => ({
      title: post.title ?? null,
      company: post.company ?? null,
      location: post.location ?? null,
      salary: post.salary ?? null,
      text: post.text,
      contacts: post.contacts,
      source: post.source,
    }));
  } finally {
    await window.happyDOM.close();
  }
}

/** Bytes by the page's own charset; gb2312 is read as its superset gb18030. */
function decode(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const named = /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  try {
    return new TextDecoder(named === 'gb2312' || named === 'gbk' ? 'gb18030' : named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
