/**
 * `npm run fit -- FILE…`: fits (a, b) of rules/weights.yaml on labelled JSONL by logistic regression of the label on the
 * evidence, with bait weighted to the reference base rate. Each language is left out once; the spread of the fits and the
 * loss on what was left out are printed beside the fit over all.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { englishGrammar } from '../../src/analyse/grammar.ts';
import { postOfLine } from '../../src/cli/post-line.ts';
import { loadRules } from '../../src/rules/load.ts';

/** Of a hundred posts that people meet, so many are taken to be bait. */
const BASE_RATE = 0.02;

type Row = { evidence: number; bait: boolean; language: string };

const rules = loadRules();
const analyser = createAnalyser(rules, englishGrammar);
const rows = process.argv.slice(2).flatMap((file): Row[] => {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
    .filter((line) => line.label !== 'not-an-ad')
    .map((line) => ({ evidence: evidenceOf(line), bait: line.label === 'suspicious', language: String(line.lang) }));
});

const whole = fit(rows);
console.log(`a ${whole.a.toFixed(3)}, b ${whole.b.toFixed(3)}, base rate ${BASE_RATE}, ${rows.length} posts`);
let loss = 0;
for (const language of new Set(rows.map((row) => row.language))) {
  const left = rows.filter((row) => row.language === language);
  const { a, b } = fit(rows.filter((row) => row.language !== language));
  const part = left.reduce((sum, row) => sum + weightOf(row) * lossOf(row, a, b), 0);
  loss += part;
  console.log(`without ${language.padEnd(8)} a ${a.toFixed(3)}, b ${b.toFixed(3)}, ${left.length} posts`);
}
console.log(`loss out of fold ${loss.toFixed(4)}; of the base rate alone ${entropy(BASE_RATE).toFixed(4)}`);

/** The evidence behind a verdict, from its score. */
function evidenceOf(line: Record<string, unknown>): number {
  const { score } = analyser.judge(postOfLine(line));
  const capped = Math.min(score, 1 - 1e-12);
  return (Math.log(capped / (1 - capped)) - rules.weights.b) / rules.weights.a;
}

function weightOf(row: Row): number {
  const part = rows.filter(({ bait }) => bait === row.bait).length;
  return (row.bait ? BASE_RATE : 1 - BASE_RATE) / part;
}

function lossOf({ evidence, bait }: Row, a: number, b: number): number {
  const z = a * evidence + b;
  return Math.log(1 + Math.exp(bait ? -z : z));
}

function entropy(p: number): number {
  return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
}

/** Newton's method on the weighted log-loss. */
function fit(part: readonly Row[]): { a: number; b: number } {
  const counts = { true: part.filter((row) => row.bait).length, false: part.filter((row) => !row.bait).length };
  let a = 0.5;
  let b = -3;
  for (let step = 0; step < 100; step += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9];
    for (const { evidence, bait } of part) {
      const w = (bait ? BASE_RATE : 1 - BASE_RATE) / counts[`${bait}`];
      const p = 1 / (1 + Math.exp(-(a * evidence + b)));
      const error = p - (bait ? 1 : 0);
      ga += w * error * evidence;
      gb += w * error;
      haa += w * p * (1 - p) * evidence * evidence;
      hab += w * p * (1 - p) * evidence;
      hbb += w * p * (1 - p);
    }
    const det = haa * hbb - hab * hab;
    const [da, db] = [(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det];
    a -= da;
    b -= db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return { a, b };
}
