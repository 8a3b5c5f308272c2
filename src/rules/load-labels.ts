/** Reads rules/labels.yaml from disk (builds, tests, command line). */
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { LABEL_KINDS, type LabelKind, type LabelLists } from './labels.ts';
import { checkSchema, RULES_FOLDER, readYaml } from './load.ts';

/** Labels of all languages by kind. Throws an Error "rules/labels.yaml:LINE: reason" for a bad one. */
export function loadLabels(folder: string = RULES_FOLDER): LabelLists {
  const source = readYaml(folder, 'labels.yaml');
  checkSchema(new Ajv(), join(folder, 'schema', 'labels.schema.json'), source);
  const languages = Object.values(source.doc.toJS() as Record<string, Record<LabelKind, string[]>>); // passed its schema
  const all = (kind: LabelKind): string[] => [...new Set(languages.flatMap((language) => language[kind]))];
  return Object.fromEntries(LABEL_KINDS.map((kind) => [kind, all(kind)])) as Record<LabelKind, string[]>;
}
