import { describe, expect, test } from 'vitest';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { englishGrammar } from '../../src/analyse/grammar.ts';
import { postFromText } from '../../src/extract/make-post.ts';
import { loadRules } from '../../src/rules/load.ts';

const analyser = createAnalyser(loadRules(), englishGrammar);
const judge = (text: string) => analyser.judge(postFromText(text, 'paste'));

const BAIT = [
  'Your passport is kept by the company until the contract ends. Salary 1200 USD, work in Laos.',
  'Like and rate hotels on our platform, earn commission for each task. Top up your account to unlock the next set of tasks.',
  'Pay the registration fee of $40 first, then your interview will be arranged.',
  'Receive packages at home, relabel and ship them to customers abroad. $3000 a month.',
  'Customer service for Cambodia, free air ticket, no experience, contact on Telegram @hr_example.',
  'No fee except the medical, which must be paid first: medical fee of $120.',
  'This is not a scam! Rent us your bank account and get paid every day.',
];
const HONEST = [
  'We are hiring a nurse for our clinic in Leeds. Registration and two years of experience required, pension scheme.',
  'Our hotel in Dubai is looking for a receptionist. The employer pays the visa fee and the flight. Work visa issued before departure.',
  'We never charge a registration fee. Apply on our careers page before 3 June.',
  'Warehouse operative: receive parcels at our depot and load vans. 39 hours per week, paid overtime.',
  'Beware of fake job offers: scammers promise free flights, keep your passport and ask for a registration fee. Report them to the police.',
  'Is this legit? I received an offer: customer service in Cambodia, free air ticket, no experience. Has anyone worked there?',
  'Police said 40 people were rescued from a compound in Myawaddy; their passports were kept by the company.',
];

describe('the judge', () => {
  test.each(BAIT)('warns: %s', (text) => {
    const verdict = judge(text);
    expect(verdict.level).not.toBe('none');
    expect(verdict.signals.some(({ spans }) => spans.length > 0)).toBe(true);
  });
  test.each(HONEST)('stays silent: %s', (text) => {
    expect(judge(text).level).toBe('none');
  });

  test.each([
    ['zero-width', (text: string) => text.replaceAll('passport', 'pass\u200bport')],
    ['look-alikes', (text: string) => text.replaceAll('passport', 'pаsspоrt')],
    ['bold letters', (text: string) => text.replaceAll('passport', '𝗽𝗮𝘀𝘀𝗽𝗼𝗿𝘁')],
    ['spaced out', (text: string) => text.replaceAll('passport', 'p a s s p o r t')],
    ['digits', (text: string) => text.replaceAll('passport', 'p4ssp0rt')],
  ])('a disguise changes nothing: %s', (_name, disguise) => {
    const verdict = judge(disguise('Your passport is kept by the company until the contract ends.'));
    expect(verdict.signals.map(({ id }) => id)).toContain('passport-held');
  });

  test.each([
    'We never charge fees.',
    'Registered company no 123456. Equal opportunity employer.',
    'The weather was fine.',
  ])('nothing appended takes a strong sign away: %s', (more) =>
    expect(judge(`Your passport is kept by the company. ${more}`).level).not.toBe('none'),
  );

  test('evidence is the text as it stands', () => {
    const text = 'Work in Laos. Your PASSPORT is kept by the company — salary 1.200 USD per month.';
    for (const { spans } of judge(text).signals)
      for (const { start, end, evidence } of spans) expect(text.slice(start, end)).toBe(evidence);
  });

  test('who is no advertiser gets a score of at most 0.05 and no threats', () => {
    const verdict = judge(HONEST[4] ?? '');
    expect(verdict).toMatchObject({ kind: 'not-an-ad', threats: [] });
    expect(verdict.score).toBeLessThanOrEqual(0.05);
  });
});
