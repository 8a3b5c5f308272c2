/** HTML or entities in a value as text, through a document that loads and runs nothing. */
import { readText } from './read-text.ts';

const LONGEST = 200_000;

/** Descriptions are often escaped twice, and sometimes write line breaks as backslash and n. */
export function plainText(html: string): string {
  const source = html.slice(0, LONGEST).replace(/\\r?\\n|\\n/g, '\n');
  if (!/[<&]/.test(source)) return source.trim();
  const once = parsed(source);
  return /<(?:p|br|li|ul|div|span|strong|b|h\d)\b[^>]*>/i.test(once) || /&(?:nbsp|amp|lt|#\d+);/.test(once)
    ? parsed(once)
    : once;
}

function parsed(source: string): string {
  const markup = /<[a-z!/]/i.test(source) ? source : source.replace(/\n/g, '<br>');
  return readText(new DOMParser().parseFromString(markup, 'text/html').body).text;
}
