/**
 * A report as STIX 2.1 objects (OASIS Standard, 10 June 2021). Telephone numbers and chat accounts have no type of their
 * own there: they are `user-account` objects with the property extension that EXTENSION describes.
 */
import { type ContactParts, contactsOf } from '../contact-parts.ts';
import { digestOf, type Evidence, jpegOf } from '../evidence.ts';
import { observableId, partUuid } from '../identity.ts';

export type StixObject = { readonly type: string; readonly id: string; readonly [property: string]: unknown };
export type Bundle = { readonly type: 'bundle'; readonly id: string; readonly objects?: readonly StixObject[] };

const SINCE = '2026-01-01T00:00:00.000Z';
const IDENTITY_ID = 'identity--2f0c7f0e-6a57-4d2c-8f4e-7c1f3b1f0d11';
const EXTENSION_ID = 'extension-definition--6d2b1c3a-9b0e-4f53-a1a6-52f0f6e0c9d4';

/** The program, the same object in everybody's reports: it says nothing of the person who reports. */
const IDENTITY: StixObject = {
  type: 'identity',
  spec_version: '2.1',
  id: IDENTITY_ID,
  created: SINCE,
  modified: SINCE,
  name: 'Vigie',
  description: 'A browser extension that finds warning signs in job ads; people report the ads that it shows them.',
  identity_class: 'system',
};

const EXTENSION: StixObject = {
  type: 'extension-definition',
  spec_version: '2.1',
  id: EXTENSION_ID,
  created: SINCE,
  modified: SINCE,
  created_by_ref: IDENTITY_ID,
  name: 'Telephone and chat contacts of job ads',
  description: 'Adds to a user-account the service it belongs to and its telephone number.',
  schema:
    'Properties: extension_type (string, "property-extension"); service (string, required): "phone", or the chat service in lower case, such as "telegram", "whatsapp", "line", "wechat", "zalo", "viber", "kakaotalk", "signal", "messenger"; phone_number (string, optional): E.164 with "+" where the country is known, else digits as the ad gives them.',
  version: '1.0.0',
  extension_types: ['property-extension'],
};

/** Report types and labels are open vocabularies; the labels of the threats are those of Vigie. */
const LABEL = 'job-ad';

/** All objects of one report. `uuid` is that of the report; the ids of its parts follow from it. */
export function stixObjects(evidence: Evidence, uuid: string): readonly StixObject[] {
  const { created, modified, revoked } = evidence;
  const own = (type: string, properties: Readonly<Record<string, unknown>>): StixObject => ({
    type,
    spec_version: '2.1',
    id: `${type}--${type === 'report' ? uuid : partUuid(uuid, type)}`,
    created_by_ref: IDENTITY_ID,
    created: stamp(created),
    modified: stamp(modified),
    ...(revoked ? { revoked } : {}),
    ...properties,
  });
  const contacts = contactsOf(evidence);
  const observables = distinct([
    ...urlsOf(evidence).flatMap((url) => [urlObject(url), ...domainObject(url)]),
    ...contacts.map(contactObject),
    ...authorObject(evidence),
    ...pictureObject(evidence),
  ]);
  const confidence = Math.round(100 * evidence.score);
  const labels = [LABEL, evidence.level, ...evidence.threats];
  const parts: StixObject[] = [];
  const observed =
    observables.length > 0 &&
    own('observed-data', {
      first_observed: stamp(created),
      last_observed: stamp(modified),
      number_observed: 1,
      object_refs: observables.map(({ id }) => id),
      labels,
    });
  if (observed) parts.push(observed);
  const pattern = patternOf(contacts);
  if (pattern) {
    const indicator = own('indicator', {
      name: 'Contacts of a job ad with warning signs',
      description:
        'The ad shows warning signs; whoever uses these contacts is not thereby known to have done anything.',
      indicator_types: ['anomalous-activity'],
      pattern,
      pattern_type: 'stix',
      pattern_version: '2.1',
      valid_from: stamp(created),
      confidence,
      labels,
    });
    parts.push(indicator);
    if (observed)
      parts.push(
        own('relationship', { relationship_type: 'based-on', source_ref: indicator.id, target_ref: observed.id }),
      );
  }
  const about = parts.map(({ id }) => id);
  const note = (properties: Readonly<Record<string, unknown>>): StixObject =>
    own('note', { ...properties, object_refs: [...about, `report--${uuid}`] });
  parts.push(note({ abstract: 'Why the ad was warned about', content: reasonsText(evidence) }));
  if (evidence.note)
    parts.push({
      ...note({ abstract: 'Note of the person who reports', content: evidence.note }),
      id: `note--${partUuid(uuid, 'note of the person')}`,
    });
  const report = own('report', {
    name: evidence.title ? `Job ad with warning signs: ${evidence.title}` : 'Job ad with warning signs',
    description: describe(evidence),
    report_types: ['observed-data'],
    published: stamp(created),
    object_refs: [...observables, ...parts].map(({ id }) => id),
    confidence,
    labels,
  });
  const needed = observables.some(({ extensions }) => extensions !== undefined) ? [IDENTITY, EXTENSION] : [IDENTITY];
  return [...needed, ...observables, ...parts, report];
}

