/** What readers of facts take and give. */
import type { JobPost } from '../post.ts';
import type { CompiledRules } from '../rules/types.ts';
import type { Field, Mentions } from './find-concepts.ts';
import type { Amount } from './pay.ts';
import type { Reading } from './polarity.ts';

/** A fact that holds, with the words that show it (none for a sign of absence). */
export type Fact = {
  readonly id: string;
  readonly at: { readonly field: Field; readonly start: number; readonly end: number } | null;
};

/** Another post with nearly the same text: who offers, where. */
export type Copy = { readonly employer: string | null; readonly location: string | null };

export type FactInput = {
  readonly rules: CompiledRules;
  readonly post: JobPost;
  readonly copies: readonly Copy[];
  readonly fields: readonly Field[];
  readonly mentions: Mentions;
  readonly readings: readonly Reading[];
  readonly amounts: readonly Amount[];
  /** Best guess first. */
  readonly language: string;
};
