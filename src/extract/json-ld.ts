/** JobPosting objects in JSON-LD (schema.org), read safely: hostile or broken scripts give nothing rather than errors. */

export type JsonObject = { readonly [key: string]: unknown };

const LARGEST_SCRIPT = 1_000_000;
const DEEPEST = 12;
const MOST_POSTINGS = 60;

/** All JobPosting objects of a document, `@id` references within the document resolved one step. */
export function jobPostingsOf(document: Document): JsonObject[] {
  const roots: unknown[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const parsed = parseLoosely(script.textContent ?? '');
    if (parsed !== null) roots.push(parsed);
  }
  const byId = new Map<string, JsonObject>();
  const found: JsonObject[] = [];
  for (const root of roots) visit(root, 0);
  return found.slice(0, MOST_POSTINGS).map((posting) => resolve(posting, byId));

  function visit(value: unknown, depth: number): void {
    if (depth > DEEPEST || typeof value !== 'object' || value === null || found.length >= MOST_POSTINGS) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, depth + 1);
      return;
    }
    const object = value as JsonObject; // neither null nor array
    if (typeof object['@id'] === 'string' && Object.keys(object).length > 1) byId.set(object['@id'], object);
    if (isA(object, 'JobPosting')) found.push(object);
    else for (const child of Object.values(object)) visit(child, depth + 1);
  }
}

function isA(object: JsonObject, type: string): boolean {
  const types = [object['@type']].flat();
  return types.some((name) => typeof name === 'string' && name.replace(/^https?:\/\/schema\.org\//, '') === type);
}

function resolve(posting: JsonObject, byId: ReadonlyMap<string, JsonObject>): JsonObject {
  return Object.fromEntries(
    Object.entries(posting).map(([key, value]) => {
      const id =
        typeof value === 'object' && value !== null && '@id' in value && Object.keys(value).length === 1
          ? value['@id']
          : null;
      return [key, typeof id === 'string' ? (byId.get(id) ?? value) : value];
    }),
  );
}

/** JSON, or JSON after the repairs that cannot change its meaning: comments, trailing commas, raw line breaks in strings. */
function parseLoosely(source: string): unknown {
  if (source.length > LARGEST_SCRIPT) return null;
  for (const candidate of [source, repair(source)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // the next candidate, then nothing
    }
  }
  return null;
}

function repair(source: string): string {
  const text = source
    .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\]\]>)\s*$/, '');
  let out = '';
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] as string; // i is inside the string
    if (inString) {
      if (char === '\\') {
        out += char + (text[i + 1] ?? '');
        i += 1;
      } else if (char === '"') {
        inString = false;
        out += char;
      } else out += char < ' ' ? (char === '\n' ? '\\n' : char === '\t' ? '\\t' : '') : char;
    } else if (char === '"') {
      inString = true;
      out += char;
    } else if (char === '/' && text[i + 1] === '/') {
      while (i < text.length && text[i] !== '\n') i += 1;
    } else if (char === '/' && text[i + 1] === '*') {
      const end = text.indexOf('*/', i + 2);
      i = end < 0 ? text.length : end + 1;
    } else out += char;
  }
  return out.replace(/,(\s*[\]}])/g, '$1').replace(/;\s*$/, '');
}

/** The fields of a JobPosting as text. `plain` turns HTML into text. */
export function fieldsOfPosting(
  posting: JsonObject,
  plain: (html: string) => string,
): {
  title?: string;
  company?: string;
  location?: string;
  salary?: string;
  text: string;
  url?: string;
  postedAt?: string;
} {
  let text = '';
  for (const part of [posting.description, posting.responsibilities, posting.qualifications, posting.skills].flat()) {
    const words = typeof part === 'string' ? plain(part) : '';
    if (words !== '' && !text.includes(words.slice(0, 60))) text += text === '' ? words : `\n${words}`;
  }
  return {
    title: nameOf(posting.title ?? posting.name, plain),
    company: nameOf(posting.hiringOrganization, plain),
    location: locationOf(posting),
    salary: salaryOf(posting.baseSalary ?? posting.estimatedSalary),
    text,
    url: typeof posting.url === 'string' ? posting.url : undefined,
    postedAt: typeof posting.datePosted === 'string' ? posting.datePosted : undefined,
  };
}

function nameOf(value: unknown, plain: (html: string) => string): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  const name = typeof one === 'object' && one !== null && 'name' in one ? one.name : one;
  return typeof name === 'string' && name.trim() !== '' ? plain(name).trim() : undefined;
}

function locationOf(posting: JsonObject): string | undefined {
  const places = [posting.jobLocation].flat().flatMap((place) => {
    if (typeof place === 'string') return [place];
    if (typeof place !== 'object' || place === null) return [];
    const address = 'address' in place ? place.address : place;
    if (typeof address === 'string') return [address];
    const parts = ['addressLocality', 'addressRegion', 'addressCountry'].map((key) => {
      const part = typeof address === 'object' && address !== null ? (address as JsonObject)[key] : undefined; // checked
      return nameOf(part, (text) => text);
    });
    return [[...new Set(parts.filter((part) => part && /[\p{L}\p{N}]/u.test(part)))].join(', ')];
  });
  if (posting.jobLocationType === 'TELECOMMUTE') places.push('Remote');
  return (
    places
      .filter((place) => place !== '')
      .slice(0, 5)
      .join('; ') || undefined
  );
}

function salaryOf(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'string' || typeof one === 'number') return String(one);
  if (typeof one !== 'object' || one === null) return undefined;
  const salary = one as JsonObject; // checked above
  const inner = (typeof salary.value === 'object' && salary.value !== null ? salary.value : salary) as JsonObject; // checked
  const low = inner.minValue ?? inner.value ?? (typeof salary.value === 'object' ? undefined : salary.value);
  const high = inner.maxValue;
  const amount = [low, high]
    .filter((part) => typeof part === 'number' || (typeof part === 'string' && part !== ''))
    .join(' - ');
  if (amount === '' || /^0(?: - 0)?$/.test(amount)) return undefined;
  const unit = inner.unitText ?? salary.unitText;
  const per = typeof unit === 'string' ? ` per ${unit.toLowerCase()}` : '';
  const currency = salary.currency ?? inner.currency;
  return `${typeof currency === 'string' ? `${currency} ` : ''}${amount}${per}`;
}
