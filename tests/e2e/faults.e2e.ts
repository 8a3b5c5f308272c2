/** 200 reports through a bad network, a worker that is killed 50 times and a browser that is restarted 3 times (Chromium). */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidenceOf, FULL_CONSENT } from '../../src/report/evidence.ts';
import type { Delivery } from '../../src/report/store.ts';
import { COLLECTION, type Double, FAULTS, startDouble } from '../report/double.ts';
import { sampleReport } from '../report/samples.ts';
import { extensionGranted, openOwn, putStored, type Session, startBrowser, store, stored } from './harness.ts';

const REPORTS = 200;
const KILLS = 50;
const RESTARTS = 3;
/** So that there is work left to be killed in to the end. */
const LATENCY_MS = 350;
const PATIENCE_MS = 240_000;
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let double: Double;
let session: Session;
const profile = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
let extension = '';
const start = (): Promise<Session> => startBrowser('chrome', profile, true, {}, extension);

beforeAll(async () => {
  double = await startDouble();
  extension = extensionGranted('chrome', ['http://localhost/*']);
  session = await start();
});
afterAll(async () => {
  await session.close();
  await double.stop();
});

function queued(n: number): Delivery {
  const report = sampleReport(n);
  return {
    id: `${report.id} unit`,
    report: report.id,
    destination: 'unit',
    name: 'Police unit',
    state: 'queued',
    evidence: evidenceOf(report, FULL_CONSENT),
    notBefore: 0,
    attempts: 0,
    changed: report.created,
  };
}

/** As any page of ours does; a worker that was killed starts anew. */
async function wake(): Promise<void> {
  const page = await openOwn(session, 'notes.html');
  await page.evaluate(() => {
    const { runtime } = (globalThis as unknown as { chrome: { runtime: { sendMessage(m: object): Promise<unknown> } } })
      .chrome;
    return runtime.sendMessage({ vigie: 'send-now', body: {} }).catch(() => null);
  });
  await page.close();
}

async function kill(): Promise<boolean> {
  const target = session.browser
    .targets()
    .find((one) => one.type() === 'service_worker' && one.url().startsWith(session.extensionUrl));
  const worker = await target?.worker().catch(() => null);
  await worker?.close().catch(() => {}); // it may be gone already
  return worker !== null && worker !== undefined;
}

/** Versions of reports that the server holds, by id. */
function held(): string[] {
  return [...double.stored.keys()].filter((key) => key.startsWith('report--')).map((key) => key.split(' ')[0] ?? '');
}

test('every report is acknowledged, and each is on the server once', async () => {
  let dice = 7;
  const roll = (): number => {
    dice = (dice * 48271) % 2147483647; // the same faults in every run
    return dice / 2147483647;
  };
  double.fault = () => (roll() < 0.4 ? (FAULTS[Math.floor(roll() * FAULTS.length)] ?? null) : null);
  double.latency = LATENCY_MS;
  await store(session, {
    destinations: [
      {
        id: 'unit',
        kind: 'taxii',
        name: 'Police unit',
        url: `${double.origin}/root/`,
        collection: { id: COLLECTION, canRead: true, maxContentLength: 1e6 },
        auth: null,
      },
    ],
  });
  await putStored(
    session,
    'deliveries',
    Array.from({ length: REPORTS }, (_, n) => queued(n)),
  );
  let kills = 0;
  for (let round = 0; kills < KILLS; round += 1) {
    await wake();
    await settle(150 + 200 * roll());
    if (await kill()) kills += 1;
    if (round % 14 === 13 && round / 14 < RESTARTS) {
      await session.close();
      session = await start();
    }
  }
  const heldAtLastKill = held().length;
  const end = Date.now() + PATIENCE_MS;
  let left: Delivery[] = [];
  do {
    await wake();
    await settle(2000);
    left = (await stored<Delivery>(session, 'deliveries')).filter(({ state }) => state !== 'acknowledged');
  } while (left.length > 0 && Date.now() < end);
  console.log(
    `faults: ${kills} kills, ${RESTARTS} restarts, ${double.posts()} POSTs; ${heldAtLastKill} of ${REPORTS} held at the last kill`,
  );
  expect(left.map(({ state, answer }) => [state, answer])).toEqual([]);
  expect(held()).toHaveLength(REPORTS);
  expect(new Set(held()).size).toBe(REPORTS);
}, 600_000);
