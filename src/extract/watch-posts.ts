/** Watches a page for posts: now, when it grows, when it becomes another page without loading. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import type { SiteAdapter } from '../rules/sites.ts';
import { extractPosts } from './extract-posts.ts';

export type PostWatcher = {
  readonly adapters: readonly SiteAdapter[];
  readonly labels: Labels;
  url(): string;
  /** New posts, and posts whose text has changed. */
  onPosts(found: Found[]): void;
  /** Posts that left the page. */
  onGone(postIds: string[]): void;
};

const QUIET_MS = 250;
const LONGEST_WAIT_MS = 1500;

/**
 * Starts watching until `signal` aborts. Mutations are gathered until the page is quiet for 250 ms (at most 1.5 s), then
 * read once; containers that are known and unchanged cost one look-up.
 */
export function watchPosts(document: Document, watcher: PostWatcher, signal: AbortSignal): void {
  let known = new Map<string, Element>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  const scan = (): void => {
    timer = undefined;
    since = 0;
    if (signal.aborted) return;
    const now = new Map<string, Element>();
    const fresh: Found[] = [];
    for (const found of extractPosts(document, watcher.url(), watcher.adapters, watcher.labels)) {
      now.set(found.post.id, found.element);
      if (known.get(found.post.id) !== found.element) fresh.push(found);
    }
    const gone = [...known.keys()].filter((id) => !now.has(id));
    known = now;
    if (gone.length > 0) watcher.onGone(gone);
    if (fresh.length > 0) watcher.onPosts(fresh);
  };
  const soon = (): void => {
    const time = Date.now();
    if (since === 0) since = time;
    if (timer !== undefined && time - since > LONGEST_WAIT_MS) return;
    clearTimeout(timer);
    timer = setTimeout(scan, QUIET_MS);
  };
  const observer = new MutationObserver((records) => {
    // what hangs at the end of <html> is no content of the page (our own badges hang there)
    if (
      records.some(
        (record) =>
          record.target !== document.documentElement &&
          (record.type !== 'childList' || [...record.addedNodes, ...record.removedNodes].some(isContent)),
      )
    )
      soon();
  });
  observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  scan();
}

function isContent(node: Node): boolean {
  return node.nodeType === 3 || (node instanceof Element && node.tagName !== 'SCRIPT' && node.tagName !== 'STYLE');
}
