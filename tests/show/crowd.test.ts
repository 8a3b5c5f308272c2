import { describe, expect, test } from 'vitest';
import { adKey, crowdOf } from '../../src/show/crowd.ts';

const screen = (...texts: string[]) => texts.map((text, i) => ({ id: `p${i}`, ad: adKey(text) }));

describe('badges of their own', () => {
  test.each<[string, string[], string[]]>([
    ['one post', ['a job'], ['p0']],
    ['three different posts', ['a', 'b', 'c'], ['p0', 'p1', 'p2']],
    ['copies: the first stands for all', ['Rent an account!', 'rent   an account 2', 'b'], ['p0', 'p2']],
    ['five copies of one ad', ['a', 'a', 'a', 'a', 'a'], ['p0']],
    ['nothing', [], []],
  ])('%s', (_name, texts, own) => expect(crowdOf(screen(...texts))).toEqual({ own, many: [] }));
});

describe('told in one badge', () => {
  test.each<[string, string[], string[]]>([
    ['four different posts', ['a', 'b', 'c', 'd'], ['p0', 'p1', 'p2', 'p3']],
    ['four different ones with a copy', ['a', 'b', 'a', 'c', 'd'], ['p0', 'p1', 'p3', 'p4']],
  ])('%s', (_name, texts, many) => expect(crowdOf(screen(...texts))).toEqual({ own: [], many }));
});
