import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { isUuid } from '../sql.ts';
import type { CustomerHabits } from './customer-store.ts';
import type { OrderRow } from './order-rows.ts';

/** Of the last 30 orders that were accepted and not cancelled: older ones say little about today. */
const REFRESH = statement(
  'refresh_habits',
  `WITH kept AS (
     SELECT order_id, confirmed_at FROM orders
     WHERE customer_id = $1 AND status IN ('accepted', 'packed', 'out_for_delivery', 'delivered', 'partly_fulfilled', 'returned')
     ORDER BY created_at DESC LIMIT 30),
   gaps AS (
     SELECT extract(epoch FROM confirmed_at - lag(confirmed_at) OVER (ORDER BY confirmed_at)) / 86400 AS days FROM kept),
   bought AS (
     SELECT l.product_id, count(*)::int AS times, percentile_disc(0.5) WITHIN GROUP (ORDER BY l.quantity) AS quantity
     FROM order_lines l JOIN kept USING (order_id) WHERE l.fulfilled > 0
     GROUP BY l.product_id ORDER BY times DESC, sum(l.gross_minor) DESC, l.product_id LIMIT 10)
   INSERT INTO customer_habits AS h (customer_id, workspace_id, order_count, last_order_at, rhythm_days, preferred, last_topics, updated_at)
   SELECT $1, $2, (SELECT count(*) FROM kept), (SELECT max(confirmed_at) FROM kept),
     CASE WHEN (SELECT count(*) FROM kept) >= 3 THEN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM gaps) END,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('productId', product_id, 'times', times, 'quantity', quantity)
        ORDER BY times DESC), '[]') FROM bought), '{}', $3
   ON CONFLICT (customer_id) DO UPDATE SET order_count = EXCLUDED.order_count, last_order_at = EXCLUDED.last_order_at,
     rhythm_days = EXCLUDED.rhythm_days, preferred = EXCLUDED.preferred, updated_at = EXCLUDED.updated_at`,
);
const TOPICS = statement(
  'keep_topics',
  `INSERT INTO customer_habits AS h (customer_id, workspace_id, order_count, preferred, last_topics, updated_at)
   VALUES ($1, $2, 0, '[]', $3, $4)
   ON CONFLICT (customer_id) DO UPDATE SET last_topics = EXCLUDED.last_topics, updated_at = EXCLUDED.updated_at`,
);
const READ = statement(
  'read_habits',
  'SELECT order_count, last_order_at, rhythm_days, preferred, last_topics FROM customer_habits WHERE customer_id = $1',
);

interface HabitsRow {
  order_count: number;
  last_order_at: Date | null;
  rhythm_days: number | null;
  preferred: CustomerHabits['preferred'];
  last_topics: string[];
}

/** Counts the customer's orders anew, with the one whose state has just changed. */
export async function refreshHabits(tx: Transaction, row: OrderRow, at: Date): Promise<void> {
  await tx.rows(REFRESH, [row.customer_id, row.workspace_id, at]);
}

/** Keeps what was last spoken of: names of intents, never words. */
export async function keepTopics(
  tx: Transaction,
  customer: { readonly workspaceId: string; readonly customerId: string },
  topics: readonly string[],
  at: Date,
): Promise<void> {
  await tx.rows(TOPICS, [customer.customerId, customer.workspaceId, topics, at]);
}

/** In a transaction of the caller's, or one of its own. */
export async function findHabits(
  tx: Pick<Transaction, 'rows'>,
  customerId: string,
): Promise<CustomerHabits | undefined> {
  const [row] = await tx.rows<HabitsRow>(READ, [customerId]);
  if (row === undefined) return undefined;
  return {
    orderCount: row.order_count,
    lastOrderAt: row.last_order_at ?? undefined,
    rhythmDays: row.rhythm_days ?? undefined,
    preferred: row.preferred,
    lastTopics: row.last_topics,
  };
}

/** See CustomerStore.readHabits. */
export async function readHabits(ctx: StoreContext, customerId: string): Promise<CustomerHabits | undefined> {
  if (!isUuid(customerId)) return undefined;
  return ctx.sql.transaction(ctx.workspaceId, (tx) => findHabits(tx, customerId));
}
