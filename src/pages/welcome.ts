/** The welcome page in three steps: see a warning, choose where it reads, read anything else when asked. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Help } from '../rules/help.ts';
import { helpView } from '../show/help-view.ts';
import { stepsView } from '../show/steps.ts';
import { verdictView } from '../show/verdict-view.ts';
import type { Verdict } from '../verdict.ts';
import { button, choice, countryOptions } from './controls.ts';
import type { SitesView } from './sites-view.ts';
import type { Country } from './start-page.ts';

export type WelcomePorts = {
  readonly t: Translate;
  readonly language: string;
  /** The keyboard shortcut as the browser names it. */
  readonly shortcut: string;
  readonly countries: readonly Country[];
  readonly country: string | null;
  setCountry(code: string): Promise<void>;
  readonly sites: SitesView;
  /** Judges the sample ad, like any ad. */
  judge(title: string, text: string): Promise<Verdict>;
  help(): Promise<Help>;
  openNotes(): void;
};

/** What the browser lets us do: each permission of the manifest in plain words. */
const PERMISSIONS = ['storage', 'activeTab', 'scripting', 'contextMenus', 'alarms', 'hosts'] as const;

/** Fills `root`. */
export function showWelcome(root: HTMLElement, ports: WelcomePorts): void {
  const { t, sites } = ports;
  const changeCountry = (code: string): void => {
    if (code !== '') void ports.setCountry(code);
    void sites.showCountry(code);
  };
  root.replaceChildren(
    el('h1', {}, t('welcome.title')),
    el('p', {}, t('welcome.what')),
    el('p', { class: 'small' }, t('welcome.limits')),
    el('h2', {}, t('welcome.step1')),
    sampleView(ports),
    el('h2', {}, t('welcome.step2')),
    el('h3', {}, t('welcome.may')),
    el('ul', { class: 'may' }, ...PERMISSIONS.map((one) => el('li', {}, t(`welcome.may.${one}`)))),
    el('h3', {}, t('welcome.packs')),
    choice('country', t('welcome.country'), countryOptions(ports.countries, '—'), ports.country ?? '', changeCountry),
    sites.pack,
    sites.core,
    sites.chats,
    el('h2', {}, t('welcome.step3')),
    el('p', {}, t('welcome.otherWhat', { key: ports.shortcut })),
    el('p', { class: 'small' }, t('welcome.again')),
  );
}

/** An invented ad with its live warning: the badge opens what the panel would say. */
function sampleView(ports: WelcomePorts): HTMLElement {
  const { t, language } = ports;
  const title = t('sample.title');
  const text = t('sample.text');
  const place = el('div', { role: 'status' });
  const open = async (): Promise<void> => {
    const verdict = await ports.judge(title, text);
    place.replaceChildren(
      el(
        'div',
        { class: 'panel' },
        verdictView(verdict, verdict.level, { t }),
        stepsView(verdict, t, ports.openNotes),
        helpView(await ports.help(), t, language),
      ),
    );
  };
  const badge = button(t('badge.danger'), 'sample', open, 'badge danger');
  badge.prepend(el('span', { 'aria-hidden': 'true' }, '⚠'));
  return el(
    'div',
    { class: 'sample' },
    el('h3', {}, title),
    el('p', {}, text),
    badge,
    el('p', { class: 'small' }, t('sample.button')),
    place,
  );
}
