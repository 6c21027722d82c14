import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import { fireStockWaits } from './stock-waits.ts';

const OPEN = statement(
  'open_counted_stock',
  `INSERT INTO stock (workspace_id, location_id, product_id)
   SELECT $1, $2, product_id FROM unnest($3::uuid[]) AS c (product_id) ORDER BY product_id
   ON CONFLICT (location_id, product_id) DO NOTHING`,
);
const LOCK = statement(
  'lock_counted_stock',
  'SELECT FROM stock WHERE location_id = $1 AND product_id = ANY ($2::uuid[]) ORDER BY product_id FOR UPDATE',
);
/** Null: it stays as it is. What is reserved is promised, so a count below it changes nothing and is answered. */
const SET = statement(
  'set_counted_stock',
  `WITH counts AS (
     SELECT c.*, s.on_hand AS before, s.reserved > c.on_hand AS is_short
     FROM unnest($3::uuid[], $4::bigint[], $5::bigint[]) AS c (product_id, on_hand, reorder_level)
     JOIN stock s ON s.location_id = $2 AND s.product_id = c.product_id),
   changed AS (
     UPDATE stock s SET updated_at = $6, reorder_level = coalesce(c.reorder_level, s.reorder_level),
       on_hand = CASE WHEN c.is_short THEN s.on_hand ELSE coalesce(c.on_hand, s.on_hand) END
     FROM counts c WHERE s.location_id = $2 AND s.product_id = c.product_id
       AND (s.on_hand, s.reorder_level) IS DISTINCT FROM (coalesce(c.on_hand, s.on_hand), coalesce(c.reorder_level, s.reorder_level))
     RETURNING s.product_id, s.on_hand - c.before AS change),
   moved AS (
     INSERT INTO stock_movements (movement_id, workspace_id, location_id, product_id, kind, on_hand_change, reserved_change, key, at)
     SELECT id, $1, $2, product_id, 'correction', change, 0, 'count/' || id, $6
     FROM (SELECT gen_random_uuid() AS id, * FROM changed WHERE change <> 0) AS m)
   SELECT c.product_id, c.is_short, coalesce(m.change, 0) > 0 AS is_more
   FROM counts c LEFT JOIN changed m USING (product_id) WHERE c.is_short OR m.change > 0`,
);

export interface StockCounts {
  readonly workspaceId: string;
  /** Undefined when there is nothing to count. */
  readonly locationId: string | undefined;
  /** Each product once; undefined: as it is. */
  readonly counts: readonly {
    readonly productId: string;
    readonly onHand: number | undefined;
    readonly reorderLevel: number | undefined;
  }[];
  readonly at: Date;
}

/**
 * Sets stock to what was counted; setting it again changes nothing. Those who wait for a product are told. Answers the products
 * of which more is reserved than was counted: they stay as they are.
 */
export async function setStock(tx: Transaction, input: StockCounts): Promise<readonly string[]> {
  const { workspaceId, locationId, counts, at } = input;
  if (locationId === undefined || counts.length === 0) return [];
  const ids = counts.map(({ productId }) => productId);
  const [, , rows] = await Promise.all([
    tx.rows(OPEN, [workspaceId, locationId, ids]),
    tx.rows(LOCK, [locationId, ids]),
    tx.rows<{ product_id: string; is_short: boolean; is_more: boolean }>(SET, [
      workspaceId,
      locationId,
      ids,
      counts.map(({ onHand }) => onHand ?? null),
      counts.map(({ reorderLevel }) => reorderLevel ?? null),
      at,
    ]),
  ]);
  await fireStockWaits(
    tx,
    rows.filter((row) => row.is_more).map((row) => row.product_id),
  );
  return rows.filter((row) => row.is_short).map((row) => row.product_id);
}
