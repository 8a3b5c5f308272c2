/** What a person sees of Vigie on a page. No node of ours stands among the site's own. */
import { type Choice, choiceFor, isHidden, isTrusted, sameChoice } from '../choices.ts';
import { reportControl } from '../extract/platform-report.ts';
import { addressOf, answers, isContactOf, wayToAnswer } from '../extract/ways-to-answer.ts';
import { directionOf, translator } from '../i18n.ts';
import type { FoundSummary, OwnPage, PostBox, Progress, ReportOutcome, Surroundings } from '../messages.ts';
import type { Found, JobPost } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { wayInWords } from '../rules/sites.ts';
import { type Level, shownLevel, type Verdict } from '../verdict.ts';
import { type Anchor, createAnchor } from './anchor.ts';
import { createAnnouncer } from './announcer.ts';
import { type Badge, badgeAt, contactMarkAt, coverOver, type Mark, manyBadge, type Wording } from './badges.ts';
import { isAround, windowBox } from './box.ts';
import { adKey, crowdOf } from './crowd.ts';
import { createPanels } from './panels.ts';
import { createPause } from './pause.ts';
import { createPlacer, type Placed } from './placer.ts';
import { createPointer } from './pointer.ts';

export type OverlayPorts = {
  readonly surroundings: Surroundings;
  readonly labels: Labels;
  /** The site's own way to report a post, if its adapter knows one. */
  readonly platform: { readonly name: string; readonly path: readonly string[] } | null;
  onReport(post: JobPost, box: PostBox): Promise<ReportOutcome>;
  onReported(id: string): Promise<string | null>;
  onProgress(id: string): Promise<readonly Progress[]>;
  onTakeBack(delivery: string): Promise<boolean>;
  onReview(post: JobPost, draft: boolean, box: PostBox): void;
  onWrongAlarm(post: JobPost, words: string): Promise<ReportOutcome>;
  onChoose(choice: Choice, on: boolean): Promise<void>;
  onOpen(page: OwnPage): void;
};

export type Overlay = {
  /** Shows a badge for a warned post; a post without warning is only remembered for the popup. */
  show(found: Found, verdict: Verdict): void;
  /** Remembers a post whose text is in a picture: it was not judged, and is never called safe. */
  unread(found: Found): void;
  /** The post has left the page. */
  gone(postId: string): void;
  /** Opens the panel of a post; false when it is not here. */
  open(postId: string): boolean;
  /** Brings a post into sight; with where it stands then, or null when it is not here. */
  bringUp(postId: string): { readonly post: JobPost; readonly box: PostBox } | null;
  /** Opens a panel for a verdict that has no badge (selected text). */
  present(found: Found, verdict: Verdict): void;
  /** Settings have changed: language, choices, how soon to warn. */
  renew(surroundings: Surroundings): void;
  summaries(): FoundSummary[];
  /** Number of warned posts. */
  count(): number;
};

type Entry = {
  readonly found: Found;
  /** Null for a picture that was not judged. */
  readonly verdict: Verdict | null;
  /** Where the post stands, also after the page drew it anew. */
  readonly at: Anchor;
  /** The same for copies of one ad; "" for a post that is not watched. */
  ad: string;
};

/** What stands at an element near the window. */
type Drawn = { readonly entry: Entry; readonly badge: Badge | null; readonly others: readonly Placed[] };

/** After so long without being read again a post is gone for good. */
const DRAWN_ANEW_MS = 300;

/** Marks exist while their post is at most this far from the window: a feed may hold thousands. */
const NEAR = '600px';

