/** `npm run -s analyse`: JSONL posts on stdin → JSONL verdicts on stdout. */
import { createAnalyser } from '../analyse/analyse.ts';
import { englishGrammar } from '../analyse/grammar.ts';
import { similarityHash } from '../analyse/similarity.ts';
import { loadRules } from '../rules/load.ts';
import type { Signal } from '../verdict.ts';
import { answerLines } from './lines.ts';
import { postOfLine } from './post-line.ts';

const analyser = createAnalyser(loadRules(), englishGrammar);

await answerLines(
  (line) => {
    const post = postOfLine(line);
    const { level, kind, score, language, threats, signals } = analyser.judge(post);
    const hash = similarityHash(post.text);
    return {
      id: line.id ?? null,
      verdict: level,
      kind,
      score,
      language,
      threats,
      signals: signals.map(flat),
      similarityHash: hash,
    };
  },
  (error, value) => ({ id: idOf(value), error }),
);

function flat({ id, strength, weight, threats, spans }: Signal): object {
  const first = spans[0] ?? { field: null, start: 0, end: 0, evidence: '' };
  const { field, start, end, evidence } = first;
  return { id, strength, weight, threats, field, start, end, evidence, spans };
}

function idOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
}
