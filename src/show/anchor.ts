/** An element that is found again when the page draws it anew: the badge stays where the person saw it. */

import { directionAt } from './box.ts';

export type Anchor = {
  /** Which way the page reads there. */
  readonly direction: 'ltr' | 'rtl';
  /** The element, or the one that took its place with the same words; null when it is gone. */
  current(): Element | null;
  /** Remembers the place, to find it again. Costs a look at the siblings, so only what is drawn is remembered. */
  remember(): void;
  /** The page was read again: it stands here now. */
  moveTo(element: Element): void;
};

type Step = { readonly parent: Element; readonly index: number };

export function createAnchor(element: Element): Anchor {
  let now = element;
  let steps: readonly Step[] = [];
  let words: string | null = null;
  const remember = (): void => {
    steps = stepsTo(now);
    words = now.textContent;
  };
  return {
    get direction() {
      return directionAt(now);
    },
    current() {
      if (now.isConnected) return now;
      const again = follow(steps);
      if (!again || again.textContent !== words) return null;
      now = again;
      remember();
      return now;
    },
    remember,
    moveTo(next) {
      now = next;
      if (words !== null) remember();
    },
  };
}

/** The way from an element up: each parent, and the how-manieth child it is there. */
function stepsTo(element: Element): readonly Step[] {
  const steps: Step[] = [];
  for (let at = element, parent = at.parentElement; parent; at = parent, parent = at.parentElement)
    steps.push({ parent, index: [...parent.children].indexOf(at) });
  return steps;
}

/** The way down again from the nearest parent that is still on the page. */
function follow(steps: readonly Step[]): Element | null {
  const from = steps.findIndex(({ parent }) => parent.isConnected);
  let at: Element | null = steps[from]?.parent ?? null;
  for (let i = from; i >= 0; i -= 1) at = at?.children[steps[i]?.index ?? -1] ?? null;
  return at;
}
