/** Fills in what a site's adapter did not find on the page of one ad: selectors rot field by field. */
import type { Found, JobPost } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { labelledFields } from './labelled.ts';
import { companyInTitle } from './page-title.ts';
import { structuredPosts } from './structured.ts';
import { squeeze } from './text-part.ts';

const FIELDS = ['company', 'location', 'salary'] as const;

/** From structured data of the same post, then from labels and names within its container, then from the page's title. */
export function completed(found: Found, document: Document, url: string, labels: Labels): Found {
  const missing = FIELDS.filter((field) => found.post[field] === undefined);
  if (missing.length === 0) return found;
  const same = structuredPosts(document, url, null).find(({ post }) => isSame(post, found.post));
  const near = labelledFields(found.element, labels, null);
  const more = missing.flatMap((field) => {
    const value =
      same?.post[field] ??
      near[field]?.text ??
      (field === 'company' ? companyInTitle(document, url, found.post.title) : undefined);
    return value === undefined || value === found.post.title ? [] : [[field, value] as const];
  });
  if (more.length === 0) return found;
  return {
    element: found.element,
    post: { ...found.post, ...Object.fromEntries(more) },
    rangeOf(span) {
      if (!more.some(([field]) => field === span.field)) return found.rangeOf(span);
      if (same?.post[span.field] !== undefined) return same.rangeOf(span);
      const read =
        span.field === 'company' || span.field === 'location' || span.field === 'salary' ? near[span.field] : undefined;
      return read?.rangeOf(span.start, span.end, span.evidence) ?? null;
    },
  };
}

function isSame(one: JobPost, two: JobPost): boolean {
  const title = squeeze(one.title ?? '');
  return (
    (title !== '' && title === squeeze(two.title ?? '')) ||
    squeeze(one.text).slice(0, 100) === squeeze(two.text).slice(0, 100)
  );
}
