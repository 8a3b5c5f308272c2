/** The fields of a schema.org JobPosting as text, in all the shapes that sites give them. */
import type { JsonObject } from './json-ld.ts';

export type PostingFields = {
  readonly title?: string;
  readonly company?: string;
  readonly location?: string;
  readonly salary?: string;
  readonly text: string;
  readonly url?: string;
  readonly postedAt?: string;
};

const MOST_PLACES = 5;

/** `plain` turns HTML into text. */
export function fieldsOfPosting(posting: JsonObject, plain: (html: string) => string): PostingFields {
  const words = (value: unknown): string | undefined => nameOf(value, plain);
  return {
    title: words(posting.title ?? posting.name),
    company: words(posting.hiringOrganization),
    location: locationOf(posting, words),
    salary: salaryOf(posting.baseSalary) ?? salaryOf(posting.estimatedSalary) ?? salaryOf(posting.salary),
    text: textOf(posting, plain),
    url: typeof posting.url === 'string' ? posting.url : undefined,
    postedAt: typeof posting.datePosted === 'string' ? posting.datePosted : undefined,
  };
}

const TEXTS = ['description', 'responsibilities', 'qualifications'];
/** Tags and lists that repeat the description in other words; read where there is hardly one. */
const LISTS = ['skills', 'experienceRequirements', 'jobBenefits'];
const SHORT_TEXT = 200;

/** The description, and the parts that stand beside it where it does not repeat them. */
function textOf(posting: JsonObject, plain: (html: string) => string): string {
  let text = '';
  const add = (key: string): void => {
    for (const part of [posting[key]].flat()) {
      const words = typeof part === 'string' ? plain(part) : '';
      if (words !== '' && !text.includes(words.slice(0, 60))) text += text === '' ? words : `\n${words}`;
    }
  };
  TEXTS.forEach(add);
  if (text.length < SHORT_TEXT) LISTS.forEach(add);
  return text;
}

function nameOf(value: unknown, plain: (html: string) => string): string | undefined {
  for (const one of [value].flat()) {
    const object = isObject(one) ? one : {};
    const name = isObject(one) ? (object.name ?? object.legalName ?? object['@value']) : one;
    const words = typeof name === 'string' ? plain(name).trim() : '';
    if (words !== '') return words;
  }
  return undefined;
}

const ADDRESS = ['addressLocality', 'addressRegion', 'addressCountry'] as const;

function locationOf(posting: JsonObject, words: (value: unknown) => string | undefined): string | undefined {
  const places = [posting.jobLocation].flat().flatMap((place) => placeOf(place, words));
  const remote = [posting.jobLocationType].flat().some((type) => /TELECOMMUTE|remote/i.test(String(type ?? '')));
  if (remote) {
    const from = places.length > 0 ? undefined : words(posting.applicantLocationRequirements);
    places.push(from ? `Remote (${from})` : 'Remote');
  }
  return [...new Set(places)].slice(0, MOST_PLACES).join('; ') || undefined;
}

/** A Place, its address as object or text, or only its name; several addresses in one place. */
function placeOf(place: unknown, words: (value: unknown) => string | undefined): string[] {
  if (!isObject(place)) return listed([words(place)]);
  return [place.address ?? place].flat().flatMap((address) => {
    if (!isObject(address)) return listed([words(address)]);
    const parts = listed(ADDRESS.map((key) => words(address[key])?.replace(/[\s,;]+$/, ''))).filter((part) =>
      /[\p{L}\p{N}]/u.test(part),
    );
    return listed([[...new Set(parts)].join(', ') || words(address) || words(place)]);
  });
}

/**
 * Amount, currency and unit. MonetaryAmount with QuantitativeValue is the rule; found as well are a bare number, a text,
 * the range beside `value`, PriceSpecification (price, priceCurrency), lists of these, the currency inside or outside.
 */
function salaryOf(value: unknown): string | undefined {
  for (const one of [value].flat()) {
    if (typeof one === 'number' && one > 0) return String(one);
    if (typeof one === 'string' && /[\p{L}\p{N}]/u.test(one) && !/^0+(?:[.,]0+)?$/.test(one)) return one.trim();
    if (!isObject(one)) continue;
    const inner = [one.value, one.priceSpecification].flat().find(isObject) ?? one;
    const pick = (...keys: string[]): string | undefined =>
      keys
        .flatMap((key) => [inner[key], one[key]])
        .map(amountOf)
        .find((amount) => amount !== undefined);
    const low = pick('minValue', 'minPrice');
    const high = pick('maxValue', 'maxPrice');
    const exact = pick('value', 'price', 'median');
    const amount = low || high ? [...new Set(listed([low, high]))].join(' - ') : exact;
    if (!amount) continue;
    const currency = pick('currency', 'priceCurrency');
    const unit = pick('unitText', 'unitCode', 'duration');
    const plain = /\p{L}/u.test(amount) && currency && amount.includes(currency) ? '' : (currency ?? '');
    return `${plain} ${amount}${unit ? ` per ${UNITS[unit.toUpperCase()] ?? unit.toLowerCase()}` : ''}`.trim();
  }
  return undefined;
}

/** UN/CEFACT codes and ISO durations. */
const UNITS: Readonly<Record<string, string>> = {
  HUR: 'hour',
  DAY: 'day',
  WEE: 'week',
  MON: 'month',
  ANN: 'year',
  PT1H: 'hour',
  P1H: 'hour',
  P1D: 'day',
  P1W: 'week',
  P1M: 'month',
  P1Y: 'year',
};

function amountOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  return /^\s*(?:0+(?:[.,]0+)?)?\s*$/.test(value) || value.length > 80 ? undefined : value.trim();
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listed(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined && value !== '') as string[]; // undefined is filtered out
}
