/** Watches a page for posts: now, when it grows or changes, when it becomes another page without loading. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { adapterFor, isPrivatePage, type SiteAdapter } from '../rules/sites.ts';
import { elementsUnder, frameDocument } from './elements.ts';
import { MOST_POSTS, plainPosts } from './extract-posts.ts';
import { isSameAd } from './same-ad.ts';
import { createSiteReader, type SiteReader } from './site-posts.ts';
import { createSlices } from './slices.ts';

export type PostWatcher = {
  readonly adapters: readonly SiteAdapter[];
  readonly labels: Labels;
  url(): string;
  /** New posts, and posts whose words have changed. */
  onPosts(found: Found[]): void;
  /** Posts that left the page. */
  onGone(postIds: string[]): void;
  /** Whether the site has an adapter none of whose layouts fits, and is read the plain way. */
  onLayout(changed: boolean): void;
};

const QUIET_MS = 200;
const LONGEST_WAIT_MS = 1200;
const BATCH = 20;
/** The plain way reads the whole page: it rests this many times as long as it took, at least this long. */
const REST_TIMES = 20;
const REST_MS = 1500;
/** Elements that may get a shadow root after they stand in the page (custom elements), and when they are looked at. */
const MOST_WAITING = 500;
const LATER_MS = [1000, 3000, 8000];

const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['hidden', 'aria-hidden'],
};

/**
 * Starts watching until `signal` aborts. One observer gathers what has changed until the page is quiet for 200 ms (1.2 s at
 * most); then only the containers in which something changed, and what was added, are read, in short slices. A container
 * that reads as before costs one comparison.
 */