/** The objects of some reports in one bundle, each object once; lists in STIX are never empty. */
export function stixBundle(id: string, objects: readonly StixObject[]): Bundle {
  return { type: 'bundle', id: `bundle--${id}`, ...(objects.length > 0 ? { objects: distinct(objects) } : {}) };
}

/** STIX wants milliseconds and Z. */
function stamp(time: string): string {
  return new Date(time).toISOString();
}

function describe(evidence: Evidence): string {
  const lines = [
    ['Employer', evidence.company],
    ['Place', evidence.location],
    ['Pay', evidence.salary],
    ['Posted', evidence.postedAt],
    ['Text', evidence.text],
    ['Similarity hash', evidence.similarityHash],
    ['Rules', evidence.rulesVersion],
    ['SHA-256 of the evidence record (RFC 8785)', digestOf(evidence)],
  ];
  return lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n');
}

/** The signs with their words, one a line. */
export function reasonsText({ level, score, signals, threats }: Evidence): string {
  const words = (one: Evidence['signals'][number]): string =>
    one.spans.length > 0 ? `: ${one.spans.map(({ evidence }) => `“${evidence}”`).join(', ')}` : '';
  const lines = signals.map(
    (one) => `${one.side === 'for' ? '−' : '+'} ${one.id} (${one.strength}${words(one)}; source: ${one.source})`,
  );
  return [`Level: ${level}; score ${score.toFixed(2)}`, `Threats: ${threats.join(', ') || 'none'}`, ...lines].join(
    '\n',
  );
}

/** Web addresses that the report holds: the page, the way to apply, the author, the contacts and links. */
function urlsOf({ address, applyUrl, author, contacts, links }: Evidence): string[] {
  const all = [address, applyUrl, author?.url, ...(contacts ?? []).map(({ value }) => value), ...(links ?? [])];
  return [
    ...new Set(all.filter((one): one is string => one !== undefined && /^https?:\/\//i.test(one) && URL.canParse(one))),
  ];
}

function urlObject(value: string): StixObject {
  return { type: 'url', spec_version: '2.1', id: observableId('url', { value }), value };
}

function domainObject(url: string): StixObject[] {
  const value = new URL(url).hostname;
  if (!/\.\p{L}/u.test(value)) return []; // an address in numbers, localhost
  return [{ type: 'domain-name', spec_version: '2.1', id: observableId('domain-name', { value }), value }];
}

function contactObject(contact: ContactParts): StixObject {
  if (contact.kind === 'url') return urlObject(contact.url);
  if (contact.kind === 'email') {
    const value = contact.address;
    return { type: 'email-addr', spec_version: '2.1', id: observableId('email-addr', { value }), value };
  }
  const { service, login } = accountOf(contact);
  const extension = {
    extension_type: 'property-extension',
    service,
    ...(contact.number ? { phone_number: contact.number } : {}),
  };
  return accountObject(service, login, { extensions: { [EXTENSION_ID]: extension } });
}

/** A telephone is an account of the service "phone". */
function accountOf(contact: Extract<ContactParts, { kind: 'phone' | 'account' }>): { service: string; login: string } {
  return contact.kind === 'phone' ? { service: 'phone', login: contact.number } : contact;
}

function accountObject(service: string, login: string, more: Readonly<Record<string, unknown>>): StixObject {
  const contributing = { account_type: service, account_login: login };
  const id = observableId('user-account', contributing);
  return { type: 'user-account', spec_version: '2.1', id, ...contributing, ...more };
}

/** The person or page that posted the ad, as the site names them. */
function authorObject({ author, site }: Evidence): StixObject[] {
  if (!author) return [];
  const url = author.url && URL.canParse(author.url) ? new URL(author.url) : null;
  const path = url ? `${url.pathname}${url.search}`.replace(/^\/|\/$/g, '') : ''; // profile.php?id=… names by its query
  const login = path || author.name || '';
  return [accountObject(site || 'site', login, author.name ? { display_name: author.name } : {})];
}

function pictureObject(evidence: Evidence): StixObject[] {
  const payload = jpegOf(evidence);
  if (!payload) return [];
  const contributing = { payload_bin: payload };
  return [
    {
      type: 'artifact',
      spec_version: '2.1',
      id: observableId('artifact', contributing),
      mime_type: 'image/jpeg',
      ...contributing,
    },
  ];
}

/** A STIX pattern that matches any of the contacts; "" when there are none. */
function patternOf(contacts: readonly ContactParts[]): string {
  const tests = contacts.map((contact) => {
    if (contact.kind === 'email') return `email-addr:value = ${quoted(contact.address)}`;
    if (contact.kind === 'url') return `url:value = ${quoted(contact.url)}`;
    const { service, login } = accountOf(contact);
    return `user-account:account_type = ${quoted(service)} AND user-account:account_login = ${quoted(login)}`;
  });
  return [...new Set(tests)].map((test) => `[${test}]`).join(' OR ');
}

function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

function distinct(objects: readonly StixObject[]): StixObject[] {
  return [...new Map(objects.map((one) => [one.id, one])).values()];
}
