/**
 * The pattern language of phrases, small enough to be safe and to be written by a help-line worker:
 *   free (air)? ticket        ( )? may be missing
 *   (pay|send) the fee        one of several
 *   deposit ... unlock        up to 60 characters between, in the same sentence and line
 *   salar*                    any more letters
 *   earn # per day            a number
 * A phrase begins with at least two plain letters (one Han or Hangul letter); gaps are bounded, so no phrase can run away.
 */
import { normalise, withAccents } from '../normalise.ts';

export type PhrasePart =
  | { kind: 'literal'; text: string }
  | { kind: 'space' }
  | { kind: 'gap' }
  | { kind: 'number' }
  | { kind: 'more' }
  | { kind: 'group'; options: PhrasePart[][]; optional: boolean };

/** Where a phrase may begin, and whether those beginnings are the whole of it. */
export type PhraseLeads = { readonly leads: readonly string[]; readonly whole: boolean };

/** How the language of a phrase writes words. */
export type Writing = {
  /** Words are set apart by spaces: a phrase begins at the start of a word. */
  readonly spaced: boolean;
  /** Words take endings (Korean, Tamil, Amharic …): a phrase may end inside a word. */
  readonly openEnd: boolean;
  /** Short words are written onto the next one (Arabic): a word may begin behind them. */
  readonly proclitics?: boolean;
};

/** More beginnings than this are not worth their size: the pattern decides from the shorter ones. */
const MOST_LEADS = 8;
const TELLING_LEAD = 4;
const LONGEST_LEAD = 24;

/** The beginnings of a phrase. Throws an Error with the reason when it is not well formed. */
export function leadsOf(source: string, writing: Writing): PhraseLeads {
  if (source !== source.trim()) throw new Error('begins or ends with a space, which would never match');
  const parts = parsePhrase(source);
  const { leads, whole } = expand(parts, writing);
  for (const lead of leads) {
    const shortest = /[\u2e80-\u9fff\uac00-\ud7a3]/.test(lead) ? 1 : 2;
    if (lead.length < shortest) {
      throw new Error(
        `begins with "${lead}": at least ${shortest} plain letters, or a word and a space, must come first`,
      );
    }
  }
  if (leads.length === 0) throw new Error('is empty');
  const cut = leads.some((lead) => lead.length > LONGEST_LEAD);
  if (whole && !cut && leads.length <= 24) return { leads, whole: true };
  return { leads: [...new Set(leads.map((lead) => lead.slice(0, LONGEST_LEAD)))], whole: false };
}

/** Parses a phrase into its parts, in normal form (or with its accents). Throws an Error with the reason when it is not well formed. */
export function parsePhrase(source: string, keepAccents = false): PhrasePart[] {
  let i = 0;
  const parts = sequence();
  if (i < source.length) throw new Error(`has a stray "${source[i]}" at ${i}`);
  return parts;

  function sequence(): PhrasePart[] {
    const found: PhrasePart[] = [];
    let literal = '';
    const flush = (): void => {
      const normal = normalise(literal);
      const text = keepAccents ? withAccents(literal, normal) : normal.text;
      if (literal !== '' && text === '') throw new Error('has a part without letters');
      if (text !== '') pushText(found, text);
      literal = '';
    };
    while (i < source.length) {
      const char = source[i] as string; // i is inside the string
      if (char === '|' || char === ')') break;
      if (char === '(') {
        flush();
        const { part, spaceAfter } = group();
        found.push(part);
        if (spaceAfter) found.push({ kind: 'space' });
      } else if (source.startsWith('...', i)) {
        flush();
        while (found.at(-1)?.kind === 'space') found.pop();
        found.push({ kind: 'gap' });
        i += 3;
        while (source[i] === ' ') i += 1;
      } else if (char === '#') {
        flush();
        found.push({ kind: 'number' });
        i += 1;
      } else if (char === '*') {
        flush();
        found.push({ kind: 'more' });
        i += 1;
      } else if (char === ' ') {
        flush();
        if (found.at(-1)?.kind !== 'space') found.push({ kind: 'space' });
        i += 1;
      } else if ('?[]{}^\\'.includes(char)) {
        throw new Error(`uses "${char}", which means nothing here`);
      } else {
        literal += char;
        i += 1;
      }
    }
    flush();
    return found;
  }

  /** "(the )?fee" means "(the)? fee". */
  function group(): { part: PhrasePart; spaceAfter: boolean } {
    const options: PhrasePart[][] = [];
    do {
      i += 1;
      options.push(sequence());
    } while (source[i] === '|');
    if (source[i] !== ')') throw new Error('has a "(" that is never closed');
    i += 1;
    const optional = source[i] === '?';
    if (optional) i += 1;
    if (options.some((option) => option.length === 0)) throw new Error('has an empty choice in ( )');
    const spaceAfter = options.every((option) => option.at(-1)?.kind === 'space');
    for (const option of options) if (option.at(-1)?.kind === 'space') option.pop();
    return { part: { kind: 'group', options, optional }, spaceAfter };
  }
}

/** Normalising may bring spaces of its own (a dash): they become space parts. */
function pushText(parts: PhrasePart[], text: string): void {
  text.split(/[ \n]/).forEach((piece, index) => {
    if (index > 0 && parts.at(-1)?.kind !== 'space') parts.push({ kind: 'space' });
    if (piece !== '') parts.push({ kind: 'literal', text: piece });
  });
}

/** All literal beginnings; `whole` when they are the entire phrase. */
function expand(parts: readonly PhrasePart[], writing: Writing): { leads: string[]; whole: boolean } {
  let leads = [''];
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'literal') leads = leads.map((lead) => lead + part.text);
    else if (part.kind === 'space') {
      const before = parts[index - 1];
      const after = parts[index + 1];
      if (!writing.spaced) leads = leads.flatMap((lead) => [lead, `${lead} `]);
      else if (isOptional(before) || isOptional(after) || index === 0 || index === parts.length - 1) {
        leads = leads.map((lead) => (lead === '' || /[ ']$/.test(lead) ? lead : `${lead} `));
      } else leads = leads.map((lead) => (lead.endsWith("'") ? lead : `${lead} `));
    } else if (part.kind === 'group') {
      const inner = part.options.map((option) => expand(option, writing));
      const choices = inner.reduce((sum, option) => sum + Math.max(1, option.leads.length), part.optional ? 1 : 0);
      const telling = leads.every((lead) => lead.length >= TELLING_LEAD);
      if (telling && leads.length * choices > MOST_LEADS) return { leads: unique(leads), whole: false };
      const next: string[] = part.optional ? [...leads] : [];
      for (const { leads: options } of inner) {
        for (const lead of leads) for (const option of options.length > 0 ? options : ['']) next.push(lead + option);
      }
      const stops = inner.some((option) => !option.whole);
      leads = next;
      if (stops) return { leads: unique(leads), whole: false };
    } else return { leads: unique(leads), whole: false };
    if (leads.length > 20 * MOST_LEADS) return { leads: unique(leads), whole: false };
    if (leads.every((lead) => lead.length >= LONGEST_LEAD)) return { leads: unique(leads), whole: false };
  }
  return { leads: unique(leads), whole: true };
}

function isOptional(part: PhrasePart | undefined): boolean {
  return part?.kind === 'group' && part.optional;
}

function unique(leads: readonly string[]): string[] {
  // a space at the end may belong to an optional word that is missing: it stays only where the lead would be too short
  const bare = leads.map((lead) => (lead.trimEnd().length >= 3 ? lead.trim() : lead.trimStart()));
  return [...new Set(bare)].filter((lead) => lead !== '');
}
