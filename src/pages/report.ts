/** The page of one report: all that it holds, to whom it can go, what became of it. */
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Destination } from '../report/destinations.ts';
import { type Consent, type Evidence, FULL_CONSENT } from '../report/evidence.ts';
import type { Report } from '../report/report.ts';
import { type Delivery, isStorageFull } from '../report/store.ts';
import type { HelpLine } from '../rules/help.ts';
import { wayInWords } from '../rules/sites.ts';
import { progressWords } from '../show/delivery-words.ts';
import { lineWith, phoneLink } from '../show/help-view.ts';
import { button } from './controls.ts';
import { evidenceView } from './evidence-view.ts';
import { mailAddress, plainText } from './plain-text.ts';

export type FileKind = 'json' | 'stix' | 'misp' | 'csv';

export type ReportPorts = {
  readonly t: Translate;
  readonly language: string;
  /** Authorities of the person's country. */
  readonly lines: readonly HelpLine[];
  destinations(): Promise<readonly Destination[]>;
  readonly consents: ReadonlyMap<string, Consent>;
  /** How the site itself takes reports. */
  readonly platform: { readonly name: string; readonly url?: string; readonly path?: readonly string[] } | null;
  /** Keeps a report that is not kept yet; the report as it is then, or what went wrong. */
  keep(report: Report): Promise<Report | 'report.full' | 'report.failed'>;
  /** Keeps a note; the report as it is then, null when it is gone. */
  changeNote(note: string): Promise<Report | null>;
  deliveries(): Promise<readonly Delivery[]>;
  /** Asks the browser for the server's host, unless it is allowed already; must be called by the click itself. */
  allow(destination: Destination): Promise<boolean>;
  /** Queues it, and remembers what was agreed to for the reports that follow; the report as it is then. */
  send(report: Report, destination: Destination, consent: Consent): Promise<Report>;
  takeBack(delivery: string): Promise<boolean>;
  again(delivery: string): Promise<void>;
  /** Says that the ad was honest, here and to all who received the report. */
  honest(): Promise<{ readonly report: Report; readonly told: boolean } | null>;
  save(kind: FileKind, evidence: Evidence): Promise<void>;
  copy(text: string): Promise<void>;
  print(): void;
  openSettings(): void;
};

const FILES: readonly (readonly [FileKind, string])[] = [
  ['json', 'JSON'],
  ['stix', 'STIX 2.1'],
  ['misp', 'MISP'],
  ['csv', 'CSV'],
];
const REFRESH_MS = 1000;
/** A note is kept after so short a rest in writing. */
const TYPING_MS = 300;

/** Fills `root`. `draft`: the report is not kept yet; null: there is none. */
export function showReport(root: HTMLElement, first: Report | null, draft: boolean, ports: ReportPorts): void {
  const { t } = ports;
  if (!first) {
    root.replaceChildren(el('h1', {}, t('evidence.heading')), el('p', {}, t('evidence.gone')));
    return;
  }
  let report = first;
  let kept = !draft;
  const state = el('p', { class: 'state', role: 'status', id: 'state' }, kept ? '' : t('evidence.draft'));
  const say = (words: string): void => {
    state.textContent = words;
  };
  const consent = [...ports.consents.values()][0] ?? FULL_CONSENT;
  let writing: ReturnType<typeof setTimeout> | undefined;
  let written = Promise.resolve();
  const keepNote = (): void => {
    clearTimeout(writing);
    writing = undefined;
    if (!kept) return;
    const { note = '' } = report;
    written = ports.changeNote(note).then(
      (next) => {
        if (next) report = { ...next, note: report.note ?? note }; // more may have been written since
      },
      () => say(t('report.failed')),
    );
  };
  const view = evidenceView(
    () => report,
    consent,
    ports,
    (note) => {
      report = { ...report, note };
      clearTimeout(writing);
      writing = setTimeout(keepNote, TYPING_MS);
    },
  );
  const keepFirst = async (): Promise<boolean> => {
    if (kept) return true;
    const outcome = await ports.keep(report).catch(() => 'report.failed' as const);
    if (typeof outcome === 'string') {
      say(t(outcome));
      return false;
    }
    report = outcome;
    kept = true;
    say(t('report.kept'));
    keepButton.remove();
    return true;
  };
  const keepButton = button(t('evidence.keep'), 'keep', async () => void (await keepFirst()), 'act main');
  const heading = el('h3', { tabindex: -1 }, t('send.servers'));
  /** Says changes to who does not see the rows. */
  const progress = el('p', { class: 'hidden-live', role: 'status' });
  const servers = el('div', { id: 'servers' });
  const send = async (destination: Destination): Promise<void> => {
    if (view.consent().parts.length === 0) return say(t('send.nothing'));
    if (!(await ports.allow(destination).catch(() => false))) return say(t('site.refused'));
    if (!(await keepFirst())) return;
    if (writing !== undefined) keepNote();
    await written;
    try {
      report = await ports.send(report, destination, view.consent());
    } catch (error) {
      say(t(isStorageFull(error) ? 'report.full' : 'report.failed'));
    }
    await refresh();
  };
  const again = async (delivery: Delivery, destination: Destination | null): Promise<void> => {
    if (destination && !(await ports.allow(destination).catch(() => false))) return say(t('site.refused'));
    await ports.again(delivery.id);
  };
  let shown = '';
  const refresh = async (): Promise<void> => {
    const [deliveries, destinations] = await Promise.all([ports.deliveries(), ports.destinations()]);
    // drawn anew only when something has changed, so that the focus stays where it is
    const key = JSON.stringify([
      destinations.map(({ id }) => id),
      deliveries.map(({ id, state: at, answer, attempts }) => [id, at, answer, attempts > 0]),
    ]);
    if (key === shown) return;
    shown = key;
    const focused = servers.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const isFirst = servers.childElementCount === 0;
    servers.replaceChildren(...serverRows(deliveries, destinations, ports, { send, again, refresh }));
    // a key that was meant for a button that is gone must not press another
    if (focused) (document.getElementById(focused) ?? heading).focus();
    if (!isFirst) progress.textContent = deliveries.map((one) => progressWords(one, ports)).join(' ');
  };
  const honest = async (): Promise<void> => {
    const next = await ports.honest();
    if (!next) return say(t('evidence.gone'));
    report = next.report;
    say(next.told ? t('send.honestDone') : '');
    await refresh();
  };
  root.replaceChildren(
    el('h1', { class: 'screen' }, t('evidence.heading')),
    el('div', { class: 'sheet' }, el('h1', {}, t('sheet.heading')), el('p', {}, t('sheet.what'))),
    el('p', { class: 'screen' }, t('evidence.what')),
    view.element,
    el(
      'div',
      { class: 'screen' },
      state,
      kept ? null : keepButton,
      el('h2', {}, t('send.heading')),
      heading,
      servers,
      progress,
      ...platformView(ports),
      ...authoritiesView(ports, () => view.evidence(), say),
      el('h3', {}, t('send.file')),
      el(
        'div',
        { class: 'actions' },
        ...FILES.map(([kind, name]) => button(name, `save-${kind}`, () => ports.save(kind, view.evidence()))),
        button(t('send.print'), 'print', ports.print),
      ),
      kept ? el('p', {}, button(t('send.honest'), 'honest', honest)) : null,
    ),
  );
  void refresh();
  setInterval(() => void refresh(), REFRESH_MS);
}

