/** A post out of Open Graph tags, the weakest source: pages that show nothing but are, by address and title, one ad. */
import type { Found } from '../post.ts';
import type { Labels } from '../rules/labels.ts';
import { plainText } from './html-text.ts';
import { makePost } from './make-post.ts';
import { companyInTitle } from './page-title.ts';
import { addressOfJob } from './topic.ts';

const SHORTEST_TEXT = 120;
/** Lists, articles and shops have types and words of their own. */
const OTHER_TYPES = /article|product|profile|video|music|book/i;
const MANY = /\d[\d.,\s]*\+?\s*(?:jobs|vacancies|open|offres|ofertas|vagas|stellen|вакан|ofert|lowongan)/i;

/** Null unless the address leads to one ad and title or description speak of work and pay. */
export function openGraphPost(document: Document, url: string, labels: Labels): Found | null {
  const content = (name: string): string =>
    plainText(document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.getAttribute('content') ?? '');
  const title = content('og:title');
  const text = content('og:description');
  if (
    text.length < SHORTEST_TEXT ||
    title === '' ||
    OTHER_TYPES.test(content('og:type')) ||
    MANY.test(`${title} ${text}`)
  )
    return null;
  if (!addressOfJob(url, url) || !namesOnePost(url)) return null;
  if (labels.count('job', `${title} ${document.title}`) === 0 && labels.count('offer', text, 3) < 3) return null;
  const company = companyInTitle(document, url, title);
  const post = makePost({ source: 'open-graph', url, text, title, company, permalink: null });
  return { post, element: document.querySelector('h1') ?? document.body, rangeOf: () => null };
}

/** A number or a long name at the end of the path, or in the query: lists and start pages have none. */
function namesOnePost(url: string): boolean {
  const { pathname, search } = new URL(url);
  const last =
    pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? '';
  return /\d{3,}/.test(last) || last.split(/[-_]/).length >= 3 || /[?&]\w*(?:id|jk|job)=\w+/i.test(search);
}
