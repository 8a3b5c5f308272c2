import { describe, expect, test } from 'vitest';
import { crowdOf, type OnScreen } from '../../src/show/crowd.ts';

const posts = (...texts: string[]): OnScreen[] => texts.map((text, i) => ({ id: `p${i}`, text }));

describe('badges of their own', () => {
  test.each<[string, OnScreen[], [string, number][]]>([
    ['one post', posts('a job'), [['p0', 1]]],
    [
      'three different posts',
      posts('a', 'b', 'c'),
      [
        ['p0', 1],
        ['p1', 1],
        ['p2', 1],
      ],
    ],
    [
      'copies: the first stands for all',
      posts('Rent an account!', 'rent   an account 2', 'b'),
      [
        ['p0', 2],
        ['p2', 1],
      ],
    ],
    ['five copies of one ad', posts('a', 'a', 'a', 'a', 'a'), [['p0', 5]]],
    ['nothing', [], []],
  ])('%s', (_name, onScreen, badges) => {
    const crowd = crowdOf(onScreen, onScreen);
    expect([...crowd.badges]).toEqual(badges);
    expect(crowd.many).toEqual([]);
  });

  test('copies elsewhere on the page are counted', () => {
    const page = posts('a', 'b', 'a', 'a');
    expect([...crowdOf(page.slice(0, 2), page).badges]).toEqual([
      ['p0', 3],
      ['p1', 1],
    ]);
  });
});

describe('told in one badge', () => {
  test.each([
    ['four different posts', posts('a', 'b', 'c', 'd'), ['p0', 'p1', 'p2', 'p3']],
    ['four different ones with a copy', posts('a', 'b', 'a', 'c', 'd'), ['p0', 'p1', 'p3', 'p4']],
  ])('%s', (_name, onScreen, many) => {
    const crowd = crowdOf(onScreen, onScreen);
    expect(crowd.many).toEqual(many);
    expect(crowd.badges.size).toBe(0);
  });
});
