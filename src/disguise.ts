/** Undoes the tricks that keep words from filters: letters of another alphabet, digits for letters, spaced-out words. */
import { bitsOf, HAN_OR_KANA, LATIN, LOOKS_LATIN, NUMBER, SIGN, WORD } from './characters.ts';
import type { Normal } from './normal.ts';

const HAS_LATIN = /\p{Script=Latin}/u;
const HAS_OTHER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u;

/** Look-alikes of Latin letters in Cyrillic, Greek and Armenian (Unicode confusables, the ones seen in posts). */
const TO_LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  н: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  г: 'r',
  п: 'n',
  и: 'n',
  α: 'a',
  β: 'b',
  γ: 'y',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  օ: 'o',
  ո: 'n',
  ս: 'u',
  հ: 'h',
};
const TO_CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'і',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  u: 'и',
  x: 'х',
  y: 'у',
};
const DIGIT_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '€': 'e',
  '£': 'l',
  '!': 'i',
  '|': 'l',
};

/** Writes words that mix alphabets, or letters with digits in between, in their plain letters; lengths stay equal. */
export function undoLookAlikes(normal: Normal): Normal {
  const mixed: [number, number][] = [];
  const pieces: string[] = [];
  let done = 0;
  eachTrickyWord(normal.text, (start, end) => {
    const word = normal.text.slice(start, end);
    const plain = undoAlphabet(word);
    if (plain !== word) mixed.push([normal.from[start] ?? 0, normal.to[end - 1] ?? 0]);
    pieces.push(normal.text.slice(done, start), undoDigits(plain));
    done = end;
  });
  if (pieces.length === 0) return normal;
  return { ...normal, text: pieces.join('') + normal.text.slice(done), mixed };
}

/** Calls `found` for each word in which Latin letters stand with those of a look-alike alphabet, or with digits or signs. */
function eachTrickyWord(text: string, found: (start: number, end: number) => void): void {
  let start = -1;
  let seen = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const bits = bitsOf(text.charCodeAt(i));
    if ((bits & (WORD | SIGN)) !== 0) {
      if (start < 0) start = i;
      seen |= bits;
    } else if (start >= 0) {
      if ((seen & LATIN) !== 0 && (seen & (LOOKS_LATIN | NUMBER | SIGN)) !== 0 && i - start > 1) found(start, i);
      start = -1;
      seen = 0;
    }
  }
}

/** Toward the alphabet that has more letters of its own in the word. */
function undoAlphabet(word: string): string {
  if (!HAS_OTHER.test(word)) return word;
  const letters = [...word];
  const latin = letters.filter((char) => HAS_LATIN.test(char) && TO_CYRILLIC[char] === undefined).length;
  const other = letters.filter((char) => HAS_OTHER.test(char) && TO_LATIN[char] === undefined).length;
  const table = other > latin ? TO_CYRILLIC : TO_LATIN;
  const plain = letters.map((char) => table[char] ?? char).join('');
  const left = table === TO_LATIN ? HAS_OTHER.test(plain) : HAS_LATIN.test(plain);
  return left ? word : plain; // "IT-специалист"-like words of two real halves stay as they are
}

const DIGIT_INSIDE = /(?<=\p{Script=Latin})([013457@$€£!|]{1,2})(?=\p{Script=Latin})/gu;

/** t3legram, v1sa, p@ssport; never at the ends of a word (5g, mp3, 100k, wow!). */
function undoDigits(word: string): string {
  return word.replace(DIGIT_INSIDE, (run: string, _group: string, offset: number) =>
    [...run].map((char) => (char === '1' ? oneAs(word, offset) : (DIGIT_LETTERS[char] ?? char))).join(''),
  );
}

function oneAs(word: string, offset: number): string {
  const vowels = 'aeiou';
  return vowels.includes(word[offset - 1] ?? '') && vowels.includes(word[offset + 1] ?? '') ? 'l' : 'i';
}

const SPACED = /(?<![\p{L}\p{M}\p{N}])\p{L}(?:[ .\-/|,]{1,2}\p{L}(?![\p{L}\p{M}\p{N}])){3,}/gu;
const SPACED_HAN =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[ .\-/|]{1,2}(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;
const HAN_RUN = /[\p{Script=Han}](?:[ .\-/|]{1,2}[\p{Script=Han}]){2,}/gu;

/** "t e l e g r a m", "p.a.s.s.p.o.r.t", "高 薪 招 聘": the gaps are taken out. */
export function joinSpacedLetters(normal: Normal): Normal {
  if (!hasSpacedLetters(normal.text)) return normal;
  const cuts: [number, number][] = [];
  for (const match of normal.text.matchAll(SPACED)) addGaps(normal, match[0], match.index, /[ .\-/|,]+/g, cuts);
  for (const match of normal.text.matchAll(HAN_RUN)) addGaps(normal, match[0], match.index, SPACED_HAN, cuts);
  if (cuts.length === 0) return normal;
  cuts.sort((a, b) => a[0] - b[0]);
  let text = '';
  const from = new Uint32Array(normal.text.length);
  const to = new Uint32Array(normal.text.length);
  let done = 0;
  for (const [start, end] of [...cuts, [normal.text.length, normal.text.length] as const]) {
    if (start < done) continue;
    from.set(normal.from.subarray(done, start), text.length);
    to.set(normal.to.subarray(done, start), text.length);
    text += normal.text.slice(done, start);
    done = end;
  }
  return { text, from: from.slice(0, text.length), to: to.slice(0, text.length), mixed: normal.mixed };
}

/** A quick look before the expressions: four lone letters in a row, or Han letters with a gap between them. */
function hasSpacedLetters(text: string): boolean {
  let lone = 0;
  let lastLetter = -9;
  let before = 0;
  for (let i = 0; i < text.length; i += 1) {
    const bits = bitsOf(text.charCodeAt(i));
    if ((bits & WORD) === 0) continue;
    const beginning = lastLetter < i - 1;
    if (beginning && i - lastLetter <= 3 && (bits & before & HAN_OR_KANA) !== 0) return true;
    if (beginning && (bitsOf(text.charCodeAt(i + 1)) & WORD) === 0) {
      lone = i - lastLetter <= 3 ? lone + 1 : 1;
      if (lone >= 4) return true;
    } else lone = 0;
    lastLetter = i;
    before = bits;
  }
  return false;
}

/** Gaps of the run; where some are wider in the original ("p a y  f e e"), those stand between words and stay. */
function addGaps(normal: Normal, run: string, offset: number, gap: RegExp, cuts: [number, number][]): void {
  const gaps = [...run.matchAll(gap)].map(({ index, 0: { length } }): [number, number] => [
    offset + index,
    offset + index + length,
  ]);
  const width = ([start, end]: [number, number]): number => (normal.from[end] ?? 0) - (normal.to[start - 1] ?? 0);
  const narrow = Math.min(...gaps.map(width));
  for (const one of gaps) if (width(one) === narrow) cuts.push(one);
}
