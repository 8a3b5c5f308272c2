/** Weighs indicators into a score and a level (DESIGN: "How a post is judged", 5). */
import { originalRange } from '../normalise.ts';
import type { Span } from '../post.ts';
import type { CompiledRules, Condition, Indicator } from '../rules/types.ts';
import type { Level, Signal, ThreatId } from '../verdict.ts';
import type { Field } from './find-concepts.ts';

/** A concept or fact that holds, where it stands (null: nowhere, a sign of absence). */
export type Held = { readonly field: Field; readonly start: number; readonly end: number } | null;

const NEAR_UNITS = 160;
const MOST_SPANS = 3;

/** The indicators that hold, and for each threat how much the kind of work speaks for it (absent: once). */
export type Reading = { readonly signals: Signal[]; readonly context: ReadonlyMap<ThreatId, number> };

/**
 * Makes the reader of indicators: those that hold, in the order of the rules. `held` maps ids of concepts and facts to
 * where they stand.
 */
export function createSignalReader(rules: CompiledRules): (held: ReadonlyMap<string, readonly Held[]>) => Reading {
  const byId = new Map(rules.indicators.map((indicator) => [indicator.id, indicator]));
  const namedBy = new Map<string, number[]>(); // which indicators look at a concept or fact
  rules.indicators.forEach(({ when }, i) => {
    for (const id of namesIn(when, byId)) namedBy.set(id, [...(namedBy.get(id) ?? []), i]);
  });
  return (held) => {
    const known = new Map<string, readonly Held[] | null>();
    const look = (id: string): readonly Held[] | null => {
      const places = held.get(id);
      if (places) return places;
      const indicator = byId.get(id);
      if (!indicator) return null;
      if (!known.has(id)) {
        known.set(id, null); // an indicator that names itself in a circle does not hold
        known.set(id, evaluate(indicator.when, look));
      }
      return known.get(id) ?? null;
    };
    const asked = new Set<number>();
    for (const id of held.keys()) for (const i of namedBy.get(id) ?? []) asked.add(i);
    const signals = rules.indicators.flatMap((indicator, i) => {
      const places = asked.has(i) ? look(indicator.id) : null;
      return places ? [signalOf(indicator, places)] : [];
    });
    const contexts = rules.weights.threatContext.filter(({ when }) => evaluate(when, look) !== null);
    return { signals, context: new Map(contexts.map(({ threat, times }) => [threat, times])) };
  };
}

/** The concepts and facts of a condition, also those of the indicators that it names. */
function namesIn(
  condition: Condition,
  indicators: ReadonlyMap<string, Indicator>,
  names = new Set<string>(),
): ReadonlySet<string> {
  if (typeof condition !== 'string') {
    for (const part of condition.slice(1)) namesIn(part as Condition, indicators, names); // the operator stands first
  } else if (!names.has(condition)) {
    names.add(condition);
    const indicator = indicators.get(condition);
    if (indicator) namesIn(indicator.when, indicators, names);
  }
  return names;
}

function signalOf(indicator: Indicator, places: readonly Held[]): Signal {
  const { id, side, family, strength, weight, threats, because, source } = indicator;
  return { id, side, family, strength, weight, threats, spans: spansOf(places), because, source };
}

/** Where the parts of a condition stand, or null when it does not hold. */
function evaluate(condition: Condition, look: (id: string) => readonly Held[] | null): readonly Held[] | null {
  if (typeof condition === 'string') return look(condition);
  if (condition[0] === 'not') return evaluate(condition[1], look) ? null : [];
  const left = evaluate(condition[1], look);
  const right = evaluate(condition[2], look);
  if (condition[0] === 'or') return left || right ? [...(left ?? []), ...(right ?? [])] : null;
  if (!left || !right) return null;
  if (condition[0] === 'and') return [...left, ...right];
  return nearest(left, right);
}

function nearest(left: readonly Held[], right: readonly Held[]): readonly Held[] | null {
  for (const one of left) {
    for (const two of right) {
      if (!one || !two || one.field !== two.field) continue;
      const gap = Math.max(one.start, two.start) - Math.min(one.end, two.end);
      if (gap <= NEAR_UNITS) return [one, two];
    }
  }
  return null;
}

