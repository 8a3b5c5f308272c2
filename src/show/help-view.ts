/** Whom to call: help lines, the country's consulates, its register of recruiters. The web address first: numbers age. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Help, HelpLine } from '../rules/help.ts';

/** The lists of one country with the date of the list; `language` writes the date. */
export function helpView(help: Help, t: Translate, language: string, heading = true): HTMLElement {
  const lines = [...help.lines, ...help.registers, ...help.consular];
  return el(
    'section',
    {},
    heading ? el('h2', {}, t('panel.help')) : null,
    ...(help.country === null ? [el('p', { class: 'small' }, t('help.none'))] : []),
    el('ul', { class: 'lines' }, ...lines.map((line) => lineView(line, t))),
    el('p', { class: 'small' }, t('help.date', { date: monthOf(help.checked, language) })),
  );
}

function lineView(line: HelpLine, t: Translate): HTMLElement {
  const { url, phone } = line;
  const link = url
    ? el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, new URL(url).hostname.replace(/^www\./, ''))
    : null;
  return lineWith(line, t, link, phone ? phoneLink(phone) : null);
}

export function phoneLink(phone: string): HTMLElement {
  return el('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}`, dir: 'ltr' }, phone);
}

/** A line with the ways to reach it. */
export function lineWith({ kind, name, unsure }: HelpLine, t: Translate, ...ways: (HTMLElement | null)[]): HTMLElement {
  return el(
    'li',
    {},
    el('span', { class: 'source' }, t(`help.kind.${kind}`)),
    el('span', { class: 'name', dir: 'auto' }, name),
    el('span', { class: 'ways' }, ...ways, unsure ? el('span', { class: 'source' }, `(${t('help.unsure')})`) : null),
  );
}

function monthOf(checked: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${checked}-01T00:00:00Z`));
}
