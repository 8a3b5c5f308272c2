/** Whom to call, for the reader's country. */
import type { HelpLine } from '../messages.ts';
import type { Authorities } from '../rules/types.ts';

const EU = new Set('AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));
const MOST = 3;

/** At most three lines: the country's hotline first, then its police, then what serves everywhere. */
export function helpFor(authorities: Authorities, country: string | null): HelpLine[] {
  const own = (country && authorities[country]) || [];
  const first = own.filter(({ kind }) => kind === 'trafficking-hotline');
  const then = own.filter(({ kind }) => kind !== 'trafficking-hotline');
  const wide = [...(country && EU.has(country) ? (authorities.EU ?? []) : []), ...(authorities.INT ?? [])].filter(
    ({ url }) => url,
  );
  return [...first.slice(0, 2), ...then, ...wide].slice(0, MOST).map(({ name, phone, url }) => ({ name, phone, url }));
}
