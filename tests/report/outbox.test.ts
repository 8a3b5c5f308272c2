// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Destination } from '../../src/report/destinations.ts';
import { FULL_CONSENT } from '../../src/report/evidence.ts';
import { reportUuid } from '../../src/report/identity.ts';
import {
  hurry,
  type OutboxPorts,
  pump,
  queueReport,
  revokeDelivery,
  tryAgain,
  UNDO_MS,
  undoDelivery,
} from '../../src/report/outbox.ts';
import { isSafeAddress, NoAnswer, type Request, retryMs, sendRequest } from '../../src/report/request.ts';
import { mispVersion } from '../../src/report/servers/misp.ts';
import { findCollections } from '../../src/report/servers/taxii.ts';
import { deleteReport, eraseReports, keepReport, listDeliveries } from '../../src/report/store.ts';
import { COLLECTION, type Double, FAULTS, type Fault, startDouble } from './double.ts';
import { REPORTED, sampleReport } from './samples.ts';

const SECRET = '0b6f0f4e-9d53-4a3e-8f0b-1a2b3c4d5e6f';
const START = Date.parse('2026-11-26T08:00:00Z');
let double: Double;
let time = START;
let allowed = true;
let known: Destination[] = [];

const taxii = (): Destination => ({
  id: 'taxii',
  kind: 'taxii',
  name: 'Police unit',
  url: `${double.origin}/root/`,
  collection: { id: COLLECTION, canRead: true, maxContentLength: 1_000_000 },
  auth: { user: 'ann', password: 'secret' },
});
const misp = (): Destination => ({
  id: 'misp',
  kind: 'misp',
  name: 'CERT',
  url: `${double.origin}/`,
  auth: { token: 'key-of-ann' },
});
const ports: OutboxPorts = {
  destinations: async () => known,
  allowed: async () => allowed,
  secret: async () => SECRET,
  send: (request) => sendRequest(request),
  now: () => time,
  random: () => 0,
};
/** Lets time pass until nothing is open any more, or `most` rounds. */
async function run(more: Partial<OutboxPorts> = {}, most = 200): Promise<void> {
  for (let round = 0; round < most; round += 1) {
    const next = await pump({ ...ports, ...more });
    if (next === null) return;
    time = Math.max(time, next);
  }
}
const states = async () =>
  (await listDeliveries()).map(({ state, answer }) => (answer ? [state, answer.kind] : [state]));
/** Versions of the report itself on the server. */
const onServer = (id: string): string[] => {
  const uuid = reportUuid(SECRET, id, REPORTED);
  return [...double.stored.keys()].filter((key) => key.startsWith(`report--${uuid} `) || key.startsWith(`${uuid} `));
};

beforeEach(async () => {
  double = await startDouble();
  time = START;
  allowed = true;
  known = [taxii(), misp()];
  await eraseReports();
});
afterEach(() => double.stop());

