/** A post as a line of JSON: {id, title, company, location, salary, text, url?, site?}; absent, null and "" are equal. */
import type { JobPost } from '../post.ts';

const WORDS = ['title', 'company', 'location', 'salary', 'url', 'site'] as const;

/** Throws an Error that names the field whose type is wrong; unknown keys are ignored. */
export function postOfLine(line: Record<string, unknown>): JobPost {
  const read = (key: string): string | undefined => {
    const value = line[key];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') throw new Error(`"${key}" is not a string`);
    return value;
  };
  const id = line.id;
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
    throw new Error('"id" is not a string');
  const fields = Object.fromEntries(WORDS.map((key) => [key, read(key)]));
  return {
    ...fields,
    id: String(id ?? ''),
    url: fields.url ?? '',
    site: fields.site ?? '',
    source: 'paste',
    text: read('text') ?? '',
    contacts: [],
    links: [],
    images: [],
  };
}
