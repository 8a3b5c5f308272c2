/** Reports, and what becomes of them, on this device, in IndexedDB. Nothing here sends anything. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Level } from '../verdict.ts';
import { cleanAddress, type Evidence } from './evidence.ts';
import type { Report } from './report.ts';

/** Why a server did not take a report, or not yet; `detail`: its status or words. */
export type Answer = {
  readonly kind: 'garbage' | 'http' | 'login' | 'network' | 'permission' | 'timeout' | 'unset';
  readonly detail?: string;
};

/** One report on its way to one server. Reports without any are just kept. */
export type Delivery = {
  /** "<report> <destination>": a newer version takes the place of the older. */
  readonly id: string;
  readonly report: string;
  readonly destination: string;
  /** Name of the destination, for the person to read. */
  readonly name: string;
  /** sent: the server has it and is still working. */
  readonly state: 'queued' | 'sent' | 'acknowledged' | 'refused';
  /** What the person agreed to hand on, as it is sent. */
  readonly evidence: Evidence;
  /** Milliseconds since 1970: nothing is done before. */
  readonly notBefore: number;
  /** How often sending was begun. */
  readonly attempts: number;
  /** Where the server says how it got on. */
  readonly statusUrl?: string;
  readonly answer?: Answer;
  /** ISO 8601: since when it is in this state. */
  readonly changed: string;
  /** The delivery of the version before, for the time in which this one can be taken back. */
  readonly before?: Delivery;
};

/** A warning that the person called wrong: the names of the rules, and the words that the person left in. */
export type WrongAlarm = {
  /** Id of the post. */
  readonly id: string;
  readonly site: string;
  readonly level: Level;
  readonly language: string;
  /** Ids of the indicators that spoke against the post. */
  readonly rules: readonly string[];
  readonly words: string;
  readonly rulesVersion: string;
  /** ISO 8601. */
  readonly created: string;
};

interface Schema extends DBSchema {
  reports: { key: string; value: Report; indexes: { created: string } };
  wrongAlarms: { key: string; value: WrongAlarm; indexes: { created: string } };
  deliveries: { key: string; value: Delivery; indexes: { report: string; state: Delivery['state'] } };
}

/** Schema steps: MIGRATIONS[n] brings version n to n + 1. */
const MIGRATIONS: readonly ((db: IDBPDatabase<Schema>) => void)[] = [
  (db) => db.createObjectStore('reports', { keyPath: 'id' }).createIndex('created', 'created'),
  (db) => db.createObjectStore('wrongAlarms', { keyPath: 'id' }).createIndex('created', 'created'),
  (db) => {
    const deliveries = db.createObjectStore('deliveries', { keyPath: 'id' });
    deliveries.createIndex('report', 'report');
    deliveries.createIndex('state', 'state');
  },
];

function open(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('vigie', MIGRATIONS.length, {
    upgrade(db, from) {
      for (const migrate of MIGRATIONS.slice(from)) migrate(db);
    },
  });
}

async function using<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

export type KeepResult<T> =
  | { readonly kind: 'kept'; readonly kept: T; readonly before: string | null }
  | { readonly kind: 'failed'; readonly why: 'storage-full' };

/**
 * Keeps a report, and queues its deliveries, in one step; resolves when all is on disk. A second report of a post renews
 * `modified` and its content; a note stays, and the picture, unless there is a newer one. A report that was taken back
 * stays taken back: the next one is another, created now.
 */
export function keepReport(
  report: Omit<Report, 'id' | 'created' | 'modified'>,
  now: string,
  deliveriesOf: (kept: Report) => readonly { readonly id: string; make(old: Delivery | null): Delivery }[] = () => [],
): Promise<KeepResult<Report>> {
  return keeping(['reports', 'deliveries'], async (transaction) => {
    const store = transaction.objectStore('reports');
    const id = report.post.id;
    const there = await store.get(id);
    const old = there?.revoked ? undefined : there;
    const address = cleanAddress(report.address);
    const { note, picture } = { ...old, ...report };
    const more = { ...(note ? { note } : {}), ...(picture ? { picture } : {}) };
    const { revoked: _revoked, ...content } = { ...report, ...more };
    const kept = { ...content, id, address, created: old?.created ?? now, modified: now };
    await store.put(kept);
    const deliveries = transaction.objectStore('deliveries');
    for (const one of deliveriesOf(kept)) await deliveries.put(one.make((await deliveries.get(one.id)) ?? null));
    return [kept, old?.created ?? null];
  });
}

/** Changes the note of a report, or takes it back; null when there is no such report any more. */
export function changeReport(
  id: string,
  change: Pick<Report, 'note' | 'revoked'>,
  now: string,
): Promise<Report | null> {
  return using(async (db) => {
    const { store, done } = db.transaction('reports', 'readwrite', { durability: 'strict' });
    const old = await store.get(id);
    const next = old && { ...old, ...change, modified: now };
    if (next) await store.put(next);
    await done;
    return next ?? null;
  });
}

