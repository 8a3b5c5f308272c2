/** Tells people who listen to the page, politely and once, that new warnings are there. */
import { el } from '../el.ts';
import type { Wording } from './badges.ts';
import { createHost } from './host.ts';

/** Warnings that come together are told together. */
const TOGETHER_MS = 1000;

export type Announcer = { /** One more warning stands on the page. */ add(): void };

export function createAnnouncer(words: () => Wording, signal: AbortSignal): Announcer {
  let region: HTMLElement | null = null;
  let count = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    add() {
      count += 1;
      // the region must be there for a while before its words are: else they are not read out
      region ??= regionIn(words(), signal);
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (region) region.textContent = words().t('live.found', { count });
        count = 0;
      }, TOGETHER_MS);
    },
  };
}

function regionIn({ language, direction }: Wording, signal: AbortSignal): HTMLElement {
  const host = createHost();
  const region = el('div', { class: 'hidden-live', role: 'status', 'aria-live': 'polite' });
  host.put(region, language, direction);
  host.attach();
  signal.addEventListener('abort', () => host.remove());
  return region;
}
