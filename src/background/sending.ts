/** Sends what waits in the outbox: at start, when told, at an alarm, back online. One at a time, whoever begins it. */
import browser from 'webextension-polyfill';
import { installSecret, listDestinations, readConsents } from '../report/destinations.ts';
import { newSecret } from '../report/identity.ts';
import { hurry, type OutboxPorts, pump, queueReport, UNDO_MS } from '../report/outbox.ts';
import type { Report } from '../report/report.ts';
import { originOf, sendRequest } from '../report/request.ts';

const ALARM = 'outbox';
/** A timer serves while the worker lives; beyond that the alarm wakes it. */
const TIMER_MS = 25_000;
const AFTER_FAILURE_MS = 60_000;

const ports: OutboxPorts = {
  destinations: listDestinations,
  allowed: ({ url }) => browser.permissions.contains({ origins: [originOf(url)] }),
  secret: () => installSecret(newSecret),
  send: sendRequest,
  now: () => Date.now(),
  random: () => Math.random(),
};

/** Registers everything. Call it synchronously. */
export function startSending(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) wakeSending(Date.now());
  });
  const again = (): void => void hurry(Date.now()).finally(() => wakeSending(Date.now()));
  browser.runtime.onStartup.addListener(again);
  self.addEventListener('online', again);
  wakeSending(Date.now());
}

/** Queues a report for every server to which the person lets reports go unasked. */
export async function queueForAll(report: Report): Promise<{ delivery: string; name: string }[]> {
  const consents = await readConsents();
  const going: { delivery: string; name: string }[] = [];
  for (const destination of consents.size > 0 ? await listDestinations() : []) {
    const consent = consents.get(destination.id);
    const delivery = consent && (await queueReport(report, destination, consent, Date.now()));
    if (delivery) going.push({ delivery: delivery.id, name: delivery.name });
  }
  if (going.length > 0) wakeSending(Date.now() + UNDO_MS);
  return going;
}

/** Looks into the outbox at a time, in milliseconds since 1970, even if the worker dies before. */
export function wakeSending(time: number): void {
  const wait = Math.max(0, time - Date.now());
  if (wait < TIMER_MS) setTimeout(() => void send(), wait);
  if (wait > 0) void browser.alarms.create(ALARM, { when: time });
}

async function send(): Promise<void> {
  try {
    const next = await navigator.locks.request('outbox', { ifAvailable: true }, async (lock) => {
      if (!lock) return undefined; // somebody is at it, and takes what has come in
      await browser.alarms.create(ALARM, { when: Date.now() + AFTER_FAILURE_MS }); // should this worker die on the way
      return pump(ports);
    });
    if (next === null) await browser.alarms.clear(ALARM);
    else if (next !== undefined) wakeSending(next);
  } catch (error) {
    console.error('sending:', error instanceof Error ? error.name : 'unknown error');
    wakeSending(Date.now() + AFTER_FAILURE_MS);
  }
}
