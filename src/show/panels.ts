/** The one panel that is open: the reasons of a post, or the list of many. */
import type { Choice } from '../choices.ts';
import { el } from '../el.ts';
import type { OwnPage, PostBox, Progress, ReportOutcome } from '../messages.ts';
import type { Found, JobPost, Span } from '../post.ts';
import type { Help } from '../rules/help.ts';
import type { Level, Verdict } from '../verdict.ts';
import type { Anchor } from './anchor.ts';
import { cornerX, type Wording } from './badges.ts';
import { boxOf, windowBox } from './box.ts';
import { type Cover, watchCover } from './cover.ts';
import { highlight } from './highlight.ts';
import { createHost, type Host } from './host.ts';
import { panelView } from './panel.ts';
import type { Placed, Placer } from './placer.ts';

export type PanelsPorts = {
  words(): Wording;
  help(): Help;
  choose(choice: Choice, on: boolean): Promise<void>;
  onReport(post: JobPost, box: PostBox): Promise<ReportOutcome>;
  onReported(id: string): Promise<string | null>;
  onProgress(id: string): Promise<readonly Progress[]>;
  onTakeBack(delivery: string): Promise<boolean>;
  onReview(post: JobPost, draft: boolean, box: PostBox): void;
  /** How the site itself takes reports of a post that stands at an element; null where that is not known. */
  platformAt(element: Element): { readonly name: string; show(): string | null } | null;
  onWrongAlarm(post: JobPost, words: string): Promise<ReportOutcome>;
  onOpen(page: OwnPage): void;
};

export type ListRow = { readonly heading: string; readonly level: Level; open(): void };

export type Panels = {
  /** Opens the panel of a post; the focus goes back to `opener` when it is closed. */
  open(found: Found, at: Anchor, verdict: Verdict, level: Level, opener: HTMLElement | null): void;
  openList(rows: readonly ListRow[], opener: HTMLElement): void;
};

/** Below this width of the window the panel lies at the lower edge, as wide as the window. */
const NARROW_PX = 480;
const EDGE_PX = 8;

export function createPanels(placer: Placer, ports: PanelsPorts, signal: AbortSignal): Panels {
  let close: (() => void) | null = null;
  addEventListener('keydown', (event) => event.key === 'Escape' && event.isTrusted && close?.(), {
    signal,
    capture: true,
  });
  signal.addEventListener('abort', () => close?.());

  return {
    open(found, at, verdict, level, opener) {
      const { t, language } = ports.words();
      const unpaint = highlight(found, verdict);
      const host = createHost();
      let cover: Cover | null = null;
      const place = (): Element => at.current() ?? found.element;
      const platform = ports.platformAt(place());
      const panel = panelView(found, verdict, level, {
        t,
        language,
        help: ports.help(),
        cover: () => cover?.state() ?? 'covered',
        reported: () => ports.onReported(found.post.id),
        progress: () => ports.onProgress(found.post.id),
        takeBack: ports.onTakeBack,
        review: (draft) => ports.onReview(found.post, draft, windowBox(place())),
        platform,
        shut: () => shut(),
        showWords: (span) => scrollTo(found, span),
        report: () => ports.onReport(found.post, windowBox(place())),
        reportWrong: (words) => ports.onWrongAlarm(found.post, words),
        choose: ports.choose,
        openNotes: () => ports.onOpen('notes'),
      });
      const shut = put(host, panel, at, opener, () => {
        cover?.stop();
        unpaint();
      });
      cover = watchCover(host, panel);
    },
    openList(rows, opener) {
      const { t } = ports.words();
      const x = el('button', { class: 'close', type: 'button', 'aria-label': t('close') }, '×');
      const items = rows.map(({ heading, level, open }) => {
        const click = (event: Event): void => {
          if (!event.isTrusted) return;
          shut();
          open();
        };
        const look = { class: `row ${level}`, type: 'button', onclick: click };
        return el(
          'li',
          {},
          el('button', look, el('strong', {}, t(`badge.${level}`)), el('span', { dir: 'auto' }, heading)),
        );
      });
      const shut = put(
        createHost(),
        el(
          'div',
          { class: 'panel', role: 'dialog', 'aria-label': t('many.heading'), tabindex: -1 },
          el('div', { class: 'head' }, el('h2', {}, t('many.heading')), x),
          el('ul', {}, ...items),
        ),
        null,
        opener,
        () => {},
      );
      x.addEventListener('click', (event) => event.isTrusted && shut());
    },
  };

  /** Puts a panel beside an element (or into the corner); returns what takes it away. */
  function put(
    host: Host,
    panel: HTMLElement,
    anchor: Anchor | null,
    opener: HTMLElement | null,
    after: () => void,
  ): () => void {
    close?.();
    const { language, direction } = ports.words();
    host.put(panel, language, direction);
    const placed: Placed = {
      host,
      spot() {
        const { height } = panel.getBoundingClientRect();
        const element = anchor?.current();
        const box = element ? boxOf(element) : new DOMRect(0, innerHeight - height, innerWidth, height);
        if (innerWidth < NARROW_PX) return { x: 0, y: innerHeight - height };
        const lowest = Math.max(EDGE_PX, innerHeight - height - EDGE_PX);
        return {
          x: cornerX(box, panel, anchor?.direction ?? direction),
          y: Math.min(Math.max(EDGE_PX, box.top + 38), lowest),
        };
      },
    };
    const shut = (): void => {
      if (close !== shut) return;
      close = null;
      after();
      placer.remove(placed);
      opener?.focus({ preventScroll: true });
    };
    close = shut;
    placer.add(placed);
    panel.focus({ preventScroll: true });
    return shut;
  }
}

function scrollTo(found: Found, span: Span): void {
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  found.rangeOf(span)?.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior });
}
