import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';

const NEXT = statement(
  'next_number',
  `INSERT INTO number_counters AS c (workspace_id, kind, last) VALUES ($1, $2, 1)
   ON CONFLICT (workspace_id, kind) DO UPDATE SET last = c.last + 1 RETURNING last`,
);

export type NumberKind = 'order' | 'delivery' | 'invoice' | 'credit_note';

/**
 * The next number of a kind, from 1, without gaps: the counter's row stays locked until the transaction ends, and a rolled back
 * one gives its number back. So it is taken last, and where several are taken, in the order of NumberKind.
 */
export async function nextNumber(tx: Transaction, workspaceId: string, kind: NumberKind): Promise<number> {
  const [row] = await tx.rows<{ last: string }>(NEXT, [workspaceId, kind]);
  if (row === undefined) throw new ParleyError('internal', 'A number counter vanished.');
  return Number(row.last);
}
