/** Which of the warned posts on a screen get a badge of their own. */

/** More warned ads than this on one screen are told in one badge: many warnings are heeded less than one. */
const MOST_ON_SCREEN = 3;

/** `ad`: the same for copies of one ad (see adKey). */
export type OnScreen = { readonly id: string; readonly ad: string };

export type Crowd = {
  /** Ids that get a badge of their own. Of copies of one ad the first stands for all. */
  readonly own: readonly string[];
  /** Ids that are told in one badge, in their order on the page; empty while they are few. */
  readonly many: readonly string[];
};

/** `onScreen` in reading order. */
export function crowdOf(onScreen: readonly OnScreen[]): Crowd {
  const first = new Map<string, string>();
  for (const { id, ad } of onScreen) if (!first.has(ad)) first.set(ad, id);
  const ids = [...first.values()];
  return ids.length > MOST_ON_SCREEN ? { own: [], many: ids } : { own: ids, many: [] };
}

/** Letters only, so that another number, emoji or space does not make another ad. */
export function adKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '');
}
