import { ParleyError } from '../../contracts/errors.ts';

/** Optimistic concurrency: ParleyError `version_conflict` when the caller has seen another version; undefined: whichever it is. */
export function refuseOtherVersion(present: number, seen: number | undefined): void {
  if (seen === undefined || seen === present) return;
  throw new ParleyError('version_conflict', 'Read it again, and send its ETag as If-Match.');
}
