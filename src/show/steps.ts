/** What to do now, by situation (advice.md): the person says where they stand. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Verdict } from '../verdict.ts';

const SITUATIONS = { looking: 3, wrote: 6, sent: 6, paid: 6, stuck: 0 } as const;
type Situation = keyof typeof SITUATIONS;

/** A choice of situations with the steps of the chosen one; `openNotes` opens the page for people who cannot leave. */
export function stepsView(verdict: Verdict, t: Translate, openNotes: () => void): HTMLElement {
  const list = el('ol', { class: 'steps' });
  const select = el(
    'select',
    { 'aria-label': t('situation.label') },
    ...(Object.keys(SITUATIONS) as Situation[]).map((one) => el('option', { value: one }, t(`situation.${one}`))), // the table's own keys
  );
  const fill = (): void => {
    const situation = select.value as Situation; // one of the options above
    list.replaceChildren(...keysFor(situation, verdict).map((key) => el('li', {}, t(key))));
    if (situation === 'stuck') {
      const click = (event: Event): void => (event.isTrusted ? openNotes() : undefined);
      list.append(el('li', {}, el('button', { class: 'act main', type: 'button', onclick: click }, t('steps.open'))));
    }
  };
  select.addEventListener('change', fill);
  fill();
  return el(
    'section',
    {},
    el('h2', {}, t('panel.advice')),
    el('label', { class: 'field' }, el('span', {}, t('situation.label')), select),
    list,
  );
}

function keysFor(situation: Situation, verdict: Verdict): string[] {
  const keys = Array.from({ length: SITUATIONS[situation] }, (_, i) => `steps.${situation}.${i + 1}`);
  if (situation === 'stuck') return ['notes.lead', 'notes.1', 'notes.2'];
  return situation === 'looking' ? [...adviceFor(verdict), ...keys] : keys;
}

/** At most two pieces of advice, by what was found. */
function adviceFor(verdict: Verdict): string[] {
  const families = new Set(
    verdict.signals.filter((signal) => signal.side === 'against').map((signal) => signal.family),
  );
  const about: readonly (readonly [string, readonly string[]])[] = [
    ['advice.money', ['fee']],
    ['advice.passport', ['documents']],
    ['advice.task', ['task']],
    ['advice.account', ['account', 'goods']],
    ['advice.abroad', ['travel', 'place', 'compound', 'body']],
  ];
  return about
    .filter(([, own]) => own.some((family) => families.has(family)))
    .map(([key]) => key)
    .slice(0, 2);
}
