/** A report as a MISP event (MISP core format), with objects of the public templates and tags of the public taxonomies. */
import { type ContactParts, contactsOf } from '../contact-parts.ts';
import { digestOf, type Evidence, jpegOf } from '../evidence.ts';
import { partUuid } from '../identity.ts';
import { reasonsText } from './stix.ts';

type Attribute = {
  readonly uuid: string;
  readonly type: string;
  readonly category: string;
  readonly value: string;
  readonly to_ids: false;
  readonly comment?: string;
  readonly object_relation?: string;
  readonly data?: string;
  readonly timestamp: string;
};
type MispObject = {
  readonly uuid: string;
  readonly name: string;
  readonly 'meta-category': string;
  readonly template_uuid: string;
  readonly template_version: string;
  readonly timestamp: string;
  readonly Attribute: readonly Attribute[];
};
export type MispEvent = {
  readonly uuid: string;
  readonly info: string;
  readonly date: string;
  readonly timestamp: string;
  readonly distribution: '0';
  readonly threat_level_id: '2' | '3' | '4';
  readonly analysis: '0';
  readonly published: false;
  readonly Attribute: readonly Attribute[];
  readonly Object: readonly MispObject[];
  readonly Tag: readonly { readonly name: string }[];
};

/** Templates of github.com/MISP/misp-objects. */
const TEMPLATES = {
  microblog: ['misc', '8ec8c911-ddbe-4f5b-895b-fbff70c42a60', '20'],
  'user-account': ['misc', '49606b06-22f0-4ac8-8eee-2f12ad46f3d3', '6'],
  'phone-number': ['mobile', 'c4b5a67c-63d2-11ec-90d6-0242ac120003', '1'],
} as const;

/** MISP's threat levels: 2 medium, 3 low, 4 undefined. */
const THREAT_LEVEL = { danger: '2', caution: '3', none: '4' } as const;

/** The event of one report; `uuid` is that of the report. A new version has the same ids and a later timestamp. */
export function mispEvent(evidence: Evidence, uuid: string): MispEvent {
  const timestamp = String(Math.floor(Date.parse(evidence.modified) / 1000));
  const attribute = (part: string, type: string, category: string, value: string, more: Partial<Attribute> = {}) => ({
    uuid: partUuid(uuid, part),
    type,
    category,
    value,
    to_ids: false as const,
    timestamp,
    ...more,
  });
  const object = (
    part: string,
    name: keyof typeof TEMPLATES,
    fields: readonly (readonly [
      relation: string,
      type: string,
      category: string,
      value: string | undefined,
      data?: string,
    ])[],
  ): MispObject => ({
    uuid: partUuid(uuid, part),
    name,
    'meta-category': TEMPLATES[name][0],
    template_uuid: TEMPLATES[name][1],
    template_version: TEMPLATES[name][2],
    timestamp,
    Attribute: fields.flatMap(([relation, type, category, value, data], i) =>
      value
        ? [attribute(`${part} ${i}`, type, category, value, { object_relation: relation, ...(data ? { data } : {}) })]
        : [],
    ),
  });
  const { address, applyUrl, author, links, text, title } = evidence;
  const contacts = contactsOf(evidence);
  const picture = jpegOf(evidence);
  const ad = object('ad', 'microblog', [
    ['title', 'text', 'Other', title],
    ['post', 'text', 'Other', text],
    ['url', 'url', 'Network activity', address],
    ['type', 'text', 'Other', 'Job ad'],
    ['language', 'text', 'Other', evidence.language],
    ['display-name', 'text', 'Other', author?.name],
    ['link', 'link', 'External analysis', author?.url],
    ['attachment', 'attachment', 'External analysis', picture && 'page.jpg', picture],
  ]);
  const lines: (Attribute | null)[] = [
    attribute('reasons', 'comment', 'Other', reasonsText(evidence)),
    attribute('digest', 'text', 'Other', digestOf(evidence), { comment: 'SHA-256 of the evidence record (RFC 8785)' }),
    evidence.similarityHash
      ? attribute('similarity', 'text', 'Other', evidence.similarityHash, { comment: '64-bit simhash of the text' })
      : null,
    ...(['company', 'location', 'salary', 'postedAt', 'note'] as const).map((field) => {
      const value = evidence[field];
      return value ? attribute(field, 'text', 'Other', value, { comment: COMMENTS[field] }) : null;
    }),
    applyUrl ? attribute('applyUrl', 'url', 'Network activity', applyUrl, { comment: 'where to apply' }) : null,
    ...(links ?? []).map((link, i) =>
      /^https?:/i.test(link)
        ? attribute(`link ${i}`, 'url', 'Network activity', link, { comment: 'link in the ad' })
        : null,
    ),
    ...contacts.map((contact, i) => {
      if (contact.kind === 'email') return attribute(`mail ${i}`, 'email', 'Network activity', contact.address);
      return contact.kind === 'url' ? attribute(`contact ${i}`, 'url', 'Network activity', contact.url) : null;
    }),
  ];
  return {
    uuid,
    info: title ? `Job ad with warning signs: ${title}` : 'Job ad with warning signs',
    date: evidence.created.slice(0, 10),
    timestamp,
    distribution: '0',
    threat_level_id: THREAT_LEVEL[evidence.level],
    analysis: '0',
    published: false,
    Attribute: distinct(lines.filter((one) => one !== null)),
    Object: [ad, ...contacts.flatMap((contact, i) => contactObject(contact, `contact ${i}`, object))].filter(
      (one) => one.Attribute.length > 0,
    ),
    Tag: tagsOf(evidence).map((name) => ({ name })),
  };
}

const COMMENTS = {
  company: 'employer that the ad names',
  location: 'place of work',
  salary: 'pay',
  postedAt: 'posted',
  note: 'note of the person who reports',
} as const;

function contactObject(
  contact: ContactParts,
  part: string,
  object: (
    part: string,
    name: 'user-account' | 'phone-number',
    fields: readonly (readonly [string, string, string, string | undefined])[],
  ) => MispObject,
): MispObject[] {
  if (contact.kind === 'phone')
    return [object(part, 'phone-number', [['phone-number', 'phone-number', 'Other', contact.number]])];
  if (contact.kind !== 'account') return [];
  return [
    object(part, 'user-account', [
      ['username', 'text', 'Other', contact.login],
      ['account-type', 'text', 'Other', contact.service],
      ['description', 'text', 'Other', contact.number && `telephone ${contact.number}`],
    ]),
  ];
}

/** Taxonomies tlp, circl, estimative-language, false-positive and workflow; the threats in a namespace of our own. */
function tagsOf({ level, revoked, score, threats }: Evidence): string[] {
  const confidence = score >= 0.9 ? 'high' : score >= 0.6 ? 'moderate' : 'low';
  return [
    'tlp:amber',
    'circl:incident-classification="scam"',
    `estimative-language:confidence-in-analytic-judgment="${confidence}"`,
    revoked ? 'false-positive:confirmed="true"' : 'workflow:todo="review"',
    `vigie:level="${level}"`,
    ...threats.map((threat) => `vigie:threat="${threat}"`),
  ];
}

/** MISP keeps one attribute of a type and value. */
function distinct(attributes: readonly Attribute[]): Attribute[] {
  return [...new Map(attributes.map((one) => [`${one.type} ${one.value}`, one])).values()];
}
