/** A report field by field, with a tick beside each: what is unticked is not passed on. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import {
  ADDRESS_FORMS,
  type AddressForm,
  type Consent,
  digestOf,
  type Evidence,
  evidenceOf,
  FULL_CONSENT,
  PARTS,
  type Part,
} from '../report/evidence.ts';
import type { Report } from '../report/report.ts';

export type EvidenceView = {
  readonly element: HTMLElement;
  /** What is ticked now. */
  consent(): Consent;
  /** The record as it would be passed on now. */
  evidence(): Evidence;
};

/** `report` gives the report as it is now; `changeNote` keeps the note. */
export function evidenceView(
  report: () => Report,
  consent: Consent,
  { t, language }: { readonly t: Translate; readonly language: string },
  changeNote: (note: string) => void,
): EvidenceView {
  const whole = evidenceOf({ ...report(), note: report().note ?? '…' }, FULL_CONSENT);
  const ticks = new Map<Part, HTMLInputElement>();
  let form: AddressForm = consent.address;
  const now = (): Consent => ({ parts: PARTS.filter((part) => ticks.get(part)?.checked), address: form });
  const digest = el('code', { id: 'digest', dir: 'ltr' });
  const refresh = (): void => {
    digest.textContent = digestOf(evidenceOf(report(), now()));
    if (address) address.textContent = evidenceOf(report(), { parts: ['address'], address: form }).address ?? '';
  };
  const address = whole.address ? el('span', { dir: 'ltr', id: 'address' }) : null;
  const forms = el(
    'select',
    { id: 'address-form', 'aria-label': t('field.address') },
    ...ADDRESS_FORMS.map((one) => el('option', { value: one, selected: one === form }, t(`evidence.address.${one}`))),
  );
  forms.addEventListener('change', () => {
    form = ADDRESS_FORMS.find((one) => one === forms.value) ?? 'site';
    refresh();
  });
  const note = el('textarea', { id: 'note', rows: 2, dir: 'auto', placeholder: ' ', 'aria-label': t('field.note') });
  note.value = report().note ?? '';
  note.addEventListener('input', () => {
    changeNote(note.value.trim());
    refresh();
  });
  const shownOf = (part: Part): Node | null => {
    if (part === 'address') return address && el('div', {}, address, forms);
    if (part === 'note') return note;
    if (part === 'picture') {
      const { picture } = whole;
      return picture ? el('img', { src: picture, alt: t('field.picture'), class: 'picture' }) : null;
    }
    const words = wordsOf(part, whole);
    return words ? el('span', { class: 'words', dir: 'auto' }, words) : null;
  };
  const rows = PARTS.map((part) => {
    const value = shownOf(part);
    if (!value) return null;
    const tick = el('input', { type: 'checkbox', id: `part-${part}`, checked: consent.parts.includes(part) });
    tick.addEventListener('change', refresh);
    ticks.set(part, tick);
    const label = el('label', { class: 'tick', for: `part-${part}` }, tick, el('span', {}, t(`field.${part}`)));
    return el('div', { class: 'part', id: `row-${part}` }, label, value);
  });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const always = (key: string, ...value: (Node | string)[]): HTMLElement =>
    el('div', { class: 'part' }, el('span', { class: 'tick' }, t(key)), el('span', { class: 'words' }, ...value));
  const element = el(
    'div',
    { class: 'evidence' },
    ...rows,
    always('field.verdict', ...verdictWords(whole, t)),
    always('field.times', ...new Set([whole.created, whole.modified].map((time) => date.format(new Date(time))))),
    always('field.digest', digest),
  );
  refresh();
  return { element, consent: now, evidence: () => evidenceOf(report(), now()) };
}

/** A part in words; "" when the report does not have it. */
export function wordsOf(part: Part, evidence: Evidence): string {
  switch (part) {
    case 'author':
      return [evidence.author?.name, evidence.author?.url].filter(Boolean).join('\n');
    case 'contacts':
      return (evidence.contacts ?? []).map(({ kind, value }) => `${kind}: ${value}`).join('\n');
    case 'links':
    case 'images':
      return (evidence[part] ?? []).join('\n');
    case 'picture':
      return '';
    default:
      return evidence[part] ?? '';
  }
}

function verdictWords({ level, signals, rulesVersion }: Evidence, t: Translate): Node[] {
  const against = signals.filter(({ side }) => side === 'against');
  return [
    el('strong', {}, t(level === 'none' ? 'level.short.none' : `badge.${level}`)),
    el(
      'ul',
      {},
      ...against.map(({ id, spans }) => {
        const words = [...new Set(spans.map(({ evidence }) => evidence))].join(' … ');
        return el('li', {}, t(`because.${id}`), ' ', words ? el('q', { dir: 'auto' }, words) : null);
      }),
    ),
    el('span', { class: 'source', dir: 'ltr' }, rulesVersion),
  ];
}
