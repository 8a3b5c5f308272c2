/** The popup: what was found on this page, a box for pasted text, the kept reports. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { HelpLine, PageSummary } from '../messages.ts';
import type { Report } from '../report/store.ts';
import { verdictView } from '../show/verdict-view.ts';
import type { Verdict } from '../verdict.ts';

export type PopupPorts = {
  readonly t: Translate;
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  country(): Promise<string | null>;
  setCountry(code: string | null): Promise<void>;
  help(): Promise<readonly HelpLine[]>;
  /** Null where Vigie does not read the page. */
  found(): Promise<PageSummary | null>;
  reveal(postId: string): Promise<void>;
  /** Starts reading the page; false where the browser forbids it. */
  readPage(): Promise<boolean>;
  judge(text: string): Promise<Verdict>;
  reports(): Promise<readonly Report[]>;
  deleteReport(id: string): Promise<void>;
  /** The reports as a JSON document. */
  exported(): Promise<string>;
};

/** Fills `root`; resolves when everything is on screen. */
export async function showPopup(root: HTMLElement, ports: PopupPorts): Promise<void> {
  const { t } = ports;
  const page = el('section', { id: 'page' });
  const reports = el('section', { id: 'reports' });
  root.replaceChildren(
    el('h1', {}, t('app.name')),
    page,
    pasteBox(ports),
    reports,
    await countryBox(ports),
    el('p', { class: 'small' }, t('popup.private')),
  );
  await Promise.all([fillPage(page, ports), fillReports(reports, ports)]);
}

async function fillPage(section: HTMLElement, ports: PopupPorts): Promise<void> {
  const { t } = ports;
  const found = await ports.found();
  const heading = el('h3', {}, t('popup.found'));
  if (found === null) {
    const read = async (): Promise<void> => {
      if (await ports.readPage()) await fillPage(section, ports);
      else section.replaceChildren(heading, el('p', {}, t('popup.cannot')));
    };
    section.replaceChildren(
      heading,
      el('p', {}, t('popup.unread')),
      el('button', { class: 'act', type: 'button', id: 'read', onclick: () => void read() }, t('popup.read')),
    );
    return;
  }
  const warned = found.posts.filter(({ level }) => level === 'caution' || level === 'danger');
  const pictures = found.posts.filter(({ level }) => level === 'unread').length;
  const rows = warned.map(({ id, heading: title, level }) =>
    el(
      'li',
      {},
      el(
        'button',
        { class: 'quote', type: 'button', dir: 'auto', onclick: () => void ports.reveal(id) },
        `${t(`badge.${level}`)}: ${title}`,
      ),
    ),
  );
  section.replaceChildren(
    heading,
    ...(found.changed ? [el('p', { class: 'small', id: 'changed' }, t('popup.changed'))] : []),
    el('p', { class: 'small' }, t('popup.posts', { count: found.posts.length - pictures })),
    rows.length > 0 ? el('ul', {}, ...rows) : el('p', {}, t('popup.none')),
    ...(pictures > 0 ? [el('p', { class: 'small', id: 'pictures' }, t('popup.pictures', { count: pictures }))] : []),
  );
}

function pasteBox(ports: PopupPorts): HTMLElement {
  const { t } = ports;
  const box = el('textarea', {
    id: 'text',
    rows: 4,
    dir: 'auto',
    'aria-label': t('popup.paste'),
    placeholder: t('popup.paste'),
  });
  const result = el('div', { id: 'result', role: 'status' });
  const judge = async (): Promise<void> => {
    const text = box.value.trim();
    result.replaceChildren(
      text === ''
        ? el('p', {}, t('popup.empty'))
        : verdictView(await ports.judge(text), { t, help: await ports.help() }),
    );
  };
  return el(
    'section',
    {},
    el('h3', {}, t('popup.paste')),
    box,
    el('button', { class: 'act main', type: 'button', id: 'judge', onclick: () => void judge() }, t('popup.judge')),
    result,
  );
}

async function fillReports(section: HTMLElement, ports: PopupPorts): Promise<void> {
  const { t } = ports;
  const reports = await ports.reports();
  const heading = el('h3', {}, t('popup.reports'));
  if (reports.length === 0) {
    section.replaceChildren(heading, el('p', { class: 'small' }, t('popup.noReports')));
    return;
  }
  const rows = reports.map((report) => {
    const remove = async (): Promise<void> => {
      await ports.deleteReport(report.id);
      await fillReports(section, ports);
    };
    const title = report.post.title ?? report.post.text.slice(0, 80);
    return el(
      'li',
      {},
      el('span', { dir: 'auto' }, title),
      el('br'),
      el('span', { class: 'source' }, `${new Date(report.created).toLocaleString()} · ${report.post.site} `),
      el('button', { class: 'act', type: 'button', onclick: () => void remove() }, t('popup.delete')),
    );
  });
  const save = async (): Promise<void> => {
    const address = URL.createObjectURL(new Blob([await ports.exported()], { type: 'application/json' }));
    el('a', { href: address, download: 'vigie-reports.json' }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  section.replaceChildren(
    heading,
    el('ul', {}, ...rows),
    el('button', { class: 'act', type: 'button', id: 'export', onclick: () => void save() }, t('popup.export')),
  );
}

async function countryBox(ports: PopupPorts): Promise<HTMLElement> {
  const chosen = await ports.country();
  const select = el(
    'select',
    { id: 'country', 'aria-label': ports.t('popup.country') },
    el('option', { value: '' }, '—'),
    ...ports.countries.map(({ code, name }) => el('option', { value: code, selected: code === chosen }, name)),
  );
  select.addEventListener('change', () => void ports.setCountry(select.value || null));
  return el('section', {}, el('h3', {}, ports.t('popup.country')), select);
}