function serverRows(
  deliveries: readonly Delivery[],
  destinations: readonly Destination[],
  ports: ReportPorts,
  act: {
    send(destination: Destination): Promise<void>;
    again(delivery: Delivery, destination: Destination | null): Promise<void>;
    refresh(): Promise<void>;
  },
): HTMLElement[] {
  const { t } = ports;
  const known = new Set(destinations.map(({ id }) => id));
  const lost = deliveries.filter(({ destination }) => !known.has(destination));
  const rows = [
    ...destinations.map((one) => ({
      name: one.name,
      one,
      delivery: deliveries.find(({ destination }) => destination === one.id),
    })),
    ...lost.map((delivery) => ({ name: delivery.name, one: null, delivery })),
  ];
  if (rows.length === 0)
    return [el('p', {}, t('send.noServer'), ' ', button(t('popup.options'), 'open-options', ports.openSettings))];
  return rows.map(({ name, one, delivery }, i) => {
    const words = delivery ? progressWords(delivery, ports) : '';
    const press = (key: string, id: string, work: () => Promise<void>): HTMLElement =>
      button(t(key, { name }), `${id}-${i}`, async () => {
        await work();
        await act.refresh();
      });
    const actions: HTMLElement[] = [];
    const waits = delivery?.state === 'queued' && delivery.attempts === 0;
    if (delivery && waits)
      actions.push(press('panel.undo', 'undo', async () => void (await ports.takeBack(delivery.id))));
    if (delivery?.state === 'refused') actions.push(press('popup.again', 'again', () => act.again(delivery, one)));
    if (one && (!delivery || delivery.state === 'acknowledged'))
      actions.push(press('send.to', 'send', () => act.send(one)));
    return el('div', { class: 'kept' }, el('span', { dir: 'auto' }, words || name), ...actions);
  });
}

function platformView({ t, platform }: ReportPorts): (HTMLElement | null)[] {
  if (!platform) return [];
  const { name, url, path } = platform;
  const steps = path && wayInWords(path);
  return [
    el('h3', {}, t('send.platform')),
    steps ? el('p', {}, t('report.platformWay', { site: name, steps })) : null,
    url
      ? el(
          'p',
          {},
          el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, t('report.platform', { site: name })),
        )
      : null,
  ];
}

/** A mail where mail is taken; else the page of the authority with the report on the clipboard; else its number. */
function authoritiesView(
  ports: ReportPorts,
  evidence: () => Evidence,
  say: (words: string) => void,
): (HTMLElement | null)[] {
  const { t, lines } = ports;
  if (lines.length === 0) return [];
  const ways = ({ email, url, phone }: HelpLine, i: number): HTMLElement[] => {
    const all: HTMLElement[] = [];
    if (email) all.push(button(t('send.mail'), `mail-${i}`, () => location.assign(mailAddress(email, evidence(), t))));
    if (url)
      all.push(
        button(t('send.copy'), `form-${i}`, async () => {
          await ports.copy(plainText(evidence(), t));
          open(url, '_blank', 'noopener,noreferrer');
          say(t('send.copied'));
        }),
      );
    if (phone) all.push(phoneLink(phone));
    return all;
  };
  return [
    el('h3', {}, t('send.authorities')),
    el('ul', { class: 'lines', id: 'authorities' }, ...lines.map((line, i) => lineWith(line, t, ...ways(line, i)))),
  ];
}
