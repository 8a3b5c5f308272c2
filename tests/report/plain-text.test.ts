import { expect, test } from 'vitest';
import english from '../../assets/locales/en.json' with { type: 'json' };
import { translator } from '../../src/i18n.ts';
import { mailAddress, plainText } from '../../src/pages/plain-text.ts';
import { digestOf, evidenceOf, FULL_CONSENT } from '../../src/report/evidence.ts';
import { sampleReport } from './samples.ts';

const t = translator(english, 'en');
const evidence = evidenceOf(sampleReport(0, { note: 'Seen twice' }), FULL_CONSENT);

test('the text says what the ad says, why it was warned about, and how to check that nothing was changed', () => {
  const text = plainText(evidence, t);
  for (const words of [
    'Employer: Golden Sun Group',
    '“company keeps your passport”',
    'Your note: Seen twice',
    digestOf(evidence),
  ])
    expect(text).toContain(words);
  expect(text).toContain('It accuses nobody.');
});

test('what was unticked is not in it', () => {
  const text = plainText(evidenceOf(sampleReport(), { parts: ['text'], address: 'site' }), t);
  expect(text).not.toMatch(/Golden Sun|Ann Example|jobs\.example\/view/);
});

test('a mail is cut to what mail programs take, between whole characters', () => {
  const long = { ...evidence, text: '🚨 ด่วน '.repeat(2000) };
  const address = mailAddress('unit@police.example', long, t);
  expect(address.length).toBeLessThan(2000);
  expect(() => decodeURIComponent(address)).not.toThrow();
  expect(address).toMatch(/^mailto:unit@police\.example\?subject=Report%20of/);
});
