/** Turns the parsed YAML of rules/ into CompiledRules, or says which line is wrong and why. */
import { normalise } from '../normalise.ts';
import type { ContactKind } from '../post.ts';
import { THREAT_IDS } from '../verdict.ts';
import type { AuthoredConcept, AuthoredIndicator, AuthoredLexicon, AuthoredRules } from './authored.ts';
import { parseCondition } from './condition.ts';
import { leadsOf } from './phrase.ts';
import type { CompiledRules, Concept, Indicator, Language, Money, Phrase, Place } from './types.ts';

/** A mistake in a rule file: `path` leads to the node, so that the loader can name the line. */
export class RuleError extends Error {
  readonly file: string;
  readonly path: readonly (string | number)[];
  constructor(file: string, path: readonly (string | number)[], reason: string) {
    super(reason);
    this.file = file;
    this.path = path;
  }
}

/** Compiles all rules. Throws RuleError at the first mistake. */
export function compileRules(authored: AuthoredRules, version: string): CompiledRules {
  const languages = compileLanguages(authored);
  const concepts = compileConcepts(authored.concepts);
  const index = new Map(concepts.map((concept, i) => [concept.id, i]));
  return {
    version,
    languages,
    concepts,
    phrases: [...authored.lexicons].flatMap(([language, lexicon]) =>
      compileLexicon(language, lexicon, languages, index, concepts),
    ),
    indicators: compileIndicators(authored.indicators, index, authored.weights),
    places: [...compilePlaces(authored), ...compileCountries(authored)],
    wages: Object.entries(authored.wages).map(([country, wage]) => ({
      country,
      currency: wage.currency,
      low: wage.low,
      median: wage.median,
      high: wage.high,
      usdRate: wage['usd-rate'],
    })),
    money: compileMoney(authored.money),
    contacts: {
      freeMail: authored.contacts['free-mail'],
      shorteners: authored.contacts.shorteners,
      hosted: authored.contacts.hosted,
      chatOrdinary: authored.contacts['chat-ordinary'],
      apps: Object.entries(authored.contacts.apps).map(([kind, names]) => ({
        kind: kind as ContactKind, // the schema lists the kinds
        names: uniqueNormal(names),
      })),
      legalForms: uniqueNormal(authored.contacts['legal-forms']),
      licences: authored.contacts.licences,
    },
    weights: {
      against: authored.weights.against,
      for: authored.weights.for,
      counterCap: authored.weights['counter-cap'],
      a: authored.weights.a,
      b: authored.weights.b,
      payFactor: authored.weights['pay-factor'],
      threatContext: compileContexts(authored, index),
    },
  };
}

function compileLanguages(authored: AuthoredRules): Language[] {
  return Object.entries(authored.languages).map(([id, language]) => ({
    id,
    script: language.script,
    accepts: language.accepts ?? [],
    words: (language.words ?? []).map((word) => normalise(word).text),
    letters: language.letters ?? '',
    spaced: language.spaced ?? true,
    openEnd: language['open-end'] ?? language.spaced === false,
    toned: language.toned ?? false,
    mixed: language.mixed ?? false,
    proclitics: language.proclitics ?? false,
    home: language.home,
  }));
}

function compileConcepts(authored: Readonly<Record<string, AuthoredConcept>>): Concept[] {
  return Object.entries(authored).map(([id, concept]) => {
    const deniedAs = concept['denied-as'] ?? null;
    if (deniedAs !== null && authored[deniedAs] === undefined) {
      throw new RuleError('concepts.yaml', [id, 'denied-as'], `"${deniedAs}" is no concept`);
    }
    const offWith = concept['off-with'] ?? [];
    for (const [i, other] of offWith.entries()) {
      if (authored[other] === undefined)
        throw new RuleError('concepts.yaml', [id, 'off-with', i], `"${other}" is no concept`);
    }
    return {
      id,
      kind: concept.kind ?? 'sign',
      deniable: concept.deniable ?? false,
      negative: concept.negative ?? false,
      deniedAs,
      offWith,
    };
  });
}

