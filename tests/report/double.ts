/** A TAXII and MISP server that can go wrong in the ways that a real one will not when asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** "-after": the server has taken the report, but the answer is lost or spoilt. */
export const FAULTS = [
  'drop',
  'drop-after',
  'error',
  'error-after',
  'too-many',
  'garbage',
  'garbage-after',
  'slow',
  'pending',
] as const;
export type Fault = (typeof FAULTS)[number];

type Json = { readonly [key: string]: unknown };

export type Double = {
  readonly origin: string;
  /** What the next POST meets; null: nothing. */
  fault: (post: number) => Fault | null;
  /** Milliseconds that every POST takes. */
  latency: number;
  /** Objects by "id modified", as TAXII and MISP know versions. */
  readonly stored: ReadonlyMap<string, Json>;
  /** Every request: method and path. */
  readonly requests: readonly string[];
  /** Credentials that came with the requests. */
  readonly credentials: ReadonlySet<string>;
  posts(): number;
  stop(): Promise<void>;
};

export const COLLECTION = '91a7b528-80eb-42ed-a74d-c6fbd5a26116';
const SLOW_MS = 1500;

/** Listens on a free port of this computer, or on `port`. */
export async function startDouble(port = 0): Promise<Double> {
  const stored = new Map<string, Json>();
  const statuses = new Map<string, { asked: number; body: Json }>();
  const requests: string[] = [];
  const credentials = new Set<string>();
  let posts = 0;
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${pathname}`);
    if (request.headers.authorization) credentials.add(request.headers.authorization);
    const text = await bodyOf(request);
    const say = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (request.method !== 'POST') return say(...read(pathname, searchParams));
    posts += 1;
    if (double.latency > 0) await new Promise((resolve) => setTimeout(resolve, double.latency));
    const fault = double.fault(posts);
    if (fault === 'drop') return void request.socket.destroy();
    if (fault === 'error') return say(500, { title: 'broken' });
    if (fault === 'too-many') return say(429, { title: 'too many' }, { 'Retry-After': '1' });
    if (fault === 'garbage') return say(200, '<html>Welcome to the hotel network</html>');
    const [status, body] = write(pathname, JSON.parse(text), fault === 'pending');
    if (fault === 'drop-after') return void request.socket.destroy();
    if (fault === 'error-after') return say(502, 'bad gateway');
    if (fault === 'garbage-after') return say(200, '{"id":');
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    say(status, body);
  }

  function read(path: string, query: URLSearchParams): [number, unknown] {
    const root = `${double.origin}/root/`;
    if (path === '/taxii2/') return [200, { title: 'Double', api_roots: [root] }];
    if (path === '/root/')
      return [200, { title: 'Root', versions: ['application/taxii+json;version=2.1'], max_content_length: 1_000_000 }];
    if (path === '/root/collections/')
      return [
        200,
        {
          collections: [
            { id: COLLECTION, title: 'Job ads', can_read: true, can_write: true },
            { id: 'read-only', title: 'Not for writing', can_read: true, can_write: false },
          ],
        },
      ];
    const status = statuses.get(/^\/root\/status\/([\w-]+)\/$/.exec(path)?.[1] ?? '');
    if (status) {
      status.asked += 1;
      return [200, status.asked > 1 ? status.body : { ...status.body, status: 'pending' }];
    }
    const id = /\/objects\/([\w-]+)\/$/.exec(path)?.[1];
    if (id) {
      const one = stored.get(`${id} ${query.get('match[version]')}`);
      return one ? [200, { objects: [one] }] : [404, { title: 'not found' }];
    }
    if (path === '/servers/getVersion') return [200, { version: '2.5.0' }];
    const uuid = /^\/events\/view\/([\w-]+)$/.exec(path)?.[1];
    if (uuid) {
      const versions = [...stored.values()].filter((one) => one.uuid === uuid);
      const newest = versions.sort((a, b) => Number(b.timestamp) - Number(a.timestamp))[0];
      return newest ? [200, { Event: newest }] : [404, { message: 'Invalid event' }];
    }
    return [404, { title: 'not found' }];
  }

  function write(path: string, body: { objects?: Json[]; Event?: Json }, pending: boolean): [number, unknown] {
    if (body.Event) {
      const { Event: event } = body;
      const known = [...stored.values()].some((one) => one.uuid === event.uuid);
      if (path === '/events/add' && known) return [403, { errors: 'Event already exists' }];
      stored.set(`${event.uuid} ${event.timestamp}`, event);
      return [200, { Event: event }];
    }
    if (path !== `/root/collections/${COLLECTION}/objects/`) return [404, { title: 'not found' }];
    const successes: Json[] = [];
    const failures: Json[] = [];
    for (const one of body.objects ?? []) {
      const key = `${one.id} ${one.modified ?? ''}`;
      (stored.has(key) ? failures : successes).push({ id: one.id, version: one.modified ?? '' });
      if (!stored.has(key)) stored.set(key, one);
    }
    const id = `status-${statuses.size}`;
    const status = {
      id,
      status: 'complete',
      total_count: successes.length + failures.length,
      success_count: successes.length,
      successes,
      failure_count: failures.length,
      failures,
      pending_count: 0,
    };
    statuses.set(id, { asked: 0, body: status });
    return [202, pending ? { ...status, status: 'pending' } : status];
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const double: Double = {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`, // it listens on a port
    fault: () => null,
    latency: 0,
    stored,
    requests,
    credentials,
    posts: () => posts,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return double;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
