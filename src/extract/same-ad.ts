/** When two readings are one ad. */
import type { Found, JobPost } from '../post.ts';

/** The same post, or boxes inside one another that read the same: of those the inner one is the ad. */
export function isSameAd(one: Found, two: Found): boolean {
  if (one.post.id === two.post.id) return true;
  return (one.element.contains(two.element) || two.element.contains(one.element)) && isSameText(one.post, two.post);
}

/** Texts that begin alike, under the same title where both have one: one employer's ads often begin alike. */
export function isSameText(one: JobPost, two: JobPost): boolean {
  const head = ({ text }: JobPost): string => text.replace(/\s+/g, ' ').slice(0, 120);
  if (one.title && two.title && one.title !== two.title) return false;
  return one.text.length > 60 && head(one) === head(two);
}
