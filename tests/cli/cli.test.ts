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
