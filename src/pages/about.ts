/** What Vigie rests on, how well it works, what it misses, and who has checked its words. */
import scores from '../../assets/scores.json';
import { el } from '../el.ts';
import { SHIPPED, type Translate } from '../i18n.ts';
import type { Knowledge } from '../rules/knowledge.ts';

export type AboutPorts = {
  readonly t: Translate;
  readonly language: string;
  readonly knowledge: Knowledge;
  readonly programVersion: string;
};

const MISSES = ['indirect', 'picture', 'short', 'truth'] as const;

/** Fills `root`. */
export function showAbout(root: HTMLElement, { t, language, knowledge, programVersion }: AboutPorts): void {
  const { blind, real } = scores;
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const byName = SHIPPED.map((id) => names.of(id) ?? id).sort((a, b) => a.localeCompare(b, language));
  const languages = new Intl.ListFormat(language).format(byName); // Arabic and Japanese have other commas
  const found = { hits: blind.normal.found, of: blind.suspicious };
  const lookalike = { hits: blind.normal.wrong, of: blind.legitimate };
  root.replaceChildren(
    el('h1', {}, t('about.title')),
    el('p', {}, t('app.description')),
    el('p', { class: 'small' }, t('about.rules', { rules: knowledge.version, version: programVersion })),
    el('h2', {}, t('about.scores')),
    el(
      'ul',
      { class: 'facts' },
      el('li', {}, t('about.score.found', found)),
      el('li', {}, t('about.score.lookalike', lookalike)),
      el(
        'li',
        {},
        t('about.score.real', { hits: real.wrong, of: new Intl.NumberFormat(language).format(real.legitimate) }),
      ),
    ),
    el('h2', {}, t('about.known')),
    el('ul', {}, ...MISSES.map((one) => el('li', {}, t(`about.miss.${one}`)))),
    el('p', {}, t('welcome.limits')),
    el('h2', {}, t('about.sources')),
    el('p', {}, t('about.sourcesWhat')),
    el(
      'ul',
      {},
      ...knowledge.sources.map(({ name, indicators }) =>
        el('li', {}, el('span', { dir: 'auto' }, `${name} (${indicators})`)),
      ),
    ),
    el('h2', {}, t('about.review')),
    el('p', {}, t('about.reviewWhat', { languages })),
    el('p', { class: 'small' }, t('about.code')),
  );
}
