/** A line that `analyse` printed, as the record that is handed on. */
import * as v from 'valibot';
import { contactsOf } from '../extract/contacts.ts';
import { postIdOf } from '../extract/post-id.ts';
import { POST_FIELDS } from '../post.ts';
import { canonical, type Evidence, evidenceOf, FULL_CONSENT } from '../report/evidence.ts';
import { THREAT_IDS } from '../verdict.ts';
import { postOfLine } from './post-line.ts';

const span = v.object({ field: v.picklist(POST_FIELDS), start: v.number(), end: v.number(), evidence: v.string() });
const LineSchema = v.object({
  id: v.fallback(v.nullable(v.union([v.string(), v.number()])), null),
  verdict: v.picklist(['none', 'caution', 'danger'], 'no "verdict" of analyse'),
  kind: v.fallback(v.picklist(['job-ad', 'not-an-ad']), 'job-ad'),
  score: v.pipe(v.number('is no number'), v.minValue(0, 'is less than 0'), v.maxValue(1, 'is more than 1')),
  language: v.string('is no string'),
  threats: v.array(v.object({ id: v.picklist(THREAT_IDS), score: v.number() })),
  signals: v.array(
    v.object({
      id: v.string(),
      side: v.fallback(v.picklist(['against', 'for']), 'against'),
      strength: v.picklist(['weak', 'moderate', 'strong']),
      source: v.fallback(v.string(), ''),
      spans: v.array(span),
    }),
  ),
  similarityHash: v.fallback(v.nullable(v.string()), null),
  rulesVersion: v.fallback(v.string(), ''),
  post: v.optional(v.record(v.string(), v.unknown())),
});

/** The record, and a key that is the same for the same post. Throws an Error that says what is wrong with the line. */
export function reportedLine(line: Record<string, unknown>, now: string): { evidence: Evidence; key: string } {
  if (line.verdict === undefined) throw new Error(`no verdict${line.error ? ` (${line.error})` : ''}`);
  const parsed = v.safeParse(LineSchema, line);
  if (!parsed.success) throw new Error(`${v.getDotPath(parsed.issues[0]) ?? 'line'}: ${parsed.issues[0].message}`);
  const { id, verdict, kind, score, language, threats, signals, similarityHash, rulesVersion } = parsed.output;
  const bare = postOfLine(parsed.output.post ?? {});
  const post = { ...bare, contacts: contactsOf(bare.text, []) };
  const key = id !== null && id !== '' ? String(id) : post.text ? postIdOf(post, post.url || null) : canonical(line);
  const evidence = evidenceOf(
    {
      id: key,
      post,
      address: post.url,
      created: now,
      modified: now,
      rulesVersion,
      similarityHash,
      verdict: {
        level: verdict,
        kind,
        score,
        language,
        threats,
        signals: signals.map((one) => ({ ...one, family: '', weight: 0, threats: [], because: '' })),
      },
    },
    FULL_CONSENT,
  );
  return { evidence, key };
}
