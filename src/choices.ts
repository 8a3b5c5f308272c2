/** What the person has called not suspicious or has hidden: one ad, one employer or poster, a whole site. */
import type { JobPost } from './post.ts';

export const CHOICE_KINDS = ['trust-post', 'trust-company', 'trust-site', 'hide-post', 'hide-poster'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

export type Choice = {
  readonly kind: ChoiceKind;
  /** Id of the post, name of the employer or poster, or the site: what the choice is about. */
  readonly name: string;
  readonly site: string;
  /** ISO 8601. */
  readonly at: string;
};

/** What a choice about a post would hold; null where the post has no such name. */
export function choiceFor(kind: ChoiceKind, post: JobPost, at: string): Choice | null {
  const name = nameFor(kind, post);
  return name ? { kind, name, site: post.site, at } : null;
}

/** True when both are about the same thing. */
export function sameChoice(one: Choice, two: Choice): boolean {
  return one.kind === two.kind && one.name === two.name && (one.site === two.site || one.kind.endsWith('-post'));
}

/** Did the person say that this post, its employer or its site is not suspicious? */
export function isTrusted(post: JobPost, choices: readonly Choice[]): boolean {
  return isChosen(['trust-post', 'trust-company', 'trust-site'], post, choices);
}

/** Did the person hide this post or all of its poster? */
export function isHidden(post: JobPost, choices: readonly Choice[]): boolean {
  return isChosen(['hide-post', 'hide-poster'], post, choices);
}

function isChosen(kinds: readonly ChoiceKind[], post: JobPost, choices: readonly Choice[]): boolean {
  if (choices.length === 0) return false;
  return kinds.some((kind) => {
    const wanted = choiceFor(kind, post, '');
    return wanted !== null && choices.some((choice) => sameChoice(choice, wanted));
  });
}

function nameFor(kind: ChoiceKind, post: JobPost): string | undefined {
  if (kind === 'trust-post' || kind === 'hide-post') return post.id;
  if (kind === 'trust-site') return post.site;
  return kind === 'trust-company' ? (post.company ?? post.author?.name) : (post.author?.name ?? post.company);
}
