/** JobPosting items that a page marks up in its own elements: microdata (itemscope, itemprop) and RDFa (typeof, property). */
import type { JsonObject } from './json-ld.ts';

/** An item: its container, its values as plain data, and the elements that show a property. */
export type MarkedUp = {
  readonly source: 'microdata' | 'rdfa';
  readonly container: Element;
  readonly posting: JsonObject;
  /** The elements of a property, outermost first; `path` leads through nested items. */
  elements(path: readonly string[]): Element[];
};

type Vocabulary = {
  readonly source: 'microdata' | 'rdfa';
  readonly scope: string;
  readonly type: string;
  readonly prop: string;
};

const MICRODATA: Vocabulary = { source: 'microdata', scope: 'itemscope', type: 'itemtype', prop: 'itemprop' };
const RDFA: Vocabulary = { source: 'rdfa', scope: 'typeof', type: 'typeof', prop: 'property' };
const MOST_ITEMS = 60;
const MOST_PROPS = 200;
const DEEPEST = 5;

/** All items of a document, microdata before RDFa; an item inside another is left to the outer one. */
export function markedUpPostings(document: Document): MarkedUp[] {
  return [MICRODATA, RDFA].flatMap((words) =>
    [...document.querySelectorAll(`[${words.type}*="JobPosting"]`)]
      .filter((element) => element.parentElement?.closest(`[${words.type}*="JobPosting"]`) == null)
      .slice(0, MOST_ITEMS)
      .map((container) => ({
        source: words.source,
        container,
        posting: itemOf(container, words, 0),
        elements: (path: readonly string[]) =>
          path.reduce<Element[]>(
            (scopes, name) => scopes.flatMap((scope) => propsOf(scope, words).get(name) ?? []),
            [container],
          ),
      })),
  );
}

function itemOf(scope: Element, words: Vocabulary, depth: number): JsonObject {
  const entries = [...propsOf(scope, words)].map(([name, elements]): [string, unknown] => {
    const values = elements.map((element) => {
      const nested = propsOf(element, words);
      return depth < DEEPEST && nested.size > 0 && name !== 'description'
        ? itemOf(element, words, depth + 1)
        : wordsOf(element);
    });
    return [name, values.length === 1 ? values[0] : values];
  });
  return Object.fromEntries(entries);
}

/**
 * Properties by name. What stands inside a property belongs to it, also where a site forgot its itemscope
 * (hiringOrganization with a name in it); descriptions hold words only.
 */
function propsOf(scope: Element, words: Vocabulary): Map<string, Element[]> {
  const props = new Map<string, Element[]>();
  let seen = 0;
  for (const element of scope.querySelectorAll(`[${words.prop}]`)) {
    const holder = element.parentElement?.closest(`[${words.prop}],[${words.scope}]`);
    if (holder && holder !== scope && scope.contains(holder)) continue;
    seen += 1;
    if (seen > MOST_PROPS) break;
    for (const name of (element.getAttribute(words.prop) ?? '').split(/\s+/)) {
      const plain = name.replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '');
      if (plain !== '') props.set(plain, [...(props.get(plain) ?? []), element]);
    }
  }
  return props;
}

/** `content` and `datetime` are what is meant; else the words that are shown. */
function wordsOf(element: Element): string {
  const meant = element.getAttribute('content') ?? element.getAttribute('datetime');
  if (meant !== null) return meant;
  return (element.textContent ?? '').trim() || element.getAttribute('alt') || '';
}
