import { createHash, randomUUID } from 'node:crypto';

/** The key that a caller sent, and a hash of what they asked under it (SHA-256, base64url); without a key, one that never comes again. */
export function keyedBy(
  headers: { readonly 'idempotency-key'?: string | undefined },
  request: object,
): { readonly key: string; readonly requestHash?: string } {
  const key = headers['idempotency-key'];
  if (key === undefined) return { key: `api/${randomUUID()}` };
  return { key: `api/${key}`, requestHash: createHash('sha256').update(JSON.stringify(request)).digest('base64url') };
}
