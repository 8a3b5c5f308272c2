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

export type FactInput = {
  readonly rules: CompiledRules;
  readonly post: JobPost;
  readonly fields: readonly Field[];
  readonly mentions: Mentions;
  readonly readings: readonly Reading[];
  readonly amounts: readonly Amount[];
  /** Best guess first. */
  readonly language: string;
};
