import { BACK_IN_STOCK } from '../../contracts/names.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';

/**
 * A wait fires while those before it leave something. What is counted is the stock of the location that serves the flow's orders. The
 * conversation opens again if it was closed, or nobody would hear of it.
 */
const FIRE = statement(
  'fire_stock_waits',
  `WITH waits AS (
     SELECT w.wait_id, w.product_id, w.conversation_id, w.created_at, w.quantity,
       parley_location_of(c.workspace_id, c.flow) AS location_id
     FROM stock_waits w JOIN conversations c USING (conversation_id)
     WHERE w.product_id = ANY ($1::uuid[]) AND w.status = 'waiting' FOR UPDATE OF w),
   queued AS (
     SELECT w.wait_id, w.product_id, w.quantity, s.on_hand - s.reserved AS available,
       sum(w.quantity) OVER (PARTITION BY w.product_id, w.location_id ORDER BY w.created_at, w.wait_id) - w.quantity AS before
     FROM waits w JOIN stock s USING (product_id, location_id)),
   fired AS (
     UPDATE stock_waits w SET status = 'fired', fired_at = now() FROM queued q
     WHERE w.wait_id = q.wait_id AND q.before < q.available RETURNING w.*),
   opened AS (
     UPDATE conversations c SET status = 'open', session = c.session + 1, closed_at = NULL, close_reason = NULL, updated_at = now()
     WHERE c.conversation_id IN (SELECT conversation_id FROM fired) AND c.status = 'closed'
     RETURNING c.workspace_id, c.conversation_id, c.session),
   sessions AS (
     INSERT INTO sessions (workspace_id, conversation_id, number, started_at)
     SELECT workspace_id, conversation_id, session, now() FROM opened),
   planned AS (
     INSERT INTO follow_ups (follow_up_id, workspace_id, conversation_id, contact_id, kind, reason, due_at, created_at)
     SELECT gen_random_uuid(), f.workspace_id, f.conversation_id, f.contact_id, '${BACK_IN_STOCK}', p.sku || ' is back', now(), now()
     FROM fired f JOIN products p USING (product_id))
   INSERT INTO nudges (workspace_id, conversation_id) SELECT DISTINCT workspace_id, conversation_id FROM fired`,
);
const WAIT = statement(
  'wait_for_stock',
  `INSERT INTO stock_waits (wait_id, workspace_id, product_id, conversation_id, contact_id, quantity, created_at)
   SELECT gen_random_uuid(), c.workspace_id, $2, c.conversation_id, c.contact_id, $3, $4 FROM conversations c
   WHERE c.conversation_id = $1
   ON CONFLICT (conversation_id, product_id) WHERE status = 'waiting' DO UPDATE SET quantity = EXCLUDED.quantity`,
);

export interface StockWait {
  readonly conversationId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly at: Date;
}

/** Remembers that the conversation wants to hear when the product is back; one wait a product, the last quantity counts. */
export async function waitForStock(tx: Transaction, wait: StockWait): Promise<void> {
  await tx.rows(WAIT, [wait.conversationId, wait.productId, wait.quantity, wait.at]);
}

/**
 * Plans a follow-up, due now, for those who wait for products that came in, oldest first while stock lasts; and a nudge for
 * their workflows. In the transaction that changed the stock, after the change.
 */
export async function fireStockWaits(tx: Transaction, productIds: readonly string[]): Promise<void> {
  if (productIds.length > 0) await tx.rows(FIRE, [productIds]);
}
