import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { digestOf, type Evidence, evidenceOf, FULL_CONSENT } from '../../src/report/evidence.ts';
import { csvOf } from '../../src/report/formats/csv.ts';
import { mispEvent } from '../../src/report/formats/misp.ts';
import { type StixObject, stixBundle, stixObjects } from '../../src/report/formats/stix.ts';
import { sampleReport } from './samples.ts';

const UUID = '3c9b1c5e-5a0f-5a51-8d0a-7b6a3d9c1e10';
const full = evidenceOf(sampleReport(0, { note: 'Seen twice', picture: 'data:image/jpeg;base64,AAAA' }), FULL_CONSENT);
const bare = evidenceOf(sampleReport(), { parts: [], address: 'site' });
const typesOf = (objects: readonly StixObject[]): string[] => [...new Set(objects.map(({ type }) => type))].sort();

describe('STIX', () => {
  test('a full report holds an object for everything', () => {
    expect(typesOf(stixObjects(full, UUID))).toEqual([
      'artifact',
      'domain-name',
      'email-addr',
      'extension-definition',
      'identity',
      'indicator',
      'note',
      'observed-data',
      'relationship',
      'report',
      'url',
      'user-account',
    ]);
  });
  test('a report with nothing ticked still says why the ad was warned about, and names nobody', () => {
    const objects = stixObjects(bare, UUID);
    expect(typesOf(objects)).toEqual(['identity', 'note', 'report']);
    expect(JSON.stringify(objects)).not.toMatch(/job_desk|Golden|example\.org|jobs\.example|offers|Ann/);
    expect(JSON.stringify(objects)).toContain('passport-held');
  });
  test('every object that is referred to is there, once', () => {
    const objects = stixObjects(full, UUID);
    const ids = objects.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const refs = objects.flatMap((one) =>
      Object.entries(one).flatMap(([name, value]) => (/_refs?$/.test(name) ? [value].flat() : [])),
    );
    expect(refs.filter((ref) => !ids.includes(ref as string))).toEqual([]); // refs are ids
  });
  test('a newer version has the same ids and times of its own; taken back it is revoked', () => {
    const later: Evidence = { ...full, modified: '2026-11-27T08:00:00.000Z', revoked: true };
    const [old, next] = [stixObjects(full, UUID), stixObjects(later, UUID)];
    expect(next.map(({ id }) => id)).toEqual(old.map(({ id }) => id));
    const own = next.filter(({ type }) => /^(?:report|indicator|note|observed-data|relationship)$/.test(type));
    for (const one of own)
      expect(one).toMatchObject({ created: full.created, modified: later.modified, revoked: true });
    for (const one of old) expect(one).not.toHaveProperty('revoked');
  });
  test('authors whose pages differ in the query alone are two accounts', () => {
    const idOf = (n: number): string | undefined => {
      const author = { url: `https://social.example/profile.php?id=${n}` };
      return stixObjects({ ...bare, author }, UUID).find(({ type }) => type === 'user-account')?.id;
    };
    expect(idOf(1)).toBeDefined();
    expect(idOf(1)).not.toBe(idOf(2));
  });
  test('quotation marks and backslashes cannot break out of a pattern', () => {
    const value = "x' OR url:value = 'y\\";
    const objects = stixObjects({ ...full, contacts: [{ kind: 'telegram', value, from: 'text' }] }, UUID);
    expect(objects.find(({ type }) => type === 'indicator')?.pattern).toBe(
      "[user-account:account_type = 'telegram' AND user-account:account_login = 'x\\' OR url:value = \\'y\\\\']",
    );
  });
  test('a bundle of nothing holds no list', () => {
    expect(stixBundle(UUID, [])).toEqual({ type: 'bundle', id: `bundle--${UUID}` });
  });
  test('a bundle of two reports holds what they share once', () => {
    const other = stixObjects(evidenceOf(sampleReport(1), FULL_CONSENT), '4d9b1c5e-5a0f-5a51-8d0a-7b6a3d9c1e10');
    const { objects = [] } = stixBundle(UUID, [...stixObjects(full, UUID), ...other]);
    expect(objects.filter(({ type }) => type === 'email-addr')).toHaveLength(1);
    expect(objects.filter(({ type }) => type === 'report')).toHaveLength(2);
  });
});

describe('MISP', () => {
  test('the ad, its contacts, its signs and its checksum are there; ids follow from the report', () => {
    const event = mispEvent(full, UUID);
    expect(event.uuid).toBe(UUID);
    expect(event.Object.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['microblog', 'user-account', 'phone-number']),
    );
    expect(event.Attribute.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['hr@example.org', digestOf(full)]),
    );
    expect(mispEvent(full, UUID)).toEqual(event);
    const uuids = [event.uuid, ...event.Attribute.map(({ uuid }) => uuid), ...event.Object.map(({ uuid }) => uuid)];
    expect(new Set(uuids).size).toBe(uuids.length);
  });
  test('it is for the receiver alone and not published', () => {
    expect(mispEvent(full, UUID)).toMatchObject({ distribution: '0', published: false });
    expect(mispEvent(full, UUID).Tag).toContainEqual({ name: 'tlp:amber' });
  });
  test('with nothing ticked it names nobody', () => {
    expect(JSON.stringify(mispEvent(bare, UUID))).not.toMatch(/job_desk|Golden|example\.org|jobs\.example|offers|Ann/);
  });
});

describe('CSV', () => {
  const rows = (csv: string) => Papa.parse<Record<string, string>>(csv.trimEnd(), { header: true }).data;
  test('a report is a row that reads back', () => {
    const [row] = rows(csvOf([full]));
    expect(row).toMatchObject({ title: full.title, text: full.text, sha256: digestOf(full), site: 'jobs.example' });
  });
  test.each(['=1+1', '+855 12', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1'])('no formula: %j', (title) => {
    expect(rows(csvOf([{ ...full, title }]))[0]?.title).toBe(`'${title}`);
  });
  test.each([
    ['hello;=1+1', "hello;'=1+1"],
    ['one\n@SUM(A1)', "one\n'@SUM(A1)"],
    ['a\t-2', "a\t'-2"],
  ])('no formula where a spreadsheet splits at semicolons: %j', (title, safe) => {
    expect(rows(csvOf([{ ...full, title }]))[0]?.title).toBe(safe);
  });
  test.each(['Cook', '2 + 2', 'a=b', '"quoted", with comma', 'two\nlines', 'ครัว', 'x@example.org'])(
    'as it is: %j',
    (title) => {
      expect(rows(csvOf([{ ...full, title }]))[0]?.title).toBe(title);
    },
  );
});
