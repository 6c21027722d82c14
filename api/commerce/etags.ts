import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';

/** Headers of a change that others may have made meanwhile. */
export const IfMatchHeaders = z.object({
  'if-match': z.string().max(100).optional().describe('The ETag of what you have seen; without it nothing is checked.'),
});

/** The version that the caller has seen; undefined without If-Match, or with `*`. ParleyError `invalid_request`. */
export function seenVersion({ 'if-match': header }: z.infer<typeof IfMatchHeaders>): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header)?.[1];
  if (version === undefined) throw new ParleyError('invalid_request', 'If-Match: send an ETag as it was given.');
  return Number(version);
}

/** Sets the ETag of a version. */
export function setETag(reply: FastifyReply, version: number): void {
  reply.header('etag', `"${version}"`);
}

/** Answer to a DELETE. */
export const GONE = z.null().describe('It is gone.');
