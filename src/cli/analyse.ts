/** `npm run -s analyse [-- --posts]`: JSONL posts on stdin → JSONL verdicts on stdout, with `--posts` beside their posts. */
import { createAnalyser } from '../analyse/analyse.ts';
import { englishGrammar } from '../analyse/grammar.ts';
import { similarityHash } from '../analyse/similarity.ts';
import type { JobPost } from '../post.ts';
import { loadRules } from '../rules/load.ts';
import type { Signal } from '../verdict.ts';
import { answerLines } from './lines.ts';
import { postOfLine } from './post-line.ts';

const withPosts = process.argv.includes('--posts');
const rules = loadRules();
const analyser = createAnalyser(rules, englishGrammar);

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
      rulesVersion: rules.version,
      ...(withPosts ? { post: shown(post) } : {}),
    };
  },
  (error, value) => ({ id: idOf(value), error }),
);

function shown({ title, company, location, salary, text, url, site }: JobPost): object {
  return { title, company, location, salary, text, url, site };
}

function flat({ id, side, strength, weight, threats, spans, source }: Signal): object {
  const first = spans[0] ?? { field: null, start: 0, end: 0, evidence: '' };
  const { field, start, end, evidence } = first;
  return { id, side, strength, weight, threats, field, start, end, evidence, spans, source };
}

function idOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
}