/** At most three spans; places that overlap become one. */
function spansOf(places: readonly Held[]): Span[] {
  const ranges: { field: Field; start: number; end: number }[] = [];
  for (const place of places) {
    if (place === null) continue;
    const [start, end] = trimmed(place.field.original, originalRange(place.field.normal, place.start, place.end));
    if (end <= start) continue;
    const twin = ranges.find((range) => range.field === place.field && range.start < end && start < range.end);
    if (!twin) ranges.push({ field: place.field, start, end });
    else {
      twin.start = Math.min(twin.start, start);
      twin.end = Math.max(twin.end, end);
    }
  }
  return ranges
    .slice(0, MOST_SPANS)
    .map(({ field, start, end }) => ({ field: field.name, start, end, evidence: field.original.slice(start, end) }));
}

function trimmed(text: string, [start, end]: [number, number]): [number, number] {
  const piece = text.slice(start, end);
  return [start + piece.length - piece.trimStart().length, end - (piece.length - piece.trimEnd().length)];
}

/**
 * Evidence: within a family the strongest sign counts fully and each further one a tenth, families add; counter-signs
 * take off at most the cap, and nothing from a strong sign.
 */
export function weigh(
  rules: CompiledRules,
  { signals, context }: Reading,
): { score: number; level: Level; threats: { id: ThreatId; score: number }[] } {
  const against = signals.filter((signal) => signal.side === 'against');
  const families = new Map<string, Signal>();
  for (const signal of against) {
    const best = families.get(signal.family);
    if (!best || signal.weight > best.weight) families.set(signal.family, signal);
  }
  const leading = [...families.values()];
  const counter = Math.min(
    rules.weights.counterCap,
    signals.filter((signal) => signal.side === 'for').reduce((sum, signal) => sum - signal.weight, 0),
  );
  const sum = (rows: readonly Signal[]): number => rows.reduce((total, signal) => total + signal.weight, 0);
  const strong = leading.filter((signal) => signal.strength === 'strong');
  const others = leading.filter((signal) => signal.strength !== 'strong');
  const evidence = sum(strong) + Math.max(0, sum(others) - counter);
  const level = levelOf(leading, signals, counter);
  const score = 1 / (1 + Math.exp(-(rules.weights.a * evidence + rules.weights.b)));
  return { score, level, threats: threatsOf(against, context) };
}

/**
 * caution: one strong family, two moderate ones, or four families of which one other than pay is moderate, when counter-signs do not
 * outweigh the mild ones. danger: a strong family and another one beside it that is at least moderate (or two weak ones).
 * False alarms (tests/corpus/RESULTS.md): on 4,205 real ads none at either level; on 240 hard negatives 7 at caution or
 * danger (2.9 %), 3 of them at danger; on 108 honest posts of hands that knew nothing, before their misses were read, 15, 10.
 */
function levelOf(leading: readonly Signal[], signals: readonly Signal[], counter: number): Level {
  const count = (strength: Signal['strength']): number =>
    leading.filter((signal) => signal.strength === strength).length;
  const strong = count('strong');
  const moderate = count('moderate');
  const weak = count('weak');
  const quoted = signals.some((signal) => signal.side === 'against' && signal.spans.length > 0);
  if (!quoted) return 'none';
  if (strong > 0) return strong > 1 || moderate > 0 || weak > 1 ? 'danger' : 'caution';
  const mild = leading.reduce((total, signal) => total + signal.weight, 0) - counter;
  // pay is high or low by the place alone: beside a written contract or the like it does not count
  const contract = signals.some((signal) => signal.side === 'for' && signal.strength !== 'weak');
  const beyond = leading.filter((signal) => signal.family !== 'pay' || !contract);
  const middling = beyond.filter((signal) => signal.strength === 'moderate');
  if (middling.length >= 2 && mild >= 3) return 'caution';
  if (middling.some((signal) => signal.family !== 'pay') && beyond.length >= 4 && mild >= 3) return 'caution';
  return 'none';
}

/** A threat that an indicator names second gets this part of its weight. */
const SECOND_THREAT = 0.6;

/** Share of the evidence that speaks for each threat, strongest first. */
function threatsOf(against: readonly Signal[], context: Reading['context']): { id: ThreatId; score: number }[] {
  const sums = new Map<ThreatId, number>();
  for (const signal of against) {
    signal.threats.forEach((threat, i) => {
      const share = i === 0 ? 1 : SECOND_THREAT;
      sums.set(threat, (sums.get(threat) ?? 0) + signal.weight * share * (context.get(threat) ?? 1));
    });
  }
  const rows = [...sums].map(([id, sum]) => ({ id, score: 1 - Math.exp(-sum / 5) }));
  return rows.sort((a, b) => b.score - a.score);
}
