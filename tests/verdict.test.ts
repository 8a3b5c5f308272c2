import { describe, expect, test } from 'vitest';
import { type Eagerness, type Level, type Signal, shownLevel, type Verdict } from '../src/verdict.ts';

const span = { field: 'text', start: 0, end: 4, evidence: 'fee!' } as const;
const signal = (more: Partial<Signal>): Signal => ({
  id: 's',
  side: 'against',
  family: 'fee',
  strength: 'moderate',
  weight: 1,
  threats: [],
  spans: [span],
  because: 'because.s',
  source: 'x',
  ...more,
});
const verdict = (level: Level, signals: Signal[] = [], kind: Verdict['kind'] = 'job-ad'): Verdict => ({
  level,
  kind,
  score: 0.5,
  language: 'en',
  threats: [],
  signals,
});

describe('warns', () => {
  test.each<[Eagerness, Verdict, Level]>([
    ['calm', verdict('danger'), 'danger'],
    ['normal', verdict('danger'), 'danger'],
    ['normal', verdict('caution'), 'caution'],
    ['early', verdict('caution'), 'caution'],
    ['early', verdict('none', [signal({})]), 'caution'],
    ['early', verdict('none', [signal({ strength: 'strong' })]), 'caution'],
  ])('%s: %j', (eagerness, judged, level) => expect(shownLevel(judged, eagerness)).toBe(level));
});

describe('stays silent', () => {
  test.each<[Eagerness, Verdict]>([
    ['calm', verdict('caution')],
    ['calm', verdict('none', [signal({})])],
    ['normal', verdict('none', [signal({})])],
    ['early', verdict('none', [signal({ strength: 'weak' })])],
    ['early', verdict('none', [signal({ spans: [] })])],
    ['early', verdict('none', [signal({ side: 'for' })])],
    ['early', verdict('none', [signal({})], 'not-an-ad')],
  ])('%s: %j', (eagerness, judged) => expect(shownLevel(judged, eagerness)).toBe('none'));
});
