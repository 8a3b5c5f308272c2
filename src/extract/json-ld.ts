/** JobPosting objects in JSON-LD (schema.org), read safely: hostile or broken scripts give nothing rather than errors. */
import { parseLoosely } from './json-repair.ts';

export type JsonObject = { readonly [key: string]: unknown };

const DEEPEST = 12;
const MOST_POSTINGS = 60;
const MOST_NODES = 20_000;
/** How far `@id` references are followed from a posting: jobLocation → address → country. */
const MOST_STEPS = 4;

/** All JobPosting objects of a document, references by `@id` replaced by what they name, wherever it stands. */
export function jobPostingsOf(document: Document): JsonObject[] {
  const scripts = [...document.querySelectorAll('script[type="application/ld+json" i]')];
  return postingsIn(scripts.flatMap((script) => parseLoosely(script.textContent ?? '')));
}

/** The postings in parsed scripts; each `@id` once. */
export function postingsIn(roots: readonly unknown[]): JsonObject[] {
  const byId = new Map<string, JsonObject>();
  const found: JsonObject[] = [];
  let nodes = 0;
  visit(roots, 0);
  const ids = new Set<unknown>();
  return found
    .filter((posting) => posting['@id'] === undefined || (!ids.has(posting['@id']) && ids.add(posting['@id'])))
    .map((posting) => resolved(posting, byId, MOST_STEPS) as JsonObject); // an object in, an object out

  function visit(value: unknown, depth: number): void {
    nodes += 1;
    if (depth > DEEPEST || nodes > MOST_NODES || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, depth + 1);
      return;
    }
    const object = value as JsonObject; // neither null nor array
    const id = object['@id'];
    if (typeof id === 'string' && Object.keys(object).length > 1 && !byId.has(id)) byId.set(id, object);
    if (isA(object, 'JobPosting') && found.length < MOST_POSTINGS) found.push(object);
    for (const child of Object.values(object)) visit(child, depth + 1);
  }
}

function isA(object: JsonObject, type: string): boolean {
  const types = [object['@type']].flat();
  return types.some(
    (name) => typeof name === 'string' && name.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '') === type,
  );
}

/** References replaced to a bounded depth, so that a circle of them ends. */
function resolved(value: unknown, byId: ReadonlyMap<string, JsonObject>, steps: number): unknown {
  if (typeof value !== 'object' || value === null || steps === 0) return value;
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => resolved(item, byId, steps));
  const object = value as JsonObject; // neither null nor array
  const id = object['@id'];
  const named = typeof id === 'string' && Object.keys(object).length <= 2 ? (byId.get(id) ?? object) : object;
  return Object.fromEntries(Object.entries(named).map(([key, part]) => [key, resolved(part, byId, steps - 1)]));
}
