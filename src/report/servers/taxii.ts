/** A TAXII 2.1 server (OASIS Standard, 10 June 2021): finding its collections, adding the objects of a report. */
import type { Evidence } from '../evidence.ts';
import { stixObjects } from '../formats/stix.ts';
import {
  type Auth,
  answerOf,
  isPassing,
  isSafeAddress,
  NoAnswer,
  property,
  type Reply,
  type Send,
} from '../request.ts';
import type { Deliver, Outcome } from './server.ts';

const MEDIA_TYPE = 'application/taxii+json;version=2.1';

/** A collection that can be written to. */
export type Collection = {
  /** Address of its API root, with a slash at the end. */
  readonly root: string;
  readonly id: string;
  readonly title: string;
  readonly canRead: boolean;
  /** Largest body, in bytes, that the API root takes. */
  readonly maxContentLength: number;
};

/** Adds the report's objects, or asks how the server got on with them. */
export const deliverToTaxii: Deliver = async (destination, delivery, uuid, send) => {
  const { url: root, collection } = destination;
  if (!collection) return { kind: 'refused', answer: { kind: 'unset' } };
  const headers = headersOf(destination.auth);
  const id = `report--${uuid}`;
  const version = new Date(delivery.evidence.modified).toISOString();
  const isThere: IsThere = async (object = id) => {
    if (!collection.canRead) return false;
    const query = `?match[version]=${encodeURIComponent(version)}`;
    const url = `${root}collections/${collection.id}/objects/${object}/${query}`;
    const { status, body } = await send({ method: 'GET', url, headers });
    const objects = property(body, 'objects');
    return status === 200 && Array.isArray(objects) && objects.some((one) => isVersion(one, object, version));
  };
  if (delivery.statusUrl) {
    const outcome = await outcomeOf(await send({ method: 'GET', url: delivery.statusUrl, headers }), root, id, isThere);
    // a status that the server has forgotten says nothing of the report
    return outcome.kind === 'refused' && (await isThere()) ? { kind: 'acknowledged' } : outcome;
  }
  if (delivery.attempts > 1 && (await isThere())) return { kind: 'acknowledged' };
  const reply = await send({
    method: 'POST',
    url: `${root}collections/${collection.id}/objects/`,
    headers: { ...headers, 'Content-Type': MEDIA_TYPE },
    body: bodyWithin(collection.maxContentLength, delivery.evidence, uuid),
  });
  return outcomeOf(reply, root, id, isThere);
};

/** What a status resource says about the report. */
async function outcomeOf(
  { status, body, retryAfter }: Reply,
  root: string,
  id: string,
  isThere: IsThere,
): Promise<Outcome> {
  if (isPassing(status))
    return { kind: 'later', answer: answerOf(status), ...(retryAfter === undefined ? {} : { after: retryAfter }) };
  if (status !== 200 && status !== 202) return { kind: 'refused', answer: answerOf(status) };
  const statusId = property(body, 'id');
  const progress = property(body, 'status');
  if (typeof statusId !== 'string' || !/^[\w-]{1,64}$/.test(statusId)) return { kind: 'later', answer: GARBAGE };
  if (progress === 'pending') return { kind: 'sent', statusUrl: `${root}status/${statusId}/` };
  if (progress !== 'complete') return { kind: 'later', answer: GARBAGE };
  if (property(body, 'failure_count') === 0) return { kind: 'acknowledged' };
  // "failed" may mean that this version is there already: the observables and fixed objects always are after the first time
  const failures = property(body, 'failures');
  const lost = (Array.isArray(failures) ? failures : []).filter((one) => VERSIONED.test(String(property(one, 'id'))));
  const isKnown = Array.isArray(failures) && failures.length > 0;
  for (const one of isKnown ? lost : [{ id }]) {
    if (await isThere(String(property(one, 'id')))) continue;
    const message = property(one, 'message');
    return {
      kind: 'refused',
      answer: { kind: 'http', detail: typeof message === 'string' ? message.slice(0, 200) : '' },
    };
  }
  return { kind: 'acknowledged' };
}

