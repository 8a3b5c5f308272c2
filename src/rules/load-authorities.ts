/** Reads rules/authorities.yaml from disk (builds, tests), with the registers of recruiters of rules/contacts.yaml. */
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { checkSchema, RULES_FOLDER, readYaml } from './load.ts';
import type { Authorities, Authority, ContactRules } from './types.ts';

/** Help lines by country. Throws an Error with file, line and reason for a bad entry. */
export function loadAuthorities(folder: string = RULES_FOLDER): Authorities {
  const source = readYaml(folder, 'authorities.yaml');
  checkSchema(new Ajv(), join(folder, 'schema', 'authorities.schema.json'), source);
  const { checked, lines } = source.doc.toJS() as Authorities; // passed its schema
  const { licences } = readYaml(folder, 'contacts.yaml').doc.toJS() as Pick<ContactRules, 'licences'>; // loadRules checks it
  const all: Record<string, readonly Authority[]> = { ...lines };
  for (const { country, register, says, confidence } of licences)
    all[country] = [...(all[country] ?? []), { kind: 'recruiter-register', name: says, url: register, confidence }];
  return { checked, lines: all };
}
