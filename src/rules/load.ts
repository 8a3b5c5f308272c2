/** Reads rules/ from disk (builds, tests, command line), checks each file against its schema, compiles. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { AuthoredLexicon, AuthoredRules } from './authored.ts';
import { compileRules, RuleError } from './compile.ts';
import type { CompiledRules } from './types.ts';

export const RULES_FOLDER = join(import.meta.dirname, '../../rules/');

const SINGLE_FILES = [
  'languages',
  'concepts',
  'indicators',
  'places',
  'countries',
  'wages',
  'money',
  'contacts',
  'weights',
] as const;

type Source = { readonly file: string; readonly text: string; readonly doc: Document; readonly lines: LineCounter };

/** Compiled rules of a folder. Throws an Error "rules/FILE:LINE: reason" for a bad rule. */
export function loadRules(folder: string = RULES_FOLDER): CompiledRules {
  const { authored, sources } = readRules(folder);
  const hash = createHash('sha256');
  for (const source of sources) hash.update(`${source.file}\0${source.text}\0`);
  try {
    return compileRules(authored, hash.digest('hex').slice(0, 12));
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const source = sources.find((candidate) => candidate.file === error.file);
    throw new Error(`rules/${error.file}:${source ? lineOf(source, error.path) : 1}: ${error.message}`);
  }
}

/** The rule files as written, schema-checked. Throws like loadRules. */
export function readRules(folder: string = RULES_FOLDER): { authored: AuthoredRules; sources: Source[] } {
  const ajv = new Ajv({ allErrors: false, allowUnionTypes: true });
  const sources: Source[] = [];
  const read = (file: string, schema: string): unknown => {
    const source = readYaml(folder, file);
    sources.push(source);
    checkSchema(ajv, join(folder, 'schema', `${schema}.schema.json`), source);
    return source.doc.toJS();
  };
  const single = Object.fromEntries(SINGLE_FILES.map((name) => [name, read(`${name}.yaml`, name)]));
  const lexicons = new Map<string, AuthoredLexicon>();
  for (const file of readdirSync(join(folder, 'concepts')).sort()) {
    if (file.endsWith('.yaml'))
      lexicons.set(basename(file, '.yaml'), read(`concepts/${file}`, 'lexicon') as AuthoredLexicon);
  }
  return { authored: { ...single, lexicons } as unknown as AuthoredRules, sources }; // each part passed its schema
}

/** A YAML file of the rules. Throws an Error with file, line and reason. */
export function readYaml(folder: string, file: string): Source {
  const text = readFileSync(join(folder, file), 'utf8');
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problem = doc.errors[0];
  if (problem)
    throw new Error(`rules/${file}:${lines.linePos(problem.pos[0]).line}: ${problem.message.split('\n')[0]}`);
  return { file, text, doc, lines };
}

/** Throws an Error with file, line and reason when a file does not fit its schema. */
export function checkSchema(ajv: Ajv, schemaFile: string, source: Source): void {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const validate = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
  if (validate(source.doc.toJS())) return;
  const error = validate.errors?.[0];
  const path = (error?.instancePath ?? '')
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const extra = error?.params && 'additionalProperty' in error.params ? ` "${error.params.additionalProperty}"` : '';
  throw new Error(
    `rules/${source.file}:${lineOf(source, path)}: ${path.join(' › ')} ${error?.message ?? 'is wrong'}${extra}`,
  );
}

/** Line of the node at `path`, or of its nearest parent. */
function lineOf(source: Source, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const steps = path.slice(0, depth).map((step) => (/^\d+$/.test(String(step)) ? Number(step) : step));
    const node = source.doc.getIn(steps, true) as { range?: [number, number, number] } | undefined; // yaml's node type is a union
    if (node?.range) return source.lines.linePos(node.range[0]).line;
  }
  return 1;
}
