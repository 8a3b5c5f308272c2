/**
 * Reports on their way: queued → sent → acknowledged | refused. Each step is on disk before and after it is done, so
 * that a worker may die at any line. Sending twice does no harm: the ids are the same.
 */
import { type Destination, isManagedId } from './destinations.ts';
import { type Consent, evidenceOf } from './evidence.ts';
import { reportUuid } from './identity.ts';
import type { Report } from './report.ts';
import { NoAnswer, type Send } from './request.ts';
import { deliverToMisp } from './servers/misp.ts';
import type { Deliver, Outcome } from './servers/server.ts';
import { deliverToTaxii } from './servers/taxii.ts';
import { changeDelivery, type Delivery, listOpenDeliveries } from './store.ts';

/** In which the person can take it back. */
export const UNDO_MS = 10_000;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 3600_000;
const AT_ONCE = 4;
/** An administrator's policy comes some seconds after the browser has started. */
const POLICY_ATTEMPTS = 6;

const SERVERS: Readonly<Record<Destination['kind'], Deliver>> = { taxii: deliverToTaxii, misp: deliverToMisp };

export type OutboxPorts = {
  destinations(): Promise<readonly Destination[]>;
  /** Has the browser allowed requests to this destination? */
  allowed(destination: Destination): Promise<boolean>;
  secret(): Promise<string>;
  send: Send;
  /** Milliseconds since 1970. */
  now(): number;
  /** 0..1, for delays that differ. */
  random(): number;
};

/** A delivery that begins now, and what it needs to know of the one before. */
export type NewDelivery = { readonly id: string; make(old: Delivery | null): Delivery };

/** The delivery of a report to a destination, with the parts that were agreed to. */
export function newDelivery(
  report: Report,
  { id: destination, name }: Pick<Destination, 'id' | 'name'>,
  consent: Consent,
  now: number,
  delay = UNDO_MS,
): NewDelivery {
  const id = `${report.id} ${destination}`;
  const make = (old: Delivery | null): Delivery => {
    const before = beforeOf(old);
    return {
      id,
      report: report.id,
      destination,
      name,
      state: 'queued',
      evidence: evidenceOf(report, consent),
      notBefore: now + delay,
      attempts: 0,
      changed: new Date(now).toISOString(),
      ...(before ? { before } : {}),
    };
  };
  return { id, make };
}

/** What is to come back when the new version is undone: what the server has, or may have. */
function beforeOf(old: Delivery | null): Delivery | undefined {
  if (!old) return undefined;
  const { before, ...own } = old;
  return isUntouched(old) ? before : own;
}

/** Queues a report for a destination; resolves when it is on disk. */
export function queueReport(
  report: Report,
  destination: Pick<Destination, 'id' | 'name'>,
  consent: Consent,
  now: number,
  delay = UNDO_MS,
): Promise<Delivery | null> {
  const { id, make } = newDelivery(report, destination, consent, now, delay);
  return changeDelivery(id, make);
}

/**
 * The ad was honest after all: what was not sent is not sent, and who has the report, or may have it, gets a newer version
 * of what was sent there that takes it back.
 */
export async function revokeDelivery(id: string, modified: string, now: number): Promise<void> {
  await undoDelivery(id);
  await changeDelivery(id, (old) => {
    if (!old) return undefined;
    const { answer: _answer, statusUrl: _statusUrl, before: _before, ...rest } = old;
    const evidence = { ...old.evidence, revoked: true, modified };
    return { ...rest, state: 'queued', evidence, attempts: 0, notBefore: now, changed: new Date(now).toISOString() };
  });
}

/** Takes a queued delivery back; false when it has been sent already. */
export async function undoDelivery(id: string): Promise<boolean> {
  let undone = false;
  await changeDelivery(id, (now) => {
    undone = now !== null && isUntouched(now);
    return undone ? (now?.before ?? null) : undefined;
  });
  return undone;
}

/** Tries a refused delivery again, at once. */
export function tryAgain(id: string, now: number): Promise<Delivery | null> {
  return changeDelivery(id, (old) => {
    if (!old || old.state === 'acknowledged') return undefined;
    const { answer: _answer, statusUrl: _statusUrl, ...rest } = old;
    return { ...rest, state: 'queued', notBefore: now, changed: new Date(now).toISOString() };
  });
}

/** The network is back: what failed for want of it need not wait any longer. */
export async function hurry(now: number): Promise<void> {
  for (const { id } of await listOpenDeliveries())
    await changeDelivery(id, (old) => {
      const failed = old?.answer?.kind === 'network' || old?.answer?.kind === 'timeout';
      return old && failed && isOpen(old) ? { ...old, notBefore: now } : undefined;
    });
}

