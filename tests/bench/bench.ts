/**
 * `npm run bench`: what judging costs, as ratios within one run (absolute times differ between machines).
 * Floor: one `normalize('NFKC')` plus one pass over the code points of the same text.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nlp from 'compromise/three';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { englishGrammar } from '../../src/analyse/grammar.ts';
import { postFromText } from '../../src/extract/make-post.ts';
import { loadRules } from '../../src/rules/load.ts';
import type { CompiledRules } from '../../src/rules/types.ts';

const UNITS = 1500;
const ROUNDS = 300;

/** Middle and 99th percentile of many single runs, in microseconds, after a warm-up. */
function measure(run: () => void, rounds = ROUNDS): { median: number; p99: number } {
  for (let i = 0; i < rounds / 3; i += 1) run();
  const times: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const start = performance.now();
    run();
    times.push((performance.now() - start) * 1000);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(rounds / 2)] ?? 0, p99: times[Math.floor(rounds * 0.99)] ?? 0 };
}

let sink = 0;
function floor(text: string): void {
  for (const char of text.normalize('NFKC')) sink += char.length;
}

/** Posts of tests/corpus one after the other, cut to the length of a post: bait, honest ads and others as they come. */
function textOf(language: string, units = UNITS): string {
  const file = join(import.meta.dirname, '../corpus', `${language}.jsonl`);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const posts = lines.map((line): { text: string } => JSON.parse(line));
  let text = '';
  for (let i = 0; text.length < units; i += 1) text += `${posts[(i * 5) % posts.length]?.text}\n`;
  return text.slice(0, units);
}

const rules = loadRules();
const analyser = createAnalyser(rules);
const withEnglish = createAnalyser(rules, englishGrammar);
console.log(`${'language'.padEnd(10)}${'× floor'.padStart(9)}${'p99 / median'.padStart(14)}`);
for (const { id: language } of rules.languages) {
  const text = textOf(language);
  const post = postFromText(text, 'paste');
  const judged = measure(() => void analyser.judge(post));
  const ratio = judged.median / measure(() => floor(text)).median;
  console.log(
    `${language.padEnd(10)}${ratio.toFixed(1).padStart(9)}${(judged.p99 / judged.median).toFixed(1).padStart(14)}`,
  );
}

const english = postFromText(textOf('en'), 'paste');
const without = measure(() => void analyser.judge(english)).median;
const withGrammar = measure(() => void withEnglish.judge(english), 60).median;
const whole = measure(() => void nlp(english.text).verbs().json(), 20).median;
console.log(
  `grammar, two sentences at most: ${((withGrammar - without) / whole).toFixed(2)} × compromise/three on the whole post`,
);

const long = postFromText(english.text.repeat(10), 'paste');
console.log(`ten times the text costs ${(measure(() => void analyser.judge(long), 60).median / without).toFixed(1)} ×`);

const fourfold = createAnalyser(multiplied(rules, 4));
console.log(`four times the rules cost ${(measure(() => void fourfold.judge(english)).median / without).toFixed(2)} ×`);
if (sink < 0) console.log(sink);

/** The same rules with further phrases that begin like the real ones and never match. */
function multiplied(base: CompiledRules, times: number): CompiledRules {
  const more = base.phrases.flatMap((phrase) =>
    Array.from({ length: times - 1 }, (_, i) => ({ ...phrase, source: `${firstWord(phrase.source)} qxz${i}` })),
  );
  return { ...base, phrases: [...base.phrases, ...more] };
}

function firstWord(source: string): string {
  return /[\p{L}\p{M}]{2,}/u.exec(source)?.[0] ?? 'qxz';
}
