import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { listDeliveries, listReports, listWrongAlarms } from '../../src/report/store.ts';
import { sampleReport } from './samples.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const alarm = {
  id: 'a1',
  site: 'x',
  level: 'caution',
  language: 'en',
  rules: [],
  words: '',
  rulesVersion: '1',
  created: 'x',
};

/** How each earlier version left its database. */
test.each([
  [1, ['reports']],
  [2, ['reports', 'wrongAlarms']],
])('from schema %i nothing is lost', async (version, stores) => {
  const old = await openDB('vigie', version, {
    upgrade(db) {
      for (const name of stores) db.createObjectStore(name, { keyPath: 'id' }).createIndex('created', 'created');
    },
  });
  await old.put('reports', sampleReport());
  if (version > 1) await old.put('wrongAlarms', alarm);
  old.close();
  expect(await listReports()).toEqual([sampleReport()]);
  expect(await listWrongAlarms()).toEqual(version > 1 ? [alarm] : []);
  expect(await listDeliveries()).toEqual([]);
});