export function createOverlay(ports: OverlayPorts, signal: AbortSignal): Overlay {
  let surroundings = ports.surroundings;
  let choices = surroundings.choices;
  let words = wordingOf(surroundings);
  const entries = new Map<string, Entry>();
  /** Which post stands at an element: a recycled card gets another. */
  const byElement = new Map<Element, string>();
  const near = new Map<Element, Drawn>();
  /** How many warned posts of the page carry the same ad. */
  const copies = new Map<string, number>();
  let many: Mark | null = null;
  let manyNow = '';
  const placer = createPlacer(settle, signal);
  const announcer = createAnnouncer(() => words, signal);
  const pointer = createPointer(placer, () => words, signal);
  const panelPorts = { words: () => words, ...ports, help: () => surroundings.help, choose, platformAt };
  const panels = createPanels(placer, panelPorts, signal);
  const pause = createPause({ dangerAt, words: () => words }, signal);
  pause.watch(document);
  const approach = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const entry = entries.get(byElement.get(target) ?? '');
        if (!entry) continue;
        if (!isIntersecting && !target.isConnected && entry.at.current()) continue; // drawn anew: it is read again soon
        if (!isIntersecting) undraw(target);
        else if (!near.has(target)) draw(entry);
      }
      placer.wake();
    },
    { rootMargin: NEAR },
  );
  signal.addEventListener('abort', () => {
    approach.disconnect();
    for (const id of [...entries.keys()]) hide(id);
    many?.host.remove();
  });

  return {
    show(found, verdict) {
      const { id } = found.post;
      const before = entries.get(id);
      const entry = { found, verdict, at: before?.at ?? createAnchor(found.element), ad: '' };
      if (before && levelOf(before) === levelOf(entry) && moveMarks(before, entry)) return;
      hide(id);
      entry.at.moveTo(found.element);
      entries.set(id, entry);
      watch(entry);
      if (!before && levelOf(entry) !== 'none') announcer.add();
    },
    unread(found) {
      hide(found.post.id);
      entries.set(found.post.id, { found, verdict: null, at: createAnchor(found.element), ad: '' });
    },
    gone(postId) {
      const entry = entries.get(postId);
      if (!entry) return;
      // a card that holds another post now loses its badge at once; one that was drawn anew is read again soon
      if (entry.found.element.isConnected) return hide(postId);
      setTimeout(() => entries.get(postId) === entry && hide(postId), DRAWN_ANEW_MS);
    },
    open(postId) {
      const entry = entries.get(postId);
      if (!entry?.verdict) return false;
      entry.at.current()?.scrollIntoView({ block: 'center' });
      openPanel(entry, entry.verdict);
      return true;
    },
    bringUp(postId) {
      const entry = entries.get(postId);
      const element = entry?.at.current();
      if (!entry || !element) return null;
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      return { post: entry.found.post, box: windowBox(element) };
    },
    present: (found, verdict) => openPanel({ found, at: createAnchor(found.element) }, verdict),
    renew(next) {
      surroundings = next;
      choices = next.choices;
      words = wordingOf(next);
      redraw();
    },
    summaries: () =>
      [...entries.values()]
        .filter(({ verdict }) => verdict?.kind !== 'not-an-ad')
        .map((entry) => {
          const { post } = entry.found;
          const heading = post.title ?? (post.text.slice(0, 90) || (post.author?.name ?? ''));
          const level = levelOf(entry);
          const unread = level === 'none' && (entry.verdict === null || post.picture === true);
          return { id: post.id, heading, level: unread ? 'unread' : level };
        }),
    count: () => [...entries.values()].filter((entry) => levelOf(entry) !== 'none').length,
  };

  function levelOf({ found, verdict }: Entry): Level {
    if (!verdict || isTrusted(found.post, choices)) return 'none';
    return shownLevel(verdict, surroundings.eagerness);
  }

  /** Marks are drawn once the post comes near the window. */
  function watch(entry: Entry): void {
    const { element, post } = entry.found;
    if (levelOf(entry) === 'none' && !isHidden(post, choices)) return;
    byElement.set(element, post.id);
    approach.observe(element);
    pause.watch(element.ownerDocument);
    entry.ad = adKey(post.text);
    copies.set(entry.ad, (copies.get(entry.ad) ?? 0) + 1);
  }

  /** A post that is read again keeps its marks, so that nothing blinks; false when it has none. */
  function moveMarks(before: Entry, entry: Entry): boolean {
    const { element, post } = entry.found;
    const drawn = near.get(before.found.element);
    if (!drawn || byElement.get(before.found.element) !== post.id) return false;
    for (const map of [byElement, near]) map.delete(before.found.element);
    approach.unobserve(before.found.element);
    entry.at.moveTo(element);
    entry.ad = before.ad;
    entries.set(post.id, entry);
    undraw(element);
    near.set(element, { ...drawn, entry });
    byElement.set(element, post.id);
    approach.observe(element);
    placer.wake();
    return true;
  }

  function hide(postId: string): void {
    const entry = entries.get(postId);
    if (!entry) return;
    entries.delete(postId);
    unwatch(entry);
  }

  function unwatch(entry: Entry): void {
    const { element, post } = entry.found;
    if (entry.ad !== '') copies.set(entry.ad, (copies.get(entry.ad) ?? 1) - 1);
    entry.ad = '';
    if (byElement.get(element) !== post.id) return;
    byElement.delete(element);
    approach.unobserve(element);
    undraw(element);
  }

  function redraw(): void {
    for (const entry of entries.values()) {
      unwatch(entry);
      watch(entry);
    }
    settle();
  }

  function draw(entry: Entry): void {
    const { found, verdict, at } = entry;
    const { element, post } = found;
    const add = <T extends Placed>(mark: T): T => {
      placer.add(mark);
      return mark;
    };
    if (isHidden(post, choices)) {
      near.set(element, { entry, badge: null, others: [add(coverOver(at, words, () => unhide(post)))] });
      return;
    }
    const level = levelOf(entry);
    if (!verdict || level === 'none') return;
    at.remember();
    const badge = add(badgeAt(at, level, words, () => openAgain(entry, badge.button)));
    let way: Element | Range | null = null;
    let wayIn: Element | null = null;
    const findWay = (): Element | Range | null => {
      const now = at.current();
      if (now !== wayIn) way = now && wayToAnswer(found, now, ports.labels);
      wayIn = now;
      return way;
    };
    if (!findWay()) return void near.set(element, { entry, badge, others: [] });
    const mark: Mark = add(contactMarkAt(at, findWay, level, words, badge, () => openAgain(entry, mark.button)));
    near.set(element, { entry, badge, others: [mark] });
  }

  function undraw(element: Element): void {
    const drawn = near.get(element);
    near.delete(element);
    if (drawn?.badge) placer.remove(drawn.badge);
    for (const other of drawn?.others ?? []) placer.remove(other);
    placer.wake();
  }

  /** Things stand still: few warnings keep their badges, many are told in one. */
  function settle(): void {
    const ours = (one: Element): boolean =>
      one.hasAttribute('popover') && one.parentElement === document.documentElement;
    const shown = [...near.values()].flatMap(({ entry, badge }) => (badge?.part() ? [{ entry, badge }] : []));
    shown.sort((one, two) => (one.badge.part()?.top ?? 0) - (two.badge.part()?.top ?? 0));
    const crowd = crowdOf(shown.map(({ entry: { found, ad } }) => ({ id: found.post.id, ad })));
    let changed = false;
    for (const { entry, badge } of shown) {
      badge.speakFor(crowd.own.includes(entry.found.post.id) ? (copies.get(entry.ad) ?? 1) : 0);
      const before = badge.spot();
      badge.lookForCover(ours);
      const after = badge.spot();
      changed ||= before?.x !== after?.x || before?.y !== after?.y;
    }
    if (tellMany(crowd.many) || changed) placer.wake();
  }

  function tellMany(ids: readonly string[]): boolean {
    if (ids.join() === manyNow) return false;
    manyNow = ids.join();
    if (many) placer.remove(many);
    many = null;
    if (ids.length === 0) return true;
    const posts = ids.flatMap((id) => entries.get(id) ?? []);
    const level = posts.some((entry) => levelOf(entry) === 'danger') ? 'danger' : 'caution';
    const badge = manyBadge(ids.length, level, words, () => panels.openList(posts.map(rowOf), badge.button));
    many = badge;
    placer.add(badge);
    return true;
  }

  function rowOf(entry: Entry) {
    const { post } = entry.found;
    const level = levelOf(entry);
    const open = (): void => {
      entry.at.current()?.scrollIntoView({ block: 'center' });
      if (entry.verdict) openPanel(entry, entry.verdict);
    };
    return { heading: post.title ?? post.text.slice(0, 90), level, open };
  }

  /** Opens the panel of a post as it was read last. */
  function openAgain({ found: { post } }: Entry, opener: HTMLElement): void {
    const entry = entries.get(post.id);
    if (entry?.verdict) openPanel(entry, entry.verdict, opener);
  }

  function openPanel({ found, at }: Pick<Entry, 'found' | 'at'>, verdict: Verdict, opener?: HTMLElement): void {
    const shown = shownLevel(verdict, surroundings.eagerness);
    panels.open(found, at, verdict, shown, opener ?? near.get(found.element)?.badge?.button ?? null);
  }

  function platformAt(element: Element): { readonly name: string; show(): string | null } | null {
    const { platform } = ports;
    if (!platform) return null;
    const { name, path } = platform;
    const show = (): string | null => {
      const control = reportControl(element, path);
      if (control) pointer.at(control, words.t('report.platformHere', { site: name }));
      return control ? null : wayInWords(path);
    };
    return { name, show };
  }

  /** Takes effect here at once; the background keeps it, and tells the other pages. */
  async function choose(choice: Choice, on: boolean): Promise<void> {
    await ports.onChoose(choice, on);
    const others = choices.filter((one) => !sameChoice(one, choice));
    choices = on ? [...others, choice] : others;
    redraw();
  }

  function unhide(post: JobPost): void {
    const at = new Date().toISOString();
    for (const kind of ['hide-post', 'hide-poster'] as const) {
      const choice = choiceFor(kind, post, at);
      if (choice && choices.some((one) => sameChoice(one, choice))) void choose(choice, false);
    }
  }

  /** Is this the way to answer an ad that shows danger signs? Also where it stands outside the post's own box. */
  function dangerAt(pressed: Element): Verdict | null {
    if (!surroundings.pause) return null;
    const address = addressOf(pressed);
    for (const entry of entries.values()) {
      if (levelOf(entry) !== 'danger') continue;
      const { post } = entry.found;
      const element = entry.at.current();
      if (element && isAround(element, pressed)) {
        if (answers(pressed, post, ports.labels)) return entry.verdict;
      } else if (address !== null && isContactOf(post, address)) return entry.verdict;
    }
    return null;
  }
}

function wordingOf({ strings, language }: Surroundings): Wording {
  return { t: translator(strings, language), language, direction: directionOf(language) };
}
