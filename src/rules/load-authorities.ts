/** Reads rules/authorities.yaml from disk (builds, tests). */
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { checkSchema, RULES_FOLDER, readYaml } from './load.ts';
import type { Authorities } from './types.ts';

/** Help lines by country. Throws an Error with file, line and reason for a bad entry. */
export function loadAuthorities(folder: string = RULES_FOLDER): Authorities {
  const source = readYaml(folder, 'authorities.yaml');
  checkSchema(new Ajv(), join(folder, 'schema', 'authorities.schema.json'), source);
  return source.doc.toJS() as Authorities; // passed its schema
}
