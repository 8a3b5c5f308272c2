/** `npm test`: everything, one step after the other; the last line reads "N passed, M failed". */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAuthorities } from '../src/rules/load-authorities.ts';
import { browserPath } from './e2e/browsers.ts';

const ROOT = resolve(import.meta.dirname, '..');
const MOST_MONTHS = 12;
const scratch = mkdtempSync(join(tmpdir(), 'vigie-test-'));
let passed = 0;
let failed = 0;

/** A command counts as one test. */
function check(name: string, command: string, ...args: string[]): void {
  const started = Date.now();
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

/** A vitest project counts each of its tests; a runner that crashes counts as a failure. */
function suite(project: string): void {
  const file = join(scratch, `${project}.json`);
  const started = Date.now();
  const { status } = spawnSync(
    'vitest',
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { cwd: ROOT, stdio: 'inherit' },
  );
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    if (status !== 0 && numFailedTests === 0) failed += 1;
  } catch {
    failed += 1;
  }
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${project} tests (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

/** Numbers age: a list of help lines that nobody has gone through for a year is a warning, no failure. */
function warnOfAge(): void {
  const { checked } = loadAuthorities();
  const months = ((Date.now() - Date.parse(`${checked}-01T00:00:00Z`)) / (365.25 * 24 * 3600 * 1000)) * 12;
  if (months > MOST_MONTHS)
    console.log(`WARNING: rules/authorities.yaml was checked in ${checked}, more than ${MOST_MONTHS} months ago`);
}

warnOfAge();
check('format and lint', 'biome', 'check', '.');
check('types', 'tsc', '--noEmit');
check('import directions', 'depcruise', 'src', 'entrypoints', '--config', '.dependency-cruiser.cjs');
check('dead code', 'knip');
suite('unit');
check('build for Chrome', 'wxt', 'build');
check('build for Firefox', 'wxt', 'build', '-b', 'firefox', '--mv3');
check('web-ext lint', 'web-ext', 'lint', '--source-dir', '.output/firefox-mv3', '--warnings-as-errors');
try {
  for (const name of ['chrome', 'firefox'] as const) console.log(`${name}: ${browserPath(name)}`);
  suite('e2e');
} catch (error) {
  console.log(`FAILED: ${error instanceof Error ? error.message : error}`);
  failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
