import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { postFromText } from '../../src/extract/make-post.ts';
import {
  changeReport,
  deleteReport,
  deleteWrongAlarm,
  eraseReports,
  exportReports,
  keepReport,
  keepWrongAlarm,
  listReports,
  listWrongAlarms,
  readReport,
} from '../../src/report/store.ts';

const verdict = { level: 'danger', kind: 'job-ad', score: 1, language: 'en', threats: [], signals: [] } as const;
const post = postFromText('Passport is kept by the company', 'paste');
const report = {
  post,
  verdict,
  address: 'https://user:secret@example.org/a?b=1#frag',
  rulesVersion: 'x',
  similarityHash: null,
};

test('a report is there when it is said to be; a second one renews it; deleting removes it', async () => {
  expect(await keepReport(report, '2026-01-01T00:00:00Z')).toMatchObject({ kind: 'kept', before: null });
  expect(await keepReport(report, '2026-01-02T00:00:00Z')).toMatchObject({
    kind: 'kept',
    before: '2026-01-01T00:00:00Z',
  });
  const [kept, ...more] = await listReports();
  expect(more).toEqual([]);
  expect(kept).toMatchObject({
    created: '2026-01-01T00:00:00Z',
    modified: '2026-01-02T00:00:00Z',
    address: 'https://example.org/a?b=1',
  });
  expect(JSON.parse(exportReports([kept!], [], 'now'))).toMatchObject({
    format: 'vigie-reports',
    version: 2,
    reports: [{ id: post.id }],
  });
  await deleteReport(post.id);
  expect(await listReports()).toEqual([]);
});

test('a report that was taken back stays so; the next report of the post is another', async () => {
  await keepReport(report, '2026-01-01T00:00:00Z');
  await changeReport(post.id, { revoked: true }, '2026-01-02T00:00:00Z');
  expect(await keepReport(report, '2026-01-03T00:00:00Z')).toMatchObject({
    before: null,
    kept: { created: '2026-01-03T00:00:00Z' },
  });
  expect((await readReport(post.id))?.revoked).toBeUndefined();
  await deleteReport(post.id);
});

test('a report and its deliveries are kept in one step, or not at all', async () => {
  const broken = () => [
    {
      id: 'x',
      make: () => {
        throw new Error('no room');
      },
    },
  ];
  await expect(keepReport(report, '2026-01-01T00:00:00Z', broken)).rejects.toThrow('no room');
  expect(await readReport(post.id)).toBe(null);
});

const alarm = {
  id: post.id,
  site: 'jobs.example',
  level: 'caution',
  language: 'en',
  rules: ['passport-held'],
  words: 'kept by the company',
  rulesVersion: 'x',
} as const;

test('a wrong alarm about the same post replaces the first; deleting removes it', async () => {
  expect(await keepWrongAlarm(alarm, '2026-01-01T00:00:00Z')).toMatchObject({ kind: 'kept', before: null });
  expect(await keepWrongAlarm({ ...alarm, words: '' }, '2026-01-02T00:00:00Z')).toMatchObject({
    kind: 'kept',
    before: '2026-01-01T00:00:00Z',
  });
  expect(await listWrongAlarms()).toEqual([{ ...alarm, words: '', created: '2026-01-02T00:00:00Z' }]);
  await deleteWrongAlarm(alarm.id);
  expect(await listWrongAlarms()).toEqual([]);
});

test('erasing forgets reports and wrong alarms', async () => {
  await keepReport(report, '2026-01-01T00:00:00Z');
  await keepWrongAlarm(alarm, '2026-01-01T00:00:00Z');
  await eraseReports();
  expect([await listReports(), await listWrongAlarms()]).toEqual([[], []]);
});
