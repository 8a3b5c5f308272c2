/** Puts a JobPost together from what a reader found. */
import type { JobPost, PostSource } from '../post.ts';
import { hostOf } from '../rules/sites.ts';
import { contactsOf } from './contacts.ts';
import { postIdOf } from './post-id.ts';
import { LONGEST_TEXT } from './read-text.ts';

export type PostParts = {
  readonly source: PostSource;
  readonly url: string;
  readonly text: string;
  readonly title?: string;
  readonly company?: string;
  readonly location?: string;
  readonly salary?: string;
  readonly author?: string;
  readonly permalink?: string | null;
  readonly links?: readonly string[];
  readonly images?: readonly string[];
  readonly picture?: boolean;
  readonly postedAt?: string;
};

const MOST_LINKS = 40;

/** Parameters that name a post; all others track, or change from visit to visit. */
const NAMES_POST = /^(?:\w*id|jk|vjk|story_fbid|jl|no|code|job|vacancy|position)$/i;

/** The address of a post without fragment, and of its query only what names the post; null for what is no address. */
export function permalinkOf(href: string | null | undefined, base: string): string | null {
  if (!href || !URL.canParse(href, base)) return null;
  const { origin, pathname, searchParams } = new URL(href, base);
  const names = [...searchParams].filter(([key, value]) => NAMES_POST.test(key) && /\d|^\w{8,}$/.test(value));
  const query = new URLSearchParams(names.filter(([key]) => !/track|ref|session|utm|campaign/i.test(key))).toString();
  return `${origin}${pathname}${query ? `?${query}` : ''}`;
}

/** An address against the page's own; what is none stays as it is. */
export function absolute(href: string, base: string): string {
  return URL.canParse(href, base) ? new URL(href, base).href : href;
}

/** A post; empty fields are left out, long ones cut. */
export function makePost(parts: PostParts): JobPost {
  const text = parts.text.slice(0, LONGEST_TEXT);
  const site = hostOf(parts.url).replace(/^www\./, '');
  const links = [...new Set(parts.links ?? [])].slice(0, MOST_LINKS);
  const short = (key: 'title' | 'company' | 'location' | 'salary'): Partial<JobPost> =>
    parts[key] ? { [key]: parts[key].slice(0, 500) } : {};
  const fields = { ...short('title'), ...short('company'), ...short('location'), ...short('salary'), text };
  return {
    id: postIdOf({ site, ...fields }, parts.permalink ?? null),
    url: parts.permalink ?? parts.url,
    site,
    source: parts.source,
    ...fields,
    contacts: contactsOf(text, links),
    links,
    images: [...new Set(parts.images ?? [])].slice(0, 10),
    ...(parts.picture ? { picture: true } : {}),
    ...(parts.author ? { author: { name: parts.author } } : {}),
    ...(parts.postedAt ? { postedAt: parts.postedAt } : {}),
  };
}

/** A post out of pasted or selected text. */
export function postFromText(text: string, source: 'paste' | 'selection', url = ''): JobPost {
  return makePost({ source, url, text: text.replace(/\r\n?/g, '\n').trim() });
}
