/** The panel that explains one verdict, says what to do and whom to call, and takes the person's answer. */
import type { Choice, ChoiceKind } from '../choices.ts';
import { choiceFor } from '../choices.ts';
import { el } from '../el.ts';
import type { Translate } from '../i18n.ts';
import type { Progress, ReportOutcome } from '../messages.ts';
import type { Found, Span } from '../post.ts';
import type { Help } from '../rules/help.ts';
import type { Level, Verdict } from '../verdict.ts';
import { progressWords } from './delivery-words.ts';
import { helpView } from './help-view.ts';
import { stepsView } from './steps.ts';
import { reasonsOf, verdictView } from './verdict-view.ts';

export type PanelPorts = {
  readonly t: Translate;
  readonly language: string;
  readonly help: Help;
  shut(): void;
  showWords(span: Span): void;
  /** Is it certain that nothing of the page lies over the panel? */
  cover(): 'clear' | 'early' | 'covered';
  report(): Promise<ReportOutcome>;
  /** When this ad was reported, if it was. */
  reported(): Promise<string | null>;
  /** Where the report stands with each server. */
  progress(): Promise<readonly Progress[]>;
  /** Not to send it after all; false when it is too late. */
  takeBack(delivery: string): Promise<boolean>;
  /** Opens the report in a tab of ours; `draft`: it is not kept yet. */
  review(draft: boolean): void;
  /** How the site itself takes reports; null where that is not known. */
  readonly platform: { readonly name: string; show(): string | null } | null;
  reportWrong(words: string): Promise<ReportOutcome>;
  choose(choice: Choice, on: boolean): Promise<void>;
  openNotes(): void;
};

/** Builds the panel; its buttons act on trusted events only. */
export function panelView(found: Found, verdict: Verdict, level: Level, ports: PanelPorts): HTMLElement {
  const { t } = ports;
  const state = el('p', { class: 'state', role: 'status' });
  const say = (...words: (Node | string)[]): void => state.replaceChildren(...words);
  const x = pressable('close', '×', ports.shut);
  x.setAttribute('aria-label', t('close'));
  const report = pressable('act main', t('panel.report'), () => {
    const cover = ports.cover();
    if (cover === 'early') return;
    if (cover === 'clear')
      return void outcomeOf(ports.report()).then((outcome) => say(...outcomeView(outcome, ports, say)));
    say(t('report.covered'));
    ports.review(true);
  });
  void ports.reported().then(
    (date) => date && say(...beforeView(date, ports)),
    () => {},
  );
  const done = (outcome: ReportOutcome): void => say(t(outcome.kind === 'kept' ? 'wrong.done' : failureOf(outcome)));
  return el(
    'div',
    { class: 'panel', role: 'dialog', 'aria-label': t('app.name'), tabindex: -1 },
    el('div', { class: 'head' }, el('strong', {}, t('app.name')), x),
    verdictView(verdict, level, { t, onQuote: ports.showWords }),
    stepsView(verdict, t, ports.openNotes),
    helpView(ports.help, t, ports.language),
    el(
      'details',
      {},
      el('summary', {}, t('panel.more')),
      choicesView(found, ports, say),
      wrongView(verdict, ports, done),
    ),
    el('div', { class: 'actions' }, report, platformView(ports, say), state),
  );
}

/** How often the panel asks how far a report has come. */
const PROGRESS_MS = 2000;

type Say = (...words: (Node | string)[]) => void;

