/** Joins the list of servers to the browser: storage, permissions, discovery. */
import browser from 'webextension-polyfill';
import type { Translate } from '../i18n.ts';
import {
  addDestination,
  askingFor,
  type Destination,
  listDestinations,
  onDestinationsChanged,
  permissionsFor,
  readConsents,
  removeDestination,
  setConsent,
} from '../report/destinations.ts';
import { type Auth, isSafeAddress, NoAnswer, originOf, sendRequest } from '../report/request.ts';
import { mispVersion } from '../report/servers/misp.ts';
import { findCollections } from '../report/servers/taxii.ts';
import type { DestinationsPorts, Offer } from './destinations-view.ts';

export function destinationsPorts(t: Translate): DestinationsPorts {
  return {
    t,
    list: listDestinations,
    onChanged: onDestinationsChanged,
    approved: async () => new Set((await readConsents()).keys()),
    disapprove: (id) => setConsent(id, null),
    allow: askForServer,
    isSafe: isSafeAddress,
    find: async (kind, url, auth) => {
      try {
        return await offersAt(kind, url, auth);
      } catch (error) {
        if (error instanceof NoAnswer) return error.answer;
        throw error;
      }
    },
    add: ({ kind, name, url, collection }, auth) =>
      addDestination({ id: crypto.randomUUID(), kind, name, url, auth, ...(collection ? { collection } : {}) }),
    remove: async (destination) => {
      await removeDestination(destination.id);
      await giveBack(destination);
    },
  };
}

/** Asks the browser for the host of a server, and Firefox for the kinds of data. Call it first thing in a click. */
export function askForServer(url: string): Promise<boolean> {
  void askingFor(url); // not awaited: the browser asks only inside the click
  return browser.permissions.request(permissionsFor(url));
}

async function offersAt(kind: Destination['kind'], address: string, auth: Auth): Promise<Offer[]> {
  const { host } = new URL(address);
  if (kind === 'taxii') {
    const found = await findCollections(address, auth, sendRequest);
    return found.map(({ root, id, title, canRead, maxContentLength }) => ({
      kind,
      name: `${title} (${host})`,
      url: root,
      collection: { id, canRead, maxContentLength },
    }));
  }
  const url = address.endsWith('/') ? address : `${address}/`;
  await mispVersion(url, auth, sendRequest);
  return [{ kind, name: `MISP (${host})`, url }];
}

/** The host is given back when nothing else needs it. */
async function giveBack({ url }: Destination): Promise<void> {
  const others = await listDestinations();
  if (others.some((one) => originOf(one.url) === originOf(url))) return;
  await browser.permissions.remove({ origins: [originOf(url)] }).catch(() => false); // a host that the manifest requires
}
