/** The panel that explains one verdict, with the two things a person can do: report it, or call it honest. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { HelpLine, ReportOutcome } from '../messages.ts';
import type { Found } from '../post.ts';
import type { Verdict } from '../verdict.ts';
import { verdictView } from './verdict-view.ts';

export type PanelPorts = {
  readonly t: Translate;
  readonly help: readonly HelpLine[];
  shut(): void;
  report(): Promise<ReportOutcome>;
  /** Did the person call this post honest? */
  trusted(): boolean;
  trust(next: boolean): Promise<void>;
};

/** Builds the panel; its buttons act on trusted events only. */
export function panelView(found: Found, verdict: Verdict, ports: PanelPorts): HTMLElement {
  const { t, help } = ports;
  const state = el('p', { class: 'state', role: 'status' });
  const view = verdictView(verdict, {
    t,
    help,
    onQuote: (span) => {
      const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
      found.rangeOf(span)?.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior });
    },
  });
  const button = (look: string, words: string, act: () => void): HTMLButtonElement =>
    el(
      'button',
      { class: look, type: 'button', onclick: (event: Event) => (event.isTrusted ? act() : undefined) },
      words,
    );
  const honest = button('act', t(ports.trusted() ? 'panel.undo' : 'panel.trust'), () => void trust());
  const x = button('close', '×', ports.shut);
  x.setAttribute('aria-label', t('panel.close'));
  return el(
    'div',
    { class: 'panel', role: 'dialog', 'aria-label': t('app.name'), tabindex: -1 },
    el('div', { class: 'head' }, el('strong', {}, t('app.name')), x),
    view,
    el(
      'div',
      { class: 'actions' },
      button('act main', t('panel.report'), () => void keep()),
      honest,
    ),
    state,
  );

  async function keep(): Promise<void> {
    const outcome = await ports.report().catch((): ReportOutcome => ({ kind: 'failed', why: 'unknown' }));
    if (outcome.kind === 'kept') state.textContent = t(outcome.already ? 'report.already' : 'report.kept');
    else state.textContent = t(outcome.why === 'storage-full' ? 'report.full' : 'report.failed');
  }

  async function trust(): Promise<void> {
    const next = !ports.trusted();
    await ports.trust(next);
    honest.textContent = t(next ? 'panel.undo' : 'panel.trust');
    state.textContent = next ? t('trust.done') : '';
  }
}