/** What became of a report: kept, and how far it has come on its way to each server. */
function outcomeView(outcome: ReportOutcome, ports: PanelPorts, say: Say): (Node | string)[] {
  const { t } = ports;
  if (outcome.kind === 'failed') return [t(failureOf(outcome))];
  const { before, going } = outcome;
  if (going.length === 0) return [t(before ? 'report.already' : 'report.kept'), ' ', reviewButton(ports)];
  const undo = pressable('act', t('panel.undo'), () => {
    const all = Promise.all(going.map(({ delivery }) => ports.takeBack(delivery)));
    void all.then(
      (undone) => {
        if (!undone.every(Boolean)) return;
        clearInterval(asking);
        say(t('report.undone'));
      },
      () => say(t('report.failed')),
    );
  });
  const words = el('span', {}, going.map(({ name }) => t('report.queued', { name })).join(' '));
  const asking = setInterval(() => {
    if (!words.isConnected) return clearInterval(asking); // the panel is closed, or says something else
    void ports.progress().then(
      (all) => {
        words.textContent = all.map((one) => progressWords(one, ports)).join(' ');
        if (all.some(({ attempts }) => attempts > 0)) undo.remove();
        if (all.every(({ state }) => state === 'acknowledged' || state === 'refused')) clearInterval(asking);
      },
      () => {},
    );
  }, PROGRESS_MS);
  return [words, ' ', undo, ' ', reviewButton(ports)];
}

function beforeView(date: string, ports: PanelPorts): (Node | string)[] {
  const when = new Intl.DateTimeFormat(ports.language, { dateStyle: 'medium' }).format(new Date(date));
  return [ports.t('report.before', { date: when }), ' ', reviewButton(ports)];
}

function reviewButton({ t, review }: PanelPorts): HTMLElement {
  return pressable('act', t('report.review'), () => review(false));
}

/** The way that the site itself offers: shown on the page, or told in words. */
function platformView({ t, platform }: PanelPorts, say: Say): HTMLElement | null {
  if (!platform) return null;
  const { name: site } = platform;
  return pressable('act', t('report.platform', { site }), () => {
    const steps = platform.show();
    say(steps === null ? t('report.platformHere', { site }) : t('report.platformWay', { site, steps }));
  });
}

/** Not suspicious (this ad, this employer, this site), hide (this post, this poster); each can be taken back at once. */
function choicesView(found: Found, { t, choose }: PanelPorts, say: Say): HTMLElement {
  const kinds: readonly (readonly [ChoiceKind, string])[] = [
    ['trust-post', 'trust.post'],
    ['trust-company', 'trust.company'],
    ['trust-site', 'trust.site'],
    ['hide-post', 'hide.post'],
    ['hide-poster', 'hide.poster'],
  ];
  const rows = kinds.map(([kind, key]) => {
    const choice = choiceFor(kind, found.post, new Date().toISOString());
    if (!choice) return null;
    const failed = (): void => say(t('report.failed'));
    const act = async (): Promise<void> => {
      await choose(choice, true);
      const undo = pressable('act', t('panel.undo'), () => void choose(choice, false).then(() => say(), failed));
      say(t('trust.done'), ' ', undo);
      undo.focus();
    };
    return el(
      'li',
      {},
      pressable('act', t(key, { name: choice.name }), () => void act().catch(failed)),
    );
  });
  return el('ul', { class: 'choices' }, ...rows);
}

/** A wrong alarm goes with the names of the rules and only the words that the person leaves in. */
function wrongView(verdict: Verdict, ports: PanelPorts, done: (outcome: ReportOutcome) => void): HTMLElement {
  const { t } = ports;
  const box = el('textarea', { rows: 3, dir: 'auto' });
  box.value = reasonsOf(verdict)
    .flatMap(({ spans }) => spans.map(({ evidence }) => evidence))
    .join('\n');
  const send = (): void => void outcomeOf(ports.reportWrong(box.value.trim())).then(done);
  return el(
    'div',
    {},
    el('label', { class: 'field' }, el('span', {}, t('wrong.text')), box),
    el('p', { class: 'small' }, t('wrong.what')),
    pressable('act', t('wrong.report'), send),
  );
}

function pressable(look: string, words: string, act: () => void): HTMLButtonElement {
  const click = (event: Event): void => (event.isTrusted ? act() : undefined);
  return el('button', { class: look, type: 'button', onclick: click }, words);
}

function outcomeOf(answer: Promise<ReportOutcome>): Promise<ReportOutcome> {
  return answer.catch((): ReportOutcome => ({ kind: 'failed', why: 'unknown' }));
}

function failureOf(outcome: ReportOutcome): string {
  return outcome.kind === 'failed' && outcome.why === 'storage-full' ? 'report.full' : 'report.failed';
}
