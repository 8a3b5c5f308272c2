/** Whom to call or write to, for the reader's country. */
import type { Authorities, Authority } from './types.ts';

/** A line to call or a page to open. `unsure`: the entry is not confirmed. */
export type HelpLine = {
  readonly kind: Authority['kind'];
  readonly name: string;
  readonly phone?: string;
  readonly url?: string;
  readonly email?: string;
  readonly unsure: boolean;
};

export type Help = {
  readonly country: string | null;
  /** Month of the list, "2026-01". */
  readonly checked: string;
  /** At most three: the country's help line first, then its police, then what serves everywhere. */
  readonly lines: readonly HelpLine[];
  /** Whom the country's people call when they are abroad. */
  readonly consular: readonly HelpLine[];
  /** Where the country lists its licensed recruiters. */
  readonly registers: readonly HelpLine[];
};

const EU = new Set('AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));
const MOST = 3;

/** What a country's people can turn to; without a country what serves everywhere. */
export function helpFor(authorities: Authorities, country: string | null): Help {
  const own = (country && authorities.lines[country]) || [];
  const wide = [
    ...(country && EU.has(country) ? (authorities.lines.EU ?? []) : []),
    ...(authorities.lines.INT ?? []),
  ].filter(({ url }) => url);
  const of = (kind: Authority['kind']): Authority[] => own.filter((one) => one.kind === kind);
  const others = [...of('job-scam-report'), ...of('police-report'), ...of('labour-ministry')];
  const elsewhere = wide.filter(({ kind }) => kind !== 'consular');
  return {
    country,
    checked: authorities.checked,
    lines: [...of('trafficking-hotline').slice(0, 2), ...others, ...elsewhere].slice(0, MOST).map(lineOf),
    consular: [...of('consular'), ...wide.filter(({ kind }) => kind === 'consular')].slice(0, 2).map(lineOf),
    registers: of('recruiter-register').slice(0, 1).map(lineOf),
  };
}

function lineOf({ kind, name, phone, url, email, confidence }: Authority): HelpLine {
  const ways = { ...(phone ? { phone } : {}), ...(url ? { url } : {}), ...(email ? { email } : {}) };
  return { kind, name, ...ways, unsure: confidence !== 'high' };
}
