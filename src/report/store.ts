/** Reports on this device, in IndexedDB. Nothing here sends anything. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JobPost } from '../post.ts';
import type { Verdict } from '../verdict.ts';

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

interface Schema extends DBSchema {
  reports: { key: string; value: Report; indexes: { created: string } };
}

/** Schema steps: MIGRATIONS[n] brings version n to n + 1. */
const MIGRATIONS: readonly ((db: IDBPDatabase<Schema>) => void)[] = [
  (db) => db.createObjectStore('reports', { keyPath: 'id' }).createIndex('created', 'created'),
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
  return using(async (db) => {
    const write = db.transaction('reports', 'readwrite', { durability: 'strict' });
    const id = report.post.id;
    try {
      const old = await write.store.get(id);
      await write.store.put({
        ...report,
        id,
        address: cleanAddress(report.address),
        created: old?.created ?? now,
        modified: now,
      });
      await write.done;
      return { kind: 'kept', already: old !== undefined } as const;
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

export function deleteReport(id: string): Promise<void> {
  return using((db) => db.delete('reports', id));
}

/** The reports as a JSON document: {"format":"vigie-reports","version":1,"exported":…,"reports":[…]}. */
export function exportReports(reports: readonly Report[], now: string): string {
  return `${JSON.stringify({ format: 'vigie-reports', version: 1, exported: now, reports }, null, 2)}\n`;
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