/** One report, or null. */
export function readReport(id: string): Promise<Report | null> {
  return using(async (db) => (await db.get('reports', id)) ?? null);
}

/** All deliveries, or those of one report. */
export function listDeliveries(report?: string): Promise<Delivery[]> {
  return using((db) =>
    report === undefined ? db.getAll('deliveries') : db.getAllFromIndex('deliveries', 'report', report),
  );
}

/** The deliveries that are still to be brought further; those that have ended stay on the disk, pictures and all. */
export function listOpenDeliveries(): Promise<Delivery[]> {
  return using(async (db) => {
    const open = (['queued', 'sent'] as const).map((state) => db.getAllFromIndex('deliveries', 'state', state));
    return (await Promise.all(open)).flat();
  });
}

/**
 * Changes one delivery in one transaction: `change` gets what is there now and returns what is to be there (null: nothing,
 * undefined: as it was). Resolves with what is there after.
 */
export function changeDelivery(
  id: string,
  change: (now: Delivery | null) => Delivery | null | undefined,
): Promise<Delivery | null> {
  return using(async (db) => {
    const { store, done } = db.transaction('deliveries', 'readwrite', { durability: 'strict' });
    const old = (await store.get(id)) ?? null;
    const next = change(old);
    if (next) await store.put(next);
    else if (next === null && old) await store.delete(id);
    await done;
    return next === undefined ? old : next;
  });
}

/** Keeps a wrong alarm; a second one about the same post replaces it. */
export function keepWrongAlarm(alarm: Omit<WrongAlarm, 'created'>, now: string): Promise<KeepResult<WrongAlarm>> {
  return keeping(['wrongAlarms'], async (transaction) => {
    const store = transaction.objectStore('wrongAlarms');
    const old = await store.get(alarm.id);
    const kept = { ...alarm, created: now };
    await store.put(kept);
    return [kept, old?.created ?? null];
  });
}

type Written = 'reports' | 'wrongAlarms' | 'deliveries';

/** `write` resolves with what it kept and since when it had been there. */
function keeping<N extends Written, T>(
  names: N[],
  write: (transaction: IDBPTransaction<Schema, N[], 'readwrite'>) => Promise<[T, string | null]>,
): Promise<KeepResult<T>> {
  return using(async (db) => {
    const transaction = db.transaction(names, 'readwrite', { durability: 'strict' });
    try {
      const [kept, before] = await write(transaction);
      await transaction.done;
      return { kind: 'kept', kept, before } as const;
    } catch (error) {
      abort(transaction);
      if (isStorageFull(error)) return { kind: 'failed', why: 'storage-full' } as const;
      throw error;
    }
  });
}

/** Does an error of the database mean that the device has no room left? */
export function isStorageFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** All of it or nothing. */
function abort(transaction: { abort(): void; readonly done: Promise<void> }): void {
  transaction.done.catch(() => {}); // it says that it was aborted
  try {
    transaction.abort();
  } catch {
    // the browser has done so already
  }
}

/** All reports, newest first. */
export function listReports(): Promise<Report[]> {
  return using(async (db) => (await db.getAllFromIndex('reports', 'created')).reverse());
}

/** All wrong alarms, newest first. */
export function listWrongAlarms(): Promise<WrongAlarm[]> {
  return using(async (db) => (await db.getAllFromIndex('wrongAlarms', 'created')).reverse());
}

/** Forgets a report, and what was still to be sent of it. */
export function deleteReport(id: string): Promise<void> {
  return using(async (db) => {
    const write = db.transaction(['reports', 'deliveries'], 'readwrite');
    const deliveries = write.objectStore('deliveries');
    const keys = await deliveries.index('report').getAllKeys(id);
    await Promise.all([write.objectStore('reports').delete(id), ...keys.map((key) => deliveries.delete(key))]);
    await write.done;
  });
}

export function deleteWrongAlarm(id: string): Promise<void> {
  return using((db) => db.delete('wrongAlarms', id));
}

/** Forgets all reports, deliveries and wrong alarms. */
export function eraseReports(): Promise<void> {
  return using(async (db) => {
    const names = ['reports', 'wrongAlarms', 'deliveries'] as const;
    const write = db.transaction(names, 'readwrite');
    await Promise.all(names.map((name) => write.objectStore(name).clear()));
    await write.done;
  });
}

/** Everything kept as a JSON document: {"format":"vigie-reports","version":2,"exported":…,"reports":[…],"wrongAlarms":[…]}. */
export function exportReports(reports: readonly Report[], wrongAlarms: readonly WrongAlarm[], now: string): string {
  return `${JSON.stringify({ format: 'vigie-reports', version: 2, exported: now, reports, wrongAlarms }, null, 2)}\n`;
}
