/** What the rules rest on, in short, for the page that says so. */
import type { CompiledRules } from './types.ts';

export type Knowledge = {
  readonly version: string;
  /** Publishers of the sources, with how many indicators rest on each; most first, at most twelve. */
  readonly sources: readonly { readonly name: string; readonly indicators: number }[];
};

const MOST_SOURCES = 12;

export function knowledgeOf({ version, indicators }: Pick<CompiledRules, 'version' | 'indicators'>): Knowledge {
  const counts = new Map<string, number>();
  for (const { source } of indicators) {
    const names = source.split(';').map((one) => (one.split(',')[0] ?? '').replace(/ (?:of )?[\d(].*$/, '').trim());
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sources = [...counts].map(([name, of]) => ({ name, indicators: of }));
  return { version, sources: sources.sort((a, b) => b.indicators - a.indicators).slice(0, MOST_SOURCES) };
}