/** Is this version of an object of the report (the report itself unless named) on the server? */
type IsThere = (object?: string) => Promise<boolean>;

/** Objects of the report that have versions of their own. */
const VERSIONED = /^(?:report|observed-data|indicator|note|relationship)--[\w-]+$/;

const GARBAGE = { kind: 'garbage' } as const;

/** The envelope; without the picture where it would be too large. */
function bodyWithin(most: number, evidence: Evidence, uuid: string): string {
  const whole = JSON.stringify({ objects: stixObjects(evidence, uuid) });
  if (new TextEncoder().encode(whole).length <= most) return whole;
  const { picture: _picture, ...rest } = evidence;
  return JSON.stringify({ objects: stixObjects(rest, uuid) });
}

function isVersion(one: unknown, id: string, version: string): boolean {
  return property(one, 'id') === id && Date.parse(String(property(one, 'modified'))) === Date.parse(version);
}

/**
 * The collections that may be written to, from the address of a server, an API root or a collection. Throws NoAnswer with
 * the reason when there is no TAXII 2.1 server, or it does not let this user in.
 */
export async function findCollections(address: string, auth: Auth, send: Send): Promise<Collection[]> {
  const get = async (url: string): Promise<unknown> => {
    if (!isSafeAddress(url)) throw new NoAnswer({ kind: 'garbage' });
    const { status, body } = await send({ method: 'GET', url, headers: headersOf(auth) });
    if (status !== 200) throw new NoAnswer(answerOf(status));
    if (typeof body !== 'object' || body === null) throw new NoAnswer({ kind: 'garbage' });
    return body;
  };
  const url = withSlash(address);
  const wanted = /^(.*\/)collections\/([\w-]+)\/(?:objects\/)?$/.exec(url);
  const roots = wanted ? [wanted[1] ?? url] : await rootsOf(url, get);
  const found: Collection[] = [];
  for (const root of roots) {
    const about = await get(root);
    const most = Number(property(about, 'max_content_length'));
    const list = property(await get(`${root}collections/`), 'collections');
    for (const one of Array.isArray(list) ? list : []) {
      const id = property(one, 'id');
      if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id) || property(one, 'can_write') !== true) continue;
      if (wanted && wanted[2] !== id) continue;
      const maxContentLength = Number.isFinite(most) && most > 0 ? most : Number.MAX_SAFE_INTEGER;
      const title = String(property(one, 'title') ?? id);
      found.push({ root, id, title, canRead: property(one, 'can_read') === true, maxContentLength });
    }
  }
  return found;
}

/** API roots by discovery: at the address given, else at its `/taxii2/`; or the address is an API root itself. */
async function rootsOf(url: string, get: (url: string) => Promise<unknown>): Promise<string[]> {
  const own = new URL('/taxii2/', url).href;
  const first = await get(url).catch((error: unknown) => {
    if (url === own || !isMissing(error)) throw error;
    return null;
  });
  if (property(first, 'versions')) return [url];
  const about = property(first, 'api_roots') || url === own ? first : await get(own);
  const roots = property(about, 'api_roots');
  if (!Array.isArray(roots)) throw new NoAnswer({ kind: 'garbage' });
  return roots.map((root) => withSlash(new URL(String(root), url).href)).filter(isSameHost(url));
}

/** What was allowed is one host: roots elsewhere are set up by their own address. */
function isSameHost(url: string): (root: string) => boolean {
  return (root) => new URL(root).origin === new URL(url).origin;
}

function isMissing(error: unknown): boolean {
  return error instanceof NoAnswer && (error.answer.kind === 'garbage' || error.answer.detail === '404');
}

function withSlash(address: string): string {
  const url = new URL(address);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return `${url.origin}${url.pathname}`;
}

/** Basic (RFC 7617) or bearer (RFC 6750) credentials. */
function headersOf(auth: Auth): Record<string, string> {
  if (!auth) return { Accept: MEDIA_TYPE };
  if ('token' in auth) return { Accept: MEDIA_TYPE, Authorization: `Bearer ${auth.token}` };
  const bytes = new TextEncoder().encode(`${auth.user}:${auth.password}`);
  return { Accept: MEDIA_TYPE, Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
