import { randomUUID } from 'node:crypto';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import { nextNumber } from './numbers.ts';
import type { OrderRow } from './order-rows.ts';
import type { DeliveryStatus } from './order-store.ts';

/** What is served of the order's lines. */
const LINES = `INSERT INTO delivery_lines (workspace_id, delivery_id, product_id, sku, name, base_unit, quantity)
  SELECT l.workspace_id, $1, l.product_id, l.sku, l.name, l.base_unit, l.fulfilled
  FROM order_lines l WHERE l.order_id = $2 AND l.fulfilled > 0`;
const INSERT = statement(
  'insert_delivery',
  `WITH made AS (
     INSERT INTO deliveries (delivery_id, order_id, workspace_id, number, status, slot_id, deliver_on, created_at, updated_at)
     VALUES ($1, $2, $3, $4, 'planned', $5, $6::date, $7, $7))
   ${LINES}`,
);
const PLAN_AGAIN = statement(
  'plan_delivery_again',
  `UPDATE deliveries SET status = 'planned', slot_id = $2, deliver_on = $3::date, cancel_reason = NULL, updated_at = $4,
     version = version + 1
   WHERE delivery_id = $1`,
);
const DELETE_LINES = statement('delete_delivery_lines', 'DELETE FROM delivery_lines WHERE delivery_id = $1');
const INSERT_LINES = statement('insert_served_lines', LINES);
const MOVE = statement(
  'move_deliveries',
  `UPDATE deliveries SET status = $3, updated_at = $4, version = version + 1 WHERE order_id = $1 AND status = ANY ($2)
   RETURNING delivery_id`,
);
const CANCEL = statement(
  'cancel_deliveries',
  `WITH gone AS (
     UPDATE deliveries SET status = 'cancelled', cancel_reason = $2, updated_at = $3, version = version + 1
     WHERE order_id = $1 AND status IN ('planned', 'packed', 'out_for_delivery')
     RETURNING delivery_id, slot_id, is_by_hand),
   left_slots AS (
     UPDATE delivery_slots s SET taken = s.taken - g.places
     FROM (SELECT slot_id, count(*) AS places FROM gone WHERE is_by_hand AND slot_id IS NOT NULL GROUP BY slot_id) AS g
     WHERE s.slot_id = g.slot_id)
   SELECT delivery_id FROM gone`,
);

/** Delivery orders that a step of their order moved. */
export type MovedDeliveries = readonly string[];

/**
 * Plans the delivery order of all that is served of an order. One that it had before it was changed is planned again, with the
 * lines of now; the first time a number is taken, so it comes last in a transaction.
 */
export async function planOwnDelivery(tx: Transaction, row: OrderRow, at: Date): Promise<void> {
  const { delivery_id: known, order_id: orderId, slot_id: slotId, deliver_on: deliverOn } = row;
  if (known !== null) {
    await Promise.all([
      tx.rows(PLAN_AGAIN, [known, slotId, deliverOn, at]),
      tx.rows(DELETE_LINES, [known]),
      tx.rows(INSERT_LINES, [known, orderId]),
    ]);
    return;
  }
  const number = await nextNumber(tx, row.workspace_id, 'delivery');
  await tx.rows(INSERT, [randomUUID(), orderId, row.workspace_id, number, slotId, deliverOn, at]);
}

/** Moves all delivery orders of an order that stand at `from`. */
export async function moveDeliveries(
  tx: Transaction,
  row: OrderRow,
  way: { readonly from: DeliveryStatus; readonly to: DeliveryStatus; readonly at: Date },
): Promise<MovedDeliveries> {
  const rows = await tx.rows<{ delivery_id: string }>(MOVE, [row.order_id, [way.from], way.to, way.at]);
  return rows.map(({ delivery_id: id }) => id);
}

/** Cancels what has not arrived of an order; places in slots that were taken by hand are free again. */
export async function cancelDeliveries(
  tx: Transaction,
  row: OrderRow,
  why: { readonly reason: string; readonly at: Date },
): Promise<MovedDeliveries> {
  const rows = await tx.rows<{ delivery_id: string }>(CANCEL, [row.order_id, why.reason, why.at]);
  return rows.map(({ delivery_id: id }) => id);
}
