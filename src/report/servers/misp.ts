/** A MISP server by its REST interface: one event per report, a newer version changes it. */
import { mispEvent } from '../formats/misp.ts';
import { type Auth, answerOf, isPassing, NoAnswer, property, type Reply, type Send } from '../request.ts';
import type { Deliver, Outcome } from './server.ts';

/** Adds the event of a report, or changes it where it is there already. */
export const deliverToMisp: Deliver = async (destination, delivery, uuid, send) => {
  const headers = headersOf(destination.auth);
  const event = mispEvent(delivery.evidence, uuid);
  const at = (path: string): string => new URL(path, destination.url).href;
  const post = (path: string): Promise<Reply> =>
    send({ method: 'POST', url: at(path), headers, body: JSON.stringify({ Event: event }) });
  const { created, modified } = delivery.evidence;
  if (delivery.attempts > 1 || created !== modified) {
    const seen = await send({ method: 'GET', url: at(`events/view/${uuid}`), headers });
    if (seen.status !== 404 && seen.status !== 200) return outcomeOf(seen, uuid);
    if (isEvent(seen.body, uuid)) {
      const timestamp = Number(property(property(seen.body, 'Event'), 'timestamp'));
      if (timestamp >= Number(event.timestamp)) return { kind: 'acknowledged' };
      return outcomeOf(await post(`events/edit/${uuid}`), uuid);
    }
  }
  const reply = await post('events/add');
  // two versions at once: the other one was first
  const exists = reply.status === 403 && /exists/i.test(JSON.stringify(reply.body ?? ''));
  return outcomeOf(exists ? await post(`events/edit/${uuid}`) : reply, uuid);
};

function outcomeOf({ status, body, retryAfter }: Reply, uuid: string): Outcome {
  if (isPassing(status))
    return { kind: 'later', answer: answerOf(status), ...(retryAfter === undefined ? {} : { after: retryAfter }) };
  if (status !== 200) return { kind: 'refused', answer: answerOf(status) };
  return isEvent(body, uuid) ? { kind: 'acknowledged' } : { kind: 'later', answer: { kind: 'garbage' } };
}

function isEvent(body: unknown, uuid: string): boolean {
  return property(property(body, 'Event'), 'uuid') === uuid;
}

/** The version of the server. Throws NoAnswer with the reason when there is none, or the key is not accepted. */
export async function mispVersion(address: string, auth: Auth, send: Send): Promise<string> {
  const url = new URL('servers/getVersion', address).href;
  const { status, body } = await send({ method: 'GET', url, headers: headersOf(auth) });
  if (status !== 200) throw new NoAnswer(answerOf(status));
  const version = property(body, 'version');
  if (typeof version !== 'string') throw new NoAnswer({ kind: 'garbage' });
  return version;
}

function headersOf(auth: Auth): Record<string, string> {
  const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
  return auth && 'token' in auth ? { ...json, Authorization: auth.token } : json;
}
