/** The compiled rules: plain JSON, made from the YAML under rules/ at build time. */
import type { ContactKind } from '../post.ts';
import type { Strength, ThreatId } from '../verdict.ts';

/** One row of rules/languages.yaml. */
export type Language = {
  readonly id: string;
  /** ISO 15924 code of the script it is written in. */
  readonly script: string;
  /** Other tags that this language stands for. */
  readonly accepts: readonly string[];
  /** Frequent short words that tell it from its neighbours, normalised. */
  readonly words: readonly string[];
  /** Letters (as written, lower case) that only it uses among its neighbours. */
  readonly letters: string;
  /** Words are set apart by spaces. */
  readonly spaced: boolean;
  /** Words take endings that are written on: a phrase may end inside a word. */
  readonly openEnd: boolean;
  /** Accents tell words apart: phrases are compared with them where a post writes them. */
  readonly toned: boolean;
  /** Everyday speech mixes English in: an English denial counts for its phrases. */
  readonly mixed: boolean;
  /** Short words are written onto the next one: a phrase may begin behind them. */
  readonly proclitics: boolean;
  /** Countries where it is at home: an ad in it for work elsewhere is work abroad. */
  readonly home: readonly string[];
};

/** A phrase in its source form (src/rules/phrase.ts). Its beginnings are worked out where its language first occurs: all of them would be most of the package. */
export type Phrase = {
  readonly concept: number;
  readonly language: number;
  readonly source: string;
};

export type ConceptKind = 'sign' | 'cue' | 'fact' | 'occupation';

/** One row of rules/concepts.yaml. */
export type Concept = {
  readonly id: string;
  readonly kind: ConceptKind;
  /** Its phrases hold a denial of their own ("no experience"), which denies nothing else. */
  readonly negative: boolean;
  /** A denial ("we never …") turns the hit off. */
  readonly deniable: boolean;
  /** The concept that a denied hit speaks for, if any. */
  readonly deniedAs: string | null;
  /** Concepts that turn a hit off in the same sentence: somebody else pays, or it is somebody else's account. */
  readonly offWith: readonly string[];
};

/** A condition over concepts and facts, as nested lists: ['and', a, b], ['or', a, b], ['not', a], ['near', a, b], or an id. */
export type Condition = string | readonly ['and' | 'or' | 'near', Condition, Condition] | readonly ['not', Condition];

/** One row of rules/indicators.yaml. */
export type Indicator = {
  readonly id: string;
  readonly family: string;
  readonly side: 'against' | 'for';
  readonly strength: Strength;
  readonly weight: number;
  readonly threats: readonly ThreatId[];
  readonly when: Condition;
  readonly because: string;
  readonly source: string;
};

export type PlaceKind = 'compound' | 'hub' | 'border' | 'zone' | 'city' | 'country' | 'transit';

/** A place that matters, or a country, with its names in normalised form. */
export type Place = {
  readonly name: string;
  readonly country: string;
  readonly kind: PlaceKind;
  readonly strength: Strength | 'none';
  /** The name is also an ordinary word or a common place elsewhere: needs its country or a scam sign beside it. */
  readonly ambiguous: boolean;
  readonly names: readonly string[];
};

/** Monthly pay levels of a country in its own currency. */
export type Wage = {
  readonly country: string;
  readonly currency: string;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly usdRate: number;
};

/** Words about money: which currency, which period, which multiplier. */
export type Money = {
  readonly currencies: readonly { readonly code: string; readonly names: readonly string[] }[];
  readonly periods: readonly {
    readonly id: 'hour' | 'day' | 'week' | 'month' | 'year';
    readonly names: readonly string[];
  }[];
  readonly multipliers: readonly { readonly by: number; readonly names: readonly string[] }[];
  /** Words for pay. */
  readonly pay: readonly string[];
};

/** Constants of the weighing, each with its measurement beside it in rules/weights.yaml. */
export type Weights = {
  readonly against: Readonly<Record<Strength, number>>;
  readonly for: Readonly<Record<Strength, number>>;
  readonly counterCap: number;
  readonly a: number;
  readonly b: number;
  readonly payFactor: Readonly<Record<'elementary' | 'clerical' | 'skilled', number>>;
  /** Which threat the signs that several share (passport, debt, penalty) speak for: told by the kind of work. */
  readonly threatContext: readonly { readonly threat: ThreatId; readonly times: number; readonly when: Condition }[];
};

/** Hosts and shapes of contacts. */
export type ContactRules = {
  readonly freeMail: readonly string[];
  readonly shorteners: readonly string[];
  readonly hosted: readonly string[];
  /** Countries where hiring by chat app is ordinary. */
  readonly chatOrdinary: readonly string[];
  /** Names of chat apps in every script. */
  readonly apps: readonly { readonly kind: ContactKind; readonly names: readonly string[] }[];
  /** Marks of a company's name (Ltd, GmbH, 有限公司 …). */
  readonly legalForms: readonly string[];
  readonly licences: readonly {
    readonly country: string;
    readonly pattern: string;
    /** Where the country lists its licensed recruiters. */
    readonly register: string;
    readonly says: string;
    readonly confidence: 'high' | 'medium';
  }[];
};

export type CompiledRules = {
  readonly version: string;
  readonly languages: readonly Language[];
  readonly concepts: readonly Concept[];
  readonly phrases: readonly Phrase[];
  readonly indicators: readonly Indicator[];
  readonly places: readonly Place[];
  readonly wages: readonly Wage[];
  readonly money: Money;
  readonly contacts: ContactRules;
  readonly weights: Weights;
};

/** Somebody to call or write to. */
export type Authority = {
  readonly kind:
    | 'consular'
    | 'job-scam-report'
    | 'labour-ministry'
    | 'police-report'
    | 'recruiter-register'
    | 'trafficking-hotline';
  readonly name: string;
  readonly phone?: string;
  readonly url?: string;
  /** Takes mail about cases like these. */
  readonly email?: string;
  readonly confidence: 'high' | 'medium' | 'low';
};

/** Whom to call or write to, by country code (also EU and INT); `checked`: month of the list. */
export type Authorities = {
  readonly checked: string;
  readonly lines: Readonly<Record<string, readonly Authority[]>>;
};
