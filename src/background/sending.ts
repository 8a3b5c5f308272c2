/** Sends what waits in the outbox: at start, when told, at an alarm, back online. One at a time, whoever begins it. */
import browser from 'webextension-polyfill';
import { installSecret, listDestinations, permissionsFor, readConsents } from '../report/destinations.ts';
import { newSecret } from '../report/identity.ts';
import { hurry, type NewDelivery, newDelivery, type OutboxPorts, pump, timeOfNext, UNDO_MS } from '../report/outbox.ts';
import type { Report } from '../report/report.ts';
import { sendRequest } from '../report/request.ts';

const ALARM = 'outbox';
/** A timer serves while the worker lives; beyond that the alarm wakes it. */
const TIMER_MS = 25_000;
const AFTER_FAILURE_MS = 60_000;

const ports: OutboxPorts = {
  destinations: listDestinations,
  allowed: ({ url }) => browser.permissions.contains(permissionsFor(url)),
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

/** The deliveries of a report to every server to which the person lets reports go unasked. */
export async function deliveriesForAll(): Promise<{
  of(report: Report): readonly NewDelivery[];
  /** To be called when they are on disk. */
  begun(): { delivery: string; name: string }[];
}> {
  const consents = await readConsents();
  const destinations = consents.size > 0 ? await listDestinations() : [];
  let going: { delivery: string; name: string }[] = [];
  return {
    of(report) {
      const now = Date.now();
      const all = destinations.flatMap((destination) => {
        const consent = consents.get(destination.id);
        return consent ? [{ ...newDelivery(report, destination, consent, now), name: destination.name }] : [];
      });
      going = all.map(({ id, name }) => ({ delivery: id, name }));
      return all;
    },
    begun() {
      if (going.length > 0) wakeSending(Date.now() + UNDO_MS);
      return going;
    },
  };
}

/** Looks into the outbox at a time, in milliseconds since 1970, even if the worker dies before. */
export function wakeSending(time: number): void {
  const wait = Math.max(0, time - Date.now());
  if (wait < TIMER_MS) setTimeout(() => void send(), wait);
  if (wait > 0) void setAlarm(time);
}

/** Again every minute, until nothing is left to send. */
function setAlarm(when: number): Promise<void> {
  return Promise.resolve(browser.alarms.create(ALARM, { when, periodInMinutes: 1 }));
}

async function send(): Promise<void> {
  try {
    const next = await navigator.locks.request('outbox', { ifAvailable: true }, async (lock) => {
      if (!lock) return null; // somebody is at it, and takes what has come in
      await setAlarm(Date.now() + AFTER_FAILURE_MS); // should this worker die on the way
      const due = await pump(ports);
      if (due !== null) return due;
      await browser.alarms.clear(ALARM);
      // what was queued meanwhile has set the alarm that was just cleared
      return timeOfNext();
    });
    if (next !== null) wakeSending(next);
  } catch (error) {
    console.error('sending:', error instanceof Error ? error.name : 'unknown error');
    wakeSending(Date.now() + AFTER_FAILURE_MS);
  }
}
