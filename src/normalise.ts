/**
 * One normal form for rule phrases and posts alike, so that both are compared letter by letter: NFKC, lower case,
 * format characters out, digits of every script to ASCII, Latin accents and Arabic vowel marks off, white space and
 * dashes to one space (line breaks stay), look-alike letters, l33t and spaced-out words undone.
 */
import { bitsOf, isDigit, MARK } from './characters.ts';
import { joinSpacedLetters, undoLookAlikes } from './disguise.ts';
import { ethiopicTwin, SINGLES } from './letter-twins.ts';
import type { Normal } from './normal.ts';

/** Normalises for matching. Pure; linear in the length of the text. */
export function normalise(original: string): Normal {
  return joinSpacedLetters(undoLookAlikes(foldCharacters(original)));
}

/**
 * The normal text with the accents of its Latin letters kept, unit for unit: where tones tell words apart (Vietnamese
 * "ngày" day, "ngay" at once) phrases are compared with it.
 */
export function withAccents(original: string, normal: Normal): string {
  const { text, from, to } = normal;
  const pieces: string[] = [];
  let done = 0;
  for (let i = 0; i < text.length; i += 1) {
    const start = from[i] as number; // as long as the text
    const end = to[i] as number;
    if ((end - start === 1 && original.charCodeAt(start) < 0x80) || start === from[i - 1]) continue;
    const letter = accentedLetter(original.slice(start, end));
    if (letter === null) continue;
    pieces.push(text.slice(done, i), letter);
    done = i + 1;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}

const accentedLetters = new Map<string, string | null>();

/** A cluster as one lower-case Latin letter with its accents, or null. */
function accentedLetter(cluster: string): string | null {
  let letter = accentedLetters.get(cluster);
  if (letter === undefined) {
    const composed = cluster.normalize('NFKC').toLowerCase();
    letter = composed.length === 1 && LATIN.test(composed) ? composed : null;
    if (accentedLetters.size > 20_000) accentedLetters.clear();
    accentedLetters.set(cluster, letter);
  }
  return letter;
}

/** The range of the original that a range of the normal text came from. */
export function originalRange(normal: Normal, start: number, end: number): [number, number] {
  if (end <= start) return [normal.from[start] ?? 0, normal.from[start] ?? 0];
  return [normal.from[start] ?? 0, normal.to[end - 1] ?? 0];
}

// biome-ignore lint/suspicious/noMisleadingCharacterClass: single marks are meant, not clusters
const DROPPED = /^[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u20e3\u3164\uffa0\ufe00-\ufe0f*_~`]$/u;
const LATIN_MARKS = /[\u0300-\u036f]/g;
const LATIN = /\p{Script=Latin}/u;
const DASH = /^[\p{Pd}\u2212]$/u;

const cache = new Map<string, string>();
/** What a single unit folds to when that is one plain unit; 0: not known yet; SLOW: something else. */
const simple = new Uint16Array(0x10000);
const SLOW = 0xffff;
const SPACE = 0x20;
const BREAK = 0x0a;

function foldCharacters(original: string): Normal {
  let units = new Uint16Array(original.length + 64);
  let from = new Uint32Array(units.length);
  let to = new Uint32Array(units.length);
  let length = 0;
  const put = (unit: number, start: number, end: number): void => {
    if (unit === SPACE || unit === BREAK) {
      const last = units[length - 1];
      if (length > 0 && (last === SPACE || last === BREAK)) {
        if (unit === BREAK) units[length - 1] = BREAK;
        return;
      }
    }
    if (length === units.length) {
      units = grown(units, new Uint16Array(length * 2));
      from = grown(from, new Uint32Array(length * 2));
      to = grown(to, new Uint32Array(length * 2));
    }
    units[length] = unit;
    from[length] = start;
    to[length] = end;
    length += 1;
  };
  let i = 0;
  while (i < original.length) {
    const code = original.charCodeAt(i);
    const next = original.charCodeAt(i + 1);
    if (!(next >= 0x300 && (bitsOf(next) & MARK) !== 0)) {
      const known = simple[code] || learn(code);
      if (known !== SLOW) {
        put(known, i, i + 1);
        i += 1;
        continue;
      }
    }
    const end = clusterEnd(original, i);
    const piece = foldCluster(original.slice(i, end));
    if (piece === '-' && !(length > 0 && isDigit(units[length - 1] ?? 0) && isDigit(original.charCodeAt(end)))) {
      put(SPACE, i, end);
    } else for (let k = 0; k < piece.length; k += 1) put(piece.charCodeAt(k), i, end);
    i = end;
  }
  return { text: textOf(units.subarray(0, length)), from: from.slice(0, length), to: to.slice(0, length), mixed: [] };
}

/** Dashes (a dash between digits stays: ranges, telephones), pairs of surrogates and what folds to nothing take the slow way. */
function learn(code: number): number {
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  const piece = surrogate ? '' : foldCluster(String.fromCharCode(code));
  const unit = piece.length === 1 && piece !== '-' ? piece.charCodeAt(0) : SLOW;
  simple[code] = unit;
  return unit;
}

function grown<T extends Uint16Array | Uint32Array>(old: T, wider: T): T {
  wider.set(old);
  return wider;
}

const CHUNK = 8192;

function textOf(units: Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += CHUNK)
    text += String.fromCharCode.apply(null, units.subarray(i, i + CHUNK) as unknown as number[]);
  return text;
}

/** End of the code point at `i` with the marks that follow it. */
function clusterEnd(text: string, i: number): number {
  let end = i + ((text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1);
  while (end < text.length && text.charCodeAt(end) >= 0x300 && (bitsOf(text.charCodeAt(end)) & MARK) !== 0) end += 1;
  return end;
}

function foldCluster(cluster: string): string {
  const known = cache.get(cluster);
  if (known !== undefined) return known;
  const piece = computeCluster(cluster);
  if (cache.size > 20_000) cache.clear();
  cache.set(cluster, piece);
  return piece;
}

function computeCluster(cluster: string): string {
  let out = '';
  for (const char of cluster.normalize('NFKC')) out += foldOne(char);
  if (!LATIN.test(out)) return out;
  const bare = out.normalize('NFD').replace(LATIN_MARKS, '');
  return bare;
}

function foldOne(char: string): string {
  if (DROPPED.test(char) || isArabicMark(char) || char === NUKTA) return '';
  const lower = char.toLowerCase();
  const single = SINGLES[lower];
  if (single !== undefined) return single;
  if (char === '\u2028' || char === '\u2029' || char === '\u0085') return '\n';
  if (char === '\n' || char === '\r') return '\n';
  if (/^\s$/u.test(char) || char < ' ') return ' ';
  if (DASH.test(char)) return '-';
  const ethiopic = ethiopicTwin(char.charCodeAt(0));
  if (ethiopic !== 0) return String.fromCharCode(ethiopic);
  if (/^\p{Nd}$/u.test(char)) return String(digitValue(char));
  return squaredLetter(char) ?? lower;
}

/** Devanagari फ़ and फ, ज़ and ज are written one for the other. */
const NUKTA = '\u093c';

function isArabicMark(char: string): boolean {
  return (char >= '\u064b' && char <= '\u065f') || char === '\u0670';
}

/** Value of a decimal digit of any script: such digits stand in runs of ten that start at a multiple the block tells. */
function digitValue(char: string): number {
  let code = char.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    value += 1;
  }
  return value;
}

/** 🅰 and 🄰-like letters that NFKC leaves alone. */
function squaredLetter(char: string): string | null {
  const code = char.codePointAt(0) ?? 0;
  for (const base of [0x1f150, 0x1f170]) {
    if (code >= base && code < base + 26) return String.fromCharCode(0x61 + code - base);
  }
  return null;
}
