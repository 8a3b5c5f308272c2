import { expect, test } from 'vitest';
import { stepsView } from '../../src/show/steps.ts';
import type { Signal, Verdict } from '../../src/verdict.ts';

const signal = (family: string, side: Signal['side'] = 'against'): Signal => ({
  id: family,
  side,
  family,
  strength: 'strong',
  weight: 1,
  threats: [],
  spans: [],
  because: '',
  source: '',
});
const verdictOf = (...signals: Signal[]): Verdict => ({
  level: 'danger',
  kind: 'job-ad',
  score: 1,
  language: 'en',
  threats: [],
  signals,
});
const stepsFor = (situation: string, ...signals: Signal[]): string[] => {
  const view = stepsView(
    verdictOf(...signals),
    (key) => key,
    () => undefined,
  );
  const select = view.querySelector('select')!;
  select.value = situation;
  select.dispatchEvent(new Event('change'));
  return [...view.querySelectorAll('li')].map((item) => item.textContent ?? '');
};

test.each([
  ['a fee is asked', [signal('fee')], ['advice.money']],
  ['the passport is kept', [signal('documents')], ['advice.passport']],
  ['likes are paid for', [signal('task')], ['advice.task']],
  ['an account is lent', [signal('account')], ['advice.account']],
  ['the journey is paid', [signal('travel')], ['advice.abroad']],
  [
    'much is wrong: two pieces of advice at most',
    ['travel', 'fee', 'task'].map((one) => signal(one)),
    ['advice.money', 'advice.task'],
  ],
  ['nothing that has advice of its own', [signal('pay')], []],
  ['what speaks for the ad is no reason for advice', [signal('fee', 'for')], []],
])('only looking, %s', (_name, signals, advice) => {
  expect(stepsFor('looking', ...signals)).toEqual([...advice, 'steps.looking.1', 'steps.looking.2', 'steps.looking.3']);
});

test.each(['wrote', 'sent', 'paid'])('%s: its six steps, whatever was found', (situation) => {
  expect(stepsFor(situation, signal('fee'))).toEqual([1, 2, 3, 4, 5, 6].map((n) => `steps.${situation}.${n}`));
});

test('who cannot leave reads the first notes, and a button opens all of them', () => {
  expect(stepsFor('stuck')).toEqual(['notes.lead', 'notes.1', 'notes.2', 'steps.open']);
});
