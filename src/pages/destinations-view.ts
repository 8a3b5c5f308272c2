/** Where reports go: the servers that are set up, and a form to set up another. */
import { el } from '../el.ts';
import type { Key, Translate } from '../i18n.ts';
import type { Destination } from '../report/destinations.ts';
import type { Auth } from '../report/request.ts';
import type { Answer } from '../report/store.ts';
import { answerWords } from '../show/delivery-words.ts';
import { button, choice } from './controls.ts';

/** What was found at an address: TAXII collections to choose from, or a MISP server. */
export type Offer = Pick<Destination, 'kind' | 'name' | 'url' | 'collection'>;

export type DestinationsPorts = {
  readonly t: Translate;
  list(): Promise<readonly Destination[]>;
  onChanged(listen: () => void): void;
  /** Ids of those to which each report goes unasked. */
  approved(): Promise<ReadonlySet<string>>;
  /** Reports are to be shown before they are sent there, once more. */
  disapprove(id: string): Promise<void>;
  /** Asks the browser for the host; must be called by the click itself. */
  allow(url: string): Promise<boolean>;
  find(kind: Destination['kind'], url: string, auth: Auth): Promise<readonly Offer[] | Answer>;
  isSafe(url: string): boolean;
  add(offer: Offer, auth: Auth): Promise<void>;
  remove(destination: Destination): Promise<void>;
};

const KINDS = [
  ['taxii', 'TAXII 2.1'],
  ['misp', 'MISP'],
] as const;

/** Fills and returns a section. */
export async function destinationsView(ports: DestinationsPorts): Promise<HTMLElement> {
  const { t } = ports;
  const list = el('div', { id: 'destination-list' });
  const fill = async (): Promise<void> => {
    const [all, approved] = await Promise.all([ports.list(), ports.approved()]);
    list.replaceChildren(...all.map((one, i) => row(one, i, approved.has(one.id), ports, fill)));
  };
  await fill();
  ports.onChanged(() => void fill());
  return el(
    'section',
    { id: 'destinations' },
    el('h2', { tabindex: -1 }, t('dest.heading')),
    el('p', {}, t('dest.what')),
    list,
    form(ports, fill),
  );
}

function row(
  one: Destination,
  i: number,
  approved: boolean,
  ports: DestinationsPorts,
  fill: () => Promise<void>,
): HTMLElement {
  const { t } = ports;
  const box = el('input', { type: 'checkbox', id: `approved-${i}`, checked: approved });
  box.addEventListener('change', () => void ports.disapprove(one.id).then(fill));
  const words = approved
    ? el('label', { class: 'option' }, box, el('span', {}, t('dest.approved')))
    : el('span', { class: 'small' }, t('dest.first'));
  const remove = button(t('dest.remove'), `remove-${i}`, async () => {
    await ports.remove(one);
    await fill();
    document.querySelector<HTMLElement>('#destinations h2')?.focus();
  });
  remove.setAttribute('aria-label', `${t('dest.remove')}: ${one.name}`);
  return el(
    'div',
    { class: 'kept' },
    el(
      'span',
      {},
      el('strong', { dir: 'auto' }, one.name),
      ' ',
      el('span', { class: 'source', dir: 'ltr' }, new URL(one.url).host),
      el('br'),
      words,
      one.managed ? el('span', { class: 'small' }, t('dest.managed')) : null,
    ),
    one.managed ? null : remove,
  );
}

/** Kind, address, credentials → Connect → (TAXII) which collection → Save. */
function form(ports: DestinationsPorts, fill: () => Promise<void>): HTMLElement {
  const { t } = ports;
  const state = el('p', { class: 'state', role: 'status', id: 'destination-state' });
  const say = (key: Key | null, answer = ''): void => {
    state.textContent = key ? t(key, { answer }) : '';
  };
  const input = (id: string, key: Key, type: string): readonly [HTMLElement, HTMLInputElement] => {
    const box = el('input', { type, id, dir: 'ltr', autocomplete: 'off', spellcheck: 'false' });
    return [el('label', { class: 'field' }, el('span', {}, t(key)), box), box];
  };
  let kind: Destination['kind'] = 'taxii';
  const [addressField, address] = input('server', 'dest.address', 'url');
  const [userField, user] = input('user', 'dest.user', 'text');
  const [passwordField, password] = input('password', 'dest.password', 'password');
  const [tokenField, token] = input('token', 'dest.token', 'password');
  const offers = el('div', { id: 'offers' });
  const pick = (value: string): void => {
    kind = value === 'misp' ? 'misp' : 'taxii';
    userField.hidden = passwordField.hidden = kind === 'misp';
    offers.replaceChildren();
  };
  const authNow = (): Auth => {
    if (token.value) return { token: token.value };
    return kind === 'taxii' && user.value ? { user: user.value, password: password.value } : null;
  };
  const save = async (offer: Offer): Promise<void> => {
    await ports.add(offer, authNow());
    for (const box of [address, user, password, token]) box.value = '';
    offers.replaceChildren();
    say('options.saved');
    await fill();
  };
  const connect = async (): Promise<void> => {
    offers.replaceChildren();
    const url = address.value.trim();
    if (!ports.isSafe(url)) return say('dest.https');
    const allowed = ports.allow(url); // first of all: the browser asks only inside the click
    say(null);
    if (!(await allowed.catch(() => false))) return say('site.refused');
    const found = await ports.find(kind, url, authNow());
    if ('kind' in found) return say('dest.failed', answerWords(found, t));
    const [first, ...more] = found;
    if (!first) return say('dest.failed', t('dest.none'));
    if (more.length === 0) return save(first);
    let chosen = first;
    const options = found.map((one, i) => [String(i), one.name] as const);
    offers.replaceChildren(
      choice('collection', t('dest.collection'), options, '0', (value) => {
        chosen = found[Number(value)] ?? first;
      }),
      button(t('dest.save'), 'save-destination', () => save(chosen), 'act main'),
    );
  };
  const element = el(
    'div',
    { class: 'form' },
    choice('kind', t('dest.kind'), KINDS, kind, pick),
    addressField,
    userField,
    passwordField,
    tokenField,
    el('div', { class: 'actions' }, button(t('dest.connect'), 'connect', connect)),
    offers,
    state,
  );
  return element;
}
