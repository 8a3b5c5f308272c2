import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contactParts } from '../../src/report/contact-parts.ts';
import { ADDRESS_FORMS, canonical, digestOf, evidenceOf, FULL_CONSENT, PARTS } from '../../src/report/evidence.ts';
import { newSecret, observableId, reportUuid } from '../../src/report/identity.ts';
import { REPORTED, sampleReport } from './samples.ts';

const whole = evidenceOf(sampleReport(0, { note: 'Seen twice', picture: 'data:image/jpeg;base64,AAAA' }), FULL_CONSENT);

test('a whole record holds every part and the words of each sign', () => {
  for (const part of PARTS) expect(whole, part).toHaveProperty(part);
  expect(whole.signals.find(({ id }) => id === 'passport-held')?.spans[0]?.evidence).toMatch(/keeps your passport/);
});

test.each(PARTS)('without a tick at "%s" it is not in the record, nor is it in the words of the signs', (part) => {
  const report = sampleReport(0, { note: 'Seen twice', picture: 'data:image/jpeg;base64,AAAA' });
  const record = evidenceOf(report, { parts: PARTS.filter((one) => one !== part), address: 'whole' });
  expect(record).not.toHaveProperty(part);
  for (const { spans } of record.signals) expect(spans.map(({ field }) => field)).not.toContain(part);
});

test('the address of the page: whole, without query, or the site only', () => {
  const report = { ...sampleReport(), address: 'https://ann:secret@jobs.example/view/0?session=7#top' };
  expect(ADDRESS_FORMS.map((address) => evidenceOf(report, { parts: PARTS, address }).address)).toEqual([
    'https://jobs.example/view/0?session=7',
    'https://jobs.example/view/0',
    'https://jobs.example/',
  ]);
});

test('a post in a feed is found by its own link; the feed’s address says nothing of it', () => {
  const report = sampleReport();
  const inFeed = { ...report, address: 'https://jobs.example/feed?me=ann' };
  expect(evidenceOf(inFeed, FULL_CONSENT).address).toBe('https://jobs.example/view/0');
  const noLink = { ...inFeed, post: { ...report.post, url: '' } };
  expect(evidenceOf(noLink, FULL_CONSENT).address).toBe('https://jobs.example/feed?me=ann');
});

test('user, password and fragment are cut from the links of the ad, too', () => {
  const report = sampleReport();
  const post = {
    ...report.post,
    links: ['https://u:p@offers.example/a#b'],
    applyUrl: 'https://u:p@offers.example/c#d',
  };
  const record = evidenceOf({ ...report, post }, FULL_CONSENT);
  expect([record.links, record.applyUrl]).toEqual([['https://offers.example/a'], 'https://offers.example/c']);
});

test('the checksum is the SHA-256 of the record in canonical form, whatever the order of its fields', () => {
  const turned = Object.fromEntries(Object.entries(whole).reverse()) as typeof whole; // the same fields
  expect(digestOf(whole)).toBe(createHash('sha256').update(canonical(whole)).digest('hex'));
  expect(digestOf(turned)).toBe(digestOf(whole));
  expect(digestOf({ ...whole, title: 'Another' })).not.toBe(digestOf(whole));
});

test('canonical form as RFC 8785 gives it', () => {
  // the example of section 3.2.4
  const example = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    literals: [null, true, false],
  };
  expect(canonical(example)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}');
});

test('a link to the page itself tells no more of it than its address may', () => {
  const report = sampleReport();
  const secret = 'https://jobs.example/view/0?token=SECRET';
  const post = {
    ...report.post,
    links: [secret, 'https://offers.example/a'],
    applyUrl: secret,
    images: ['https://u:p@jobs.example/a.png#f'],
  };
  const noQuery = evidenceOf({ ...report, post }, { parts: PARTS, address: 'noQuery' });
  expect([noQuery.links, noQuery.applyUrl]).toEqual([
    ['https://jobs.example/view/0', 'https://offers.example/a'],
    'https://jobs.example/view/0',
  ]);
  const without = evidenceOf(
    { ...report, post },
    { parts: PARTS.filter((part) => part !== 'address'), address: 'whole' },
  );
  expect([without.links, without.applyUrl]).toEqual([['https://offers.example/a'], undefined]);
  expect(without.images).toEqual(['https://jobs.example/a.png']);
});

describe('ids', () => {
  const secrets = [newSecret(), newSecret()] as const;
  test('one person’s second report of a post has the same id, two people’s never', () => {
    expect(reportUuid(secrets[0], 'post', REPORTED)).toBe(reportUuid(secrets[0], 'post', REPORTED));
    expect(reportUuid(secrets[0], 'post', REPORTED)).not.toBe(reportUuid(secrets[1], 'post', REPORTED));
    expect(reportUuid(secrets[0], 'post', REPORTED)).not.toBe(reportUuid(secrets[0], 'other', REPORTED));
    // after it was revoked or deleted the next report is another
    expect(reportUuid(secrets[0], 'post', REPORTED)).not.toBe(
      reportUuid(secrets[0], 'post', '2026-12-01T08:00:00.000Z'),
    );
  });
  test('observables have the ids that STIX gives them', () => {
    // as the OASIS library `stix2` 3.0 makes them
    expect(observableId('domain-name', { value: 'example.com' })).toBe(
      'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7',
    );
    expect(observableId('url', { value: 'https://example.com/research/index.html' })).toBe(
      'url--47c3cf9a-5027-5bf0-997a-017c7edc7c55',
    );
  });
});

describe('contacts in the terms of receivers', () => {
  test.each([
    ['telegram', 'https://t.me/job_desk', { kind: 'account', service: 'telegram', login: 'job_desk' }],
    ['telegram', '@job_desk', { kind: 'account', service: 'telegram', login: 'job_desk' }],
    ['telegram', 't.me/job_desk', { kind: 'account', service: 'telegram', login: 'job_desk' }],
    ['telegram', 'tg://resolve?domain=job_desk', { kind: 'account', service: 'telegram', login: 'job_desk' }],
    [
      'whatsapp',
      'https://wa.me/85512345678',
      { kind: 'account', service: 'whatsapp', login: '85512345678', number: '85512345678' },
    ],
    [
      'whatsapp',
      'https://api.whatsapp.com/send?phone=85512345678',
      { kind: 'account', service: 'whatsapp', login: '85512345678', number: '85512345678' },
    ],
    ['line', 'https://line.me/ti/p/abc', { kind: 'account', service: 'line', login: 'ti/p/abc' }],
    ['phone', '+855 12-345 678', { kind: 'phone', number: '+85512345678' }],
    ['phone', '00855 12345678', { kind: 'phone', number: '+85512345678' }],
    ['email', 'HR@Example.org', { kind: 'email', address: 'hr@example.org' }],
    ['url', 'https://offers.example/', { kind: 'url', url: 'https://offers.example/' }],
  ] as const)('%s %s', (kind, value, parts) => {
    expect(contactParts({ kind, value, from: 'link' })).toEqual(parts);
  });
  test.each([
    ['phone', 'call me'],
    ['phone', '12'],
    ['email', 'nobody'],
    ['url', 'nowhere'],
    ['telegram', 'https://t.me/'],
    ['telegram', '@'],
  ] as const)('nothing to go by: %s %s', (kind, value) => {
    expect(contactParts({ kind, value, from: 'text' })).toBe(null);
  });
});
