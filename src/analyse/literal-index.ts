/**
 * Finds thousands of literal beginnings in one pass. Literals lie in rows under a hash of their first units (1, 2, 3, 4,
 * 6, 8 or 12 of them); a bit table says in most places after two or three units that nothing can begin there, so the
 * number of literals hardly changes the cost.
 */
import { areProclitics, bitsOf, MOST_PROCLITICS, NUMBER, UNSPACED, WORD } from '../characters.ts';

const KEY_LENGTHS = [1, 2, 3, 4, 6, 8, 12] as const;
const LONGEST_KEY = 12;
const ENDS = 1;
const GOES_ON = 2;
/** Slots of the bit table for each literal: each has about two beginnings of its own. */
const SLOTS_PER_LITERAL = 16;

type Row = { readonly literal: string; readonly payloads: number[] };

export class LiteralIndex {
  readonly #rows = new Map<number, Row[]>();
  /** By hash: does a key end here, does a longer one go on? False positives are sorted out by comparing. */
  readonly #filter: Uint8Array;
  readonly #mask: number;

  /** `literals`: how many will be added, about. */
  constructor(literals: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(64, literals * SLOTS_PER_LITERAL)));
    this.#filter = new Uint8Array(size);
    this.#mask = size - 1;
  }

  /** Adds a literal in normal form with plain spaces; the same literal may carry several payloads. */
  add(literal: string, payload: number): void {
    const keyLength = KEY_LENGTHS.findLast((length) => length <= literal.length) ?? 1;
    let hash = 0;
    for (let k = 0; k < keyLength; k += 1) {
      hash = mix(hash, literal.charCodeAt(k));
      const slot = hash & this.#mask;
      this.#filter[slot] = (this.#filter[slot] ?? 0) | (k + 1 === keyLength ? ENDS : GOES_ON);
    }
    const rows = this.#rows.get(hash);
    const row = rows?.find((candidate) => candidate.literal === literal);
    if (row) row.payloads.push(payload);
    else if (rows) rows.push({ literal, payloads: [payload] });
    else this.#rows.set(hash, [{ literal, payloads: [payload] }]);
  }

  /**
   * Calls `found` for every literal at every one of `starts` (beginningsOf). `flat` is normal text whose line breaks are
   * spaces. Linear in the text.
   */
  scan(flat: string, starts: Uint32Array, found: (payload: number, start: number, end: number) => void): void {
    const filter = this.#filter;
    const mask = this.#mask;
    const rows = this.#rows;
    for (let n = 0; n < starts.length; n += 1) {
      const i = starts[n] as number; // n is inside the array
      const last = Math.min(flat.length - i, LONGEST_KEY);
      let hash = 0;
      for (let k = 0; k < last; k += 1) {
        hash = mix(hash, flat.charCodeAt(i + k));
        const seen = filter[hash & mask] as number; // the mask is the table's length
        if (seen === 0) break;
        if ((seen & ENDS) !== 0) {
          for (const { literal, payloads } of rows.get(hash) ?? []) {
            if (flat.startsWith(literal, i)) for (const payload of payloads) found(payload, i, i + literal.length);
          }
        }
        if ((seen & GOES_ON) === 0) break;
      }
    }
  }
}

/** The places of a normal text at which a literal may begin: where a word begins, anywhere in scripts that space none. */
export function beginningsOf(flat: string): Uint32Array {
  const starts = new Uint32Array(flat.length);
  let count = 0;
  let before = 0;
  for (let i = 0; i < flat.length; i += 1) {
    const code = flat.charCodeAt(i);
    const bits = bitsOf(code);
    const inside = isSpacedWord(bits) && isSpacedWord(before);
    if (inside ? mayBeginInside(flat, i, bits, before) : code !== 0x20) {
      starts[count] = i;
      count += 1;
    }
    before = bits;
  }
  return starts.subarray(0, count);
}

/** One step of a multiplicative hash of 30 bits (small integers in every engine); lengths differ in their steps. */
function mix(hash: number, code: number): number {
  const h = Math.imul(hash ^ (code + 0x9e37), 0x9e3779b1);
  return (h ^ (h >>> 15)) & 0x3fffffff;
}

/** Inside a word: after a number written on ("18tuổi"), or after Arabic proclitics. */
function mayBeginInside(text: string, i: number, bits: number, before: number): boolean {
  const code = text.charCodeAt(i);
  if (code < 0x600 || code > 0x6ff) return (before & NUMBER) !== 0 && (bits & NUMBER) === 0;
  return isAfterProclitics(text, i);
}

/** Behind proclitics at the beginning of an Arabic word. */
export function isAfterProclitics(text: string, i: number): boolean {
  for (let k = i - 1; k >= i - MOST_PROCLITICS && k >= 0; k -= 1)
    if (k === 0 || !isSpacedWord(bitsOf(text.charCodeAt(k - 1)))) return areProclitics(text, k, i);
  return false;
}

function isSpacedWord(bits: number): boolean {
  return (bits & WORD) !== 0 && (bits & UNSPACED) === 0;
}

/** True where a word that ends at `end` is not cut off in the middle; `openEnd` languages write endings on. */
export function mayEnd(text: string, end: number, openEnd: boolean): boolean {
  const last = text.charCodeAt(end - 1);
  if (end >= text.length || !isSpacedWord(bitsOf(last)) || !isSpacedWord(bitsOf(text.charCodeAt(end)))) return true;
  return openEnd && last > 0x24f;
}
