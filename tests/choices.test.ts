import { describe, expect, test } from 'vitest';
import { type Choice, type ChoiceKind, choiceFor, isHidden, isTrusted } from '../src/choices.ts';
import type { JobPost } from '../src/post.ts';

const post = (more: Partial<JobPost> = {}): JobPost => ({
  id: 'a1',
  url: 'https://jobs.example/1',
  site: 'jobs.example',
  source: 'site',
  text: 'work',
  contacts: [],
  links: [],
  images: [],
  ...more,
});
const bakery = post({ company: 'Bakery', author: { name: 'Ann' } });
const chose = (kind: ChoiceKind, about: JobPost): Choice[] => {
  const choice = choiceFor(kind, about, '2026-11-26T08:00:00Z');
  return choice ? [choice] : [];
};

describe('not suspicious', () => {
  test.each<[string, Choice[], JobPost, boolean]>([
    ['this ad', chose('trust-post', bakery), bakery, true],
    ['this ad, seen on another site', chose('trust-post', bakery), { ...bakery, site: 'mirror.example' }, true],
    ['another ad of the same employer', chose('trust-company', bakery), post({ id: 'b2', company: 'Bakery' }), true],
    ['another ad on the same site', chose('trust-site', bakery), post({ id: 'b2' }), true],
    ['another ad, when only one was meant', chose('trust-post', bakery), post({ id: 'b2', company: 'Bakery' }), false],
    [
      'the same employer’s name on another site',
      chose('trust-company', bakery),
      post({ company: 'Bakery', site: 'other.example' }),
      false,
    ],
    ['another site', chose('trust-site', bakery), post({ site: 'other.example' }), false],
    ['a post that is only hidden', chose('hide-post', bakery), bakery, false],
  ])('%s', (_name, choices, about, trusted) => expect(isTrusted(about, choices)).toBe(trusted));
});

describe('hidden', () => {
  test.each<[string, Choice[], JobPost, boolean]>([
    ['this post', chose('hide-post', bakery), bakery, true],
    ['another post of the same poster', chose('hide-poster', bakery), post({ id: 'c', author: { name: 'Ann' } }), true],
    ['a post of another poster', chose('hide-poster', bakery), post({ id: 'c', author: { name: 'Bob' } }), false],
    ['a post that is trusted', chose('trust-post', bakery), bakery, false],
  ])('%s', (_name, choices, about, hidden) => expect(isHidden(about, choices)).toBe(hidden));
});

test('an employer or poster without a name cannot be chosen', () => {
  expect(choiceFor('trust-company', post(), 'now')).toBeNull();
  expect(choiceFor('hide-poster', post(), 'now')).toBeNull();
});
