import type { OrderItem } from '../../contracts/commerce/orders.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import { fireStockWaits } from './stock-waits.ts';

/** Rows in one order, so that transactions that want the same products wait for each other and never in a circle. */
const LOCK_WANTED = statement(
  'lock_wanted_stock',
  `SELECT FROM stock WHERE (location_id = $2 AND product_id = ANY ($3::uuid[])) OR (location_id, product_id) IN (
     SELECT r.location_id, r.product_id FROM stock_reservations r WHERE r.order_id = $1)
   ORDER BY product_id, location_id FOR UPDATE`,
);
const LOCK_RESERVED = statement(
  'lock_reserved_stock',
  `SELECT FROM stock WHERE (location_id, product_id) IN (
     SELECT r.location_id, r.product_id FROM stock_reservations r WHERE r.order_id = $1)
   ORDER BY product_id, location_id FOR UPDATE`,
);
/** A statement of its own after the lock: its snapshot shows what the holder before has left. */
const RESERVE = statement(
  'reserve_stock',
  `WITH wanted AS (SELECT * FROM unnest($3::uuid[], $4::bigint[]) AS w (product_id, quantity)),
   standing AS (SELECT product_id, quantity FROM stock_reservations WHERE order_id = $1 AND status <> 'released'),
   amounts AS (
     SELECT s.product_id, least(w.quantity, s.on_hand - s.reserved) AS quantity
     FROM wanted w JOIN stock s ON s.location_id = $2 AND s.product_id = w.product_id
     WHERE s.on_hand > s.reserved AND w.product_id NOT IN (SELECT product_id FROM standing)),
   taken AS (
     UPDATE stock s SET reserved = s.reserved + a.quantity, updated_at = $6 FROM amounts a
     WHERE s.location_id = $2 AND s.product_id = a.product_id AND s.on_hand - s.reserved >= a.quantity
     RETURNING s.workspace_id, s.product_id, a.quantity),
   kept AS (
     INSERT INTO stock_reservations AS r (workspace_id, order_id, location_id, product_id, quantity, status, expires_at)
     SELECT workspace_id, $1, $2, product_id, quantity, 'active', $5 FROM taken
     ON CONFLICT (order_id, product_id) DO UPDATE SET location_id = $2, quantity = EXCLUDED.quantity, status = 'active',
       expires_at = $5, round = r.round + 1
     RETURNING r.workspace_id, r.product_id, r.quantity, r.round),
   moved AS (
     INSERT INTO stock_movements (movement_id, workspace_id, location_id, product_id, kind, on_hand_change, reserved_change,
       order_id, key, at)
     SELECT gen_random_uuid(), workspace_id, $2, product_id, 'reserve', 0, quantity, $1,
       'reserve/' || $1::text || '/' || product_id || '/' || round, $6 FROM kept)
   SELECT w.product_id, w.quantity::float8 AS wanted, coalesce(k.quantity, s.quantity, 0)::float8 AS reserved
   FROM wanted w LEFT JOIN kept k USING (product_id) LEFT JOIN standing s USING (product_id) ORDER BY w.product_id`,
);
const COMMIT = statement(
  'commit_reservation',
  `WITH done AS (
     UPDATE stock_reservations SET status = 'committed' WHERE order_id = $1 AND status = 'active' RETURNING *),
   gone AS (
     UPDATE stock s SET on_hand = s.on_hand - d.quantity, reserved = s.reserved - d.quantity, updated_at = now() FROM done d
     WHERE s.location_id = d.location_id AND s.product_id = d.product_id),
   moved AS (
     INSERT INTO stock_movements (movement_id, workspace_id, location_id, product_id, kind, on_hand_change, reserved_change,
       order_id, key, at)
     SELECT gen_random_uuid(), workspace_id, location_id, product_id, 'commit', -quantity, -quantity, order_id,
       'commit/' || order_id || '/' || product_id || '/' || round, now() FROM done)
   SELECT product_id, quantity::float8 AS quantity FROM done ORDER BY product_id`,
);
/** $2: also what was committed comes back. */
const RELEASE = statement(
  'release_reservation',
  `WITH standing AS (
     SELECT * FROM stock_reservations WHERE order_id = $1 AND (status = 'active' OR $2 AND status = 'committed') FOR UPDATE),
   done AS (
     UPDATE stock_reservations r SET status = 'released' FROM standing s
     WHERE r.order_id = s.order_id AND r.product_id = s.product_id),
   changes AS (
     SELECT *, CASE status WHEN 'active' THEN 0 ELSE quantity END AS on_hand_change,
       CASE status WHEN 'active' THEN -quantity ELSE 0 END AS reserved_change FROM standing),
   freed AS (
     UPDATE stock s SET on_hand = s.on_hand + c.on_hand_change, reserved = s.reserved + c.reserved_change, updated_at = now()
     FROM changes c WHERE s.location_id = c.location_id AND s.product_id = c.product_id),
   moved AS (
     INSERT INTO stock_movements (movement_id, workspace_id, location_id, product_id, kind, on_hand_change, reserved_change,
       order_id, key, at)
     SELECT gen_random_uuid(), workspace_id, location_id, product_id,
       CASE status WHEN 'active' THEN 'release' ELSE 'return' END, on_hand_change, reserved_change, order_id,
       'undo/' || order_id || '/' || product_id || '/' || round, now() FROM changes)
   SELECT product_id, quantity::float8 AS quantity FROM standing ORDER BY product_id`,
);
const RETURN = statement(
  'return_stock',
  `WITH back AS (
     SELECT r.workspace_id, r.location_id, i.product_id, i.quantity
     FROM unnest($2::uuid[], $3::bigint[]) AS i (product_id, quantity)
     JOIN stock_reservations r ON r.order_id = $1 AND r.product_id = i.product_id AND r.status = 'committed'
     WHERE i.quantity > 0),
   moved AS (
     INSERT INTO stock_movements (movement_id, workspace_id, location_id, product_id, kind, on_hand_change, reserved_change,
       order_id, key, at)
     SELECT gen_random_uuid(), workspace_id, location_id, product_id, 'return', quantity, 0, $1,
       'return/' || $1::text || '/' || product_id || '/' || $4::text, now() FROM back
     ON CONFLICT (workspace_id, key) DO NOTHING RETURNING location_id, product_id, on_hand_change)
   UPDATE stock s SET on_hand = s.on_hand + m.on_hand_change, updated_at = now() FROM moved m
   WHERE s.location_id = m.location_id AND s.product_id = m.product_id
   RETURNING s.product_id, m.on_hand_change::float8 AS quantity`,
);

