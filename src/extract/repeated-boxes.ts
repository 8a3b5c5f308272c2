/** Siblings of the same structure, each with a heading of its own: cards that are opened by script, not by a link. */
import type { Labels } from '../rules/labels.ts';
import { isPay, wordsOfAttributes } from './called.ts';
import { isFurniture } from './furniture.ts';

const FEWEST = 4;
const MOST_PARENTS = 3000;
const SMALLEST = 20;
const LARGEST = 2500;

export type Box = { readonly box: Element; readonly title: Element };

/** The group with most text whose boxes speak of pay or work; none where there is no such group. */
export function repeatedBoxes(document: Document, labels: Labels): Box[] {
  let best: Box[] = [];
  let bestScore = 0;
  for (const parent of [...document.body.querySelectorAll('ul,ol,div,section,main,tbody')].slice(0, MOST_PARENTS)) {
    if (parent.children.length < FEWEST) continue;
    const alike = largestKind([...parent.children]);
    if (alike.length < FEWEST) continue;
    const boxes = alike.flatMap((box) => {
      const units = (box.textContent ?? '').length;
      const title = units < SMALLEST || units > LARGEST * 4 ? null : titleOf(box);
      return title ? [{ box, title }] : [];
    });
    if (boxes.length < FEWEST || isFurniture(parent)) continue;
    const sample = boxes.slice(0, 10);
    const paid = sample.filter(({ box }) => speaksOfPay(box)).length / sample.length;
    const offers =
      sample.filter(({ box }) => labels.count('offer', (box.textContent ?? '').slice(0, LARGEST)) > 0).length /
      sample.length;
    const different = new Set(boxes.map(({ title }) => title.textContent?.trim())).size / boxes.length;
    const score = paid < 0.5 || different < 0.3 ? 0 : boxes.length * (paid + offers);
    if (score > bestScore) {
      best = boxes;
      bestScore = score;
    }
  }
  return best;
}

function largestKind(children: readonly Element[]): Element[] {
  const kinds = new Map<string, Element[]>();
  for (const child of children) {
    const kind = `${child.tagName}.${(child.getAttribute('class') ?? '').split(/\s+/)[0] ?? ''}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), child]);
  }
  return [...kinds.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

/** A heading, what is called a title or name, else the first short words. */
function titleOf(box: Element): Element | null {
  const usable = (element: Element): boolean => {
    const words = (element.textContent ?? '').trim();
    return words.length > 1 && words.length < 160 && /\p{L}{2}/u.test(words) && !isPay(words);
  };
  const named = [...box.querySelectorAll('*')]
    .slice(0, 200)
    .find((part) => / (?:title|jobtitle|jobname|headline|position) /.test(wordsOfAttributes(part)) && usable(part));
  return [...box.querySelectorAll('h2,h3,h4,h5')].find(usable) ?? named ?? null;
}

function speaksOfPay(box: Element): boolean {
  return [...box.querySelectorAll('*')]
    .slice(0, 200)
    .some((part) => part.children.length < 2 && isPay((part.textContent ?? '').trim()));
}
