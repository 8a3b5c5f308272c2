/** The words for what Vigie thinks of a post. */
import type { Span } from './post.ts';

export const THREAT_IDS = [
  'scam-compound',
  'task-scam',
  'advance-fee',
  'money-mule',
  'reshipping',
  'fake-check',
  'identity-theft',
  'crypto-investment',
  'labour-trafficking',
  'sexual-exploitation',
  'impersonation',
] as const;
export type ThreatId = (typeof THREAT_IDS)[number];

export type Strength = 'weak' | 'moderate' | 'strong';
export type Level = 'none' | 'caution' | 'danger';

/** One reason: what the ad does, the words that show it, and where the knowledge comes from. */
export type Signal = {
  /** Id of the indicator in rules/indicators.yaml. */
  readonly id: string;
  /** 'against' speaks for bait; 'for' is a counter-sign (never cancels a strong one). */
  readonly side: 'against' | 'for';
  readonly family: string;
  readonly strength: Strength;
  /** Evidence in log-odds-like units; negative for counter-signs. */
  readonly weight: number;
  readonly threats: readonly ThreatId[];
  /** Empty for signs of absence ("no employer named"). */
  readonly spans: readonly Span[];
  /** Key of the sentence in assets/locales. */
  readonly because: string;
  readonly source: string;
};

export type Verdict = {
  readonly level: Level;
  readonly kind: 'job-ad' | 'not-an-ad';
  /** 0..1, calibrated; the level is not a cut on it. */
  readonly score: number;
  /** BCP 47. */
  readonly language: string;
  readonly threats: readonly { readonly id: ThreatId; readonly score: number }[];
  /** Most telling first. */
  readonly signals: readonly Signal[];
};

/** How soon to warn: only at danger, as judged, or at the first sign. */
export const EAGERNESS = ['calm', 'normal', 'early'] as const;
export type Eagerness = (typeof EAGERNESS)[number];

/**
 * The level at which a verdict is shown. "early" also shows an ad with one moderate sign that can be quoted; what each
 * costs is measured (assets/scores.json).
 */
export function shownLevel(verdict: Verdict, eagerness: Eagerness): Level {
  if (eagerness === 'calm') return verdict.level === 'danger' ? 'danger' : 'none';
  if (eagerness === 'normal' || verdict.level !== 'none' || verdict.kind !== 'job-ad') return verdict.level;
  const mild = verdict.signals.some((one) => one.side === 'against' && one.strength !== 'weak' && one.spans.length > 0);
  return mild ? 'caution' : 'none';
}