describe.each(['taxii', 'misp'] as const)('%s', (kind) => {
  const destination = (): Destination => (kind === 'taxii' ? taxii() : misp());

  test('nothing is sent while it can be taken back; then it is received, with one POST', async () => {
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time);
    expect(await pump(ports)).toBe(START + UNDO_MS);
    expect(double.requests).toEqual([]);
    await run();
    expect(await states()).toEqual([['acknowledged']]);
    expect([double.posts(), onServer(sampleReport().id).length]).toEqual([1, 1]);
  });

  test('taken back in time, it is never sent; too late, it is', async () => {
    const delivery = await queueReport(sampleReport(), destination(), FULL_CONSENT, time);
    expect(await undoDelivery(delivery!.id)).toBe(true);
    await run();
    expect([await states(), double.requests]).toEqual([[], []]);
    const again = await queueReport(sampleReport(), destination(), FULL_CONSENT, time);
    await run();
    expect([await undoDelivery(again!.id), await states()]).toEqual([false, [['acknowledged']]]);
  });

  test.each(FAULTS)('after "%s" it is there once, and acknowledged', async (fault: Fault) => {
    double.fault = (post) => (post === 1 ? fault : null);
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time);
    await run();
    expect(await states()).toEqual([['acknowledged']]);
    expect(onServer(sampleReport().id)).toHaveLength(1);
    expect(double.posts()).toBeLessThanOrEqual(2);
  });

  test('a newer version takes the place of the older one; taking it back leaves what was known of the older', async () => {
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time, 0);
    await run();
    const later = { ...sampleReport(), modified: '2026-11-27T08:00:00.000Z', revoked: true };
    const delivery = await queueReport(later, destination(), FULL_CONSENT, time);
    expect(await states()).toEqual([['queued']]);
    await undoDelivery(delivery!.id);
    expect(await states()).toEqual([['acknowledged']]);
    await queueReport(later, destination(), FULL_CONSENT, time);
    await run();
    expect([await states(), onServer(sampleReport().id).length]).toEqual([[['acknowledged']], 2]);
  });

  test('two newer versions in a row, undone: the server’s version is still known, and can be taken back', async () => {
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time, 0);
    await run();
    for (const modified of ['2026-11-27T08:00:00.000Z', '2026-11-27T08:00:05.000Z'])
      await queueReport({ ...sampleReport(), modified }, destination(), FULL_CONSENT, time);
    const [{ id } = { id: '' }] = await listDeliveries();
    expect(await undoDelivery(id)).toBe(true);
    expect(await states()).toEqual([['acknowledged']]);
    await revokeDelivery(id, '2026-11-28T08:00:00.000Z', time);
    await run();
    expect([await states(), onServer(sampleReport().id).length]).toEqual([[['acknowledged']], 2]);
    expect(JSON.stringify([...double.stored.values()])).toMatch(/"revoked":true|false-positive/);
  });

  test('a report that may have arrived is still on its way after a newer one is undone', async () => {
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time, 0);
    const offline = async (): Promise<never> => {
      throw new NoAnswer({ kind: 'timeout' });
    };
    await pump({ ...ports, send: offline });
    const later = { ...sampleReport(), modified: '2026-11-27T08:00:00.000Z' };
    const delivery = await queueReport(later, destination(), FULL_CONSENT, time);
    await undoDelivery(delivery!.id);
    await run();
    expect([await states(), onServer(sampleReport().id).length]).toEqual([[['acknowledged']], 1]);
  });

  test('taken back before it was sent, it is never sent', async () => {
    const delivery = await queueReport(sampleReport(), destination(), FULL_CONSENT, time);
    await revokeDelivery(delivery!.id, '2026-11-28T08:00:00.000Z', time);
    await run();
    expect([await states(), double.requests]).toEqual([[], []]);
  });

  test('only what was ticked is sent, and no credentials stand in it', async () => {
    await queueReport(sampleReport(), destination(), { parts: ['text'], address: 'site' }, time, 0);
    await run();
    const sent = JSON.stringify([...double.stored.values()]);
    expect(sent).not.toMatch(/Golden|Ann Example|offers\.example|session|secret|key-of-ann/);
    expect(sent).not.toContain(SECRET);
    expect([...double.credentials]).toEqual([kind === 'taxii' ? `Basic ${btoa('ann:secret')}` : 'key-of-ann']);
  });

  test('where the browser takes the host back, it says so; allowed again, it is sent', async () => {
    allowed = false;
    const delivery = await queueReport(sampleReport(), destination(), FULL_CONSENT, time, 0);
    await run();
    expect([await states(), double.requests]).toEqual([[['refused', 'permission']], []]);
    allowed = true;
    await tryAgain(delivery!.id, time);
    await run();
    expect(await states()).toEqual([['acknowledged']]);
  });

  test('a server that is no longer set up gets nothing', async () => {
    known = [];
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time, 0);
    await run();
    expect([await states(), double.requests]).toEqual([[['refused', 'unset']], []]);
  });

  test.each([
    [401, 'login'],
    [403, 'login'],
    [404, 'http'],
    [413, 'http'],
    [422, 'http'],
  ] as const)('answer %i: refused, not tried again', async (status, answer) => {
    let requests = 0;
    const send = async () => {
      requests += 1;
      return { status, body: undefined };
    };
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time, 0);
    await run({ send });
    expect([await states(), requests]).toEqual([[['refused', answer]], 1]);
  });

  test('a worker that dies in the middle of sending sends the same again, and it is there once', async () => {
    await queueReport(sampleReport(), destination(), FULL_CONSENT, time, 0);
    const dying = async (request: Request): Promise<never> => {
      await sendRequest(request);
      throw new Error('the worker is gone');
    };
    await expect(pump({ ...ports, send: dying })).rejects.toThrow('gone');
    expect(await states()).toEqual([['queued']]);
    await run();
    expect([await states(), onServer(sampleReport().id).length, double.posts()]).toEqual([[['acknowledged']], 1, 1]);
  });
});

test('200 reports through a bad network: each acknowledged, each there once', async () => {
  let dice = 1;
  const roll = (): number => {
    dice = (dice * 48271) % 2147483647; // the same faults in every run
    return dice / 2147483647;
  };
  const quick = FAULTS.filter((fault) => fault !== 'slow');
  double.fault = () => (roll() < 0.4 ? (quick[Math.floor(roll() * quick.length)] ?? null) : null);
  const reports = Array.from({ length: 200 }, (_, n) => sampleReport(n));
  for (const report of reports) await queueReport(report, taxii(), FULL_CONSENT, time, 0);
  await run();
  expect(new Set((await listDeliveries()).map(({ state }) => state))).toEqual(new Set(['acknowledged']));
  expect(reports.map(({ id }) => onServer(id).length)).toEqual(reports.map(() => 1));
}, 60_000);

test('200 reports through a good network: 200 POSTs', async () => {
  for (let n = 0; n < 200; n += 1) await queueReport(sampleReport(n), taxii(), FULL_CONSENT, time, 0);
  await run();
  expect(new Set((await listDeliveries()).map(({ state }) => state))).toEqual(new Set(['acknowledged']));
  expect(double.posts()).toBe(200);
}, 60_000);

