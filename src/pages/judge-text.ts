/** Has a text of our own pages judged by our own background; it goes nowhere else. */
import { postFromText } from '../extract/make-post.ts';
import { send } from '../messages.ts';
import type { Verdict } from '../verdict.ts';

/** Rejects when the background does not answer. */
export async function judgeText(text: string, title?: string): Promise<Verdict> {
  const [verdict] = await send('judge', { posts: [{ ...postFromText(text, 'paste'), ...(title ? { title } : {}) }] });
  if (!verdict) throw new Error('judge-text: no verdict');
  return verdict;
}
