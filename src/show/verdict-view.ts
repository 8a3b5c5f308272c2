/** A verdict in words: one sentence, how sure, the reasons with the quoted words, what speaks for the ad. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Span } from '../post.ts';
import type { Level, Signal, Verdict } from '../verdict.ts';

export type ViewOptions = {
  readonly t: Translate;
  /** A click on quoted words; absent where there is no page to scroll. */
  readonly onQuote?: (span: Span) => void;
};

const MOST_REASONS = 5;
const LONGEST_QUOTE = 160;

/** The strongest reasons that a person is shown, strongest first. */
export function reasonsOf(verdict: Verdict): Signal[] {
  return verdict.signals.filter((signal) => signal.side === 'against').slice(0, MOST_REASONS);
}

/** Builds the view for the level that is shown (see shownLevel); the caller puts it into a panel or a page. */
export function verdictView(verdict: Verdict, level: Level, options: ViewOptions): HTMLElement {
  const { t } = options;
  const warned = level !== 'none';
  const reasons = reasonsOf(verdict);
  const threat = verdict.threats[0];
  const good = verdict.signals.filter((signal) => signal.side === 'for').slice(0, 3);
  const words = verdict.kind === 'not-an-ad' ? t('level.other') : t(`level.${level}`);
  return el(
    'section',
    {},
    el('p', { class: `verdict ${level}` }, words),
    warned && threat ? el('p', { class: 'small' }, t(`resembles.${threat.id}`)) : null,
    warned
      ? el('p', { class: 'small' }, `${t(sureness(verdict))} ${t('panel.sure', { count: reasons.length })}`)
      : null,
    ...(reasons.length > 0 && verdict.kind === 'job-ad'
      ? [el('h2', {}, t('panel.reasons')), el('ul', {}, ...reasons.map((signal) => reasonView(signal, options)))]
      : []),
    ...(warned && good.length > 0
      ? [el('h2', {}, t('panel.for')), el('ul', {}, ...good.map((signal) => el('li', {}, t(signal.because))))]
      : []),
  );
}

/** One reason: what the ad does, its words, how much that weighs and where the knowledge comes from. */
export function reasonView(signal: Signal, { t, onQuote }: ViewOptions): HTMLElement {
  const quotes = signal.spans.slice(0, 2).map((span) => {
    const { evidence } = span;
    const words = `“${evidence.length > LONGEST_QUOTE ? `${evidence.slice(0, LONGEST_QUOTE)}…` : evidence}”`;
    if (!onQuote) return el('span', { class: 'quote', dir: 'auto' }, words);
    const click = (event: Event): void => {
      if (event.isTrusted) onQuote(span);
    };
    const title = t('panel.showWords');
    return el('button', { class: 'quote', type: 'button', dir: 'auto', title, onclick: click }, words);
  });
  const source = `${t(`strength.${signal.strength}`)} ${t('panel.source', { source: signal.source })}`;
  return el('li', {}, t(signal.because), ...quotes, el('span', { class: 'source' }, source));
}

/** How sure the verdict is, by its calibrated score (rules/weights.yaml). */
function sureness({ score }: Verdict): string {
  if (score >= 0.95) return 'sure.high';
  return score >= 0.5 ? 'sure.middle' : 'sure.low';
}
