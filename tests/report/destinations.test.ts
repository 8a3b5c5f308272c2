// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  addDestination,
  type Destination,
  installSecret,
  listDestinations,
  readConsents,
  removeDestination,
  reportOrigins,
  setConsent,
} from '../../src/report/destinations.ts';
import { FULL_CONSENT } from '../../src/report/evidence.ts';

const unit: Destination = {
  id: 'unit',
  kind: 'taxii',
  name: 'Police unit',
  url: 'https://taxii.example/root/',
  collection: { id: 'c1', canRead: true, maxContentLength: 1000 },
  auth: { user: 'ann', password: 'secret' },
};
const managed = (destinations: unknown) =>
  vi.spyOn(browser.storage.managed, 'get').mockResolvedValue({ destinations } as Record<string, unknown>);

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  managed(undefined);
});

test('what is set up is there, and gone when it is removed, with what was agreed to', async () => {
  await addDestination(unit);
  await setConsent('unit', FULL_CONSENT);
  expect(await listDestinations()).toEqual([unit]);
  expect([...(await readConsents())]).toEqual([['unit', FULL_CONSENT]]);
  expect([...(await reportOrigins())]).toEqual(['https://taxii.example/*']);
  await removeDestination('unit');
  expect([await listDestinations(), (await readConsents()).size, (await reportOrigins()).size]).toEqual([[], 0, 0]);
});

describe('an administrator’s servers', () => {
  test('come first, and cannot be mistaken for the person’s own', async () => {
    managed([{ kind: 'misp', name: 'CERT', url: 'https://misp.example', auth: { token: 'key' } }]);
    await addDestination(unit);
    expect((await listDestinations()).map(({ name, managed: by, url }) => [name, by, url])).toEqual([
      ['CERT', true, 'https://misp.example/'],
      ['Police unit', undefined, unit.url],
    ]);
  });
  test.each([
    ['plain http', { kind: 'misp', name: 'x', url: 'http://misp.example/' }],
    ['credentials in the address', { kind: 'misp', name: 'x', url: 'https://ann:secret@misp.example/' }],
    ['another kind', { kind: 'ftp', name: 'x', url: 'https://x.example/' }],
    ['no name', { kind: 'misp', name: '', url: 'https://x.example/' }],
    ['no address', { kind: 'misp', name: 'x' }],
    ['nothing', null],
  ])('%s is left out', async (_name, one) => {
    managed([one]);
    expect(await listDestinations()).toEqual([]);
  });
  test('no policy, no servers', async () => {
    vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(new Error('no managed storage'));
    expect(await listDestinations()).toEqual([]);
  });
});

test('damaged consents are none', async () => {
  await browser.storage.local.set({
    consents: { a: { parts: ['everything'], address: 'whole' }, b: 5, c: FULL_CONSENT },
  });
  expect([...(await readConsents()).keys()]).toEqual(['c']);
});

test('the secret of an install is made once', async () => {
  const made = await Promise.all([installSecret(() => 'one'), installSecret(() => 'two')]);
  expect(made).toEqual(['one', 'one']);
});
