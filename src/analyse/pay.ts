/** Reads amounts of money and compares pay with what the place and the kind of work usually pay. */
import { bitsOf, LETTER, MARK, WORD } from '../characters.ts';
import type { CompiledRules, Wage } from '../rules/types.ts';
import type { Field } from './find-concepts.ts';

export type Period = 'hour' | 'day' | 'week' | 'month' | 'year';

/** One amount or range as written; offsets in the normal text. */
export type Amount = {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
  /** ISO 4217, or USDT / BTC; null when none stands beside it. */
  readonly currency: string | null;
  readonly period: Period | null;
  /** A word for pay stands beside it ("salary 1,500"). */
  readonly named: boolean;
};

/** Working time behind a monthly figure: 8 h a day, 26 days (ILO convention on hours, six-day weeks are common abroad). */
const PER_MONTH: Readonly<Record<Period, number>> = { hour: 208, day: 26, week: 4.33, month: 1, year: 1 / 12 };

/** Monthly pay in US dollars. */
export function monthlyUsd(amount: number, period: Period, currency: string, wages: readonly Wage[]): number | null {
  if (currency === 'USDT') return amount * PER_MONTH[period];
  const rate = currency === 'USD' ? 1 : wages.find((wage) => wage.currency === currency)?.usdRate;
  return rate === undefined ? null : (amount * PER_MONTH[period]) / rate;
}

/** Makes the reader of amounts for the money words of a rule set. */
export function createAmountReader(rules: CompiledRules): (field: Field) => Amount[] {
  const { money } = rules;
  const currencies = lookup(money.currencies.map(({ code, names }) => [code, names] as const));
  const multipliers = lookup(money.multipliers.map(({ by, names }) => [by, names] as const));
  const pay = lookup([[true, money.pay] as const]);
  const periods = lookup(money.periods.map(({ id, names }) => [id, names] as const));

  return (field) => {
    const text = field.flat;
    const found: Written[] = [];
    for (const match of text.matchAll(NUMBER)) {
      const value = numberOf(match[0]);
      if (value === null || value === 0) continue;
      const start = match.index;
      let end = start + match[0].length;
      const factor = multipliers.at(text, skipSpace(text, end));
      if (factor) end = factor.end;
      const plus = /^ ?(?:\+|plus)/.exec(text.slice(end, end + 6))?.[0].length ?? 0;
      const written = currencies.at(text, skipSpace(text, end + plus));
      if (written) end = written.end;
      const head = written ? null : currencies.before(text, start);
      const by = factor?.value ?? 1;
      found.push({
        field,
        start: head?.start ?? start,
        end,
        low: value * by,
        high: value * by,
        currency: written?.value ?? head?.value ?? null,
        period: null,
        named: false,
        factor: factor?.value ?? null,
      });
    }
    return joinRanges(found, text).map(({ factor, ...amount }) => {
      const named = (amount.currency !== null || factor !== null) && isNamed(text, amount, pay);
      if (amount.currency === null && !named) return amount;
      return { ...amount, named, period: periodOf(text, amount, periods) };
    });
  };
}

type Written = Amount & { readonly factor: number | null };

function skipSpace(text: string, at: number): number {
  return text.charCodeAt(at) === 0x20 ? at + 1 : at;
}

