/** The employer out of a page's title: "Cook at Hotel Alba | Jobs", "Cook - Hotel Alba". */
import { squeeze } from './text-part.ts';

const SEPARATOR = /\s+[|–—·•»›-]\s+|\s*[|»]\s*/;
const AT = /^\s*(?:at|@|bei|chez|en|em|presso|bij|u|w|hos|ved|ve|в|у|di|tại)\s+(.{2,60})$/i;
const LONGEST = 60;

/**
 * What stands beside the post's title in the page's title: behind "at", or on a page of the employer's own (its host
 * holds the name). Undefined where it cannot be told from the site's name.
 */
export function companyInTitle(document: Document, url: string, title: string | undefined): string | undefined {
  const rest = withoutTitle(document.title, title);
  const host = squeeze(URL.canParse(url) ? new URL(url).hostname : '').replace(/^www\./, '');
  const parts = rest
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const name = AT.exec(part)?.[1]
      ?.split(/,|\s+[-–|]\s+|\s+in\s+/)[0]
      ?.trim();
    if (name && /^[\p{Lu}\p{N}\p{Lo}]/u.test(name)) return name;
  }
  const site = document.querySelector('meta[property="og:site_name"]')?.getAttribute('content')?.trim() ?? '';
  return [...parts, site].find((part) => part.length <= LONGEST && isOwnName(part, host));
}

function withoutTitle(pageTitle: string, title: string | undefined): string {
  const whole = pageTitle.replace(/\s+/g, ' ').trim();
  const known = (title ?? '').replace(/\s+/g, ' ').trim();
  const at = known === '' ? -1 : whole.toLowerCase().indexOf(known.toLowerCase());
  return at < 0 ? whole : `${whole.slice(0, at)} ${whole.slice(at + known.length)}`;
}

/** A board's host holds a word for jobs beside its name; an employer's is its name. */
function isOwnName(part: string, host: string): boolean {
  const name = squeeze(part).replace(/[^\p{L}\p{N}]/gu, '');
  if (name.length < 3 || /jobs?|careers?|karriere|vacanc|praca|prace|work/i.test(name)) return false;
  const labels = host.split('.').slice(0, -1);
  return labels.some(
    (label) =>
      label.replace(/-/g, '') === name ||
      label.replace(/-/g, '').replace(/(?:careers|group|recruiting|karriere)$/, '') === name,
  );
}
