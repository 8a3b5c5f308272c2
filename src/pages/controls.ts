/** Controls that several of our pages use. */
import { el } from '../el.ts';
import type { Country } from './start-page.ts';

/** A button that acts on trusted events only. */
export function button(words: string, id: string, work: () => Promise<void> | void, look = 'act'): HTMLButtonElement {
  const click = (event: Event): void => {
    if (event.isTrusted) void work();
  };
  return el('button', { class: look, type: 'button', id, onclick: click }, words);
}

/** A labelled choice of one of several values. */
export function choice(
  id: string,
  label: string,
  options: readonly (readonly [value: string, name: string])[],
  chosen: string,
  change: (value: string) => void,
): HTMLElement {
  const select = el(
    'select',
    { id },
    ...options.map(([value, name]) => el('option', { value, selected: value === chosen }, name)),
  );
  select.addEventListener('change', () => change(select.value));
  return el('label', { class: 'field' }, el('span', {}, label), select);
}

/** Countries as options, first the one that stands for none. */
export function countryOptions(countries: readonly Country[], none: string): (readonly [string, string])[] {
  return [['', none], ...countries.map(({ code, name }) => [code, name] as const)];
}

/** Lets the person save a text as a file. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