export function watchPosts(document: Document, watcher: PostWatcher, signal: AbortSignal): void {
  const slices = createSlices(signal);
  const live = new Map<Element, Found>();
  const byId = new Map<string, Element>();
  const waiting = new Set<Element>();
  const plainly = new Map<string, Found>();
  let added: Element[] = [];
  let touched = new Set<Node>();
  let fresh: Found[] = [];
  let reader: SiteReader | null = null;
  let adapter: SiteAdapter | null = null;
  let url = '';
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let plainAfter = 0;

  const observer = new MutationObserver((records) => {
    const before = added.length + touched.size;
    for (const record of records) note(record);
    if (added.length + touched.size > before) soon();
  });
  observe(document);
  document.addEventListener('load', onFrame, { capture: true, signal });
  for (const type of ['popstate', 'hashchange']) document.defaultView?.addEventListener(type, () => soon(), { signal });
  const later = LATER_MS.map((delay) => setTimeout(() => (lookForShadow() ? soon() : undefined), delay));
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const one of later) clearTimeout(one);
  });
  void slices.run(scan());

  function observe(root: Node): void {
    observer.observe(root, WATCHED);
  }

  /** A frame of the same origin has loaded: its document is part of the page. */
  function onFrame(event: Event): void {
    const frame = event.target as Element | null; // "load" is sent to elements and the document
    if (frame?.nodeType !== 1 || frame.tagName !== 'IFRAME' || !frameDocument(frame)) return;
    added.push(frame);
    soon();
  }

  /** Remembers what a mutation touched; nothing is looked up or read here, since a page may send 100,000 at once. */
  function note({ type, target, addedNodes, removedNodes }: MutationRecord): void {
    // what hangs at the end of <html> is no content of the page (our own badges hang there)
    if (target === document.documentElement) return;
    let content = type !== 'childList';
    for (const node of addedNodes) {
      if (!isContent(node)) continue;
      content = true;
      if (isElement(node)) added.push(node);
    }
    for (const node of removedNodes) content ||= isContent(node);
    if (content) touched.add(target);
  }

  function soon(): void {
    const time = Date.now();
    if (since === 0) since = time;
    if (timer !== undefined && time - since > LONGEST_WAIT_MS) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      since = 0;
      void slices.run(scan());
    }, QUIET_MS);
  }

  /** One step at a time: an element looked at, or a container read. */
  function* scan(): Generator<void> {
    if (watcher.url() !== url) restart();
    const roots = added;
    const changed = touched;
    added = [];
    touched = new Set();
    for (const [element, found] of live) if (!element.isConnected) drop(element, found);
    yield;
    const containers = new Set<Element>();
    for (const node of reader ? changed : []) {
      const container = reader && containerOf(node, reader);
      if (container) containers.add(container);
      yield;
    }
    if (reader) for (const container of containers) yield look(container, reader);
    for (const root of roots) {
      if (!root.isConnected) continue;
      for (const element of elementsUnder(root, observe)) {
        if (reader && live.size < MOST_POSTS && element.matches(reader.containers)) look(element, reader);
        else if (element.tagName.includes('-') && !element.shadowRoot && waiting.size < MOST_WAITING)
          waiting.add(element);
        yield;
      }
    }
    yield;
    readPlainly();
    flush();
  }

  function restart(): void {
    url = watcher.url();
    closed = isPrivatePage(url) && !adapterFor(url, watcher.adapters)?.chat; // a chat that is read was turned on
    adapter = closed ? null : adapterFor(url, watcher.adapters);
    reader = adapter ? createSiteReader(adapter, watcher.labels) : null;
    touched = new Set(live.keys());
    added = [document.documentElement];
    plainAfter = 0;
  }

  function look(container: Element, site: SiteReader): void {
    const before = live.get(container);
    const found = container.isConnected ? site.read(container, url) : null;
    if (!found) {
      if (before) drop(container, before);
      return;
    }
    if (before && sameWords(before, found)) return;
    const twin = twinOf(container, found);
    if (twin && !twin.element.contains(container)) return;
    if (twin) drop(twin.element, twin); // of two boxes the inner one
    if (before && before.post.id !== found.post.id) drop(container, before);
    keep(container, found);
  }

  function keep(container: Element, found: Found): void {
    live.set(container, found);
    byId.set(found.post.id, container);
    fresh.push(found);
    // the last one waits: the next container may be a box inside it
    if (fresh.length > BATCH) watcher.onPosts(fresh.splice(0, BATCH));
  }

  function drop(container: Element, found: Found): void {
    const { post } = found;
    live.delete(container);
    fresh = fresh.filter((one) => one !== found);
    if (byId.get(post.id) !== container) return;
    byId.delete(post.id);
    watcher.onGone([post.id]);
  }

  /** The same ad at another element: the same post again, or a box around or inside this one. */
  function twinOf(container: Element, found: Found): Found | null {
    const again = live.get(byId.get(found.post.id) ?? container);
    if (again && again.element !== container && again.element.isConnected) return again;
    for (let up = container.parentElement; up; up = up.parentElement) {
      const outer = live.get(up);
      if (outer && isSameAd(outer, found)) return outer;
    }
    for (const inner of live.values())
      if (inner.element !== container && container.contains(inner.element) && isSameAd(inner, found)) return inner;
    return null;
  }

  function flush(): void {
    if (fresh.length === 0) return;
    watcher.onPosts(fresh);
    fresh = [];
  }

  function readPlainly(): void {
    if (!closed && Date.now() < plainAfter) return void soon();
    const start = performance.now();
    const ofSite = [...live.values()].filter(({ post }) => !plainly.has(post.id));
    const found = closed ? [] : plainPosts(document, url, ofSite, adapter, watcher.labels);
    plainAfter = Date.now() + Math.max(REST_MS, (performance.now() - start) * REST_TIMES);
    const now = new Set(found.map(({ post }) => post.id));
    for (const [id, old] of plainly) {
      if (now.has(id)) continue;
      plainly.delete(id);
      drop(old.element, old);
    }
    for (const one of found) {
      const before = live.get(one.element);
      if (before && sameWords(before, one)) continue;
      plainly.set(one.post.id, one);
      keep(one.element, one);
    }
    watcher.onLayout(adapter !== null && ofSite.length === 0 && found.length > 0);
  }

  /** Custom elements that have a shadow root by now are read like new ones. */
  function lookForShadow(): boolean {
    for (const element of waiting) {
      if (element.shadowRoot) added.push(element);
      if (element.shadowRoot || !element.isConnected) waiting.delete(element);
    }
    return added.length > 0;
  }
}

/** The innermost container around a node, through shadow roots. */
function containerOf(node: Node, reader: SiteReader): Element | null {
  let at: Element | null = isElement(node) ? node : (node.parentElement ?? (node as ShadowRoot).host ?? null);
  while (at) {
    const container: Element | null = at.closest(reader.containers);
    if (container) return container;
    const root: Node = at.getRootNode();
    at = 'host' in root ? (root.host as Element) : null; // a shadow root has its host
  }
  return null;
}

function sameWords(one: Found, two: Found): boolean {
  return (
    one.post.id === two.post.id &&
    one.post.text === two.post.text &&
    one.post.title === two.post.title &&
    one.post.company === two.post.company &&
    one.post.location === two.post.location &&
    one.post.salary === two.post.salary
  );
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function isContent(node: Node): boolean {
  return node.nodeType === 3 || (isElement(node) && node.tagName !== 'SCRIPT' && node.tagName !== 'STYLE');
}
