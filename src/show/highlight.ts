/** Marks the quoted words while the panel is open. The page can see the marks, so they exist only after a trusted click. */
import type { Found } from '../post.ts';
import type { Verdict } from '../verdict.ts';

/** Paints the spans of a verdict; returns what takes the paint away. Does nothing where the browser cannot. */
export function highlight(found: Found, verdict: Verdict): () => void {
  if (typeof Highlight === 'undefined' || !CSS.highlights) return () => {};
  const ranges = verdict.signals
    .filter((signal) => signal.side === 'against')
    .flatMap((signal) => signal.spans)
    .map((span) => found.rangeOf(span))
    .filter((range) => range !== null);
  if (ranges.length === 0) return () => {};
  const name = `h${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36)}`;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`::highlight(${name}) { background-color: #ffd54a; color: #1c2430; }`);
  try {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    CSS.highlights.set(name, new Highlight(...ranges));
  } catch {
    return () => {}; // marks are decoration; Firefox refuses foreign sheets in some documents
  }
  return () => {
    CSS.highlights.delete(name);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((own) => own !== sheet);
  };
}
