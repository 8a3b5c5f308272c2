/** Ids of what is handed on: the same report gets the same ids again, two people's reports never do. */
import { v4, v5 } from 'uuid';
import { canonical } from './evidence.ts';

/** Namespace of STIX 2.1, section 2.9: ids of observables are UUIDv5 over their contributing properties in canonical form. */
const STIX_NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7';

/** A new install secret: a random UUID that never leaves the device. */
export function newSecret(): string {
  return v4();
}

/**
 * The UUID of a person's report of a post: UUIDv5 of the post's id and the time of the first report in the namespace of the
 * install secret. Who does not know the secret cannot tell from it which post or which person it is. The time is in it
 * since STIX forbids to use an id again after it was revoked, or with another time of creation.
 */
export function reportUuid(secret: string, postId: string, created: string): string {
  return v5(`${postId} ${created}`, secret);
}

/** The UUID of a part of a report, such as "indicator" or "attribute url 3". */
export function partUuid(report: string, part: string): string {
  return v5(part, report);
}

/** Id of a STIX cyber-observable object, by its contributing properties. */
export function observableId(type: string, contributing: Readonly<Record<string, unknown>>): string {
  return `${type}--${v5(canonical(contributing), STIX_NAMESPACE)}`;
}
