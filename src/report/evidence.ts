/** What a report hands on: the parts that the person left ticked, in one canonical record with its checksum. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Contact, PostField } from '../post.ts';
import type { Level, Strength, ThreatId } from '../verdict.ts';
import type { Report } from './report.ts';

/** The parts of a report that can be left out, in the order in which they are shown. */
export const PARTS = [
  'address',
  'title',
  'company',
  'location',
  'salary',
  'text',
  'author',
  'contacts',
  'links',
  'images',
  'postedAt',
  'applyUrl',
  'picture',
  'note',
] as const;
export type Part = (typeof PARTS)[number];

/** How much of the page's address is handed on. */
export const ADDRESS_FORMS = ['whole', 'noQuery', 'site'] as const;
export type AddressForm = (typeof ADDRESS_FORMS)[number];

/** What a person agreed to hand on. */
export type Consent = { readonly parts: readonly Part[]; readonly address: AddressForm };

export const FULL_CONSENT: Consent = { parts: PARTS, address: 'whole' };

/** One sign that spoke for or against the ad, with the words that show it. */
export type EvidenceSignal = {
  /** Id in rules/indicators.yaml. */
  readonly id: string;
  readonly side: 'against' | 'for';
  readonly strength: Strength;
  readonly source: string;
  /** Spans in UTF-16 units of the field named. */
  readonly spans: readonly {
    readonly field: PostField;
    readonly start: number;
    readonly end: number;
    readonly evidence: string;
  }[];
};

/** The record. Names of the post's fields follow `JobPost`; what was left out is absent. Times are ISO 8601. */
export type Evidence = {
  readonly format: 'vigie-evidence';
  readonly version: 1;
  /** First and latest time that the person reported this post. */
  readonly created: string;
  readonly modified: string;
  /** True once the person has said that the ad was honest after all. */
  readonly revoked: boolean;
  /** Host of the site; goes with the address. */
  readonly site?: string;
  readonly address?: string;
  readonly title?: string;
  readonly company?: string;
  readonly location?: string;
  readonly salary?: string;
  readonly text?: string;
  readonly author?: { readonly name?: string; readonly url?: string };
  readonly contacts?: readonly Contact[];
  readonly links?: readonly string[];
  readonly images?: readonly string[];
  readonly postedAt?: string;
  readonly applyUrl?: string;
  /** data:image/jpeg;base64,… of the post. */
  readonly picture?: string;
  readonly note?: string;
  readonly level: Level;
  /** 0..1, see `Verdict`. */
  readonly score: number;
  readonly language: string;
  readonly threats: readonly ThreatId[];
  readonly signals: readonly EvidenceSignal[];
  readonly rulesVersion: string;
  readonly similarityHash: string | null;
};

/** The record of a report with the parts that were agreed to. Signs whose words were left out keep their name only. */
export function evidenceOf(report: Report, consent: Consent): Evidence {
  const { post, verdict } = report;
  const has = (part: Part): boolean => consent.parts.includes(part);
  const own = addressOfPost(report);
  const address = addressOf(own, consent.address);
  /** A link as it is handed on: one to the page itself no more of it than the person lets go. */
  const linkAs = (link: string): string | undefined => {
    if (!isSamePage(link, own) && !isSamePage(link, report.address)) return cleanAddress(link) || link;
    return has('address') ? addressOf(link, consent.address) : undefined;
  };
  const linksAs = (links: readonly string[]): readonly string[] | undefined =>
    some(links.flatMap((one) => linkAs(one) ?? []));
  const parts = {
    address: address || undefined,
    title: post.title,
    company: post.company,
    location: post.location,
    salary: post.salary,
    text: post.text || undefined,
    author: post.author?.name || post.author?.url ? cleanAuthor(post.author) : undefined,
    contacts: some(
      post.contacts.flatMap((contact) => {
        const value = contact.value !== post.url && linkAs(contact.value);
        return value ? [{ ...contact, value }] : [];
      }),
    ),
    links: linksAs(post.links),
    images: linksAs(post.images),
    postedAt: post.postedAt,
    applyUrl: post.applyUrl && linkAs(post.applyUrl),
    picture: report.picture,
    note: report.note || undefined,
  } satisfies Record<Part, unknown>;
  const shown = Object.entries(parts).filter(([part, value]) => value !== undefined && has(part as Part)); // keys of parts
  const kept = (field: PostField): boolean => (field === 'url' ? has('address') : has(field));
  return {
    format: 'vigie-evidence',
    version: 1,
    created: report.created,
    modified: report.modified,
    revoked: report.revoked === true,
    ...(has('address') ? { site: post.site } : {}),
    ...Object.fromEntries(shown),
    level: verdict.level,
    score: verdict.score,
    language: verdict.language,
    threats: verdict.threats.map(({ id }) => id),
    signals: verdict.signals.map(({ id, side, strength, source, spans }) => ({
      id,
      side,
      strength,
      source,
      spans: spans.filter(({ field }) => kept(field) && !(field === 'url' && consent.address !== 'whole')),
    })),
    rulesVersion: report.rulesVersion,
    similarityHash: has('text') ? report.similarityHash : null,
  };
}

/** The bytes of the picture in base64; undefined where there is none. */
export function jpegOf({ picture }: Evidence): string | undefined {
  return /^data:image\/jpeg;base64,([\w+/=]+)$/.exec(picture ?? '')?.[1];
}

/** Hex SHA-256 over the record in canonical form (RFC 8785). */
export function digestOf(evidence: Evidence): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(evidence))));
}

/** The record as RFC 8785 wants it. */
export function canonical(value: unknown): string {
  return canonicalize(value) ?? '';
}

/** An address without user, password and fragment; "" for what is no address. */
export function cleanAddress(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}

/** Where the post itself stands: its own link where that leads elsewhere than the page, as in a feed; else the page. */
function addressOfPost({ address, post }: Report): string {
  const own = /^https?:/.test(post.url) && URL.canParse(post.url) ? new URL(post.url) : null;
  if (!own) return address;
  return isSamePage(address, own.href) ? address : own.href;
}

function isSamePage(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  return a.host !== '' && a.host === b.host && a.pathname === b.pathname;
}

function addressOf(address: string, form: AddressForm): string {
  const clean = cleanAddress(address);
  if (form === 'whole' || clean === '') return clean;
  const url = new URL(clean);
  if (form === 'site') return /^https?:$/.test(url.protocol) ? `${url.origin}/` : '';
  url.search = '';
  return url.href;
}

function cleanAuthor({ name, url }: { name?: string; url?: string }): { name?: string; url?: string } {
  return { ...(name ? { name } : {}), ...(url ? { url: cleanAddress(url) || url } : {}) };
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
