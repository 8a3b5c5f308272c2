import authorities from 'virtual:vigie/authorities';
import labels from 'virtual:vigie/labels';
import rules from 'virtual:vigie/rules';
import sites from 'virtual:vigie/sites';
import { defineBackground } from 'wxt/utils/define-background';
import { type Analyser, createAnalyser } from '../src/analyse/analyse.ts';
import { englishGrammar } from '../src/analyse/grammar.ts';
import { startBackground } from '../src/background/background.ts';

export default defineBackground(() => {
  let analyser: Analyser | undefined;
  startBackground({
    analyser: () => (analyser ??= createAnalyser(rules, englishGrammar)),
    rulesVersion: rules.version,
    authorities,
    sites,
    labels,
    now: () => new Date().toISOString(),
    languages: () => navigator.languages,
  });
});
