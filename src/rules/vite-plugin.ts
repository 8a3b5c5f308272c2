/** Compiles rules/ at build time: `virtual:vigie/rules`, `…/sites`, `…/labels`, `…/authorities`, `…/knowledge`. */
import type { Plugin } from 'vite';
import { knowledgeOf } from './knowledge.ts';
import { loadRules, RULES_FOLDER } from './load.ts';
import { loadAuthorities } from './load-authorities.ts';
import { loadLabels } from './load-labels.ts';
import { loadSites } from './load-sites.ts';
import type { CompiledRules } from './types.ts';

const MODULES: Readonly<Record<string, () => unknown>> = {
  'virtual:vigie/rules': () => packed(loadRules()),
  'virtual:vigie/knowledge': () => knowledgeOf(loadRules()),
  'virtual:vigie/sites': () => loadSites(),
  'virtual:vigie/labels': () => loadLabels(),
  'virtual:vigie/authorities': () => loadAuthorities(),
};

/** A bad rule fails the build with file, line and reason. */
export function rulesPlugin(): Plugin {
  return {
    name: 'vigie-rules',
    resolveId: (id) => (id in MODULES ? `\0${id}` : undefined),
    load(id) {
      const make = MODULES[id.slice(1)];
      if (!id.startsWith('\0') || make === undefined) return undefined;
      this.addWatchFile(RULES_FOLDER);
      // JSON.parse of a string starts faster than an object literal of this size (V8, SpiderMonkey)
      const json = `JSON.parse(${JSON.stringify(JSON.stringify(make()))})`;
      return id.endsWith('/rules')
        ? `const packed = ${json};
          export default { ...packed, phrases: packed.phrases.map(([concept, language, source]) => ({ concept, language, source })) };`
        : `export default ${json};`;
    },
  };
}

/** Without the names of the fields of its thousands of phrases: web-ext refuses scripts above 5 MB. */
function packed(rules: CompiledRules): unknown {
  return { ...rules, phrases: rules.phrases.map(({ concept, language, source }) => [concept, language, source]) };
}
