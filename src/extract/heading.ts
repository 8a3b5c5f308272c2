/** The heading that names the post of a page. */
import type { Labels } from '../rules/labels.ts';

const TITLED =
  '[itemprop="title"],[data-automation*="job-title" i],[data-testid*="job-title" i],[data-testid*="jobtitle" i],[data-qa*="vacancy-title"],[class*="job-title" i],[class*="jobtitle" i],[class*="job_title" i],[class*="vacancy-title" i]';

/** What names a kind of section names no post. The only h1, else what is called a job title, else the first h1, else a heading above or in the body. */
export function headingOf(document: Document, body: Element, labels: Labels): Element | null {
  const usable = (element: Element): boolean => {
    const words = (element.textContent ?? '').trim();
    if (labels.kindOf(words) !== null) return false; // "Job description"
    return words.length > 2 && words.length < 200 && !element.closest('nav,footer,aside,[role="dialog"]');
  };
  const titled = [...document.querySelectorAll(TITLED)].slice(0, 20).filter(usable);
  const heads = [...document.querySelectorAll('h1')].filter(usable);
  if (heads.length === 1 && (titled.length !== 1 || heads[0]?.contains(titled[0] ?? null))) return heads[0] ?? null;
  const inTitle = [...titled, ...heads].find((element) => isInTitle(document, element));
  return (
    inTitle ??
    heads[0] ??
    titled[0] ??
    [...body.querySelectorAll('h2,h3')].find((element) => usable(element) && isInTitle(document, element)) ??
    [...document.querySelectorAll('h2')].find(usable) ??
    null
  );
}

function isInTitle(document: Document, element: Element): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();
  const words = plain(element.textContent ?? '');
  return words.length > 2 && plain(document.title).includes(words.slice(0, 60));
}
