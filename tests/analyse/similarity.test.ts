import { expect, test } from 'vitest';
import { copiesOf, hashDistance, seenPost, similarityHash } from '../../src/analyse/similarity.ts';
import { postFromText } from '../../src/extract/make-post.ts';

const AD =
  'Our company is looking for customer service officers for its new office by the sea. You answer the questions of ' +
  'clients in your own language, we train you for two weeks. Room and meals are free, salary 1200 USD a month.';
const OTHER =
  'The city library needs a cataloguer for old maps. You describe sheets from three centuries, speak with readers and ' +
  'take part in exhibitions. A degree in history or geography is required; the post is for two years.';

const EDITS: Record<string, (text: string) => string> = {
  'other figures': (text) => text.replace('1200', '1450'),
  'emoji and capitals': (text) => `🔥 ${text.toUpperCase()} ✅`,
  'zero-width characters': (text) => text.replace(/e/g, 'e\u200b'),
  'another line layout': (text) => text.replaceAll('. ', '.\n'),
  'one word changed': (text) => text.replace('sea', 'park'),
};

test.each(Object.entries(EDITS))('a copy with %s is near', (_name, edit) => {
  expect(hashDistance(similarityHash(AD) ?? '', similarityHash(edit(AD)) ?? '')).toBeLessThanOrEqual(7);
});

test('another ad is far, and a short text has no hash', () => {
  expect(hashDistance(similarityHash(AD) ?? '', similarityHash(OTHER) ?? '')).toBeGreaterThan(12);
  expect(similarityHash('Drivers wanted, call us')).toBeNull();
});

test('a book finds the same text under another name, not the post itself', () => {
  const post = (text: string, company: string) => ({ ...postFromText(text, 'paste'), id: company, company });
  const book = [post(AD, 'Alpha'), post(`${AD} ✅`, 'Beta'), post(OTHER, 'Gamma')].map(seenPost);
  const [first] = book;
  expect(
    copiesOf(
      first ?? expect.unreachable(),
      book.filter((seen) => seen !== null),
    ).map((copy) => copy.employer),
  ).toEqual(['beta']);
});
