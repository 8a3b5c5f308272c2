/** A report as the person keeps it. */
import type { JobPost } from '../post.ts';
import type { Verdict } from '../verdict.ts';

/** One kept report: evidence that outlives the post. */
export type Report = {
  readonly id: string;
  readonly post: JobPost;
  /** Address of the page, without user, password and fragment. */
  readonly address: string;
  readonly verdict: Verdict;
  /** Near-identical posts have near-identical hashes (src/analyse/similarity.ts); null for a short text. */
  readonly similarityHash: string | null;
  /** ISO 8601; first and latest time that the person reported this post. */
  readonly created: string;
  readonly modified: string;
  readonly rulesVersion: string;
  /** data:image/jpeg;base64,… of the post alone, where the browser allowed it. */
  readonly picture?: string;
  /** What the person wants to add. */
  readonly note?: string;
  /** The person has said that the ad was honest after all. */
  readonly revoked?: boolean;
};
