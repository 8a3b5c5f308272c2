// @vitest-environment node
/**
 * Against what receivers run: the OASIS TAXII server medallion, its STIX validator, and the MISP library, in a virtual
 * environment (tests/python/requirements.txt). Where it is missing these are left out; in CI it must be there.
 */
import 'fake-indexeddb/auto';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Destination } from '../../src/report/destinations.ts';
import { evidenceOf, FULL_CONSENT } from '../../src/report/evidence.ts';
import { mispEvent } from '../../src/report/formats/misp.ts';
import { stixBundle, stixObjects } from '../../src/report/formats/stix.ts';
import { reportUuid } from '../../src/report/identity.ts';
import { type OutboxPorts, pump, queueReport } from '../../src/report/outbox.ts';
import { sendRequest } from '../../src/report/request.ts';
import { findCollections } from '../../src/report/servers/taxii.ts';
import { eraseReports, listDeliveries } from '../../src/report/store.ts';
import { REPORTED, sampleReport } from './samples.ts';

const BIN = resolve(import.meta.dirname, '../../.venv/bin');
const there = existsSync(join(BIN, 'medallion'));
if (!there && !process.env.CI)
  console.warn('tests/report/real-servers: left out, no .venv (CONTRIBUTING.md says how to make it)');

const SECRET = '0b6f0f4e-9d53-4a3e-8f0b-1a2b3c4d5e6f';
const scratch = mkdtempSync(join(tmpdir(), 'vigie-real-'));
const reports = [
  sampleReport(0, { note: 'Seen twice', picture: 'data:image/jpeg;base64,/9j/4AAQ' }),
  sampleReport(1),
  sampleReport(2, { modified: '2026-11-27T08:00:00.000Z', revoked: true }),
];
const consents = [FULL_CONSENT, { parts: [], address: 'site' }, { parts: ['contacts'], address: 'noQuery' }] as const;
const evidences = reports.flatMap((report) => consents.map((consent) => evidenceOf(report, consent)));

test.runIf(process.env.CI)('in CI the Python tools are there', () => {
  expect(there).toBe(true);
});

