/** The YAML under rules/ as people write it; rules/schema/*.json says the same to editors. */
import type { ContactKind } from '../post.ts';
import type { Strength, ThreatId } from '../verdict.ts';
import type { ContactRules, PlaceKind } from './types.ts';

export type AuthoredLanguage = {
  readonly script: string;
  readonly accepts?: readonly string[];
  readonly home: readonly string[];
  readonly letters?: string;
  readonly spaced?: boolean;
  readonly 'open-end'?: boolean;
  readonly toned?: boolean;
  readonly mixed?: boolean;
  readonly proclitics?: boolean;
  readonly words?: readonly string[];
};

export type AuthoredConcept = {
  readonly says: string;
  readonly kind?: 'sign' | 'cue' | 'fact' | 'occupation';
  readonly deniable?: boolean;
  readonly negative?: boolean;
  readonly 'denied-as'?: string;
  readonly 'off-with'?: readonly string[];
};

export type AuthoredLexicon = Readonly<
  Record<
    string,
    { readonly phrases: readonly string[]; readonly yes?: readonly string[]; readonly no?: readonly string[] }
  >
>;

/** An example post: plain text, or fields; `copies` are other posts with the same text. */
export type ExamplePost =
  | string
  | {
      title?: string;
      company?: string;
      location?: string;
      salary?: string;
      text: string;
      copies?: { employer: string | null; location: string | null }[];
    };

export type AuthoredIndicator = {
  readonly says: string;
  readonly family: string;
  readonly side?: 'against' | 'for';
  readonly strength: Strength;
  readonly weight?: number;
  readonly threats: readonly ThreatId[];
  readonly when: string;
  readonly source: string;
  readonly yes: readonly ExamplePost[];
  readonly no: readonly ExamplePost[];
};

export type AuthoredPlace = {
  readonly country: string;
  readonly kind: PlaceKind;
  readonly role: 'destination' | 'transit' | 'origin';
  readonly strength: Strength;
  readonly ambiguous?: boolean;
  readonly names: Readonly<Record<string, readonly string[]>>;
};

export type AuthoredRules = {
  readonly languages: Readonly<Record<string, AuthoredLanguage>>;
  readonly concepts: Readonly<Record<string, AuthoredConcept>>;
  /** Language id → lexicon. */
  readonly lexicons: ReadonlyMap<string, AuthoredLexicon>;
  readonly indicators: Readonly<Record<string, AuthoredIndicator>>;
  readonly places: Readonly<Record<string, AuthoredPlace>>;
  /** Country code → language → names. */
  readonly countries: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly wages: Readonly<
    Record<
      string,
      {
        readonly currency: string;
        readonly low: number;
        readonly median: number;
        readonly high: number;
        readonly 'usd-rate': number;
      }
    >
  >;
  readonly money: {
    readonly currencies: Readonly<Record<string, readonly string[]>>;
    readonly periods: Readonly<Record<'hour' | 'day' | 'week' | 'month' | 'year', readonly string[]>>;
    readonly multipliers: readonly { readonly by: number; readonly names: readonly string[] }[];
    readonly pay: readonly string[];
  };
  readonly contacts: {
    readonly 'free-mail': readonly string[];
    readonly shorteners: readonly string[];
    readonly hosted: readonly string[];
    readonly 'chat-ordinary': readonly string[];
    readonly apps: Readonly<Partial<Record<ContactKind, readonly string[]>>>;
    readonly 'legal-forms': readonly string[];
    readonly licences: ContactRules['licences'];
  };
  readonly weights: {
    readonly against: Readonly<Record<Strength, number>>;
    readonly for: Readonly<Record<Strength, number>>;
    readonly 'counter-cap': number;
    readonly a: number;
    readonly b: number;
    readonly 'pay-factor': Readonly<Record<'elementary' | 'clerical' | 'skilled', number>>;
    readonly 'threat-context': Readonly<Record<string, { readonly times: number; readonly when: string }>>;
  };
};
