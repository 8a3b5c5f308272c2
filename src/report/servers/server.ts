/** What a kind of server has in common with the others. */
import type { Destination } from '../destinations.ts';
import type { Send } from '../request.ts';
import type { Answer, Delivery } from '../store.ts';

/** How an attempt ended. `after`: milliseconds in which the server wants no more requests. */
export type Outcome =
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'sent'; readonly statusUrl: string }
  | { readonly kind: 'refused'; readonly answer: Answer }
  | { readonly kind: 'later'; readonly answer: Answer; readonly after?: number };

/** Brings one delivery one step further; `uuid` is that of the report. Throws NoAnswer. */
export type Deliver = (destination: Destination, delivery: Delivery, uuid: string, send: Send) => Promise<Outcome>;