test('a server that asks for a pause is left alone until then, with all reports', async () => {
  double.fault = (post) => (post === 1 ? 'too-many' : null);
  for (let n = 0; n < 8; n += 1) await queueReport(sampleReport(n), taxii(), FULL_CONSENT, time, 0);
  expect(await pump(ports)).toBe(START + 1000);
  expect(double.posts()).toBe(4); // those that were on their way together
});

test('an administrator’s server that is not there yet is waited for; one that never comes is told', async () => {
  const managed = { ...taxii(), id: 'managed x' };
  known = [];
  await queueReport(sampleReport(), managed, FULL_CONSENT, time, 0);
  await pump(ports);
  expect(await states()).toEqual([['queued', 'unset']]);
  known = [managed];
  time += 60_000;
  await run();
  expect(await states()).toEqual([['acknowledged']]);
  known = [];
  await queueReport({ ...sampleReport(), modified: '2026-11-27T08:00:00.000Z' }, managed, FULL_CONSENT, time, 0);
  await run();
  expect(await states()).toEqual([['refused', 'unset']]);
});

test('after hours offline, the network that is back is used at once', async () => {
  const offline = async (): Promise<never> => {
    throw new NoAnswer({ kind: 'network' });
  };
  await queueReport(sampleReport(), taxii(), FULL_CONSENT, time, 0);
  await run({ send: offline }, 14); // the pauses have grown to an hour
  const next = await pump({ ...ports, send: offline });
  expect(next! - time).toBe(3600_000);
  await pump(ports);
  expect(await states()).toEqual([['queued', 'network']]);
  await hurry(time);
  await pump(ports);
  expect(await states()).toEqual([['acknowledged']]);
});

test('a report that is deleted is not sent any more', async () => {
  const { created: _created, modified: _modified, id, ...report } = sampleReport();
  await keepReport(report, '2026-11-26T08:00:00.000Z');
  await queueReport(sampleReport(), taxii(), FULL_CONSENT, time);
  await deleteReport(id);
  await run();
  expect([await states(), double.requests]).toEqual([[], []]);
});

describe('setting up', () => {
  test.each([
    '/taxii2/',
    '/',
    '/root/',
    '/root',
    `/root/collections/${COLLECTION}/`,
    `/root/collections/${COLLECTION}/objects/`,
  ])('the collection that can be written to is found from %s', async (path) => {
    expect(await findCollections(`${double.origin}${path}`, null, sendRequest)).toEqual([
      { root: `${double.origin}/root/`, id: COLLECTION, title: 'Job ads', canRead: true, maxContentLength: 1_000_000 },
    ]);
  });
  test('a MISP server tells its version', async () => {
    expect(await mispVersion(`${double.origin}/`, { token: 'x' }, sendRequest)).toBe('2.5.0');
  });
  test.each([
    ['no such page', 404, {}, 'http'],
    ['another kind of server', 200, { title: 'x' }, 'garbage'],
    ['a web page', 200, undefined, 'garbage'],
    ['a wrong password', 401, {}, 'login'],
  ] as const)('%s: says why', async (_name, status, body, kind) => {
    const send = async () => ({ status, body });
    await expect(findCollections('https://x.example/', null, send)).rejects.toMatchObject({ answer: { kind } });
    await expect(mispVersion('https://x.example/', null, send)).rejects.toMatchObject({ answer: { kind } });
  });
  test('an API root on another host is not asked: the person did not allow it', async () => {
    const send = async ({ url }: Request) => {
      if (!url.startsWith('https://x.example/')) throw new Error('asked elsewhere');
      return { status: 200, body: { api_roots: ['https://elsewhere.example/root/'] } };
    };
    expect(await findCollections('https://x.example/taxii2/', null, send)).toEqual([]);
  });
  test.each([
    ['https://taxii.example/', true],
    ['http://localhost:5000/', true],
    ['http://127.0.0.1/', true],
    ['http://taxii.example/', false],
    ['https://ann:secret@taxii.example/', false],
    ['ftp://taxii.example/', false],
    ['taxii.example', false],
    ['http://localhost.example/', false],
  ])('%s: may be used, %s', (address, safe) => {
    expect(isSafeAddress(address)).toBe(safe);
  });
});

test.each([
  ['5', 5000],
  ['Thu, 26 Nov 2026 08:01:00 GMT', 60_000],
  ['Thu, 26 Nov 2026 07:00:00 GMT', 0],
  ['999999999', 24 * 3600 * 1000],
  ['soon', null],
  [null, null],
])('Retry-After %s', (value, ms) => {
  expect(retryMs(value, START)).toBe(ms);
});

test('no connection is told as such', async () => {
  await expect(sendRequest({ method: 'GET', url: 'http://localhost:9/', headers: {} })).rejects.toBeInstanceOf(
    NoAnswer,
  );
});
