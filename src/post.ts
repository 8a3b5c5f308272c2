/** The words for what is read off a page. Field names follow schema.org JobPosting where it has one. */

export type PostSource = 'json-ld' | 'microdata' | 'rdfa' | 'open-graph' | 'site' | 'generic' | 'selection' | 'paste';

export type ContactKind =
  | 'phone'
  | 'email'
  | 'telegram'
  | 'whatsapp'
  | 'line'
  | 'wechat'
  | 'zalo'
  | 'viber'
  | 'kakaotalk'
  | 'signal'
  | 'messenger'
  | 'url';

/** A way to reach the advertiser; `value` as written (text) or as the link holds it. */
export type Contact = { readonly kind: ContactKind; readonly value: string; readonly from: 'text' | 'link' };

/** The fields of a post that are judged, in the order in which they are read. */
export const POST_FIELDS = ['title', 'company', 'location', 'salary', 'text', 'url'] as const;
export type PostField = (typeof POST_FIELDS)[number];

/** One job post as found on a page, plain data: it crosses messages and is what a report keeps. */
export type JobPost = {
  readonly id: string;
  readonly url: string;
  readonly site: string;
  readonly source: PostSource;
  readonly title?: string;
  readonly company?: string;
  readonly location?: string;
  readonly salary?: string;
  readonly text: string;
  readonly contacts: readonly Contact[];
  readonly links: readonly string[];
  readonly images: readonly string[];
  /** Mostly a picture: its text was not read. */
  readonly picture?: boolean;
  readonly author?: { readonly name?: string; readonly url?: string };
  readonly postedAt?: string;
  readonly applyUrl?: string;
};

/** A stretch of one field in UTF-16 units: `field.slice(start, end) === evidence`. */
export type Span = {
  readonly field: PostField;
  readonly start: number;
  readonly end: number;
  readonly evidence: string;
};

/** A post and where it stands. Only `post` crosses a message. */
export type Found = {
  readonly post: JobPost;
  readonly element: Element;
  /** The DOM range of a span, or null when the page no longer reads as the evidence. */
  rangeOf(span: Span): Range | null;
};
