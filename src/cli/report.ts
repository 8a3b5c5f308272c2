/**
 * `npm run -s report -- --format stix|misp|csv [--source NAME]`: what `analyse` printed, on stdin → one STIX 2.1 bundle,
 * MISP events or a table, on stdout, of the posts that were warned about. With `analyse -- --posts` they hold the posts
 * whole, otherwise the words that were quoted. `--source` names who reports (a domain, say): the same post reported
 * again by the same source on the same day then has the same ids; without it each run has its own.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { v5 } from 'uuid';
import type { Evidence } from '../report/evidence.ts';
import { csvOf } from '../report/formats/csv.ts';
import { mispEvent } from '../report/formats/misp.ts';
import { stixBundle, stixObjects } from '../report/formats/stix.ts';
import { newSecret, partUuid, reportUuid } from '../report/identity.ts';
import { parseObject } from './lines.ts';
import { reportedLine } from './reported-line.ts';

type Reported = { readonly evidence: Evidence; readonly uuid: string };

const FORMATS: Readonly<Record<string, (reports: readonly Reported[], run: string) => string>> = {
  stix: (reports, run) =>
    json(
      stixBundle(
        partUuid(run, 'bundle'),
        reports.flatMap(({ evidence, uuid }) => stixObjects(evidence, uuid)),
      ),
    ),
  misp: (reports) => json({ response: reports.map(({ evidence, uuid }) => ({ Event: mispEvent(evidence, uuid) })) }),
  csv: (reports) => csvOf(reports.map(({ evidence }) => evidence)),
};

const { format, source } = argumentsOf();
const make = format !== undefined && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
if (!make) {
  console.error(`report: --format is one of ${Object.keys(FORMATS).join(', ')}`);
  process.exit(2);
}
// a source's reports of one day are the same reports: it cannot know when it first reported a post
const now = source ? `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z` : new Date().toISOString();
const namespace = source ? v5(source, v5.DNS) : newSecret();
const reports = new Map<string, Reported>();
let number = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  number += 1;
  if (line.trim() === '') continue;
  try {
    const { evidence, key } = reportedLine(parseObject(line), now);
    if (evidence.level !== 'none') reports.set(key, { evidence, uuid: reportUuid(namespace, key, now) });
  } catch (error) {
    console.error(`report: line ${number}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
process.stdout.write(make([...reports.values()], namespace));

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function argumentsOf(): { format?: string | undefined; source?: string | undefined } {
  try {
    return parseArgs({ options: { format: { type: 'string' }, source: { type: 'string' } } }).values;
  } catch (error) {
    console.error(`report: ${error instanceof Error ? error.message : error}`);
    process.exit(2);
  }
}