describe.runIf(there)('readers of files', () => {
  test('every STIX bundle is valid for stix2-validator', () => {
    const files = evidences.map((evidence, i) => {
      const file = join(scratch, `bundle-${i}.json`);
      const uuid = reportUuid(SECRET, String(i), REPORTED);
      writeFileSync(file, JSON.stringify(stixBundle(uuid, stixObjects(evidence, uuid))));
      return file;
    });
    const { status, stdout } = spawnSync(join(BIN, 'stix2_validator'), files, { encoding: 'utf8' });
    expect(stdout).not.toContain('[X]');
    expect(stdout.match(/STIX JSON: Valid/g)).toHaveLength(files.length);
    expect(status).toBe(0);
    // our ids are UUIDv5, as the issue of versions wants them; the names of services are an open vocabulary
    const warnings = stdout.split('\n').filter((line) => line.includes('Warning') && !/\{(?:103|244)\}/.test(line));
    expect(warnings).toEqual([]);
  });

  test('the ids of observables are those that the OASIS library gives them', () => {
    const observables = stixObjects(evidences[0]!, reportUuid(SECRET, '0', REPORTED)).filter(({ type }) =>
      /^(?:url|domain-name|email-addr|user-account|artifact)$/.test(type),
    );
    const script = [
      'import json, stix2, sys',
      'for one in json.load(sys.stdin):',
      '    kept = {k: v for k, v in one.items() if k not in ("id", "extensions")}',
      '    print(stix2.parse(kept, allow_custom=True).id)',
    ].join('\n');
    const { stdout, stderr } = spawnSync(join(BIN, 'python'), ['-c', script], {
      input: JSON.stringify(observables),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(observables.map(({ id }) => id));
  });

  test('every MISP event loads in pymisp, with all its attributes, objects and tags', () => {
    const events = evidences.map((evidence, i) => mispEvent(evidence, reportUuid(SECRET, String(i), REPORTED)));
    const script = [
      'import json, sys',
      'from pymisp import MISPEvent',
      'for one in json.load(sys.stdin):',
      '    event = MISPEvent()',
      '    event.from_dict(**one)',
      '    print(event.uuid, len(event.attributes), len(event.objects), len(event.tags))',
    ].join('\n');
    const { stdout, stderr } = spawnSync(join(BIN, 'python'), ['-W', 'error', '-c', script], {
      input: JSON.stringify(events),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual(
      events.map(
        ({ uuid, Attribute, Object: objects, Tag }) => `${uuid} ${Attribute.length} ${objects.length} ${Tag.length}`,
      ),
    );
  });
});

describe.runIf(there)('medallion', () => {
  const port = 20_000 + (process.pid % 20_000);
  const origin = `http://localhost:${port}`;
  const auth = { user: 'ann', password: 'correct horse' };
  const collection = '91a7b528-80eb-42ed-a74d-c6fbd5a26116';
  let server: ChildProcess;

  beforeAll(async () => {
    const media = 'application/taxii+json;version=2.1';
    const data = {
      '/discovery': {
        title: 'Test',
        description: '',
        contact: '',
        default: `${origin}/root/`,
        api_roots: [`${origin}/root/`],
      },
      root: {
        information: { title: 'Root', description: '', versions: [media], max_content_length: 1_000_000 },
        status: [],
        collections: [
          {
            id: collection,
            title: 'Job ads',
            description: '',
            can_read: true,
            can_write: true,
            media_types: [media],
            manifest: [],
            objects: [],
          },
          {
            id: '472c94ae-3113-4e3e-a4dd-a9f4ac7471d4',
            title: 'Read only',
            description: '',
            can_read: true,
            can_write: false,
            media_types: [media],
            manifest: [],
            objects: [],
          },
        ],
      },
    };
    writeFileSync(join(scratch, 'data.json'), JSON.stringify(data));
    const config = {
      backend: {
        module: 'medallion.backends.memory_backend',
        module_class: 'MemoryBackend',
        filename: join(scratch, 'data.json'),
      },
      users: { [auth.user]: auth.password },
      taxii: { max_page_size: 100 },
    };
    writeFileSync(join(scratch, 'config.json'), JSON.stringify(config));
    server = spawn(
      join(BIN, 'medallion'),
      ['--host', '127.0.0.1', '--port', String(port), join(scratch, 'config.json')],
      {
        stdio: 'ignore',
      },
    );
    for (let i = 0; i < 100; i += 1) {
      const up = await fetch(`${origin}/taxii2/`).catch(() => null);
      if (up) return;
      await new Promise((wait) => setTimeout(wait, 100));
    }
    throw new Error('medallion did not start');
  }, 20_000);
  afterAll(() => void server?.kill());

  const destination = (more: Partial<Destination> = {}): Destination => ({
    id: 'm',
    kind: 'taxii',
    name: 'medallion',
    url: `${origin}/root/`,
    collection: { id: collection, canRead: true, maxContentLength: 1_000_000 },
    auth,
    ...more,
  });
  async function deliver(to: Destination, report = sampleReport(0, { picture: 'data:image/jpeg;base64,/9j/4AAQ' })) {
    const time = Date.parse('2026-11-26T09:00:00Z');
    const ports: OutboxPorts = {
      destinations: async () => [to],
      allowed: async () => true,
      secret: async () => SECRET,
      send: sendRequest,
      now: () => time,
      random: () => 0,
    };
    await eraseReports();
    await queueReport(report, to, FULL_CONSENT, time, 0);
    await pump(ports);
    return (await listDeliveries()).map(({ state, answer }) => (answer ? `${state} ${answer.kind}` : state));
  }
  /** Versions of a report that the server holds. */
  async function held(postId: string): Promise<string[]> {
    const url = `${origin}/root/collections/${collection}/objects/report--${reportUuid(SECRET, postId, REPORTED)}/?match[version]=all`;
    const headers = {
      Accept: 'application/taxii+json;version=2.1',
      Authorization: `Basic ${btoa(`${auth.user}:${auth.password}`)}`,
    };
    const { objects } = (await (await fetch(url, { headers })).json()) as { objects?: { modified: string }[] }; // an envelope
    return (objects ?? []).map(({ modified }) => modified).sort();
  }

  test('the collections that may be written to are found by discovery', async () => {
    const found = await findCollections(`${origin}/`, auth, sendRequest);
    expect(found.map(({ id, title }) => [id, title])).toEqual([[collection, 'Job ads']]);
  });
  test('a wrong password is told as such', async () => {
    await expect(findCollections(origin, { ...auth, password: 'x' }, sendRequest)).rejects.toMatchObject({
      answer: { kind: 'login' },
    });
  });
  test('a report is acknowledged and held; sent again it is held once', async () => {
    const report = sampleReport(0);
    expect(await deliver(destination(), report)).toEqual(['acknowledged']);
    expect(await deliver(destination(), report)).toEqual(['acknowledged']);
    expect(await held(report.id)).toEqual([report.modified]);
  });
  test('a newer version, taken back, is held beside the older one', async () => {
    const report = sampleReport(3);
    await deliver(destination(), report);
    const later = { ...report, modified: '2026-11-27T08:00:00.000Z', revoked: true };
    expect(await deliver(destination(), later)).toEqual(['acknowledged']);
    expect(await held(report.id)).toEqual([report.modified, later.modified]);
  });
  test('another person’s report of the same ad shares its observables and nothing else', async () => {
    expect(await deliver(destination(), sampleReport(4))).toEqual(['acknowledged']);
    const other = stixObjects(
      evidenceOf(sampleReport(4), FULL_CONSENT),
      reportUuid('9b6f0f4e-9d53-4a3e-8f0b-1a2b3c4d5e6f', sampleReport(4).id, REPORTED),
    );
    const own = stixObjects(
      evidenceOf(sampleReport(4), FULL_CONSENT),
      reportUuid(SECRET, sampleReport(4).id, REPORTED),
    );
    const shared = own.filter(({ id }) => other.some((one) => one.id === id)).map(({ type }) => type);
    expect(new Set(shared)).toEqual(
      new Set(['identity', 'extension-definition', 'url', 'domain-name', 'email-addr', 'user-account']),
    );
  });
  test.each([
    ['a wrong password', { auth: { ...auth, password: 'x' } }, 'refused login'],
    [
      'a collection that is not to be written to',
      { collection: { id: '472c94ae-3113-4e3e-a4dd-a9f4ac7471d4', canRead: true, maxContentLength: 1e6 } },
      'refused login',
    ],
    [
      'a collection that is not there',
      { collection: { id: 'nowhere', canRead: true, maxContentLength: 1e6 } },
      'refused http',
    ],
  ])('%s: refused, and says why', async (_name, more, state) => {
    expect(await deliver(destination(more))).toEqual([state]);
  });
});