/** When something will be due, in milliseconds since 1970; null when nothing waits. */
export async function timeOfNext(): Promise<number | null> {
  const open = await listOpenDeliveries();
  return open.length > 0 ? Math.min(...open.map(({ notBefore }) => notBefore)) : null;
}

/** Sends what is due until nothing is; resolves with the time at which something will be, or null. */
export async function pump(ports: OutboxPorts): Promise<number | null> {
  /** Destinations that asked for a pause, until when. */
  const paused = new Map<string, number>();
  for (;;) {
    const now = ports.now();
    const open = await listOpenDeliveries();
    const at = ({ notBefore, destination }: Delivery): number => Math.max(notBefore, paused.get(destination) ?? 0);
    const due = open.filter((one) => at(one) <= now).sort((a, b) => at(a) - at(b));
    if (due.length === 0) return open.length > 0 ? Math.min(...open.map(at)) : null;
    const known = await ports.destinations();
    const secret = await ports.secret();
    await Promise.all(
      due.slice(0, AT_ONCE).map(async (one) => {
        const destination = known.find(({ id }) => id === one.destination);
        const outcome = await attempt(one, destination, secret, ports);
        if (outcome?.kind === 'later' && outcome.after) paused.set(one.destination, ports.now() + outcome.after);
      }),
    );
  }
}

async function attempt(
  { id }: Delivery,
  destination: Destination | undefined,
  secret: string,
  ports: OutboxPorts,
): Promise<Outcome | null> {
  const now = ports.now();
  // taken from the disk once more: it may have been taken back since
  let begun: Delivery | null = null;
  await changeDelivery(id, (old) => {
    begun = old && old.notBefore <= now && isOpen(old) ? { ...old, attempts: old.attempts + 1 } : null;
    return begun ?? undefined;
  });
  const delivery = begun as Delivery | null; // set inside the transaction
  if (!delivery) return null;
  const outcome = await outcomeFor(delivery, destination, secret, ports);
  await changeDelivery(id, (old) =>
    // a newer version may have taken its place while this one was on its way
    old && old.evidence.modified === delivery.evidence.modified ? settled(old, outcome, ports) : undefined,
  );
  return outcome;
}

async function outcomeFor(
  delivery: Delivery,
  destination: Destination | undefined,
  secret: string,
  ports: OutboxPorts,
): Promise<Outcome> {
  if (!destination) {
    const answer = { kind: 'unset' } as const;
    const mayCome = isManagedId(delivery.destination) && delivery.attempts < POLICY_ATTEMPTS;
    return mayCome ? { kind: 'later', answer } : { kind: 'refused', answer };
  }
  if (!(await ports.allowed(destination))) return { kind: 'refused', answer: { kind: 'permission' } };
  try {
    return await SERVERS[destination.kind](
      destination,
      delivery,
      reportUuid(secret, delivery.report, delivery.evidence.created),
      ports.send,
    );
  } catch (error) {
    if (error instanceof NoAnswer) return { kind: 'later', answer: error.answer };
    throw error;
  }
}

/** A delivery after an attempt. */
function settled(delivery: Delivery, outcome: Outcome, { now, random }: OutboxPorts): Delivery {
  const { answer: _answer, statusUrl, before: _before, ...rest } = delivery;
  const time = now();
  const changed = new Date(time).toISOString();
  const wait = backoff(delivery.attempts, random());
  switch (outcome.kind) {
    case 'acknowledged':
      return { ...rest, state: 'acknowledged', changed };
    case 'refused':
      return { ...rest, state: 'refused', answer: outcome.answer, changed };
    case 'sent':
      return { ...rest, state: 'sent', statusUrl: outcome.statusUrl, notBefore: time + wait, changed };
    case 'later':
      return {
        ...rest,
        ...(statusUrl ? { statusUrl } : {}),
        answer: outcome.answer,
        notBefore: time + Math.max(wait, outcome.after ?? 0),
      };
  }
}

/** Twice as long after each attempt, up to an hour, less up to a half, so that not all come back at once. */
function backoff(attempts: number, random: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LAST_RETRY_MS) * (1 - random / 2);
}

/** Queued, and sending was never begun. */
function isUntouched({ state, attempts }: Delivery): boolean {
  return state === 'queued' && attempts === 0;
}

function isOpen({ state }: Delivery): boolean {
  return state === 'queued' || state === 'sent';
}
