/** The options page: country, language, how soon to warn, sites, what was trusted or hidden, the person's data. */
import scores from '../../assets/scores.json';
import type { Choice } from '../choices.ts';
import { el } from '../el.ts';
import { SHIPPED, type Translate } from '../i18n.ts';
import type { Settings } from '../settings.ts';
import { EAGERNESS, type Eagerness } from '../verdict.ts';
import { button, choice, countryOptions } from './controls.ts';
import type { SitesView } from './sites-view.ts';
import type { Country } from './start-page.ts';

export type OptionsPorts = {
  readonly t: Translate;
  readonly language: string;
  readonly settings: Settings;
  readonly countries: readonly Country[];
  /** The country that is guessed when none is chosen. */
  readonly guessed: string | null;
  readonly sites: SitesView;
  /** Where reports go. */
  readonly destinations: HTMLElement;
  /** Resolves with what happened, for the person to read. */
  change(change: Partial<Settings>): Promise<'options.saved' | 'options.full' | 'options.failed'>;
  /** Shows the page anew, in another language. */
  reload(): void;
  takeBack(choice: Choice): Promise<void>;
  choices(): Promise<readonly Choice[]>;
  exportAll(): Promise<void>;
  eraseAll(): Promise<void>;
};

/** Fills `root`. */
export async function showOptions(root: HTMLElement, ports: OptionsPorts): Promise<void> {
  const { t, settings, sites } = ports;
  const state = el('p', { class: 'state', role: 'status', id: 'state' });
  const change = async (next: Partial<Settings>): Promise<void> => {
    state.textContent = ''; // the same word twice would be said once
    state.textContent = t(await ports.change(next));
  };
  const lists = el('div', { id: 'choices' });
  const changeCountry = (code: string): void => {
    void change({ country: code || null });
    void sites.showCountry(code || ports.guessed || '');
  };
  const changeLanguage = (id: string): void => void change({ language: id || null }).then(ports.reload);
  root.replaceChildren(
    el('h1', {}, t('options.title')),
    state,
    choice('language', t('options.language'), languageOptions(t), settings.language ?? '', changeLanguage),
    choice(
      'country',
      t('options.country'),
      countryOptions(ports.countries, t('options.countryAuto')),
      settings.country ?? '',
      changeCountry,
    ),
    el('p', { class: 'small' }, t('options.countryWhat')),
    eagernessView(ports, change),
    pauseView(ports, change),
    el('h2', {}, t('options.sites')),
    el('h3', {}, t('welcome.packs')),
    sites.pack,
    sites.core,
    sites.chats,
    ports.destinations,
    lists,
    dataView(ports),
  );
  await fillChoices(lists, ports);
}

/** Each language in its own words, so that people find theirs in a foreign interface. */
function languageOptions(t: Translate): (readonly [string, string])[] {
  const own = SHIPPED.map((id) => [id, new Intl.DisplayNames([id], { type: 'language' }).of(id) ?? id] as const);
  return [['', t('options.languageAuto')], ...own.sort(([, a], [, b]) => a.localeCompare(b))];
}

/** The three ways to warn, each with what it found and what it warned at wrongly (tests/corpus/RESULTS.md). */
function eagernessView({ t, settings }: OptionsPorts, change: (next: Partial<Settings>) => Promise<void>): HTMLElement {
  const { blind } = scores;
  const percent = (hits: number, of: number): number => Math.round((100 * hits) / of);
  const row = (one: Eagerness): HTMLElement => {
    const box = el('input', { type: 'radio', name: 'eagerness', value: one, checked: settings.eagerness === one });
    box.addEventListener('change', () => void change({ eagerness: one }));
    const figures = {
      found: percent(blind[one].found, blind.suspicious),
      wrong: percent(blind[one].wrong, blind.legitimate),
    };
    const words = el('span', { class: 'small' }, t('options.eager.figures', figures));
    return el('label', { class: 'option' }, box, el('span', {}, t(`options.eager.${one}`)), words);
  };
  return el(
    'div',
    { role: 'radiogroup', 'aria-labelledby': 'eager', id: 'eagerness' },
    el('h2', { id: 'eager' }, t('options.eager')),
    ...EAGERNESS.map(row),
  );
}

function pauseView({ t, settings }: OptionsPorts, change: (next: Partial<Settings>) => Promise<void>): HTMLElement {
  const box = el('input', { type: 'checkbox', id: 'pause', checked: settings.pause });
  box.addEventListener('change', () => void change({ pause: box.checked }));
  const words = el('span', { class: 'small' }, t('options.pauseWhat'));
  return el('label', { class: 'option' }, box, el('span', {}, t('options.pause')), words);
}

async function fillChoices(box: HTMLElement, ports: OptionsPorts): Promise<void> {
  const { t } = ports;
  const all = [...(await ports.choices())].reverse();
  const list = (heading: string, own: readonly Choice[]): HTMLElement[] => [
    el('h2', { tabindex: -1 }, t(heading)),
    own.length === 0
      ? el('p', { class: 'small' }, t('options.list.none'))
      : el('ul', {}, ...own.map((one) => choiceRow(one, box, ports))),
  ];
  box.replaceChildren(
    ...list(
      'options.list.trusted',
      all.filter(({ kind }) => kind.startsWith('trust-')),
    ),
    ...list(
      'options.list.hidden',
      all.filter(({ kind }) => kind.startsWith('hide-')),
    ),
  );
}

function choiceRow(one: Choice, box: HTMLElement, ports: OptionsPorts): HTMLElement {
  const { t, language } = ports;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(one.at));
  const about = one.kind.split('-')[1] ?? 'post'; // post, company, site or poster
  const words = t(`options.list.${about}`, { name: one.name, date });
  const undo = button(t('options.list.undo'), '', async () => {
    await ports.takeBack(one);
    await fillChoices(box, ports);
    box.querySelector<HTMLElement>('h2')?.focus();
  });
  undo.removeAttribute('id');
  const site = about === 'site' ? null : el('span', { class: 'source', dir: 'ltr' }, one.site);
  return el('li', { class: 'kept' }, el('span', { dir: 'auto' }, words, ' ', site), undo);
}

function dataView({ t, exportAll, eraseAll, reload }: OptionsPorts): HTMLElement {
  const sure: HTMLDialogElement = el(
    'dialog',
    { role: 'alertdialog', 'aria-labelledby': 'erase-sure' },
    el('p', { id: 'erase-sure' }, t('options.eraseSure')),
    el(
      'div',
      { class: 'actions' },
      button(t('options.eraseNo'), 'erase-no', () => sure.close(), 'act main'),
      button(t('options.eraseYes'), 'erase-yes', async () => {
        await eraseAll();
        sure.close();
        reload();
      }),
    ),
  );
  return el(
    'div',
    { id: 'data' },
    el('h2', {}, t('options.data')),
    el('p', {}, t('options.dataWhat')),
    el(
      'div',
      { class: 'actions' },
      button(t('options.export'), 'export-all', exportAll),
      button(t('options.erase'), 'erase', () => sure.showModal()),
    ),
    sure,
  );
}
