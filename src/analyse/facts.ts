/** What a post states besides phrases: places, contacts, pay, ages. Each fact is named as in rules/concepts.yaml. */
import type { CompiledRules, Place, Wage } from '../rules/types.ts';
import { createContactReader } from './contacts.ts';
import type { Fact, FactInput } from './fact.ts';
import type { Field, Hit, Mentions } from './find-concepts.ts';
import { type Amount, monthlyUsd } from './pay.ts';
import { readAges } from './people.ts';
import { employerOf, nameOf } from './similarity.ts';

/** Makes the reader of all facts of a post. */
export function createFactReader(rules: CompiledRules): (input: FactInput) => Fact[] {
  const readContacts = createContactReader(rules.contacts);
  return (input) => {
    const { facts, country } = readPlaces(input);
    return [
      ...facts,
      ...readPay(input, country),
      ...readContacts(input, country),
      ...readAges(input.fields),
      ...readCopies(input),
      ...input.fields.flatMap((field) =>
        field.normal.mixed
          .slice(0, 3)
          .map(([start, end]) => ({ id: 'letters-mixed', at: atOriginal(field, start, end) })),
      ),
    ];
  };
}

/** The same text elsewhere: by others, or for other places. */
function readCopies({ post, copies }: FactInput): Fact[] {
  const employer = employerOf(post);
  const facts: Fact[] = [];
  if (employer && copies.some((copy) => copy.employer !== null && copy.employer !== employer))
    facts.push({ id: 'copies-employers', at: null });
  const location = nameOf(post.location);
  if (location && copies.some((copy) => copy.location !== null && copy.location !== location))
    facts.push({ id: 'copies-places', at: null });
  return facts;
}

/** A range of the original text as normal offsets. */
function atOriginal(field: Field, start: number, end: number): Fact['at'] {
  const from = field.normal.from.indexOf(start);
  const to = field.normal.to.lastIndexOf(end);
  return { field, start: Math.max(0, from), end: to + 1 };
}

/** Places named, and the country of the work: location field, then listed places, then the first country named. */
function readPlaces(input: FactInput): { facts: Fact[]; country: string | null } {
  const { rules, mentions } = input;
  const hits = mentions.places
    .map((hit) => ({ ...hit, place: rules.places[hit.what] as Place })) // found by index
    .filter((hit) => isUsable(hit, mentions, rules))
    .filter((hit) => !isOrigin(hit));
  const facts: Fact[] = [];
  const add = (id: string, hit: Hit<number>): void => void facts.push({ id, at: hit });
  for (const hit of hits) {
    const { place } = hit;
    if (place.strength === 'none') continue;
    if (place.kind === 'compound' || (place.kind === 'hub' && place.strength === 'strong')) add('place-compound', hit);
    else if (place.kind === 'border' && place.strength !== 'weak') add('place-border', hit);
    else if (place.kind === 'zone' && place.strength !== 'weak') add('place-known-zone', hit);
  }
  const country = countryOf(input, hits);
  const home = rules.languages.find((language) => language.id === input.language)?.home ?? [];
  const shown = hits.find((hit) => hit.place.country === country) ?? null;
  if (country !== null && shown !== null) {
    if (home.length > 0 && !home.includes(country)) add('place-foreign', shown);
  }
  return { facts, country };
}

/** An ambiguous name needs its country, or another listed place of it, beside it. */
function isUsable(hit: Hit<number> & { place: Place }, mentions: Mentions, rules: CompiledRules): boolean {
  if (!hit.place.ambiguous) return true;
  return mentions.places.some(
    (other) => other.what !== hit.what && rules.places[other.what]?.country === hit.place.country,
  );
}

const FROM =
  /(?:\bfrom|\bcitizens of|nationals of|nationality|applicants in|interviews? in|\bde|aus|z|из|dari|từ|จาก|来自|來自|से|থেকে) (?:the )?$/u;

/** "applicants from Uganda": where people come from, not where the work is. */
function isOrigin(hit: Hit<number>): boolean {
  return FROM.test(hit.field.flat.slice(Math.max(0, hit.start - 20), hit.start));
}

