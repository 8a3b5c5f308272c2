/** Contacts in the links and the text of a post. */
import type { Contact, ContactKind } from '../post.ts';

const BY_HOST: readonly (readonly [RegExp, ContactKind])[] = [
  [/^(?:t|telegram)\.me$/, 'telegram'],
  [/^(?:wa\.me|(?:api|chat|web)\.whatsapp\.com)$/, 'whatsapp'],
  [/^(?:line\.me|lin\.ee)$/, 'line'],
  [/^zalo\.me$/, 'zalo'],
  [/^m\.me$/, 'messenger'],
  [/^signal\.me$/, 'signal'],
  [/^open\.kakao\.com$/, 'kakaotalk'],
  [/^u\.wechat\.com$/, 'wechat'],
];
const BY_SCHEME: Readonly<Record<string, ContactKind>> = {
  'fb-messenger': 'messenger',
  kakaotalk: 'kakaotalk',
  line: 'line',
  mailto: 'email',
  sgnl: 'signal',
  sms: 'phone',
  tel: 'phone',
  tg: 'telegram',
  viber: 'viber',
  weixin: 'wechat',
  whatsapp: 'whatsapp',
  zalo: 'zalo',
};
const IN_TEXT: readonly (readonly [RegExp, ContactKind])[] = [
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, 'email'],
  [/(?<![\w@/.])@[a-z]\w{4,31}\b/gi, 'telegram'],
  [/\b(?:t\.me|telegram\.me)\/[\w+/-]{3,64}/gi, 'telegram'],
  [/\bwa\.me\/\d{6,15}/gi, 'whatsapp'],
  [/\+\d[\d ().-]{6,18}\d/g, 'phone'],
];
const MOST = 30;
/** A longer link is no way to reach anybody. */
const LONGEST = 500;

/** Contacts of a post, without doubles; the first 30. */
export function contactsOf(text: string, links: readonly string[]): Contact[] {
  const found = new Map<string, Contact>();
  const add = (contact: Contact): void => {
    if (contact.value.length > LONGEST) return;
    const key = `${contact.kind} ${contact.value}`;
    if (found.size < MOST && !found.has(key)) found.set(key, contact);
  };
  for (const link of links) {
    const contact = contactOfLink(link);
    if (contact) add(contact);
  }
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, ''); // bold letters, zero-width characters inside a handle
  for (const [pattern, kind] of IN_TEXT)
    for (const match of plain.matchAll(pattern)) add({ kind, value: match[0].trim(), from: 'text' });
  return [...found.values()];
}

/** The contact that a link is; null for any other link. */
export function contactOfLink(link: string): Contact | null {
  const scheme = /^([a-z-]{2,12}):/i.exec(link)?.[1]?.toLowerCase() ?? '';
  const app = BY_SCHEME[scheme];
  if (app === 'phone' || app === 'email') {
    const value = link.slice(scheme.length + 1);
    return { kind: app, value: app === 'email' ? (value.split('?')[0] ?? '') : value, from: 'link' };
  }
  if (app) return { kind: app, value: link, from: 'link' };
  if (!URL.canParse(link)) return null;
  const host = new URL(link).hostname.replace(/^www\./, '');
  const kind = BY_HOST.find(([pattern]) => pattern.test(host))?.[1];
  return kind ? { kind, value: link, from: 'link' } : null;
}
