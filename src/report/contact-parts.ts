/** A contact in the terms of those who receive reports: an address, a number, an account. */
import type { Contact } from '../post.ts';
import type { Evidence } from './evidence.ts';

export type ContactParts =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'phone'; readonly number: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'account'; readonly service: string; readonly login: string; readonly number?: string };

/** The contacts of a record that hold something to go by. */
export function contactsOf({ contacts = [] }: Pick<Evidence, 'contacts'>): ContactParts[] {
  return contacts.flatMap((contact) => contactParts(contact) ?? []);
}

/** Null for a contact that holds nothing to go by. */
export function contactParts({ kind, value }: Contact): ContactParts | null {
  if (kind === 'email') {
    const address = value.trim().toLowerCase();
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? { kind, address } : null;
  }
  if (kind === 'url') return URL.canParse(value) ? { kind, url: value } : null;
  if (kind === 'phone') {
    const number = numberOf(value);
    return number ? { kind, number } : null;
  }
  const login = loginOf(value);
  if (!login) return null;
  const number = kind === 'whatsapp' || kind === 'viber' || kind === 'signal' ? numberOf(login) : '';
  return { kind: 'account', service: kind, login, ...(number ? { number } : {}) };
}

/** "+855 12-345 678" → "+85512345678": E.164 where the country is named; "" for what is no number. */
function numberOf(value: string): string {
  const digits = value.replace(/\D/g, '');
  if (digits.length < 5 || digits.length > 15 || /\p{L}/u.test(value)) return '';
  return /^\s*(?:\+|00)/.test(value) ? `+${digits.replace(/^00/, '')}` : digits;
}

/** "https://t.me/job_desk?x" → "job_desk", "@job_desk" → "job_desk", "https://wa.me/855…" → "855…". */
function loginOf(value: string): string {
  const text = value.trim();
  const address = /^[a-z][\w.+-]*:/i.test(text) ? text : /^[\w-]+\.\w+\//.test(text) ? `https://${text}` : null;
  if (address === null || !URL.canParse(address)) return text.replace(/^@/, '');
  const url = new URL(address);
  for (const name of ['domain', 'number', 'phone', 'username', 'chat']) {
    const own = url.searchParams.get(name);
    if (own) return own.replace(/^@/, '');
  }
  const path = /^https?:$/.test(url.protocol) ? url.pathname : `${url.host}${url.pathname}`;
  return decoded(path)
    .replace(/^\/+|\/+$/g, '')
    .replace(/^@/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}
