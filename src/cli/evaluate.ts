/** `npm run -s evaluate -- FILE…`: measures the analyser on labelled JSONL (plain or .gz), as eager to warn as `--eagerness` says. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createAnalyser } from '../analyse/analyse.ts';
import { createFinder, fieldsOf } from '../analyse/find-concepts.ts';
import { englishGrammar } from '../analyse/grammar.ts';
import type { JobPost } from '../post.ts';
import { loadRules } from '../rules/load.ts';
import { EAGERNESS, shownLevel, type Verdict } from '../verdict.ts';
import { postOfLine } from './post-line.ts';

type Labelled = { line: Record<string, unknown>; verdict: Verdict; valid: boolean };

const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const showMisses = process.argv.includes('--misses');
const asked = process.argv.find((argument) => argument.startsWith('--eagerness='))?.split('=')[1] ?? 'normal';
const eagerness = EAGERNESS.find((one) => one === asked);
if (!eagerness) {
  console.error(`evaluate: --eagerness is one of ${EAGERNESS.join(', ')}`);
  process.exit(2);
}
if (files.length === 0) {
  console.error('evaluate: name at least one labelled .jsonl or .jsonl.gz file');
  process.exit(2);
}
const rules = loadRules();
const analyser = createAnalyser(rules, englishGrammar);
const find = createFinder(rules);
const rows = files.flatMap(readLines).map(judge);

report('all', rows);
for (const key of ['lang', 'country', 'threat', 'difficulty'] as const) {
  for (const value of [...new Set(rows.map((row) => row.line[key]))].filter((v) => typeof v === 'string').sort()) {
    report(
      `${key} ${value}`,
      rows.filter((row) => row.line[key] === value),
    );
  }
}
const suspicious = rows.filter((row) => row.line.label === 'suspicious' && row.verdict.level !== 'none');
const named = suspicious.filter((row) => typeof row.line.threat === 'string');
print('first threat right', named.filter((row) => row.verdict.threats[0]?.id === row.line.threat).length, named.length);
print(
  'language right',
  rows.filter(languageRight).length,
  rows.filter((row) => typeof row.line.lang === 'string').length,
);
const warned = rows.filter((row) => row.verdict.level !== 'none');
print('evidence valid', warned.filter((row) => row.valid).length, warned.length);
reportPairs(rows.filter((row) => typeof row.line.pair === 'string'));
if (showMisses)
  for (const row of rows)
    if (isWrong(row))
      console.log(
        `${row.line.label === 'suspicious' ? 'missed' : 'false alarm'} ${row.line.id} ${row.verdict.level} ${row.verdict.kind} ${row.verdict.signals.map((s) => `${s.id}[${s.spans[0]?.evidence ?? ''}]`).join(' ')}`,
      );

function readLines(file: string): Record<string, unknown>[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

function judge(line: Record<string, unknown>): Labelled {
  const post = postOfLine(line);
  const judged = analyser.judge(post);
  const verdict = { ...judged, level: shownLevel(judged, eagerness ?? 'normal') };
  const spans = verdict.signals.flatMap((signal) => signal.spans);
  const valid =
    spans.length > 0 &&
    spans.every(
      (span) => (post[span.field] ?? '').slice(span.start, span.end) === span.evidence && span.evidence !== '',
    );
  return { line: { country: countryNamed(post), ...line }, verdict, valid };
}

/** The country that a post names first: where the work is, more often than not. */
function countryNamed(post: JobPost): string | undefined {
  const hits = find(fieldsOf(post)).places;
  const first = ['location', 'title', 'text'].flatMap((name) => hits.filter((hit) => hit.field.name === name))[0];
  return first && rules.places[first.what]?.country;
}

function isWrong(row: Labelled): boolean {
  return (row.line.label === 'suspicious') !== (row.verdict.level !== 'none');
}

function languageRight({ line, verdict }: Labelled): boolean {
  const language = rules.languages.find((row) => row.id === verdict.language);
  return line.lang === verdict.language || (language?.accepts.includes(String(line.lang)) ?? false);
}

function report(name: string, part: readonly Labelled[]): void {
  const bait = part.filter((row) => row.line.label === 'suspicious');
  const honest = part.filter((row) => row.line.label === 'legitimate');
  const other = part.filter((row) => row.line.label === 'not-an-ad');
  const warnedIn = (list: readonly Labelled[]): number => list.filter((row) => row.verdict.level !== 'none').length;
  if (bait.length > 0) print(`${name}: recall`, warnedIn(bait), bait.length);
  if (honest.length > 0) print(`${name}: false alarms, legitimate`, warnedIn(honest), honest.length);
  if (honest.length > 0)
    print(
      `${name}: danger among legitimate`,
      honest.filter((row) => row.verdict.level === 'danger').length,
      honest.length,
    );
  if (other.length > 0) print(`${name}: false alarms, not-an-ad`, warnedIn(other), other.length);
}

/** Minimal pairs (same `pair`, one suspicious, one legitimate): both right, and bait scored above its twin. */
function reportPairs(part: readonly Labelled[]): void {
  const pairs = part
    .filter((row) => row.line.label === 'suspicious')
    .map((bait) => ({ bait, twin: part.find((row) => row.line.pair === bait.line.pair && row !== bait) }));
  const strict = pairs.filter(({ bait, twin }) => bait.verdict.level !== 'none' && twin?.verdict.level === 'none');
  const ordered = pairs.filter(({ bait, twin }) => bait.verdict.score > (twin?.verdict.score ?? 1));
  print('pairs: bait warned, twin silent', strict.length, pairs.length);
  print('pairs: bait scored above its twin', ordered.length, pairs.length);
}

/** A rate with its 95 % Wilson interval. */
function print(name: string, hits: number, of: number): void {
  if (of === 0) return;
  const p = hits / of;
  const z = 1.96;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
  console.log(
    `${name.padEnd(48)} ${String(hits).padStart(5)}/${of}  ${percent(p).padStart(7)}  (${percent(Math.max(0, middle - half))} – ${percent(Math.min(1, middle + half))})`,
  );
}