export interface ReservationRequest {
  readonly workspaceId: string;
  readonly orderId: string;
  readonly locationId: string;
  /** Each product once. */
  readonly items: readonly OrderItem[];
  /** When somebody should release it: nothing does by itself. */
  readonly expiresAt: Date;
  readonly at: Date;
}

/** What became of an item: `reserved` is less than `wanted` where stock is short, and 0 where there is none. */
export interface ReservedItem {
  readonly productId: string;
  readonly wanted: number;
  readonly reserved: number;
}

/**
 * Reserves each item in full, or what is left of it. A product that the order has reserved already, or committed, is answered
 * as it is: asked again nothing more is taken. Whoever calls holds the order's lock.
 */
export async function reserve(tx: Transaction, request: ReservationRequest): Promise<readonly ReservedItem[]> {
  const products = request.items.map(({ productId }) => productId);
  const [, rows] = await Promise.all([
    tx.rows(LOCK_WANTED, [request.orderId, request.locationId, products]),
    reserveLocked(tx, request),
  ]);
  return rows;
}

/**
 * Gives back what the order has, committed or not, and reserves `items` instead; nobody gets in between. A key per change is
 * not needed: the caller's transaction makes the change once.
 */
export async function changeReservation(
  tx: Transaction,
  request: ReservationRequest,
): Promise<readonly ReservedItem[]> {
  const products = request.items.map(({ productId }) => productId);
  const [, released, rows] = await Promise.all([
    tx.rows(LOCK_WANTED, [request.orderId, request.locationId, products]),
    tx.rows<ItemRow>(RELEASE, [request.orderId, true]),
    reserveLocked(tx, request),
  ]);
  await fireStockWaits(
    tx,
    released.map(({ product_id: id }) => id),
  );
  return rows;
}

/** The reserved stock leaves: what is there and what is reserved fall by it. Answers what left; nothing the second time. */
export async function commitReservation(tx: Transaction, orderId: string): Promise<readonly OrderItem[]> {
  const [, rows] = await Promise.all([tx.rows(LOCK_RESERVED, [orderId]), tx.rows<ItemRow>(COMMIT, [orderId])]);
  return rows.map(toItem);
}

/** What is reserved and not committed is free again. Answers what it was; nothing the second time. */
export function releaseReservation(tx: Transaction, orderId: string): Promise<readonly OrderItem[]> {
  return giveBack(tx, orderId, false);
}

/** As releaseReservation, and what was committed is there again: for orders that end before anything left the house. */
export function undoReservation(tx: Transaction, orderId: string): Promise<readonly OrderItem[]> {
  return giveBack(tx, orderId, true);
}

/**
 * Committed goods that came back, to where they were taken from; once per `key`. Answers what really came back: products that
 * the order never committed are left out.
 */
export async function returnStock(
  tx: Transaction,
  orderId: string,
  items: readonly OrderItem[],
  key: string,
): Promise<readonly OrderItem[]> {
  const [, rows] = await Promise.all([
    tx.rows(LOCK_RESERVED, [orderId]),
    tx.rows<ItemRow>(RETURN, [
      orderId,
      items.map(({ productId }) => productId),
      items.map(({ quantity }) => quantity),
      key,
    ]),
  ]);
  await fireStockWaits(
    tx,
    rows.map(({ product_id: id }) => id),
  );
  return rows.map(toItem);
}

async function giveBack(tx: Transaction, orderId: string, isCommittedToo: boolean): Promise<readonly OrderItem[]> {
  const [, rows] = await Promise.all([
    tx.rows(LOCK_RESERVED, [orderId]),
    tx.rows<ItemRow>(RELEASE, [orderId, isCommittedToo]),
  ]);
  await fireStockWaits(
    tx,
    rows.map(({ product_id: id }) => id),
  );
  return rows.map(toItem);
}

async function reserveLocked(tx: Transaction, request: ReservationRequest): Promise<readonly ReservedItem[]> {
  const { orderId, locationId, items, expiresAt, at } = request;
  const rows = await tx.rows<{ product_id: string; wanted: number; reserved: number }>(RESERVE, [
    orderId,
    locationId,
    items.map(({ productId }) => productId),
    items.map(({ quantity }) => quantity),
    expiresAt,
    at,
  ]);
  return rows.map(({ product_id: productId, wanted, reserved }) => ({ productId, wanted, reserved }));
}

interface ItemRow {
  product_id: string;
  quantity: number;
}

function toItem({ product_id: productId, quantity }: ItemRow): OrderItem {
  return { productId, quantity };
}
