/** Reads a saved page by the content script's own code, in happy-dom. */
import { readFileSync, statSync } from 'node:fs';
import { Window } from 'happy-dom';
import { extractPosts } from '../extract/extract-posts.ts';
import type { Contact, PostSource } from '../post.ts';
import { createLabels } from '../rules/labels.ts';
import { loadLabels } from '../rules/load-labels.ts';
import type { SiteAdapter } from '../rules/sites.ts';

/** happy-dom needs 2.6 GB for a page of 9 MB. */
const LARGEST_BYTES = 5_000_000;

const labels = createLabels(loadLabels());

/** A post of a saved page, absent fields as null. */
export type ReadPost = {
  readonly title: string | null;
  readonly company: string | null;
  readonly location: string | null;
  readonly salary: string | null;
  readonly text: string;
  readonly contacts: readonly Contact[];
  readonly source: PostSource;
};

/** The posts of a file saved from `url`; pictures are not read. Throws an Error for a file above 5 MB. */
export function readPage(file: string, url: string, sites: readonly SiteAdapter[]): Promise<ReadPost[]> {
  return withPage(file, url, (page) =>
    extractPosts(page, url, sites, labels)
      .filter(({ post }) => !post.picture)
      .map(({ post }) => ({
        title: post.title ?? null,
        company: post.company ?? null,
        location: post.location ?? null,
        salary: post.salary ?? null,
        text: post.text,
        contacts: post.contacts,
        source: post.source,
      })),
  );
}

/** Parses a file saved from `url`, nothing loaded and nothing run. Throws an Error for a file above 5 MB. */
export async function withPage<Result>(file: string, url: string, use: (page: Document) => Result): Promise<Result> {
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
    const page = new window.DOMParser().parseFromString(
      withoutStyles(decode(readFileSync(file))),
      'text/html',
    ) as unknown as Document; // happy-dom's own type
    Object.assign(globalThis, { DOMParser: window.DOMParser, Element: window.Element });
    return use(page);
  } finally {
    await window.happyDOM.close();
  }
}

/** happy-dom 21 ends a page at a style sheet inside an SVG; style sheets are not read anyway. Scripts stay as they are. */
function withoutStyles(html: string): string {
  return html.replace(/<script\b[\s\S]*?<\/script\s*>|<style\b[\s\S]*?<\/style\s*>/gi, (part) =>
    /^<script/i.test(part) ? part : '',
  );
}

/** Bytes by the page's own charset. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder(charsetOf(bytes)).decode(bytes);
}

/** The charset that a page names for itself, UTF-8 where it names none that is known; gb2312 is read as its superset gb18030. */
export function charsetOf(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const named = /charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  try {
    return new TextDecoder(/^gb(?:2312|k)$/.test(named) ? 'gb18030' : named).encoding;
  } catch {
    return 'utf-8';
  }
}
