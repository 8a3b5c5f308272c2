/** Reports on this device, in IndexedDB. Nothing here sends anything. */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { JobPost } from '../post.ts';
import type { Level, Verdict } from '../verdict.ts';

/** One kept report: evidence that outlives the post. */
export type Report = {
  readonly id: string;
  readonly post: JobPost;
  /** Address of the page, without user, password and fragment. */
  readonly address: string;
  readonly verdict: Verdict;
  /** Near-identical posts have near-identical hashes (src/analyse/similarity.ts); null for a short text. */
  readonly similarityHash: string | null;
  /** ISO 8601; first and latest time that the person reported this post. */
  readonly created: string;
  readonly modified: string;
  readonly rulesVersion: string;
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
}

/** Schema steps: MIGRATIONS[n] brings version n to n + 1. */
const MIGRATIONS: readonly ((db: IDBPDatabase<Schema>) => void)[] = [
  (db) => db.createObjectStore('reports', { keyPath: 'id' }).createIndex('created', 'created'),
  (db) => db.createObjectStore('wrongAlarms', { keyPath: 'id' }).createIndex('created', 'created'),
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

export type KeepResult =
  | { readonly kind: 'kept'; readonly already: boolean }
  | { readonly kind: 'failed'; readonly why: 'storage-full' };

/** Keeps a report; resolves when it is on disk. A second report of a post renews `modified` and its content. */
export function keepReport(report: Omit<Report, 'id' | 'created' | 'modified'>, now: string): Promise<KeepResult> {
  return keeping('reports', async (store) => {
    const id = report.post.id;
    const old = await store.get(id);
    const address = cleanAddress(report.address);
    await store.put({ ...report, id, address, created: old?.created ?? now, modified: now });
    return old !== undefined;
  });
}

/** Keeps a wrong alarm; a second one about the same post replaces it. */
export function keepWrongAlarm(alarm: Omit<WrongAlarm, 'created'>, now: string): Promise<KeepResult> {
  return keeping('wrongAlarms', async (store) => {
    const old = await store.get(alarm.id);
    await store.put({ ...alarm, created: now });
    return old !== undefined;
  });
}

type Written = 'reports' | 'wrongAlarms';

function keeping<N extends Written>(
  name: N,
  write: (store: IDBPObjectStore<Schema, [N], N, 'readwrite'>) => Promise<boolean>,
): Promise<KeepResult> {
  return using(async (db) => {
    const transaction = db.transaction(name, 'readwrite', { durability: 'strict' });
    try {
      const already = await write(transaction.store);
      await transaction.done;
      return { kind: 'kept', already } as const;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError')
        return { kind: 'failed', why: 'storage-full' } as const;
      throw error;
    }
  });
}

/** All reports, newest first. */
export function listReports(): Promise<Report[]> {
  return using(async (db) => (await db.getAllFromIndex('reports', 'created')).reverse());
}

/** All wrong alarms, newest first. */
export function listWrongAlarms(): Promise<WrongAlarm[]> {
  return using(async (db) => (await db.getAllFromIndex('wrongAlarms', 'created')).reverse());
}

export function deleteReport(id: string): Promise<void> {
  return using((db) => db.delete('reports', id));
}

export function deleteWrongAlarm(id: string): Promise<void> {
  return using((db) => db.delete('wrongAlarms', id));
}

/** Forgets all reports and wrong alarms. */
export function eraseReports(): Promise<void> {
  return using(async (db) => {
    const write = db.transaction(['reports', 'wrongAlarms'], 'readwrite');
    await Promise.all([write.objectStore('reports').clear(), write.objectStore('wrongAlarms').clear()]);
    await write.done;
  });
}

/** Everything kept as a JSON document: {"format":"vigie-reports","version":2,"exported":…,"reports":[…],"wrongAlarms":[…]}. */
export function exportReports(reports: readonly Report[], wrongAlarms: readonly WrongAlarm[], now: string): string {
  return `${JSON.stringify({ format: 'vigie-reports', version: 2, exported: now, reports, wrongAlarms }, null, 2)}\n`;
}

/** User, password and fragment never belong in a report. "" for what is no address. */
function cleanAddress(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}