const NUMBER = /\d{1,3}(?:[ .,'](?:\d{3}|\d{2},\d{3}))+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?/g;

/** "3,000", "3.000,50", "1 500", "12.5", "1,20,000". */
function numberOf(written: string): number | null {
  const bare = written.replace(/[ ']/g, '');
  const decimal = /[.,](\d{1,2})$/.exec(bare);
  const whole = (decimal ? bare.slice(0, decimal.index) : bare).replace(/[.,]/g, '');
  const value = Number(decimal ? `${whole}.${decimal[1]}` : whole);
  return Number.isFinite(value) && whole.length <= 12 ? value : null;
}

const BETWEEN =
  /^ ?(?:-|~|to|a|à|bis|do|до|und|и|至|到|から|ถึง|đến|den|hingga|sampai|s\/d|sd|-?تا|الى|से|থেকে|until|hanggang|hadi|ila|ή|e|y|et|and|ai|から|–|전|부터|ដល់|ເຖິງ|မှ) ?$/u;

function joinRanges(amounts: readonly Written[], text: string): Written[] {
  const joined: Written[] = [];
  for (let i = 0; i < amounts.length; i += 1) {
    const one = amounts[i] as Written; // i is inside the array
    const two = amounts[i + 1];
    if (two && BETWEEN.test(text.slice(one.end, two.start)) && two.high > 0) {
      const shared =
        one.factor === null && two.factor !== null && one.low < two.low / two.factor + 1000 ? two.factor : 1;
      const low = one.low * shared;
      if (low <= two.high && two.high <= low * 50) {
        joined.push({ ...one, end: two.end, low, high: two.high, currency: one.currency ?? two.currency });
        i += 1;
        continue;
      }
    }
    joined.push(one);
  }
  return joined;
}

function periodOf(text: string, amount: Amount, periods: Names<Period>): Period | null {
  const behind = text.slice(amount.end, amount.end + 26).split(/[!?;]|\.(?!\d)/)[0] ?? '';
  // "day shift, salary 9 million": what stands before a comma belongs to something else
  const head = text.slice(Math.max(0, amount.start - 22), amount.start);
  const from = amount.start - (head.split(/[,;!?|]|\.(?!\d)/).at(-1) ?? '').length;
  let best: Period | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  const look = (start: number, end: number, distance: (at: number, to: number) => number): void => {
    for (let at = start; at < end; at += 1) {
      const hit = startsWord(text, at) ? periods.at(text, at) : null;
      if (hit === null || hit.end > end || distance(at, hit.end) >= nearest) continue;
      nearest = distance(at, hit.end);
      best = hit.value;
    }
  };
  look(amount.end, amount.end + behind.length, (at) => at - amount.end);
  look(from, amount.start, (_at, to) => amount.start - to + 3);
  return best;
}

/** Units before an amount in which a word for pay names it, and after it. */
const NAMED_BEFORE = 24;
const NAMED_AFTER = 12;

function isNamed(text: string, { start, end }: { start: number; end: number }, pay: Names<true>): boolean {
  const from = Math.max(0, start - NAMED_BEFORE);
  const head =
    text
      .slice(from, start)
      .split(/[!?;]|\.(?!\d)/)
      .at(-1) ?? '';
  const tail = text.slice(end, end + NAMED_AFTER).split(/[!?;,]|\.(?!\d)/)[0] ?? '';
  const holds = (first: number, last: number): boolean => {
    for (let at = first; at < last; at += 1) if (startsWord(text, at) && pay.at(text, at)) return true;
    return false;
  };
  return holds(start - head.length, start) || holds(end, end + tail.length);
}

function startsWord(text: string, at: number): boolean {
  return text.charCodeAt(at) >= EASTERN || (bitsOf(text.charCodeAt(at - 1)) & (LETTER | MARK)) === 0;
}

/** From here on (Thai, Han …) names stand inside running letters. */
const EASTERN = 0xe00;

type Named<T> = { readonly value: T; readonly start: number; readonly end: number };
type Names<T> = {
  /** The longest name that begins at a place and is a word there ("5 minutes" is not five million). */
  at(text: string, start: number): Named<T> | null;
  /** The longest name that ends before a place, up to two spaces, dots or colons between. */
  before(text: string, end: number): Named<T> | null;
};

function lookup<T>(rows: readonly (readonly [T, readonly string[]])[]): Names<T> {
  const byName = new Map<string, T>();
  for (const [value, names] of rows) for (const name of names) if (!byName.has(name)) byName.set(name, value);
  const firsts = lengthsBy(byName.keys(), (name) => name.charCodeAt(0));
  const lasts = lengthsBy(byName.keys(), (name) => name.charCodeAt(name.length - 1));
  return {
    at(text, start) {
      for (const length of firsts.get(text.charCodeAt(start)) ?? []) {
        const value = byName.get(text.slice(start, start + length));
        const end = start + length;
        if (value !== undefined && end <= text.length && endsWord(text, end)) return { value, start, end };
      }
      return null;
    },
    before(text, end) {
      let to = end;
      while (to > end - 2 && ' .:'.includes(text[to - 1] ?? '-')) to -= 1;
      for (const stop of to === end ? [end] : [to, to + 1, end]) {
        for (const length of lasts.get(text.charCodeAt(stop - 1)) ?? []) {
          const start = stop - length;
          const value = start < 0 ? undefined : byName.get(text.slice(start, stop));
          if (value === undefined) continue;
          const sign = (bitsOf(text.charCodeAt(start)) & WORD) === 0;
          if (sign || (bitsOf(text.charCodeAt(start - 1)) & (LETTER | MARK)) === 0) return { value, start, end };
        }
      }
      return null;
    },
  };
}

/** Lengths of the names that share a unit, longest first. */
function lengthsBy(names: Iterable<string>, unitOf: (name: string) => number): ReadonlyMap<number, readonly number[]> {
  const lengths = new Map<number, Set<number>>();
  for (const name of names) {
    const unit = unitOf(name);
    lengths.set(unit, (lengths.get(unit) ?? new Set()).add(name.length));
  }
  return new Map([...lengths].map(([unit, set]) => [unit, [...set].sort((a, b) => b - a)]));
}

function endsWord(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  if (last >= EASTERN || (bitsOf(last) & (LETTER | MARK)) === 0) return true;
  return (bitsOf(text.charCodeAt(end)) & (LETTER | MARK)) === 0;
}
