/**
 * The page for people who are held somewhere: opens fast, works without a network, says nothing in the tab's title,
 * and can be hidden at once (advice.md, D).
 */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Help } from '../rules/help.ts';
import { helpView } from '../show/help-view.ts';
import { button, choice, countryOptions } from './controls.ts';
import type { Country } from './start-page.ts';

export type NotesPorts = {
  readonly t: Translate;
  readonly language: string;
  readonly countries: readonly Country[];
  /** The person's own country, as far as known. */
  readonly country: string | null;
  help(country: string | null): Help;
  hide(): void;
};

const NOTES = 11;
const CHILD_LINES = 'childhelplineinternational.org';

/** Fills `root`. */
export function showNotes(root: HTMLElement, ports: NotesPorts): void {
  const { t, help } = ports;
  const where = el('div', { id: 'where-lines' });
  const from = el('div', { id: 'from-lines' });
  const options = countryOptions(ports.countries, '—');
  /** Where the person is: who helps there. */
  const showWhere = (code: string): void => {
    where.replaceChildren(...(code === '' ? [] : [linesOf({ ...help(code), registers: [], consular: [] }, ports)]));
  };
  /** Where the person comes from: who of that country helps abroad. */
  const showFrom = (code: string): void => {
    const own = help(code === '' ? null : code);
    const lines = own.consular.length > 0 ? [] : own.lines;
    // the choice stands right above: no sentence that sends to the settings for it
    from.replaceChildren(linesOf({ ...own, country: code, lines, registers: [] }, ports));
  };
  showFrom(ports.country ?? '');
  root.replaceChildren(
    button(t('notes.hide'), 'hide', ports.hide, 'act main hide'),
    el('h1', {}, t('notes.title')),
    el('p', { class: 'lead' }, t('notes.lead')),
    el('p', { class: 'small' }, t('notes.hideHow')),
    el('p', { class: 'first' }, t('notes.1')),
    el('h2', {}, t('panel.help')),
    choice('where', t('notes.where'), options, '', showWhere),
    where,
    choice('from', t('notes.from'), options, ports.country ?? '', showFrom),
    from,
    el('h2', {}, t('panel.advice')),
    el(
      'ol',
      { class: 'steps notes' },
      // the first stands above the lines that it speaks of
      ...Array.from({ length: NOTES - 1 }, (_, i) => el('li', {}, t(`notes.${i + 2}`, { address: CHILD_LINES }))),
    ),
  );
}

/** The lines of one country under the heading that this page already has. */
function linesOf(help: Help, { t, language }: NotesPorts): HTMLElement {
  return helpView(help, t, language, false);
}
