/** A value known from structured data as the page shows it: "€40k - 75k" rather than a rendering of numbers. */
import { isPay } from './called.ts';
import { isFurniture } from './furniture.ts';
import { type ReadText, readText } from './read-text.ts';
import { squeeze } from './text-part.ts';

export type KnownField = 'company' | 'location' | 'salary';

const MOST_LEAVES = 4000;
const LONGEST = 90;

/** The first short element, after the heading if there is one, whose words say the same as `known`. */
export function shownAs(
  root: Element,
  heading: Element | null,
  field: KnownField,
  known: string | undefined,
): ReadText | undefined {
  const says = known === undefined ? null : SAYS[field](known);
  if (says === null) return undefined;
  let fallback: ReadText | undefined;
  let behind = heading === null;
  for (const element of [...root.querySelectorAll('span,div,p,dd,li,td,a,strong,b,em,h2,h3,h4')].slice(
    0,
    MOST_LEAVES,
  )) {
    behind ||= heading !== null && (heading.compareDocumentPosition(element) & 4) !== 0; // 4: follows
    if (!behind && fallback) continue;
    if (element.children.length > 3 || (element.textContent ?? '').length > LONGEST * 3) continue;
    if (!says(element.textContent ?? '') || isFurniture(element) || heading?.contains(element)) continue;
    const read = readText(element);
    if (read.text.length > LONGEST || read.text.includes('\n') || !says(read.text)) continue;
    if (behind) return read;
    fallback ??= read;
  }
  return fallback;
}

type Says = (words: string) => boolean;

const SAYS: Readonly<Record<KnownField, (known: string) => Says | null>> = {
  company(known) {
    const wanted = squeeze(known);
    return (words) => {
      const own = squeeze(words);
      return own === wanted || (own.length >= 5 && wanted.startsWith(own) && own.length > wanted.length * 0.4);
    };
  },
  location(known) {
    const town = squeeze(known.split(/[,;/]/)[0] ?? '');
    if (town.length < 2 || /^remote/.test(town)) return null;
    return (words) =>
      squeeze(words)
        .replace(/^[-–—•·|,]+/, '')
        .startsWith(town); // "– Turin"
  },
  salary(known) {
    const amounts = numbersIn(known).filter((amount) => amount >= 5);
    if (amounts.length === 0) return null;
    return (words) => {
      if (!/\d/.test(words)) return false;
      const own = numbersIn(words);
      const shown = amounts.filter((amount) => own.some((number) => Math.abs(number - amount) <= amount * 0.005));
      return shown.length === amounts.length || (shown.length > 0 && isPay(words.trim())); // "up to 3500" of 1500 - 3500
    };
  },
};

/** Numbers in words: 40k, 40 000, 40.000,00, 40,000.50. */
export function numbersIn(words: string): number[] {
  return [...words.matchAll(/\d+(?:[\s.,'’\u00a0\u202f]\d{3})*(?:[.,]\d{1,2})?(?!\d)\s?(k\b|тыс|万|萬|만)?/giu)].map(
    ([number, unit]) => {
      const digits = number
        .replace(/[^\d.,]/g, '')
        .replace(/[.,](?=\d{3}(?:\D|$))/g, '')
        .replace(',', '.');
      return Number.parseFloat(digits) * (unit ? (/[万萬만]/u.test(unit) ? 10_000 : 1000) : 1);
    },
  );
}
