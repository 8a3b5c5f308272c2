/** Imports point one way (ARCHITECTURE.md): entrypoints → background, pages, show → report, extract, analyse → words, rules. */
const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});
module.exports = {
  forbidden: [
    only('nobody-imports-entrypoints', '^src', '^entrypoints', 'entrypoints only wire'),
    only(
      'analyse-is-pure',
      '^src/analyse',
      '^src/(extract|show|report|pages|background|cli|messages|settings)|webextension-polyfill|^node:',
      'strings and rules in, values out',
    ),
    only(
      'extract-reads-only',
      '^src/extract',
      '^src/(analyse|show|report|pages|background|cli|messages|settings)|webextension-polyfill',
      'the DOM and nothing else',
    ),
    only(
      'report-stands-alone',
      '^src/report',
      '^src/(show|pages|background|extract|cli)',
      'reports know posts and verdicts',
    ),
    only('show-judges-nothing', '^src/show', '^src/(analyse|background|pages|report)', 'verdicts come by message'),
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
