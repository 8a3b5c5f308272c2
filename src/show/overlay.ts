/** Badges beside warned posts and the panel that explains one of them. No node of ours stands among the site's own. */
import { el } from '../el.ts';
import { directionOf, translator } from '../i18n.ts';
import type { FoundSummary, ReportOutcome, Surroundings } from '../messages.ts';
import type { Found, JobPost } from '../post.ts';
import type { Verdict } from '../verdict.ts';
import { boxOf } from './box.ts';
import { highlight } from './highlight.ts';
import { createHost, type Host } from './host.ts';
import { panelView } from './panel.ts';

export type OverlayPorts = {
  readonly surroundings: Surroundings;
  onReport(post: JobPost): Promise<ReportOutcome>;
  onTrust(post: JobPost, trusted: boolean): Promise<void>;
};

export type Overlay = {
  /** Shows a badge for a warned post; a post without warning is only remembered for the popup. */
  show(found: Found, verdict: Verdict): void;
  /** Remembers a post whose text is in a picture: it was not judged, and is never called safe. */
  unread(found: Found): void;
  hide(postId: string): void;
  /** Opens the panel of a post; false when it is not here. */
  open(postId: string): boolean;
  /** Opens a panel for a verdict that has no badge (selected text). */
  present(found: Found, verdict: Verdict): void;
  summaries(): FoundSummary[];
  /** Number of warned posts. */
  count(): number;
};

type Badge = { readonly host: Host; readonly button: HTMLButtonElement };
type Entry = {
  readonly found: Found;
  /** Null for a picture that was not judged. */
  readonly verdict: Verdict | null;
  /** Made when the post first comes near the window. */
  badge: Badge | null;
};

/** A badge exists while its post is at most this far from the window: a feed may hold thousands. */
const NEAR = '600px';

/** Frames without movement after which the loop sleeps until the page moves again. */
const STILL_FRAMES = 20;

