import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const run = (script: string, args: readonly string[], input: string) =>
  spawnSync('node', [`src/cli/${script}.ts`, ...args], { cwd: ROOT, input, encoding: 'utf8' });
const POSTS = [
  {
    id: 'a',
    title: 'Agent',
    company: '=Golden Sun',
    text: 'The company keeps your passport. Write to @job_desk_example.',
  },
  { id: 'b', title: 'Nurse', text: 'We are hiring a nurse for our hospital.' },
]
  .map((post) => JSON.stringify(post))
  .join('\n');
const bare = run('analyse', [], POSTS).stdout;
const whole = run('analyse', ['--posts'], POSTS).stdout;
type Bundle = { objects: { type: string; id: string; name?: string; content?: string }[] };
const stix = (input: string, ...args: string[]): Bundle =>
  JSON.parse(run('report', ['--format', 'stix', ...args], input).stdout);

describe('report', () => {
  test('a bundle holds the ads that were warned about, whole with --posts', () => {
    const reports = stix(whole).objects.filter(({ type }) => type === 'report');
    expect(reports.map(({ name }) => name)).toEqual(['Job ad with warning signs: Agent']);
    expect(stix(whole).objects.map(({ type }) => type)).toContain('user-account');
  });
  test('without --posts it holds the words that were quoted', () => {
    const note = stix(bare).objects.find(({ type }) => type === 'note');
    expect(note?.content).toContain('passport-held');
    expect(stix(bare).objects.map(({ type }) => type)).not.toContain('user-account');
  });
  test('the same source gives the same ids again, another source others', () => {
    const idOf = (source: string) => stix(whole, '--source', source).objects.find(({ type }) => type === 'report')?.id;
    expect(idOf('board.example')).toBe(idOf('board.example'));
    expect(idOf('board.example')).not.toBe(idOf('help.example'));
  });
  test('MISP and CSV hold the same ads', () => {
    const misp = JSON.parse(run('report', ['--format', 'misp'], whole).stdout);
    expect(misp.response.map(({ Event }: { Event: { info: string } }) => Event.info)).toEqual([
      'Job ad with warning signs: Agent',
    ]);
    const { data } = Papa.parse<Record<string, string>>(run('report', ['--format', 'csv'], whole).stdout.trimEnd(), {
      header: true,
    });
    expect(data.map(({ title, company }) => [title, company])).toEqual([['Agent', "'=Golden Sun"]]);
  });
  test('a line that is no verdict is named, the others are done', () => {
    const { stdout, stderr, status } = run(
      'report',
      ['--format', 'stix'],
      `no json\n{"id":"x","error":"bad"}\n${whole}`,
    );
    expect(stderr.trim().split('\n')).toEqual(['report: line 1: not JSON', 'report: line 2: no verdict (bad)']);
    expect(JSON.parse(stdout).objects.map(({ type }: { type: string }) => type)).toContain('report');
    expect(status).toBe(1);
  });
  test('nothing in, an empty bundle out', () => {
    const { stdout, status } = run('report', ['--format', 'stix'], '');
    expect([JSON.parse(stdout).type, JSON.parse(stdout).objects, status]).toEqual(['bundle', undefined, 0]);
  });
  test.each([
    [[], '--format is one of stix, misp, csv'],
    [['--format', 'pdf'], '--format is one of stix, misp, csv'],
    [['--format', 'toString'], '--format is one of stix, misp, csv'],
    [['--formt', 'stix'], "Unknown option '--formt'"],
  ])('%j is refused', (args, message) => {
    const { stderr, status } = run('report', args, '');
    expect([stderr.includes(message), status]).toEqual([true, 2]);
  });
});