function countryOf(input: FactInput, hits: readonly (Hit<number> & { place: Place })[]): string | null {
  const inField = (name: string): string | undefined => hits.find((hit) => hit.field.name === name)?.place.country;
  const listed = hits.find(
    (hit) => ['compound', 'hub', 'border', 'zone'].includes(hit.place.kind) && hit.place.strength !== 'weak',
  );
  const byText = inField('location') ?? listed?.place.country ?? inField('title') ?? inField('text');
  if (byText) return byText;
  const home = input.rules.languages.find((language) => language.id === input.language)?.home ?? [];
  for (const amount of input.amounts) {
    const users = input.rules.wages.filter((wage) => wage.currency === amount.currency).map((wage) => wage.country);
    const local = users.find((country) => home.includes(country)) ?? (users.length === 1 ? users[0] : undefined);
    if (local && amount.currency !== 'USD') return local;
  }
  return home.length === 1 ? (home[0] ?? null) : null;
}

/** Pay against the country's level and the class of work; unknown or professional work gives no sign. */
function readPay(input: FactInput, country: string | null): Fact[] {
  const { rules, readings } = input;
  const held = (id: string): boolean =>
    readings.some((reading) => !reading.denied && rules.concepts[reading.hit.what.concept]?.id === id);
  const classOfWork = (['professional', 'skilled', 'clerical', 'elementary'] as const).find((name) =>
    held(`occupation-${name}`),
  );
  const wage = rules.wages.find((row) => row.country === country);
  const facts: Fact[] = [];
  for (const amount of input.amounts) {
    const currency = amount.currency ?? (amount.named ? ownCurrency(input) : null);
    if (currency === null || isFee(amount, input)) continue;
    const told = amount.named || amount.field.name === 'salary';
    const period = amount.period ?? (told ? guessPeriod(amount, currency, input) : null);
    if (period === null) continue;
    if (amount.high >= amount.low * 4 && period !== 'year') facts.push({ id: 'pay-range-wild', at: amount });
    if (wage === undefined) continue;
    if (isForeign(currency, wage.currency)) facts.push({ id: 'pay-foreign-currency', at: amount });
    const low = monthlyUsd(amount.low, period, currency, rules.wages);
    const high = monthlyUsd(amount.high, period, currency, rules.wages);
    if (low === null || high === null) continue;
    const median = Math.max(wage.median / wage.usdRate, homeMedian(currency, rules.wages));
    if (period === 'day' && high / 26 > median / 5) facts.push({ id: 'pay-per-day-high', at: amount });
    if (classOfWork === undefined || classOfWork === 'professional') continue;
    if ((low + high) / 2 >= rules.weights.payFactor[classOfWork] * median)
      facts.push({ id: 'pay-far-above-level', at: amount });
    else if (currency === wage.currency && low >= (wage.low / wage.usdRate) * 0.8 && high <= median * 2) {
      facts.push({ id: 'pay-within-band', at: amount });
    }
  }
  return facts;
}

/** Median month in USD where a currency is money of the land: pay in it is judged by the more generous of both lands. */
function homeMedian(currency: string, wages: readonly Wage[]): number {
  if (currency === 'USD') return 0;
  return Math.max(0, ...wages.filter((row) => row.currency === currency).map((row) => row.median / row.usdRate));
}

function isForeign(currency: string, local: string): boolean {
  return currency !== local && (currency === 'USD' || currency === 'USDT' || currency === 'BTC');
}

/** "gaji 12 juta": an amount without currency is money of the one country where the language is at home. */
function ownCurrency({ rules, language }: FactInput): string | null {
  const home = rules.languages.find((row) => row.id === language)?.home ?? [];
  return home.length === 1 ? (rules.wages.find((wage) => wage.country === home[0])?.currency ?? null) : null;
}

/** Pay without a period: years where the figure could be nothing else. */
function guessPeriod(amount: Amount, currency: string, input: FactInput): 'month' | 'year' | null {
  const usd = monthlyUsd(amount.high, 'month', currency, input.rules.wages);
  if (usd === null) return null;
  return usd > 12_000 ? 'year' : usd < 30 ? null : 'month';
}

/** An amount beside words of a fee, fine or deposit is no pay. */
function isFee(amount: Amount, input: FactInput): boolean {
  return input.readings.some(({ hit }) => {
    if (hit.field !== amount.field) return false;
    const id = input.rules.concepts[hit.what.concept]?.id ?? '';
    if (!/^(fee-|leave-penalty|debt-advance|quota-fine|pay-per-recruit|check-forward)/.test(id)) return false;
    return hit.start - 30 < amount.end && amount.start < hit.end + 30;
  });
}
