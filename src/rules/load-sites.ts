/** Reads rules/sites/*.yaml from disk (builds, tests, command line). */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { checkSchema, RULES_FOLDER, readYaml } from './load.ts';
import type { SiteAdapter } from './sites.ts';

/** All site adapters. Throws an Error "rules/sites/FILE:LINE: reason" for a bad one. */
export function loadSites(folder: string = RULES_FOLDER): SiteAdapter[] {
  const ajv = new Ajv();
  return readdirSync(join(folder, 'sites'))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const source = readYaml(folder, `sites/${file}`);
      checkSchema(ajv, join(folder, 'schema', 'site.schema.json'), source);
      return { id: basename(file, '.yaml'), ...(source.doc.toJS() as Omit<SiteAdapter, 'id'>) }; // passed its schema
    });
}

/** The match patterns of the core sites, for the manifest. */
export function siteMatches(): string[] {
  return [...new Set(loadSites().flatMap((site) => site.matches ?? []))].sort();
}
