import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const run = (script: string, lines: readonly string[]) => {
  const { stdout, status } = spawnSync('node', [`src/cli/${script}.ts`], {
    cwd: ROOT,
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
  });
  return {
    rows: stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    status,
  };
};

describe('analyse', () => {
  test('answers each line in order and names the bad ones', () => {
    const { rows, status } = run('analyse', [
      '{"id":"a","text":"Your passport is kept by the company"}',
      '',
      'no json',
      '[1]',
      '{"id":"b","text":5}',
      '{"id":"c","title":null,"text":"We are hiring a nurse","other":1}',
    ]);
    expect(rows.map((row) => [row.id, row.verdict ?? row.error])).toEqual([
      ['a', 'caution'],
      [null, 'not JSON'],
      [null, 'not JSON'],
      [null, 'not a JSON object'],
      ['b', '"text" is not a string'],
      ['c', 'none'],
    ]);
    expect(status).toBe(1);
  });
  test('a signal repeats its first span; good input ends with 0', () => {
    const { rows, status } = run('analyse', ['{"id":1,"text":"Your passport is kept by the company"}']);
    const [signal] = rows[0].signals;
    expect(signal).toMatchObject({
      id: 'passport-held',
      strength: 'strong',
      field: 'text',
      start: 5,
      evidence: signal.spans[0].evidence,
    });
    expect(status).toBe(0);
  });
});

describe('extract', () => {
  test('reads a page and names what cannot be read', () => {
    const { rows, status } = run('extract', [
      '{"url":"https://t.me/s/samplejobs","file":"tests/pages/telegram-channel.html"}',
      '{"url":"https://t.me/s/x","file":"missing.html"}',
      '{"url":1}',
    ]);
    expect(rows[0].posts).toHaveLength(3);
    expect(rows[0].posts[0].contacts).toContainEqual({
      kind: 'telegram',
      value: '@bright_future_hr_example',
      from: 'text',
    });
    expect(rows[1]).toMatchObject({ file: 'missing.html', error: expect.stringContaining('ENOENT') });
    expect(rows[2]).toMatchObject({ file: null, error: '"url" and "file" must be strings' });
    expect(status).toBe(1);
  });
});

describe('doctor', () => {
  const doctor = (...args: string[]) => {
    const { stdout, stderr, status } = spawnSync('node', ['src/cli/doctor.ts', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return { stdout, stderr, status };
  };
  test('names the adapter, the layout that fits and what each selector matched', () => {
    const { stdout, status } = doctor('https://de.linkedin.com/jobs/view/1', 'tests/pages/linkedin-guest-honest.html');
    expect(stdout).toMatch(/^Adapter rules\/sites\/linkedin\.yaml \(LinkedIn\)/);
    expect(stdout).toMatch(/\n {2}text +\d+ +\.show-more-less-html__markup {2}".+"/);
    expect(stdout).toMatch(/\n {2}title +nothing +h2\.top-card-layout__title/);
    expect(stdout).toMatch(/Read by the extension: 1 post\n.*source site/);
    expect(status).toBe(0);
  });
  test('without an adapter it tells what structured data and the plain way give', () => {
    const { stdout, status } = doctor('https://board.example/1', 'tests/pages/board-json-ld.html');
    expect(stdout).toMatch(/^No adapter for board\.example\./);
    expect(stdout).toMatch(/Structured data: 1 post\n.*source json-ld\n +title +"Accountant"/);
    expect(status).toBe(0);
  });
  test.each([
    ['no address', ['nonsense', 'tests/pages/article.html'], 2, /name the address/],
    ['no file', ['https://board.example/1', 'missing.html'], 1, /ENOENT/],
  ])('%s: says so and ends with an error', (_name, args, code, words) => {
    const { stderr, status } = doctor(...args);
    expect(stderr).toMatch(words);
    expect(status).toBe(code);
  });
});
