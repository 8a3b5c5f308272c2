/** The popup: this page's posts, whether this site is read, a box for pasted text, the kept reports. */
import { el } from '../el.ts';
import type { FoundSummary, PageSummary } from '../messages.ts';
import type { Report } from '../report/report.ts';
import type { Delivery, WrongAlarm } from '../report/store.ts';
import type { Help } from '../rules/help.ts';
import { progressWords } from '../show/delivery-words.ts';
import { helpView } from '../show/help-view.ts';
import { stepsView } from '../show/steps.ts';
import { verdictView } from '../show/verdict-view.ts';
import { type Eagerness, shownLevel, type Verdict } from '../verdict.ts';
import { button, saveFile } from './controls.ts';
import { fillSite, type SitePorts } from './site-box.ts';

export type Kept = { readonly reports: readonly Report[]; readonly wrongAlarms: readonly WrongAlarm[] };

export type PopupPorts = SitePorts & {
  readonly language: string;
  readonly eagerness: Eagerness;
  help(): Promise<Help>;
  /** Null where Vigie does not read the page. */
  found(): Promise<PageSummary | null>;
  reveal(postId: string): Promise<void>;
  /** Reports a post, with a picture of the page; opens the report when it is kept. Says what went wrong. */
  report(postId: string): Promise<'report.full' | 'report.failed' | null>;
  openReport(id: string): void;
  deliveries(): Promise<readonly Delivery[]>;
  /** Starts reading the page; false where the browser forbids it. */
  readPage(): Promise<boolean>;
  /** Rejects when the background does not answer. */
  judge(text: string): Promise<Verdict>;
  kept(): Promise<Kept>;
  deleteReport(id: string): Promise<void>;
  deleteWrongAlarm(id: string): Promise<void>;
  /** What is kept as a JSON document. */
  exported(): Promise<string>;
  open(page: 'options' | 'about' | 'notes'): void;
};

/** The popup is no archive: a page with more ads is read on the page. */
const MOST_ROWS = 30;
const ORDER: readonly FoundSummary['level'][] = ['danger', 'caution', 'unread', 'none'];

/** Fills `root`; resolves when everything is on screen. */
export async function showPopup(root: HTMLElement, ports: PopupPorts): Promise<void> {
  const { t } = ports;
  const page = el('section', { id: 'page' });
  const site = el('section', { id: 'site' });
  const reports = el('section', { id: 'reports' });
  const link = (words: string, to: 'options' | 'about' | 'notes'): HTMLElement =>
    button(words, `open-${to}`, () => ports.open(to));
  root.replaceChildren(
    el('div', { class: 'top' }, el('h1', {}, t('app.name')), link(t('popup.options'), 'options')),
    page,
    site,
    pasteBox(ports),
    reports,
    el('div', { class: 'links' }, link(t('popup.stuck'), 'notes'), link(t('popup.about'), 'about')),
    el('p', { class: 'small' }, t('popup.private')),
  );
  const read = async (): Promise<void> => {
    await ports.readPage();
    await fillPage(page, ports);
  };
  await Promise.all([fillPage(page, ports), fillSite(site, ports, read), fillReports(reports, ports)]);
}

async function fillPage(section: HTMLElement, ports: PopupPorts): Promise<void> {
  const { t } = ports;
  const found = await ports.found();
  const heading = el('h2', {}, t('popup.found'));
  if (found === null) {
    const read = async (): Promise<void> => {
      if (await ports.readPage()) await fillPage(section, ports);
      else section.replaceChildren(heading, el('p', { role: 'status' }, t('popup.cannot')));
    };
    section.replaceChildren(heading, el('p', {}, t('popup.unread')), button(t('popup.read'), 'read', read, 'act main'));
    return;
  }
  const pictures = found.posts.filter(({ level }) => level === 'unread').length;
  const rows = [...found.posts]
    .sort((one, two) => ORDER.indexOf(one.level) - ORDER.indexOf(two.level))
    .slice(0, MOST_ROWS)
    .map((post) => el('li', {}, rowFor(post, ports)));
  const read = found.posts.length - pictures;
  section.replaceChildren(
    heading,
    ...(found.changed ? [el('p', { class: 'small', id: 'changed' }, t('popup.changed'))] : []),
    el('p', { class: 'small' }, found.posts.length > 0 ? t('popup.posts', { count: read }) : t('popup.noPosts')),
    el('ul', {}, ...rows),
    ...(pictures > 0 ? [el('p', { class: 'small', id: 'pictures' }, t('popup.pictures', { count: pictures }))] : []),
  );
}

