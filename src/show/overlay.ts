/** Badges beside warned posts and the panel that explains one of them. No node of ours stands among the site's own. */
import { el } from '../el.ts';
import { directionOf, translator } from '../i18n.ts';
import type { FoundSummary, ReportOutcome, Surroundings } from '../messages.ts';
import type { Found, JobPost } from '../post.ts';
import type { Verdict } from '../verdict.ts';
import { highlight } from './highlight.ts';
import { createHost, type Host } from './host.ts';
import { verdictView } from './verdict-view.ts';

export type OverlayPorts = {
  readonly surroundings: Surroundings;
  onReport(post: JobPost): Promise<ReportOutcome>;
  onTrust(post: JobPost, trusted: boolean): Promise<void>;
};

export type Overlay = {
  /** Shows a badge for a warned post; a post without warning is only remembered for the popup. */
  show(found: Found, verdict: Verdict): void;
  hide(postId: string): void;
  /** Opens the panel of a post; false when it is not here. */
  open(postId: string): boolean;
  /** Opens a panel for a verdict that has no badge (selected text). */
  present(found: Found, verdict: Verdict): void;
  summaries(): FoundSummary[];
  /** Number of warned posts. */
  count(): number;
};

type Entry = {
  readonly found: Found;
  readonly verdict: Verdict;
  readonly badge: Host | null;
  readonly button: HTMLButtonElement | null;
};

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
    close?.();
    for (const id of [...entries.keys()]) hide(id);
  });

  return {
    show(found, verdict) {
      const old = entries.get(found.post.id);
      old?.badge?.element.remove();
      const warned = verdict.level !== 'none' && !trusted.has(found.post.id);
      entries.set(found.post.id, warned ? badgeFor(found, verdict) : { found, verdict, badge: null, button: null });
      if (warned && !old) announce();
      wake();
    },
    hide,
    open(postId) {
      const entry = entries.get(postId);
      if (!entry) return false;
      entry.found.element.scrollIntoView({ block: 'center' });
      openPanel(entry.found, entry.verdict, entry.button);
      return true;
    },
    present: (found, verdict) => openPanel(found, verdict, null),
    summaries: () =>
      [...entries.values()]
        .filter(({ verdict }) => verdict.kind === 'job-ad')
        .map(({ found: { post }, verdict }) => ({
          id: post.id,
          heading: post.title ?? post.text.slice(0, 90),
          level: trusted.has(post.id) ? 'none' : verdict.level,
        })),
    count: () => [...entries.values()].filter(({ badge }) => badge !== null).length,
  };

  function hide(postId: string): void {
    entries.get(postId)?.badge?.element.remove();
    entries.delete(postId);
  }

  function badgeFor(found: Found, verdict: Verdict): Entry {
    const badge = createHost(direction);
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
    badge.root.append(button);
    badge.attach();
    return { found, verdict, badge, button };
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
    const state = el('p', { class: 'state', role: 'status' });
    const shut = (): void => {
      unpaint();
      host.element.remove();
      panelAt = null;
      close = null;
      opener?.focus();
    };
    const view = verdictView(verdict, {
      t,
      help,
      onQuote: (span) => {
        const node = found.rangeOf(span)?.startContainer.parentElement;
        node?.scrollIntoView({
          block: 'center',
          behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
        });
      },
    });
    const onTrusted =
      (act: () => void) =>
      (event: Event): void => {
        if (event.isTrusted) act();
      };
    const report = el(
      'button',
      { class: 'act main', type: 'button', onclick: onTrusted(() => void keep()) },
      t('panel.report'),
    );
    const honest = el(
      'button',
      { class: 'act', type: 'button', onclick: onTrusted(() => void trust()) },
      t('panel.trust'),
    );
    const x = el(
      'button',
      { class: 'close', type: 'button', 'aria-label': t('panel.close'), onclick: onTrusted(shut) },
      '×',
    );
    const panel = el(
      'div',
      { class: 'panel', role: 'dialog', 'aria-label': t('app.name'), tabindex: -1 },
      el('div', { class: 'head' }, el('strong', {}, t('app.name')), x),
      view,
      el('div', { class: 'actions' }, report, honest),
      state,
    );
    host.root.append(panel);
    host.attach();
    panelAt = { host, anchor: found.element };
    close = shut;
    panel.focus({ preventScroll: true });
    wake();

    async function keep(): Promise<void> {
      const outcome = await ports.onReport(found.post).catch((): ReportOutcome => ({ kind: 'failed', why: 'unknown' }));
      if (outcome.kind === 'kept') state.textContent = t(outcome.already ? 'report.already' : 'report.kept');
      else state.textContent = t(outcome.why === 'storage-full' ? 'report.full' : 'report.failed');
    }
    async function trust(): Promise<void> {
      const next = !trusted.has(found.post.id);
      await ports.onTrust(found.post, next);
      if (next) trusted.add(found.post.id);
      else trusted.delete(found.post.id);
      entries.get(found.post.id)?.badge?.show(!next);
      honest.textContent = t(next ? 'panel.undo' : 'panel.trust');
      state.textContent = next ? t('trust.done') : '';
    }
  }

  /** One loop for all: reads every anchor, then writes every place; sleeps when nothing moves. */
  function place(): void {
    frame = 0;
    const boxes = [...entries.values()]
      .filter(({ badge }) => badge)
      .map((entry) => ({
        entry,
        box: entry.found.element.getBoundingClientRect(),
        size: entry.button?.getBoundingClientRect(),
      }));
    const panelBox = panelAt?.anchor.getBoundingClientRect();
    const panelSize = panelAt?.host.root.querySelector('.panel')?.getBoundingClientRect();
    let moved = false;
    for (const { entry, box, size } of boxes) {
      const { badge, found } = entry;
      if (!badge) continue;
      badge.attach();
      const visible =
        found.element.isConnected &&
        box.width > 0 &&
        box.bottom > 24 &&
        box.top < innerHeight - 10 &&
        !trusted.has(found.post.id);
      badge.show(visible);
      if (!visible) continue;
      const width = size?.width ?? 120;
      const x = direction === 'rtl' ? box.left + 8 : box.right - width - 8;
      const before = badge.element.style.transform;
      badge.move(
        Math.min(Math.max(4, x), innerWidth - width - 4),
        Math.min(Math.max(4, box.top + 4), innerHeight - 34),
      );
      moved ||= before !== badge.element.style.transform;
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
