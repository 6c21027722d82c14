import type { OrderKey } from '../../contracts/commerce/orders.ts';
import type { Sql } from '../sql.ts';
import { SYSTEM_SCOPE, statement } from '../sql.ts';

/** What its workflow would have moved on long ago, if it had heard of it. */
const STALLED = statement(
  'find_stalled_orders',
  `SELECT o.workspace_id, o.order_id FROM orders o
   WHERE o.status IN ('confirmed', 'reserved') AND o.updated_at < clock_timestamp() - $1 * interval '1 millisecond'
     AND (o.status = 'confirmed' OR NOT o.is_short AND o.approval IS DISTINCT FROM 'needed' OR NOT EXISTS (
       SELECT 1 FROM stock_reservations r WHERE r.order_id = o.order_id AND r.status = 'active'
         AND r.expires_at > clock_timestamp() - interval '1 minute'))
   ORDER BY o.updated_at LIMIT $2`,
);

/** See SystemStore.findStalledOrders. */
export async function findStalledOrders(sql: Sql, olderThanMs: number, limit: number): Promise<readonly OrderKey[]> {
  const rows = await sql.rows<{ workspace_id: string; order_id: string }>(SYSTEM_SCOPE, STALLED, [olderThanMs, limit]);
  return rows.map((row) => ({ workspaceId: row.workspace_id, orderId: row.order_id }));
}
