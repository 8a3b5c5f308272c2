/** Labels and headings of job ads in many languages (rules/labels.yaml), for pages without a site adapter. */
export const LABEL_KINDS = [
  'company',
  'location',
  'salary',
  'duties',
  'requirements',
  'apply',
  'ends',
  'job',
  'offer',
] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/** The kinds that stand as labels or headings of their own. */
export type FieldLabel = Exclude<LabelKind, 'job' | 'offer'>;

/** By kind: all its words, in any language. */
export type LabelLists = Readonly<Record<LabelKind, readonly string[]>>;

export type Labels = {
  /** The kind that a whole line is a label of ("Salary:", "Ihre Aufgaben"), or null. */
  kindOf(line: string): FieldLabel | null;
  /** How many words of the kind a text holds, up to `most`. */
  count(kind: LabelKind, text: string, most?: number): number;
};

const LONGEST_LABEL = 48;
/** Scripts that set words apart by spaces; in the others a label may stand inside a run of letters. */
const SPACED = /^[\p{Script=Latin}\p{Script=Cyrillic}]/u;
const UNSPACED = /(?=\p{L})[^\p{Script=Latin}\p{Script=Cyrillic}]/u;

export function createLabels(lists: LabelLists): Labels {
  const byText = new Map<string, FieldLabel>();
  for (const kind of LABEL_KINDS) {
    if (kind === 'job' || kind === 'offer') continue;
    for (const label of lists[kind]) if (!byText.has(plain(label))) byText.set(plain(label), kind);
  }
  const tables = Object.fromEntries(LABEL_KINDS.map((kind) => [kind, tableOf(lists[kind])])) as Record<
    LabelKind,
    Table
  >;
  return {
    kindOf: (line) => (line.length > LONGEST_LABEL ? null : (byText.get(plain(line)) ?? null)),
    count: (kind, text, most = 1) => {
      const table = tables[kind];
      const words = plain(text);
      const found = new Set(words.split(' ').filter((word) => table.words.has(word)));
      const parts = UNSPACED.test(words) ? [...table.phrases, ...table.parts] : table.phrases;
      for (const part of parts) {
        if (found.size >= most) break;
        if (` ${words} `.includes(part)) found.add(part);
      }
      return Math.min(most, found.size);
    },
  };
}

/** Single words; several words with spaces around them; stretches of scripts without spaces. */
type Table = {
  readonly words: ReadonlySet<string>;
  readonly phrases: readonly string[];
  readonly parts: readonly string[];
};

function tableOf(list: readonly string[]): Table {
  const all = list.map(plain);
  const spaced = all.filter((label) => SPACED.test(label));
  return {
    words: new Set(spaced.filter((label) => !label.includes(' '))),
    phrases: spaced.filter((label) => label.includes(' ')).map((label) => ` ${label} `),
    parts: all.filter((label) => !SPACED.test(label)),
  };
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim();
}
