/** Compares read posts with what a saved page is known to hold, as ../shared/pages/README.md says. */

export type Expected = {
  readonly title: string | null;
  readonly company: string | null;
  readonly location: string | null;
  readonly salary: string | null;
  readonly text_starts?: string | null;
  /** Where the element that holds the description begins with a heading. */
  readonly container_starts?: string;
  readonly text_contains?: readonly string[];
  /** About 80 % of the length of the description. */
  readonly min_chars?: number;
};
type Read = Readonly<Record<'title' | 'company' | 'location' | 'salary', string | null>> & { readonly text: string };

/** Each expected post with the read one, none of them twice: in lists titles repeat, so employer and pay must agree too. */
export function matchPosts<Post extends Read>(
  expected: readonly Expected[],
  posts: readonly Post[],
  kind: string,
): [Expected, Post | null][] {
  const free = new Set(posts);
  const take = (fits: (post: Post) => boolean): Post | null => {
    const post = [...free].find(fits) ?? null;
    if (post) free.delete(post);
    return post;
  };
  const pairs = new Map<Expected, Post | null>();
  const passes: ((post: Post, wanted: Expected) => boolean)[] = [
    (post, wanted) => equal(post.title, wanted.title) && equal(post.company, wanted.company) && near(post, wanted),
    (post, wanted) => agree(post.title, wanted.title) && (kind !== 'list' || wanted.company === null || agree(post.company, wanted.company)),
    (post, wanted) => agree(post.title, wanted.title) && (kind !== 'list' || holdsPhrase(post.text, wanted.company ?? '') || post.company === null),
    (post, wanted) => squeeze(wanted.text_starts).length >= 20 && squeeze(post.text).includes(squeeze(wanted.text_starts).slice(0, 40)),
  ];
  for (const fits of passes)
    for (const wanted of expected) if (!pairs.get(wanted)) pairs.set(wanted, take((post) => fits(post, wanted)));
  return expected.map((wanted) => [wanted, pairs.get(wanted) ?? null]);
}

/** Cards with the same title and employer are told apart by place and pay. */
function near(post: Read, wanted: Expected): boolean {
  return (wanted.location === null || agree(post.location, wanted.location)) && (wanted.salary === null || agree(post.salary, wanted.salary));
}

/** The same letters, digits and signs. */
export function equal(got: string | null, wanted: string | null): boolean {
  return squeeze(got) !== '' && squeeze(got) === squeeze(wanted);
}

/** Equal, or one holds the other and little more ("Brno" and "Brno, Czechia"). */
export function agree(got: string | null, wanted: string | null): boolean {
  const [short, long] = [squeeze(got), squeeze(wanted)].sort((a, b) => a.length - b.length) as [string, string];
  return short !== '' && long.includes(short) && long.length < short.length * 1.6 + 12;
}

export function holdsPhrase(text: string, phrase: string): boolean {
  return squeeze(text).includes(squeeze(phrase));
}

/** The part of a body before or behind the described stretch of `units` characters: 0 to 1. Without its beginning: 1. */
export function foreignShare(text: string, { text_starts, container_starts }: Expected, units: number): number {
  const all = collapse(text);
  const starts = [container_starts, text_starts].map((start) => squeeze(start).slice(0, 24)).filter((start) => start !== '');
  const before = starts.map((start) => unitsBefore(all, start)).filter((units) => units >= 0);
  if (starts.length > 0 && before.length === 0) return 1;
  const first = before.length > 0 ? Math.min(...before) : 0;
  return Math.max(first, all.length - units) / Math.max(1, all.length);
}

/** How many units stand before `start` (written without spaces) in a text; -1 when it is not there. */
function unitsBefore(text: string, start: string): number {
  const at = squeeze(text).indexOf(start);
  if (at < 0) return -1;
  let seen = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (seen >= at) return i;
    seen += squeeze(text[i]).length;
  }
  return text.length;
}

function collapse(text: string): string {
  return text.replace(/[\u200b-\u200f\u00ad\u2060\ufeff]+/g, '').replace(/\s+/g, ' ').trim();
}

function squeeze(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/[\s\u200b-\u200f\u00ad\u2060\ufeff]+/g, '').toLowerCase();
}
