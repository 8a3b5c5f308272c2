import { beforeEach, expect, test } from 'vitest';
import { createAnchor } from '../../src/show/anchor.ts';

const CARD = '<article><h2>Waiter</h2><p>Turin</p></article>';
const FEED = `<main><section><article>Cook</article>${CARD}</section></main>`;

beforeEach(() => {
  document.body.innerHTML = FEED;
});
const second = (): Element => document.querySelectorAll('article')[1]!;

test('an element that stays is itself', () => {
  const anchor = createAnchor(second());
  anchor.remember();
  expect(anchor.current()).toBe(second());
});

test.each([
  ['its own parent', () => document.querySelector('section')!.replaceChildren(...fresh('section'))],
  ['everything above', () => document.querySelector('main')!.replaceWith(...fresh('body'))],
])('drawn anew with %s, it is found where it stood', (_name, redraw) => {
  const old = second();
  const anchor = createAnchor(old);
  anchor.remember();
  redraw();
  expect(old.isConnected).toBe(false);
  expect(anchor.current()).toBe(second());
});

test.each([
  ['other words stand there now', () => second().replaceWith('Driver')],
  ['another ad stands there now', () => document.querySelector('section')!.replaceChildren(...fresh('main').reverse())],
  ['nothing stands there now', () => document.querySelector('main')!.remove()],
])('%s: it is gone', (_name, change) => {
  const anchor = createAnchor(second());
  anchor.remember();
  change();
  expect(anchor.current()).toBe(null);
});

test('a place that was never remembered is not looked for', () => {
  const anchor = createAnchor(second());
  document.querySelector('section')!.replaceChildren(...fresh('section'));
  expect(anchor.current()).toBe(null);
});

test('told that it stands elsewhere, it remembers that place', () => {
  const anchor = createAnchor(second());
  anchor.remember();
  anchor.moveTo(document.querySelector('article')!);
  document.querySelector('section')!.replaceChildren(...fresh('section'));
  expect(anchor.current()).toBe(document.querySelector('article'));
});

/** The children that an element of a freshly drawn page has. */
function fresh(parent: string): Element[] {
  const page = new DOMParser().parseFromString(`<html><body>${FEED}</body></html>`, 'text/html');
  return [...page.querySelector(parent)!.children];
}