export function createOverlay(ports: OverlayPorts, signal: AbortSignal): Overlay {
  const { language, strings, help } = ports.surroundings;
  const t = translator(strings, language);
  const direction = directionOf(language);
  const trusted = new Set(ports.surroundings.trusted);
  const entries = new Map<string, Entry>();
  let close: (() => void) | null = null;
  let panelAt: { host: Host; anchor: Element } | null = null;
  let frame = 0;
  let still = 0;
  let live: HTMLElement | null = null;
  /** Which post's badge stands at an element: a recycled card gets another. */
  const byElement = new Map<Element, string>();
  const near = new Map<Element, Entry>();
  const approach = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const entry = entries.get(byElement.get(target) ?? '');
        if (!entry?.verdict) continue;
        if (!isIntersecting) leave(target);
        else if (!near.has(target)) {
          near.set(target, entry);
          entry.badge = badgeFor(entry, entry.verdict);
        }
      }
      wake();
    },
    { rootMargin: NEAR },
  );

  const wake = (): void => {
    still = 0;
    if (frame === 0 && (entries.size > 0 || panelAt)) frame = requestAnimationFrame(place);
  };
  for (const type of ['scroll', 'resize', 'transitionrun', 'load'])
    addEventListener(type, wake, { capture: true, passive: true, signal });
  addEventListener('keydown', (event) => event.key === 'Escape' && close?.(), { signal, capture: true });
  const grown = new ResizeObserver(wake);
  grown.observe(document.documentElement);
  if (document.body) grown.observe(document.body);
  signal.addEventListener('abort', () => {
    grown.disconnect();
    approach.disconnect();
    close?.();
    for (const id of [...entries.keys()]) hide(id);
  });

  return {
    show(found, verdict) {
      const known = entries.has(found.post.id);
      hide(found.post.id);
      entries.set(found.post.id, { found, verdict, badge: null });
      if (!isWarned(found.post, verdict)) return;
      byElement.set(found.element, found.post.id);
      approach.observe(found.element);
      if (!known) announce();
    },
    unread(found) {
      hide(found.post.id);
      entries.set(found.post.id, { found, verdict: null, badge: null });
    },
    hide,
    open(postId) {
      const entry = entries.get(postId);
      if (!entry?.verdict) return false;
      entry.found.element.scrollIntoView({ block: 'center' });
      openPanel(entry.found, entry.verdict, entry.badge?.button ?? null);
      return true;
    },
    present: (found, verdict) => openPanel(found, verdict, null),
    summaries: () =>
      [...entries.values()]
        .filter(({ verdict }) => verdict?.kind !== 'not-an-ad')
        .map(({ found: { post }, verdict }) => ({
          id: post.id,
          heading: post.title ?? (post.text.slice(0, 90) || (post.author?.name ?? '')),
          level: levelOf(post, verdict),
        })),
    count: () => [...entries.values()].filter(({ found, verdict }) => isWarned(found.post, verdict)).length,
  };

  function isWarned(post: JobPost, verdict: Verdict | null): boolean {
    return verdict !== null && verdict.level !== 'none' && !trusted.has(post.id);
  }

  function levelOf(post: JobPost, verdict: Verdict | null): FoundSummary['level'] {
    if (verdict && isWarned(post, verdict)) return verdict.level;
    return verdict === null || post.picture ? 'unread' : 'none';
  }

  function hide(postId: string): void {
    const entry = entries.get(postId);
    if (!entry) return;
    entries.delete(postId);
    const { element } = entry.found;
    if (byElement.get(element) !== postId) return;
    byElement.delete(element);
    approach.unobserve(element);
    leave(element);
  }

  function leave(element: Element): void {
    const entry = near.get(element);
    near.delete(element);
    entry?.badge?.host.element.remove();
    if (entry) entry.badge = null;
  }

  function badgeFor({ found }: Entry, verdict: Verdict): Badge {
    const host = createHost(direction);
    const level = verdict.level === 'danger' ? 'danger' : 'caution';
    const click = (event: Event): void => {
      if (event.isTrusted) openPanel(found, verdict, button);
    };
    const button = el(
      'button',
      { class: `badge ${level}`, type: 'button', 'aria-haspopup': 'dialog', onclick: click },
      level === 'danger' ? '⚠ ' : '◔ ',
      t(`badge.${level}`),
    );
    host.root.append(button);
    host.attach();
    return { host, button };
  }

  function announce(): void {
    if (live) return;
    const host = createHost(direction);
    live = el('div', { class: 'hidden-live', role: 'status' });
    host.root.append(live);
    host.attach();
    signal.addEventListener('abort', () => host.element.remove());
    setTimeout(() => live?.append(t('live.found')), 100);
  }

  function openPanel(found: Found, verdict: Verdict, opener: HTMLElement | null): void {
    close?.();
    const host = createHost(direction);
    const unpaint = highlight(found, verdict);
    const shut = (): void => {
      unpaint();
      host.element.remove();
      panelAt = null;
      close = null;
      opener?.focus();
    };
    const panel = panelView(found, verdict, {
      t,
      help,
      shut,
      report: () => ports.onReport(found.post),
      trusted: () => trusted.has(found.post.id),
      trust: async (next) => {
        await ports.onTrust(found.post, next);
        if (next) trusted.add(found.post.id);
        else trusted.delete(found.post.id);
        entries.get(found.post.id)?.badge?.host.show(!next);
      },
    });
    host.root.append(panel);
    host.attach();
    panelAt = { host, anchor: found.element };
    close = shut;
    panel.focus({ preventScroll: true });
    wake();
  }

  /** One loop for all: reads every anchor, then writes every place; sleeps when nothing moves. */
  function place(): void {
    frame = 0;
    const boxes = [...near.values()].map((entry) => ({
      entry,
      box: boxOf(entry.found.element),
      size: entry.badge?.button.getBoundingClientRect(),
    }));
    const panelBox = panelAt ? boxOf(panelAt.anchor) : undefined;
    const panelSize = panelAt?.host.root.querySelector('.panel')?.getBoundingClientRect();
    let moved = false;
    for (const { entry, box, size } of boxes) {
      const { badge, found } = entry;
      if (!badge) continue;
      badge.host.attach();
      const visible =
        found.element.isConnected &&
        box.width > 0 &&
        box.bottom > 24 &&
        box.top < innerHeight - 10 &&
        !trusted.has(found.post.id);
      badge.host.show(visible);
      if (!visible) continue;
      const width = size?.width ?? 120;
      const x = direction === 'rtl' ? box.left + 8 : box.right - width - 8;
      const before = badge.host.element.style.transform;
      badge.host.move(
        Math.min(Math.max(4, x), innerWidth - width - 4),
        Math.min(Math.max(4, box.top + 4), innerHeight - 34),
      );
      moved ||= before !== badge.host.element.style.transform;
    }
    if (panelAt && panelBox) {
      const width = panelSize?.width ?? 380;
      const height = panelSize?.height ?? 400;
      const x = direction === 'rtl' ? panelBox.left + 8 : panelBox.right - width - 8;
      panelAt.host.attach();
      panelAt.host.move(
        Math.min(Math.max(8, x), Math.max(8, innerWidth - width - 8)),
        Math.min(Math.max(8, panelBox.top + 38), Math.max(8, innerHeight - height - 8)),
      );
    }
    still = moved ? 0 : still + 1;
    if (still < STILL_FRAMES && (boxes.length > 0 || panelAt)) frame = requestAnimationFrame(place);
  }
}
