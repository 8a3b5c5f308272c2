/** Who speaks: somebody who offers work, or somebody who warns, reports, tells, asks or looks for work. */
import type { CompiledRules } from '../rules/types.ts';
import type { Fact } from './fact.ts';
import type { Field } from './find-concepts.ts';
import type { Reading } from './polarity.ts';

export type Speaker = 'advertiser' | 'warner' | 'journalist' | 'victim' | 'asker' | 'seeker' | 'teacher';

const CUES: Readonly<Record<string, Speaker>> = {
  'cue-warning': 'warner',
  'cue-helpline': 'warner',
  'cue-quoting': 'warner',
  'cue-news': 'journalist',
  'cue-victim': 'victim',
  'cue-asker': 'asker',
  'cue-seeker': 'seeker',
  'cue-education': 'teacher',
};

/** Cues that an ad may hold too, or be given: quoting words, a number to call. One of them alone decides nothing. */
const FAINT: Readonly<Record<string, number>> = { 'cue-quoting': 0.7, 'cue-helpline': 0.9 };

/** Bait in quotation marks is what somebody else says; up to this many different signs count. */
const QUOTED_SIGN = 0.8;
const MOST_QUOTED = 3;
const QUOTATION = /"[^"\n]{8,200}"|[「『][^」』\n]{4,120}[」』]/g;

/** How loud a voice must be: people ask and tell in few words; a warner, reporter or teacher gives more than one cue. */
const NEEDED: Readonly<Record<Exclude<Speaker, 'advertiser'>, number>> = {
  warner: 1.6,
  journalist: 1.6,
  victim: 1.4,
  asker: 1.4,
  seeker: 1.4,
  teacher: 1.6,
};

/** Distinct phrases count, not repetitions; words near the beginning tell most. */
const OPENING_UNITS = 160;

/**
 * Decides who speaks. An ad with a caution in it ("beware of fake recruiters using our name", "this is no scam") stays
 * an ad: the voice of the advertiser is louder there. Pure.
 */
export function speakerOf(rules: CompiledRules, readings: readonly Reading[], facts: readonly Fact[]): Speaker {
  const voices = new Map<Speaker, Map<string, number>>();
  let length = 1;
  for (const { hit } of readings) {
    const id = rules.concepts[hit.what.concept]?.id ?? '';
    const speaker = id === 'cue-offer' ? 'advertiser' : CUES[id];
    length = Math.max(length, hit.field.flat.length);
    if (speaker === undefined) continue;
    const opening = hit.field.name === 'title' || hit.start < OPENING_UNITS;
    const words = hit.field.flat.slice(hit.start, hit.end);
    const voice = voices.get(speaker) ?? new Map<string, number>();
    voice.set(`${words}`, Math.max(voice.get(words) ?? 0, (opening ? 1.5 : 1) * (FAINT[id] ?? 1)));
    voices.set(speaker, voice);
  }
  const quoted = Math.min(MOST_QUOTED, countQuoted(rules, readings));
  const loudness = (speaker: Speaker): number =>
    [...(voices.get(speaker)?.values() ?? [])].reduce(
      (sum, value) => sum + value,
      speaker === 'warner' && quoted > 1 ? quoted * QUOTED_SIGN : 0,
    );
  let best: Speaker = 'advertiser';
  let bestScore = 0;
  for (const speaker of ['warner', 'journalist', 'victim', 'asker', 'seeker', 'teacher'] as const) {
    if (loudness(speaker) > Math.max(bestScore, NEEDED[speaker])) {
      best = speaker;
      bestScore = loudness(speaker);
    }
  }
  if (best === 'advertiser') return best;
  const reachable =
    facts.some((fact) => fact.id === 'contact-messenger') || hasConcept(rules, readings, 'contact-chat');
  const advertiser = loudness('advertiser') + (reachable ? 1 : 0);
  const others = ['warner', 'journalist', 'victim', 'teacher'].includes(best)
    ? loudness('warner') + loudness('journalist') + loudness('victim') + loudness('teacher')
    : bestScore;
  return others >= advertiser ? best : 'advertiser';
}

/** Number of different signs that stand in quotation marks. */
function countQuoted(rules: CompiledRules, readings: readonly Reading[]): number {
  const ranges = new Map<Field, [number, number][]>();
  const signs = new Set<number>();
  for (const { hit } of readings) {
    if (rules.concepts[hit.what.concept]?.kind !== 'sign') continue;
    let quotes = ranges.get(hit.field);
    if (quotes === undefined) {
      quotes = [...hit.field.normal.text.matchAll(QUOTATION)].map((m) => [m.index, m.index + m[0].length]);
      ranges.set(hit.field, quotes);
    }
    if (quotes.some(([start, end]) => start <= hit.start && hit.end <= end)) signs.add(hit.what.concept);
  }
  return signs.size;
}

function hasConcept(rules: CompiledRules, readings: readonly Reading[], id: string): boolean {
  return readings.some(({ hit, denied }) => !denied && rules.concepts[hit.what.concept]?.id === id);
}
