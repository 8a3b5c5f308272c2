/** A verdict in words: level, reasons with the quoted words, what speaks for the ad, what to do, whom to ask. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { HelpLine } from '../messages.ts';
import type { Span } from '../post.ts';
import type { Signal, Verdict } from '../verdict.ts';

export type ViewOptions = {
  readonly t: Translate;
  readonly help: readonly HelpLine[];
  /** A click on quoted words; absent where there is no page to scroll. */
  readonly onQuote?: (span: Span) => void;
};

const MOST_REASONS = 5;

/** The strongest reasons that a person is shown, strongest first. */
function reasonsOf(verdict: Verdict): Signal[] {
  return verdict.signals.filter((signal) => signal.side === 'against').slice(0, MOST_REASONS);
}

/** Builds the view; the caller puts it into a panel or a page. */
export function verdictView(verdict: Verdict, options: ViewOptions): HTMLElement {
  const { t } = options;
  const warned = verdict.level !== 'none';
  const view = el('div', {});
  const words = verdict.kind === 'not-an-ad' ? t('level.other') : t(`level.${verdict.level}`);
  view.append(el('p', { class: `verdict ${verdict.level}` }, words));
  const reasons = reasonsOf(verdict);
  const threat = verdict.threats[0];
  if (warned && threat) view.append(el('p', { class: 'resembles' }, t(`resembles.${threat.id}`)));
  if (warned)
    view.append(el('p', { class: 'small' }, `${t(sureness(verdict))} ${t('panel.sure', { count: reasons.length })}`));
  if (reasons.length > 0 && verdict.kind === 'job-ad')
    view.append(
      el('h3', {}, t('panel.reasons')),
      el('ul', {}, ...reasons.map((signal) => reasonView(signal, options))),
    );
  const good = verdict.signals.filter((signal) => signal.side === 'for').slice(0, 3);
  if (warned && good.length > 0)
    view.append(el('h3', {}, t('panel.for')), el('ul', {}, ...good.map((signal) => el('li', {}, t(signal.because)))));
  if (warned) {
    view.append(
      el('h3', {}, t('panel.advice')),
      el('ul', {}, ...adviceKeys(verdict).map((key) => el('li', {}, t(key)))),
    );
    if (options.help.length > 0) {
      view.append(
        el('h3', {}, t('panel.help')),
        el('ul', {}, ...options.help.map(helpView)),
        el('p', { class: 'small' }, t('help.advice')),
      );
    }
  }
  return view;
}

/** How sure the verdict is, by its calibrated score (rules/weights.yaml). */
function sureness({ score }: Verdict): string {
  if (score >= 0.95) return 'sure.high';
  return score >= 0.5 ? 'sure.middle' : 'sure.low';
}

function reasonView(signal: Signal, { t, onQuote }: ViewOptions): HTMLElement {
  const quotes = signal.spans.slice(0, 2).map((span) => {
    const words = `“${span.evidence.length > 160 ? `${span.evidence.slice(0, 160)}…` : span.evidence}”`;
    if (!onQuote) return el('span', { class: 'quote' }, words);
    const click = (event: Event): void => {
      if (event.isTrusted) onQuote(span);
    };
    return el('button', { class: 'quote', type: 'button', dir: 'auto', onclick: click }, words);
  });
  return el(
    'li',
    {},
    t(signal.because),
    ...quotes,
    el(
      'span',
      { class: 'source' },
      `${t(`strength.${signal.strength}`)} ${t('panel.source', { source: signal.source })}`,
    ),
  );
}

function helpView(line: HelpLine): HTMLElement {
  const link = line.url
    ? el('a', { href: line.url, target: '_blank', rel: 'noopener noreferrer' }, new URL(line.url).hostname)
    : null;
  return el('li', {}, line.name, link ? el('br') : null, link, line.phone ? el('br') : null, line.phone ?? null);
}

/** At most three pieces of advice, by what was found (advice.md, F). */
function adviceKeys(verdict: Verdict): string[] {
  const families = new Set(
    verdict.signals.filter((signal) => signal.side === 'against').map((signal) => signal.family),
  );
  const keys = [
    families.has('fee') ? 'advice.money' : '',
    families.has('documents') ? 'advice.passport' : '',
    families.has('task') ? 'advice.task' : '',
    families.has('account') || families.has('goods') ? 'advice.account' : '',
    families.has('travel') || families.has('place') || families.has('compound') || families.has('body')
      ? 'advice.abroad'
      : '',
  ].filter((key) => key !== '');
  return [...keys.slice(0, 2), 'advice.general'];
}
