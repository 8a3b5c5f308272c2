/** A post out of what the person has selected on the page. */
import type { Found } from '../post.ts';
import { postFromText } from './make-post.ts';
import { readText } from './read-text.ts';

/** Null when nothing is selected. */
export function postFromSelection(selection: Selection | null, url: string): Found | null {
  const text = selection?.toString().trim() ?? '';
  if (!selection || selection.rangeCount === 0 || text === '') return null;
  const holder = selection.getRangeAt(0).commonAncestorContainer;
  const element = holder instanceof Element ? holder : holder.parentElement;
  if (!element) return null;
  const post = postFromText(text, 'selection', url);
  return {
    post,
    element,
    rangeOf(span) {
      const read = readText(element);
      const start = read.text.indexOf(span.evidence);
      return start < 0 ? null : read.rangeOf(start, start + span.evidence.length, span.evidence);
    },
  };
}
