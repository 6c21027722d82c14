import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';

const CLAIM = statement(
  'claim_by_hand_request',
  `INSERT INTO by_hand_requests (workspace_id, key, request_hash, at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, key) DO NOTHING RETURNING key`,
);
const FIND = statement(
  'find_by_hand_request',
  'SELECT request_hash FROM by_hand_requests WHERE workspace_id = $1 AND key = $2',
);

/** A key of a caller, and what was asked under it. */
export interface ByHandRequest {
  readonly makes: 'delivery' | 'invoice' | 'credit_note';
  readonly key: string;
  /** Absent: the caller sent no key, so nothing can come again. */
  readonly requestHash: string | undefined;
  readonly at: Date;
}

/**
 * Binds a key to its request for as long as the transaction's work stands; a second one under the same key waits for the first to
 * end. ParleyError `idempotency_key_reused` when something else was asked under it. To be called before any row is locked.
 */
export async function claimRequest(tx: Transaction, workspaceId: string, request: ByHandRequest): Promise<void> {
  const { makes, requestHash, at } = request;
  if (requestHash === undefined) return;
  const key = `${makes}/${request.key}`;
  const claimed = await tx.rows(CLAIM, [workspaceId, key, requestHash, at]);
  if (claimed.length > 0) return;
  // In a statement of its own, which sees what another transaction has committed meanwhile.
  const [known] = await tx.rows<{ request_hash: string }>(FIND, [workspaceId, key]);
  if (known?.request_hash !== requestHash)
    throw new ParleyError('idempotency_key_reused', 'Send another Idempotency-Key for another request.');
}
