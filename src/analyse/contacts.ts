/** Contacts of a post: which channels it names, whose domain, whose country. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { getDomain } from 'tldts-icann';
import type { ContactRules } from '../rules/types.ts';
import type { Fact, FactInput } from './fact.ts';
import type { Field } from './find-concepts.ts';

/** From its @ on. */
const MAIL_DOMAIN = /@([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4})/uy;
const MAIL_NAME = /[\p{L}\p{N}._%+-]/u;
const LONGEST_MAIL_NAME = 128;
const URL_LIKE =
  /(?:https?:\/\/|www\.)[^\s<>"')\]]{3,200}|(?<![@\w.])(?:[a-z0-9-]{1,40}\.){1,3}(?:com|net|org|info|top|vip|xyz|site|online|shop|app|me|io|ly|gl|co|cc|work|jobs)(?:\/[^\s<>"')\]]{0,100})?/giu;
/** A quick look before the expression above. */
const MAY_LINK = /[a-z0-9]\.[a-z]|:\/\/|www/;
/** Licences have three figures or more. */
const MAY_NUMBER = /\d(?:[\d./ ]|[a-z]){2}/;
const PHONE = /(?:\+|\b00)[1-9][\d ().-]{6,18}\d/g;
const HANDLE = /(?<![\p{L}\p{N}._%+-])@[a-z][a-z0-9_]{3,32}\b/giu;
const CHAT_HOST =
  /^(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|line\.me|lin\.ee|zalo\.me|m\.me|signal\.me|open\.kakao\.com|u\.wechat\.com)$/;

/** Makes the reader of facts about how the advertiser can be reached; `country` is that of the work, if known. */
export function createContactReader(rules: ContactRules): (input: FactInput, country: string | null) => Fact[] {
  const freeMail = new Set(rules.freeMail);
  const shorteners = new Set(rules.shorteners);
  const licences = new RegExp(rules.licences.map(({ pattern }) => `(?:${pattern})`).join('|'), 'gu');
  return (input, country) => [
    ...readChannels(input, rules, freeMail, shorteners),
    ...foreignPhones(input.fields, country),
    ...input.fields
      .filter((field) => MAY_NUMBER.test(field.flat))
      .flatMap((field) => matchesOf(field, licences))
      .slice(0, 1)
      .map(({ at }) => ({ id: 'licence-number', at })),
  ];
}

function readChannels(
  { post, fields, mentions }: FactInput,
  rules: ContactRules,
  freeMail: ReadonlySet<string>,
  shorteners: ReadonlySet<string>,
): Fact[] {
  const facts: Fact[] = [];
  for (const hit of mentions.apps) {
    const kind = rules.apps[hit.what]?.kind;
    if (kind === 'telegram' || kind === 'whatsapp') facts.push({ id: `contact-${kind}`, at: hit });
    facts.push({ id: 'contact-messenger', at: hit });
  }
  for (const kind of ['telegram', 'whatsapp'] as const) {
    if (
      post.contacts.some((contact) => contact.kind === kind) &&
      !facts.some((fact) => fact.id === `contact-${kind}`)
    ) {
      facts.push({ id: `contact-${kind}`, at: null }, { id: 'contact-messenger', at: null });
    }
  }
  const mails = fields.flatMap((field) => mailsOf(field));
  const links = fields.filter((field) => MAY_LINK.test(field.flat)).flatMap((field) => matchesOf(field, URL_LIKE));
  const hosts = links.map((link) => ({ ...link, host: hostOf(link.match[0]) }));
  const company = wordsOf(post.company ?? '');
  let official = false;
  for (const mail of mails) {
    const domain = getDomain(mail.match[1] ?? '') ?? '';
    if (freeMail.has(domain)) {
      if (company.length > 0) facts.push({ id: 'contact-freemail', at: mail.at });
    } else {
      official = true;
      if (company.some((word) => domain.includes(word))) facts.push({ id: 'contact-domain-matches', at: mail.at });
    }
  }
  for (const link of hosts) {
    const domain = getDomain(link.host) ?? '';
    if (shorteners.has(link.host) || shorteners.has(domain)) {
      facts.push({ id: 'contact-shortlink', at: link.at });
    } else if (!CHAT_HOST.test(link.host)) {
      official = true;
      if (company.some((word) => domain.includes(word))) facts.push({ id: 'contact-domain-matches', at: link.at });
    }
  }
  const chat = facts.find((fact) => fact.id === 'contact-messenger') ?? handleOf(fields);
  if (chat && !official && !post.company && mentions.companies.length === 0)
    facts.push({ id: 'contact-no-other', at: chat.at });
  if (!post.company && mentions.companies.length === 0 && !official) facts.push({ id: 'employer-absent', at: null });
  return facts;
}

type Match = { match: RegExpExecArray; at: { field: Field; start: number; end: number } };

function matchesOf(field: Field, pattern: RegExp): Match[] {
  return [...field.normal.text.matchAll(pattern)]
    .slice(0, 20)
    .map((match) => ({ match, at: { field, start: match.index, end: match.index + match[0].length } }));
}

/** Looked for at each @: most of a text needs no expression. */
function mailsOf(field: Field): Match[] {
  const { text } = field.normal;
  const found: Match[] = [];
  for (let at = text.indexOf('@'); at >= 0 && found.length < 20; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < LONGEST_MAIL_NAME && MAIL_NAME.test(text[start - 1] ?? '')) start -= 1;
    MAIL_DOMAIN.lastIndex = at;
    const match = start < at ? MAIL_DOMAIN.exec(text) : null;
    if (match) found.push({ match, at: { field, start, end: at + match[0].length } });
  }
  return found;
}

function handleOf(fields: readonly Field[]): Fact | null {
  for (const field of fields) {
    const match = field.flat.includes('@') ? matchesOf(field, HANDLE)[0] : undefined;
    if (match) return { id: 'contact-messenger', at: match.at };
  }
  return null;
}

function hostOf(link: string): string {
  return (
    link
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .split(/[/?#:]/)[0] ?? ''
  );
}

/** Telling words of a company's name. */
function wordsOf(company: string): string[] {
  return (company.toLowerCase().match(/[a-z0-9]{4,}/g) ?? []).filter(
    (word) => !/^(group|company|limited|holding|services?|international|global)$/.test(word),
  );
}

function foreignPhones(fields: readonly Field[], country: string | null): Fact[] {
  if (country === null) return [];
  return fields.flatMap((field) =>
    matchesOf(field, PHONE)
      .slice(0, 3)
      .filter(({ match }) => {
        const phone = parsePhoneNumberFromString(match[0].replace(/^00/, '+'));
        return phone?.country !== undefined && phone.country !== country;
      })
      .map(({ at }) => ({ id: 'contact-phone-foreign', at })),
  );
}
