/**
 * One normal form for rule phrases and posts alike, so that both are compared letter by letter: NFKC, lower case,
 * format characters out, digits of every script to ASCII, Latin accents and Arabic vowel marks off, white space and
 * dashes to one space (line breaks stay), look-alike letters, l33t and spaced-out words undone.
 */
import { joinSpacedLetters, undoLookAlikes } from './disguise.ts';
import type { Normal } from './normal.ts';

/** Normalises for matching. Pure; linear in the length of the text. */
export function normalise(original: string): Normal {
  return joinSpacedLetters(undoLookAlikes(foldCharacters(original)));
}

/** The range of the original that a range of the normal text came from. */
export function originalRange(normal: Normal, start: number, end: number): [number, number] {
  if (end <= start) return [normal.from[start] ?? 0, normal.from[start] ?? 0];
  return [normal.from[start] ?? 0, normal.to[end - 1] ?? 0];
}

const MARK = /^\p{M}$/u;
// biome-ignore lint/suspicious/noMisleadingCharacterClass: single marks are meant, not clusters
const DROPPED = /^[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u20e3\u3164\uffa0\ufe00-\ufe0f*_~`]$/u;
const LATIN_MARKS = /[\u0300-\u036f]/g;
const LATIN = /\p{Script=Latin}/u;
const DASH = /^[\p{Pd}\u2212]$/u;

/** Letters that Unicode does not decompose. */
const SINGLES: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŋ: 'n',
  ё: 'е',
  ґ: 'г',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ك: 'ك',
  ک: 'ك',
  ة: 'ه',
  ۀ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ؤ: 'و',
  ـ: '',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ᴀ: 'a',
  ʙ: 'b',
  ᴄ: 'c',
  ᴅ: 'd',
  ᴇ: 'e',
  ꜰ: 'f',
  ɢ: 'g',
  ʜ: 'h',
  ɪ: 'i',
  ᴊ: 'j',
  ᴋ: 'k',
  ʟ: 'l',
  ᴍ: 'm',
  ɴ: 'n',
  ᴏ: 'o',
  ᴘ: 'p',
  ʀ: 'r',
  ꜱ: 's',
  ᴛ: 't',
  ᴜ: 'u',
  ᴠ: 'v',
  ᴡ: 'w',
  ʏ: 'y',
  ᴢ: 'z',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '。': '.',
  '．': '.',
  '！': '!',
  '？': '?',
  '；': ';',
  '،': ',',
  '؟': '?',
  '؛': ';',
  '।': '.',
  '॥': '.',
  '։': '.',
  '።': '.',
  '၊': ',',
  '။': '.',
  '។': '.',
  '、': ',',
  '，': ',',
  '：': ':',
  '〜': ' ',
  '～': ' ',
  '·': ' ',
  '•': ' ',
  '／': '/',
  '…': '.',
};

const cache = new Map<string, string>();

function foldCharacters(original: string): Normal {
  // pieces are joined once: reading the end of a growing string again and again would cost its square
  const units: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const put = (piece: string, start: number, end: number): void => {
    if (piece === ' ' || piece === '\n') {
      const last = units.at(-1);
      if (last === '\n' || last === ' ') {
        if (piece === '\n') units[units.length - 1] = piece;
        return;
      }
    }
    for (let k = 0; k < piece.length; k += 1) {
      units.push(piece[k] as string); // k is inside the piece
      from.push(start);
      to.push(end);
    }
  };
  let i = 0;
  while (i < original.length) {
    const code = original.charCodeAt(i);
    if (code < 0x80 && !(original.charCodeAt(i + 1) >= 0x300)) {
      put(foldAscii(original, i, code), i, i + 1);
      i += 1;
      continue;
    }
    const end = clusterEnd(original, i);
    let piece = foldCluster(original.slice(i, end));
    if (piece === '-' && !(/^\d$/.test(units.at(-1) ?? '') && isDigit(original.charCodeAt(end)))) piece = ' ';
    put(piece, i, end);
    i = end;
  }
  return { text: units.join(''), from, to, mixed: [] };
}

/** ASCII: lower case; white space and dashes become a space, but a dash between digits stays (ranges, telephones). */
function foldAscii(original: string, i: number, code: number): string {
  if (code >= 0x41 && code <= 0x5a) return String.fromCharCode(code + 32);
  if (code === 0x0a || code === 0x0d) return '\n';
  if (code <= 0x20) return ' ';
  if (code === 0x2a || code === 0x5f || code === 0x7e || code === 0x60) return '';
  if (code === 0x2d) return isDigit(original.charCodeAt(i + 1)) && isDigit(original.charCodeAt(i - 1)) ? '-' : ' ';
  return original[i] as string; // i is inside the string
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** End of the code point at `i` with the marks that follow it. */
function clusterEnd(text: string, i: number): number {
  let end = i + ((text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1);
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code < 0x300 || !MARK.test(text[end] as string)) break;
    end += 1;
  }
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
  if (DROPPED.test(char) || isArabicMark(char)) return '';
  const lower = char.toLowerCase();
  const single = SINGLES[lower];
  if (single !== undefined) return single;
  if (char === '\u2028' || char === '\u2029' || char === '\u0085') return '\n';
  if (/^\s$/u.test(char)) return ' ';
  if (DASH.test(char)) return '-';
  if (/^\p{Nd}$/u.test(char)) return String(digitValue(char));
  return squaredLetter(char) ?? lower;
}

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
