/** `npm run rules`: sorts and formats the rule files in place and checks them, so that people need not care about order. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument, Scalar, visit } from 'yaml';
import { loadRules, RULES_FOLDER } from './load.ts';

/**
 * Canonical bytes of a rule file: keys sorted, lists sorted without doubles (those in brackets keep their order: the first threat is the main one), two spaces, plain strings where YAML allows.
 * Lists of site adapters keep their order: selectors are tried one after the other.
 */
export function tidyYaml(text: string, file: string): string {
  const sortLists = !file.startsWith('sites');
  const doc = parseDocument(text);
  if (doc.errors[0]) throw doc.errors[0];
  visit(doc, {
    Map: (_key, map) => {
      if (map.items.every((pair) => isScalar(pair.key))) map.items.sort((a, b) => compare(keyOf(a.key), keyOf(b.key)));
    },
    Seq: (_key, seq) => {
      if (!sortLists || seq.flow || !seq.items.every(isScalar)) return;
      const seen = new Set<string>();
      seq.items = seq.items.filter((item) => {
        const value = keyOf(item);
        if (seen.has(value)) return false;
        seen.add(value);
        return true;
      });
      seq.items.sort((a, b) => compare(keyOf(a), keyOf(b)));
    },
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'string' && scalar.type !== Scalar.BLOCK_LITERAL) scalar.type = Scalar.PLAIN;
    },
  });
  return doc.toString({ lineWidth: 0, indentSeq: true, singleQuote: false, flowCollectionPadding: false });
}

/** The rule files that are kept tidy, relative to the rules folder. */
export function tidyFiles(folder: string = RULES_FOLDER): string[] {
  const yaml = (sub: string): string[] =>
    readdirSync(join(folder, sub))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => join(sub, file));
  return [...yaml('.'), ...yaml('concepts'), ...yaml('sites')].filter((file) => file !== 'authorities.yaml').sort();
}

function keyOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : isMap(node) || isSeq(node) ? '' : String(node);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

if (import.meta.main) {
  for (const file of tidyFiles()) {
    const path = join(RULES_FOLDER, file);
    const text = readFileSync(path, 'utf8');
    const tidy = tidyYaml(text, file);
    if (tidy !== text) writeFileSync(path, tidy);
  }
  const rules = loadRules();
  console.log(`${rules.phrases.length} phrases, ${rules.indicators.length} indicators, version ${rules.version}`);
}
