/** Reads amounts of money and compares pay with what the place and the kind of work usually pay. */
import type { CompiledRules, Money, Wage } from '../rules/types.ts';
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
  const currency = wordPattern(money.currencies.flatMap(({ names }) => names));
  const multiplier = wordPattern(money.multipliers.flatMap(({ names }) => names));
  const codeOf = lookup(money.currencies.map(({ code, names }) => [code, names] as const));
  const factorOf = lookup(money.multipliers.map(({ by, names }) => [by, names] as const));
  const after = new RegExp(`^ ?(${multiplier})?(?: ?(?:\\+|plus))? ?(${currency})?`, 'u');
  const before = new RegExp(`(?:^|[^\\p{L}\\p{M}])(${currency})[ .:]{0,2}$|([$€£¥₹₽₩₫₱฿₦₺₴৳])[ ]?$`, 'u');
  const periods = periodPatterns(money);

  return (field) => {
    const text = field.flat;
    const found: Amount[] = [];
    for (const match of text.matchAll(NUMBER)) {
      const start = match.index;
      const value = numberOf(match[0]);
      if (value === null || value === 0) continue;
      const tail = after.exec(text.slice(start + match[0].length, start + match[0].length + 28));
      const head = before.exec(text.slice(Math.max(0, start - 18), start));
      const factor = cleanEnd(text, start + match[0].length, tail?.[1]) ? factorOf(tail?.[1]) : null;
      const written = cleanEnd(text, start + match[0].length, tail?.[0]) ? codeOf(tail?.[2]) : null;
      const code = written ?? codeOf(head?.[1] ?? head?.[2]);
      const end =
        start + match[0].length + (factor !== null || written !== null ? (tail?.[0].trimEnd().length ?? 0) : 0);
      const from = head && written === null && code !== null ? start - (head[0].length - leading(head[0])) : start;
      found.push({
        field,
        start: from,
        end,
        low: value * (factor ?? 1),
        high: value * (factor ?? 1),
        currency: code,
        period: null,
        ...{ factor },
      } as Amount & { factor: number | null });
    }
    return joinRanges(found as (Amount & { factor: number | null })[], text).map((amount) => ({
      ...amount,
      period: periodOf(text, amount, periods),
    }));
  };
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

/** A word that goes on in letters is another word ("5 minutes" is not five million). */
function cleanEnd(text: string, from: number, piece: string | undefined): boolean {
  if (piece === undefined || piece === '') return false;
  const last = text[from + piece.length - 1] ?? '';
  const next = text[from + piece.length] ?? '';
  return !(/[\p{L}\p{M}]/u.test(last) && /[\p{L}\p{M}]/u.test(next) && last.charCodeAt(0) < 0xe00);
}

function leading(piece: string): number {
  return /^[^\p{L}\p{M}\p{Sc}]/u.test(piece) ? 1 : 0;
}

const BETWEEN =
  /^ ?(?:-|~|to|a|à|bis|do|до|und|и|至|到|から|ถึง|đến|den|hingga|sampai|s\/d|sd|-?تا|الى|से|থেকে|until|hanggang|hadi|ila|ή|e|y|et|and|ai|から|–|전|부터|ដល់|ເຖິງ|မှ) ?$/u;

function joinRanges(amounts: readonly (Amount & { factor: number | null })[], text: string): Amount[] {
  const joined: Amount[] = [];
  for (let i = 0; i < amounts.length; i += 1) {
    const one = amounts[i] as Amount & { factor: number | null }; // i is inside the array
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

function periodOf(text: string, amount: Amount, periods: readonly (readonly [Period, RegExp])[]): Period | null {
  const behind = text.slice(amount.end, amount.end + 26).split(/[!?;]|\.(?!\d)/)[0] ?? '';
  const ahead = text.slice(Math.max(0, amount.start - 22), amount.start);
  let best: { period: Period; distance: number } | null = null;
  for (const [period, pattern] of periods) {
    for (const [piece, fromEnd] of [
      [behind, false],
      [ahead, true],
    ] as const) {
      for (const match of piece.matchAll(pattern)) {
        const distance = fromEnd ? ahead.length - match.index - match[0].length + 3 : match.index;
        if (best === null || distance < best.distance) best = { period, distance };
      }
    }
  }
  return best?.period ?? null;
}

function periodPatterns(money: Money): (readonly [Period, RegExp])[] {
  return money.periods.map(
    ({ id, names }) =>
      [
        id,
        new RegExp(
          `(?<![\\p{L}\\p{M}])(?:${wordPattern(names.filter((name) => name.charCodeAt(0) < 0xe00))})(?![\\p{L}\\p{M}])|(?:${wordPattern(names.filter((name) => name.charCodeAt(0) >= 0xe00))})`,
          'gu',
        ),
      ] as const,
  );
}

function wordPattern(names: readonly string[]): string {
  const sorted = [...new Set(names)].sort((a, b) => b.length - a.length);
  return sorted.map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|');
}

function lookup<T>(rows: readonly (readonly [T, readonly string[]])[]): (name: string | undefined) => T | null {
  const byName = new Map<string, T>();
  for (const [value, names] of rows) for (const name of names) if (!byName.has(name)) byName.set(name, value);
  return (name) => (name === undefined ? null : (byName.get(name) ?? null));
}
