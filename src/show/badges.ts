/** The marks on the page: a badge at a post, one beside its contact line, one for many posts, a cover for a hidden one. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Anchor } from './anchor.ts';
import { type Box, boxOf, clipsOf, coverAt, visiblePart } from './box.ts';
import { createHost, type Host } from './host.ts';
import type { Placed } from './placer.ts';

export type Wording = { readonly t: Translate; readonly language: string; readonly direction: 'ltr' | 'rtl' };

/** A mark that stands somewhere and can be pressed. */
export type Mark = Placed & { readonly button: HTMLButtonElement };

const GAP_PX = 4;
/** A post of which less is to be seen carries no badge. */
const LEAST_SEEN_PX = 24;
/** A contact line that is nearer to the badge needs no mark of its own. */
const FAR_PX = 90;
/** How long it is believed which scroll areas are around a post. */
const CLIPS_MS = 1000;

export type Badge = Mark & {
  /** Shows how many copies of the ad it speaks for; 0 hides it. */
  speakFor(copies: number): void;
  /** Looks whether a bar or a dialog of the page lies above the place, once things stand still. */
  lookForCover(ours: (one: Element) => boolean): void;
  /** The part of the post that is to be seen; null when it is off the screen. */
  part(): Box | null;
};

/** A badge in the upper corner of what is to be seen of a post. */
export function badgeAt(post: Anchor, level: 'caution' | 'danger', words: Wording, press: () => void): Badge {
  const { t } = words;
  const sign = level === 'danger' ? '⚠' : '◔';
  const count = el('span', { class: 'count' });
  const button = markButton(
    `badge ${level}`,
    press,
    el('span', { 'aria-hidden': 'true' }, sign),
    t(`badge.${level}`),
    count,
  );
  const host = hostWith(button, words);
  const seen = seenPart(post);
  let copies = 1;
  /** Lower edge of a bar of the page that lies above the post; Infinity when something hides all of it. */
  let ceiling = 0;
  const spotUnder = (top: number): { x: number; y: number } | null => {
    const part = seen();
    if (!part || copies === 0) return null;
    const y = Math.max(part.top, top) + GAP_PX;
    if (part.bottom - y < LEAST_SEEN_PX) return null;
    return { x: cornerX(part, button, post.direction), y: Math.min(y, innerHeight - 34) };
  };
  return {
    host,
    button,
    spot: () => spotUnder(ceiling),
    part: seen,
    speakFor(next) {
      copies = next;
      count.textContent = next > 1 ? ` ×${next}` : '';
      count.title = next > 1 ? t('badge.copies', { count: next }) : '';
    },
    lookForCover(ours) {
      const spot = spotUnder(0);
      const { width, height } = sizeOf(button);
      const element = post.current();
      const cover = spot && element && coverAt(spot.x + width / 2, spot.y + height / 2, element, ours);
      const box = cover && boxOf(cover);
      const isBar = box !== null && box.top <= (spot?.y ?? 0) && box.height < innerHeight / 2;
      ceiling = box === null ? 0 : isBar ? box.bottom : Number.POSITIVE_INFINITY;
    },
  };
}

/** A mark beside the place where the person would answer. It hides where the post's own badge is near. */
export function contactMarkAt(
  post: Anchor,
  way: () => Element | Range | null,
  level: 'caution' | 'danger',
  words: Wording,
  badge: Badge,
  press: () => void,
): Mark {
  const button = markButton(`badge contact ${level}`, press, words.t('badge.contact'));
  const seen = seenPart(post);
  return {
    host: hostWith(button, words),
    button,
    spot() {
      const main = badge.spot();
      const part = seen();
      const place = way();
      const box = place && boxOf(place);
      if (!main || !part || !box || box.width === 0 || box.top < part.top || box.bottom > part.bottom) return null;
      if (Math.abs(box.top - main.y) < FAR_PX) return null;
      const { width, height } = sizeOf(button);
      const rtl = post.direction === 'rtl';
      const beside = rtl ? box.left - width - GAP_PX : box.right + GAP_PX;
      const fits = beside >= GAP_PX && beside + width <= innerWidth - GAP_PX;
      // beside the line, or under it where there is no room
      if (fits) return { x: beside, y: box.top + (box.height - height) / 2 };
      const x = rtl ? box.right - width : box.left;
      return { x: Math.min(Math.max(GAP_PX, x), innerWidth - width - GAP_PX), y: box.bottom + 2 };
    },
  };
}

/** One badge for many posts, in the lower corner of the window. */
export function manyBadge(count: number, level: 'caution' | 'danger', words: Wording, press: () => void): Mark {
  const sign = level === 'danger' ? '⚠' : '◔';
  const text = words.t('badge.many', { count });
  const button = markButton(`badge ${level}`, press, el('span', { 'aria-hidden': 'true' }, sign), text);
  button.setAttribute('aria-haspopup', 'dialog');
  return {
    host: hostWith(button, words),
    button,
    spot() {
      const { width, height } = sizeOf(button);
      const x = words.direction === 'rtl' ? 12 : innerWidth - width - 24;
      return { x: Math.max(GAP_PX, x), y: innerHeight - height - 12 };
    },
  };
}

/** Covers a post that the person has hidden: the page itself stays as it is. */
export function coverOver(post: Anchor, words: Wording, show: () => void): Placed {
  const button = markButton('act', show, words.t('cover.show'));
  const cover = el('div', { class: 'cover' }, el('span', {}, words.t('cover.what')), button);
  const seen = seenPart(post);
  return {
    host: hostWith(cover, words),
    spot() {
      const part = seen();
      if (!part) return null;
      cover.style.width = `${part.right - part.left}px`;
      cover.style.height = `${part.bottom - part.top}px`;
      return { x: part.left, y: part.top };
    },
  };
}

/** The upper corner of a box at its end: right, or left where the page reads from the right. */
export function cornerX(box: Box, thing: Element, direction: 'ltr' | 'rtl', gap = 8): number {
  const { width } = sizeOf(thing);
  const x = direction === 'rtl' ? box.left + gap : box.right - width - gap;
  return Math.min(Math.max(GAP_PX, x), Math.max(GAP_PX, innerWidth - width - GAP_PX));
}

function hostWith(content: HTMLElement, { language, direction }: Wording): Host {
  const host = createHost();
  host.put(content, language, direction);
  return host;
}

function markButton(look: string, press: () => void, ...content: (Node | string)[]): HTMLButtonElement {
  const click = (event: Event): void => (event.isTrusted ? press() : undefined);
  return el('button', { class: look, type: 'button', 'aria-haspopup': 'dialog', onclick: click }, ...content);
}

/** Before it is first drawn a thing has no size: about that of a badge. */
function sizeOf(thing: Element): { width: number; height: number } {
  const { width, height } = thing.getBoundingClientRect();
  return width > 0 ? { width, height } : { width: 120, height: 28 };
}

/** What is to be seen of a post now. */
function seenPart(post: Anchor): () => Box | null {
  let clips: readonly Element[] = [];
  let of: Element | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    const element = post.current();
    if (!element) return null;
    const now = performance.now();
    if (element !== of || now - readAt > CLIPS_MS) {
      clips = clipsOf(element);
      of = element;
      readAt = now;
    }
    return visiblePart(element, clips);
  };
}