function compileLexicon(
  id: string,
  lexicon: AuthoredLexicon,
  languages: readonly Language[],
  index: ReadonlyMap<string, number>,
  concepts: readonly Concept[],
): Phrase[] {
  const file = `concepts/${id}.yaml`;
  const language = languages.findIndex((row) => row.id === id);
  const row = languages[language];
  if (row === undefined) throw new RuleError(file, [], `"${id}" is not in languages.yaml`);
  const phrases: Phrase[] = [];
  for (const [conceptId, entry] of Object.entries(lexicon)) {
    const concept = index.get(conceptId);
    if (concept === undefined) throw new RuleError(file, [conceptId], `"${conceptId}" is not in concepts.yaml`);
    if (concepts[concept]?.kind === 'fact') throw new RuleError(file, [conceptId], 'a fact has no phrases');
    const seen = new Set<string>();
    for (const [i, source] of entry.phrases.entries()) {
      const at = [conceptId, 'phrases', i];
      if (seen.has(source)) throw new RuleError(file, at, `"${source}" stands twice`);
      seen.add(source);
      try {
        leadsOf(source, row); // throws where a phrase is not well formed
        phrases.push({ concept, language, source });
      } catch (error) {
        throw new RuleError(file, at, `"${source}" ${(error as Error).message}`);
      }
    }
  }
  return phrases;
}

function compileIndicators(
  authored: Readonly<Record<string, AuthoredIndicator>>,
  concepts: ReadonlyMap<string, number>,
  weights: AuthoredRules['weights'],
): Indicator[] {
  const known = (id: string): boolean => concepts.has(id) || authored[id] !== undefined;
  return Object.entries(authored).map(([id, entry]) => {
    const fail = (key: string, reason: string): never => {
      throw new RuleError('indicators.yaml', [id, key], reason);
    };
    const side = entry.side ?? 'against';
    for (const threat of entry.threats) if (!THREAT_IDS.includes(threat)) fail('threats', `"${threat}" is no threat`);
    let when: Indicator['when'] = '';
    try {
      when = parseCondition(entry.when, known);
    } catch (error) {
      fail('when', `"${entry.when}" ${(error as Error).message}`);
    }
    const weight = entry.weight ?? (side === 'for' ? -weights.for[entry.strength] : weights.against[entry.strength]);
    return {
      id,
      family: entry.family,
      side,
      strength: entry.strength,
      weight,
      threats: entry.threats,
      when,
      because: `because.${id}`,
      source: entry.source,
    };
  });
}

function compileContexts(
  { weights, indicators }: AuthoredRules,
  concepts: ReadonlyMap<string, number>,
): CompiledRules['weights']['threatContext'] {
  return Object.entries(weights['threat-context']).map(([id, { times, when }]) => {
    const threat = THREAT_IDS.find((one) => one === id);
    const at = ['threat-context', id];
    if (threat === undefined) throw new RuleError('weights.yaml', at, `"${id}" is no threat`);
    try {
      return { threat, times, when: parseCondition(when, (name) => concepts.has(name) || name in indicators) };
    } catch (error) {
      throw new RuleError('weights.yaml', [...at, 'when'], `"${when}" ${(error as Error).message}`);
    }
  });
}

function compilePlaces(authored: AuthoredRules): Place[] {
  return Object.entries(authored.places).map(([name, place]) => ({
    name,
    country: place.country,
    kind: place.kind,
    strength: place.role === 'origin' ? 'none' : place.strength,
    ambiguous: place.ambiguous ?? false,
    names: uniqueNormal(Object.values(place.names).flat()),
  }));
}

function compileCountries(authored: AuthoredRules): Place[] {
  return Object.entries(authored.countries).map(([code, names]) => ({
    name: code,
    country: code,
    kind: 'country',
    strength: 'none',
    ambiguous: false,
    names: uniqueNormal([...Object.values(names).flat(), flagOf(code)]),
  }));
}

/** The flag emoji of a country code. */
function flagOf(code: string): string {
  return [...code].map((letter) => String.fromCodePoint(0x1f1e6 + letter.charCodeAt(0) - 65)).join('');
}

function uniqueNormal(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => normalise(name).text.trim()))].filter((name) => name.length > 1);
}

function compileMoney(authored: AuthoredRules['money']): Money {
  const normal = (names: readonly string[]): string[] =>
    uniqueOrdered(names.map((name) => normalise(name).text.trim()));
  return {
    currencies: Object.entries(authored.currencies).map(([code, names]) => ({ code, names: normal(names) })),
    periods: (['hour', 'day', 'week', 'month', 'year'] as const).map((id) => ({
      id,
      names: normal(authored.periods[id]),
    })),
    multipliers: authored.multipliers.map(({ by, names }) => ({ by, names: normal(names) })),
    pay: normal(authored.pay),
  };
}

function uniqueOrdered(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '');
}
