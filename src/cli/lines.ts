/** JSON Lines in, JSON Lines out, one at a time: memory does not grow with the number of lines. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Answers each line of stdin with one line on stdout, in order. `answer` gets the parsed object of a line; what it
 * throws, or a line that is no JSON object, becomes `refuse(message, value)`, and the exit code 1 after all lines.
 */
export async function answerLines(
  answer: (value: Record<string, unknown>) => unknown,
  refuse: (message: string, value: unknown) => unknown,
): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    let value: unknown = null;
    let out: unknown;
    try {
      const parsed = parseObject(line);
      value = parsed;
      out = await answer(parsed);
    } catch (error) {
      out = refuse(error instanceof Error ? error.message : String(error), value);
      process.exitCode = 1;
    }
    if (!process.stdout.write(`${JSON.stringify(out)}\n`)) await once(process.stdout, 'drain');
  }
}

/** Throws an Error for what is no JSON object. */
export function parseObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not a JSON object');
  return value as Record<string, unknown>; // an object, checked above
}
