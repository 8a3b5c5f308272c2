/** The servers to which reports go: set up by the person, or by an administrator. Credentials are in storage.local only. */
import * as v from 'valibot';
import type { Permissions } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import { ADDRESS_FORMS, type Consent, PARTS } from './evidence.ts';
import { isSafeAddress, originOf } from './request.ts';

const text = v.pipe(v.string(), v.maxLength(2000));
const AuthSchema = v.nullable(
  v.union([v.strictObject({ user: text, password: text }), v.strictObject({ token: v.pipe(text, v.minLength(1)) })]),
);
const CollectionSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  canRead: v.fallback(v.boolean(), true),
  maxContentLength: v.fallback(v.number(), Number.MAX_SAFE_INTEGER),
});
const ManagedSchema = v.object({
  kind: v.picklist(['taxii', 'misp']),
  name: v.pipe(text, v.minLength(1)),
  /** TAXII: address of the API root; MISP: of the server. With a slash at the end. */
  url: v.pipe(
    text,
    v.check(isSafeAddress),
    v.transform((url) => (url.endsWith('/') ? url : `${url}/`)),
  ),
  collection: v.optional(CollectionSchema),
  auth: v.fallback(AuthSchema, null),
});
const DestinationSchema = v.object({ ...ManagedSchema.entries, id: v.pipe(text, v.minLength(1)) });
const ConsentSchema = v.object({ parts: v.array(v.picklist(PARTS)), address: v.picklist(ADDRESS_FORMS) });

export type Destination = v.InferOutput<typeof DestinationSchema> & {
  /** Set up by an administrator (storage.managed): the person cannot change it. */
  readonly managed?: boolean;
};

const MANAGED = 'managed ';

/** Is this the id of a server that an administrator set up? */
export function isManagedId(id: string): boolean {
  return id.startsWith(MANAGED);
}

/** Calls when the list may have changed; an administrator's policy comes after the browser has started. */
export function onDestinationsChanged(listen: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' || 'destinations' in changes) listen();
  });
}

/** All servers, the administrator's first. Damaged entries are left out. */
export async function listDestinations(): Promise<Destination[]> {
  const { destinations } = await browser.storage.local.get('destinations');
  const own = valid(DestinationSchema, destinations);
  const managed = valid(ManagedSchema, await managedOnes());
  const named = managed.map((one) => ({
    ...one,
    id: `${MANAGED}${one.url} ${one.collection?.id ?? ''}`,
    managed: true,
  }));
  return [...named, ...own];
}

/** Firefox rejects where there is no policy. */
async function managedOnes(): Promise<unknown> {
  const stored = await browser.storage.managed.get('destinations').catch(() => ({ destinations: [] }));
  return (stored as { destinations?: unknown }).destinations;
}

/** What Firefox calls the kinds of data that a report holds: the ad, the page's address, messages in chats. */
const DATA = ['websiteContent', 'browsingActivity', 'personalCommunications'] as const;

/** What the browser must allow before a report goes to this address. */
export function permissionsFor(url: string): Permissions.Permissions {
  const isFirefox = typeof browser.runtime.getBrowserInfo === 'function';
  return { origins: [originOf(url)], ...(isFirefox ? { data_collection: [...DATA] } : {}) };
}

/** Hosts that are allowed for the sake of reports: no page there is read. */
export async function reportOrigins(): Promise<ReadonlySet<string>> {
  const { asking } = await browser.storage.session.get('asking');
  const all = (await listDestinations()).map(({ url }) => originOf(url));
  return new Set(typeof asking === 'string' ? [...all, asking] : all);
}

/** The person is about to be asked for the host of this address. */
export function askingFor(url: string): Promise<void> {
  return browser.storage.session.set({ asking: originOf(url) });
}

export function addDestination(destination: Destination): Promise<void> {
  return change('destinations', (list) => [...(Array.isArray(list) ? list : []), destination]);
}

/** Also forgets what the person agreed to send there. */
export async function removeDestination(id: string): Promise<void> {
  await change('destinations', (list) => (Array.isArray(list) ? list : []).filter((one) => one?.id !== id));
  await setConsent(id, null);
}

/** What the person agreed to send to each server without being asked again, by id. */
export async function readConsents(): Promise<ReadonlyMap<string, Consent>> {
  const { consents } = await browser.storage.local.get('consents');
  const entries = Object.entries(typeof consents === 'object' && consents !== null ? consents : {});
  return new Map(entries.flatMap(([id, one]) => (v.is(ConsentSchema, one) ? [[id, one] as const] : [])));
}

export function setConsent(id: string, consent: Consent | null): Promise<void> {
  return change('consents', (all) => {
    const { [id]: _old, ...others } = (typeof all === 'object' && all !== null ? all : {}) as Record<string, unknown>; // an object
    return consent ? { ...others, [id]: consent } : others;
  });
}

/** The secret of this install, from which the ids of its reports are made; never sent. */
export async function installSecret(make: () => string): Promise<string> {
  let secret = '';
  await change('installSecret', (old) => {
    secret = typeof old === 'string' ? old : make();
    return secret;
  });
  return secret;
}

/** One change after the other, also from two pages at once. */
async function change(key: string, next: (old: unknown) => unknown): Promise<void> {
  await navigator.locks.request(key, async () => {
    const stored = await browser.storage.local.get(key);
    await browser.storage.local.set({ [key]: next(stored[key]) });
  });
}

function valid<S extends v.GenericSchema>(schema: S, list: unknown): v.InferOutput<S>[] {
  return (Array.isArray(list) ? list : []).flatMap((one) => {
    const parsed = v.safeParse(schema, one);
    return parsed.success ? [parsed.output] : [];
  });
}
