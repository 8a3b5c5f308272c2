/** Requests to the servers that a person set up, and what can go wrong with them. */
import type { Answer } from './store.ts';

/** No await of a background worker may take longer. */
const LONGEST_MS = 20_000;
const MOST_RETRY_MS = 24 * 3600 * 1000;

export type Auth = { readonly user: string; readonly password: string } | { readonly token: string } | null;

export type Reply = {
  readonly status: number;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
  /** Milliseconds after which the server wants to be asked again. */
  readonly retryAfter?: number;
};

export type Request = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A request that got no answer at all. */
export class NoAnswer extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(answer.kind);
    this.answer = answer;
  }
}

export type Send = (request: Request) => Promise<Reply>;

/** Sends one request. No cookies, no referrer, no redirects: what is meant for one server goes to no other. Throws NoAnswer. */
export async function sendRequest({ method, url, headers, body }: Request): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const text = await response.text();
    const retryAfter = retryMs(response.headers.get('retry-after'), Date.now());
    return { status: response.status, body: parsed(text), ...(retryAfter === null ? {} : { retryAfter }) };
  } catch (error) {
    const timedOut = error instanceof DOMException && /^(?:TimeoutError|AbortError)$/.test(error.name);
    throw new NoAnswer({ kind: timedOut ? 'timeout' : 'network' });
  }
}

/** TLS only; plain http to this computer. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}

/** The match pattern of the host that a server stands on, for the browser to allow. */
export function originOf(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), in milliseconds; null when there is none. At most a day. */
export function retryMs(value: string | null, now: number): number | null {
  if (value === null) return null;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MOST_RETRY_MS) : null;
}

/** What a status that is no success means. */
export function answerOf(status: number): Answer {
  return status === 401 || status === 403 ? { kind: 'login' } : { kind: 'http', detail: String(status) };
}

/** The server may take it another time. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** A property of an answer whose shape nobody vouches for. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined; // an object
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
