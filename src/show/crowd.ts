/** Which of the warned posts on a screen get a badge of their own. */

/** More warned ads than this on one screen are told in one badge: many warnings are heeded less than one. */
export const MOST_ON_SCREEN = 3;

export type OnScreen = { readonly id: string; readonly text: string };

export type Crowd = {
  /** Ids that get a badge of their own, with how often the same ad stands on the page. */
  readonly badges: ReadonlyMap<string, number>;
  /** Ids that are told in one badge, in their order on the page; empty while they are few. */
  readonly many: readonly string[];
};

/** Of copies of one ad the first on the screen stands for all. `onScreen` in reading order; `onPage`: all warned posts. */
export function crowdOf(onScreen: readonly OnScreen[], onPage: readonly OnScreen[]): Crowd {
  const first = new Map<string, string>();
  for (const { id, text } of onScreen) if (!first.has(keyOf(text))) first.set(keyOf(text), id);
  if (first.size > MOST_ON_SCREEN) return { badges: new Map(), many: [...first.values()] };
  const copies = (key: string): number => onPage.filter(({ text }) => keyOf(text) === key).length;
  return { badges: new Map([...first].map(([key, id]) => [id, copies(key)])), many: [] };
}

/** Letters only, so that another number, emoji or space does not make another ad. */
function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '');
}