/** A post with its verdict; a click goes to it. */
function rowFor({ id, heading, level }: FoundSummary, { t, reveal, report }: PopupPorts): HTMLElement {
  const warned = level === 'danger' || level === 'caution';
  const words = el('strong', {}, t(warned ? `badge.${level}` : `level.short.${level}`));
  const title = el('span', { dir: 'auto' }, heading);
  if (level === 'unread') return el('div', { class: `row ${level}` }, words, title);
  const click = (event: Event): void => {
    if (event.isTrusted) void reveal(id);
  };
  const row = el('button', { class: `row ${level}`, type: 'button', onclick: click }, words, title);
  if (!warned) return row;
  const state = el('span', { role: 'status', class: 'small' });
  const press = button(t('panel.report'), '', async () => {
    const wrong = await report(id);
    state.textContent = wrong ? t(wrong) : '';
  });
  press.removeAttribute('id');
  press.setAttribute('aria-label', `${t('panel.report')}: ${heading}`);
  return el('div', { class: 'found' }, row, press, state);
}

function pasteBox(ports: PopupPorts): HTMLElement {
  const { t, language } = ports;
  const box = el('textarea', { id: 'text', rows: 4, dir: 'auto' });
  const result = el('div', { id: 'result', role: 'status' });
  const judge = async (): Promise<void> => {
    const text = box.value.trim();
    if (text === '') return result.replaceChildren(el('p', {}, t('popup.empty')));
    try {
      const verdict = await ports.judge(text);
      const level = shownLevel(verdict, ports.eagerness);
      const view = verdictView(verdict, level, { t });
      if (level === 'none') return result.replaceChildren(view);
      const steps = stepsView(verdict, t, () => ports.open('notes'));
      result.replaceChildren(view, steps, helpView(await ports.help(), t, language));
    } catch {
      result.replaceChildren(el('p', {}, t('popup.restarting')), button(t('popup.again'), 'again', judge));
    }
  };
  return el(
    'section',
    {},
    el('label', { class: 'field' }, el('h2', {}, t('popup.paste')), box),
    button(t('popup.judge'), 'judge', judge, 'act main'),
    result,
  );
}

async function fillReports(section: HTMLElement, ports: PopupPorts): Promise<void> {
  const { t } = ports;
  const [{ reports, wrongAlarms }, deliveries] = await Promise.all([ports.kept(), ports.deliveries()]);
  const heading = el('h2', { tabindex: -1 }, t('popup.reports'));
  if (reports.length + wrongAlarms.length === 0) {
    section.replaceChildren(heading, el('p', { class: 'small' }, t('popup.noReports')));
    return;
  }
  const row = (
    title: string,
    created: string,
    about: string,
    remove: () => Promise<void>,
    ...more: HTMLElement[]
  ): HTMLElement => {
    const drop = async (): Promise<void> => {
      await remove();
      await fillReports(section, ports);
      section.querySelector<HTMLElement>('h2')?.focus();
    };
    const when = new Intl.DateTimeFormat(ports.language, { dateStyle: 'medium', timeStyle: 'short' });
    const words = `${when.format(new Date(created))} · ${about}`;
    const gone = button(t('popup.delete'), '', drop);
    gone.removeAttribute('id');
    return el(
      'li',
      { class: 'kept' },
      el('span', {}, el('span', { dir: 'auto' }, title), el('br'), el('span', { class: 'source' }, words)),
      ...more,
      gone,
    );
  };
  const open = (id: string, title: string): HTMLElement => {
    const look = button(t('popup.open'), '', () => ports.openReport(id));
    look.removeAttribute('id');
    look.setAttribute('aria-label', `${t('popup.open')}: ${title}`);
    return look;
  };
  const save = async (): Promise<void> => saveFile('vigie-reports.json', await ports.exported());
  section.replaceChildren(
    heading,
    el(
      'ul',
      {},
      ...reports.map(({ id, post, created }) =>
        row(
          post.title ?? post.text.slice(0, 80),
          created,
          [post.site, ...deliveries.filter(({ report }) => report === id).map((one) => progressWords(one, ports))].join(
            ' · ',
          ),
          () => ports.deleteReport(id),
          open(id, post.title ?? ''),
        ),
      ),
      ...wrongAlarms.map(({ id, words, site, created }) =>
        row(words.slice(0, 80), created, `${site} · ${t('popup.wrong')}`, () => ports.deleteWrongAlarm(id)),
      ),
    ),
    button(t('popup.export'), 'export', save),
  );
}
