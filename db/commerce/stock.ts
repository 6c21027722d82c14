import { randomUUID } from 'node:crypto';
import { ParleyError } from '../../contracts/errors.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import type { MovementFilter, MovementRecord, StockFilter, StockMove, StockMoved, StockRecord } from './stock-store.ts';
import { fireStockWaits } from './stock-waits.ts';

const COLUMNS = `s.product_id, p.sku, s.location_id, l.name AS location, s.on_hand::float8 AS on_hand,
  s.reserved::float8 AS reserved, s.reorder_level::float8 AS reorder_level, s.updated_at`;
const TABLES = 'stock s JOIN products p USING (product_id) JOIN locations l USING (location_id)';
const LIST = statement(
  'list_stock',
  `SELECT ${COLUMNS} FROM ${TABLES}
   WHERE s.workspace_id = current_setting('parley.scope')::uuid
     AND ($1::uuid IS NULL OR s.product_id = $1) AND ($2::text IS NULL OR p.sku = $2)
     AND ($3::uuid IS NULL OR s.location_id = $3) AND (NOT $4 OR s.on_hand - s.reserved < s.reorder_level)
     AND ($5::uuid IS NULL OR (p.sku, s.location_id) > ((SELECT sku FROM products WHERE product_id = $5), $6::uuid))
   ORDER BY p.sku, s.location_id LIMIT $7`,
);
const FIND = statement('find_stock', `SELECT ${COLUMNS} FROM ${TABLES} WHERE s.product_id = $1 AND s.location_id = $2`);
/** A row for every place and product that exist, whether something was ever there or not. */
const OPEN = statement(
  'open_stock',
  `INSERT INTO stock (workspace_id, location_id, product_id)
   SELECT l.workspace_id, l.location_id, p.product_id FROM locations l JOIN products p USING (workspace_id)
   WHERE l.location_id = $2 AND p.product_id = $1 ON CONFLICT (location_id, product_id) DO NOTHING`,
);
const LOCK = statement(
  'lock_stock',
  `SELECT on_hand::float8 AS on_hand, reserved::float8 AS reserved FROM stock
   WHERE product_id = $1 AND location_id = $2 FOR UPDATE`,
);
const MOVEMENT = `movement_id, product_id, location_id, kind, on_hand_change::float8 AS on_hand_change,
  reserved_change::float8 AS reserved_change, order_id, at`;
const FIND_MOVEMENT = statement(
  'find_movement',
  `SELECT ${MOVEMENT} FROM stock_movements WHERE workspace_id = $1 AND key = $2`,
);
const MOVE = statement(
  'move_stock',
  `WITH changed AS (
     UPDATE stock SET on_hand = on_hand + $4, updated_at = $7 WHERE product_id = $2 AND location_id = $3
     RETURNING workspace_id)
   INSERT INTO stock_movements (movement_id, workspace_id, location_id, product_id, kind, on_hand_change, reserved_change, key, at)
   SELECT $1, workspace_id, $3, $2, $5, $4, 0, $6, $7 FROM changed RETURNING ${MOVEMENT}`,
);
const SET_LEVEL = statement(
  'set_reorder_level',
  'UPDATE stock SET reorder_level = $3 WHERE product_id = $1 AND location_id = $2',
);
const LIST_MOVEMENTS = statement(
  'list_movements',
  `SELECT ${MOVEMENT}, at::text AS listed_at FROM stock_movements
   WHERE product_id = $1 AND ($2::uuid IS NULL OR location_id = $2)
     AND ($3::timestamptz IS NULL OR (at, movement_id) < ($3, $4::uuid))
   ORDER BY at DESC, movement_id DESC LIMIT $5`,
);

interface StockRow {
  product_id: string;
  sku: string;
  location_id: string;
  location: string;
  on_hand: number;
  reserved: number;
  reorder_level: number;
  updated_at: Date;
}

interface MovementRow {
  movement_id: string;
  product_id: string;
  location_id: string;
  kind: MovementRecord['kind'];
  on_hand_change: number;
  reserved_change: number;
  order_id: string | null;
  at: Date;
}

/** See StockStore.listStock. */
export async function listStock(ctx: StoreContext, filter: StockFilter, page: PageRequest): Promise<Page<StockRecord>> {
  const { productId, locationId, sku, isLow = false } = filter;
  if ([productId, locationId].some((id) => id !== undefined && !isUuid(id)))
    return { items: [], nextCursor: undefined };
  const [product, location] = readCursor(page.cursor, ['uuid', 'uuid']);
  const rows = await ctx.sql.rows<StockRow>(ctx.workspaceId, LIST, [
    productId ?? null,
    sku ?? null,
    locationId ?? null,
    isLow,
    product,
    location,
    page.limit + 1,
  ]);
  return pageOf(rows, page.limit, toRecord, (row) => cursorOf([row.product_id, row.location_id]));
}

/** See StockStore.moveStock. */
export async function moveStock(ctx: StoreContext, move: StockMove): Promise<StockMoved> {
  const { productId, locationId } = move;
  if (!isUuid(productId) || !isUuid(locationId)) throw missing();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, [row]] = await Promise.all([
      tx.rows(OPEN, [productId, locationId]),
      tx.rows<{ on_hand: number; reserved: number }>(LOCK, [productId, locationId]),
    ]);
    if (row === undefined) throw missing();
    // After the lock: whoever came first with this key for this stock has written by now.
    const [known] = await tx.rows<MovementRow>(FIND_MOVEMENT, [ctx.workspaceId, keyOf(move)]);
    const movement = known === undefined ? await write(tx, move, row) : repeated(move, known);
    return { movement, stock: await getStock(tx, productId, locationId), isRepeat: known !== undefined };
  });
}

async function write(
  tx: Transaction,
  move: StockMove,
  before: { readonly on_hand: number; readonly reserved: number },
): Promise<MovementRecord> {
  const { productId, locationId, kind, quantity, at } = move;
  if (kind === 'correction' && quantity < before.reserved)
    throw new ParleyError('not_enough_stock', `Of it ${before.reserved} are reserved; release or cancel orders first.`);
  const change = kind === 'receipt' ? quantity : quantity - before.on_hand;
  const values = [randomUUID(), productId, locationId, change, kind, keyOf(move), at];
  const [moved] = await tx.rows<MovementRow>(MOVE, values);
  if (moved === undefined) throw missing();
  if (change > 0) await fireStockWaits(tx, [productId]);
  return toMovement(moved);
}

/** A namespace of its own, so that no caller's key meets those of orders. */
function keyOf({ kind, key }: StockMove): string {
  return `${kind}/${key}`;
}

function repeated(move: StockMove, known: MovementRow): MovementRecord {
  const isSame =
    known.product_id === move.productId &&
    known.location_id === move.locationId &&
    (move.kind === 'correction' || known.on_hand_change === move.quantity);
  if (!isSame) throw new ParleyError('idempotency_key_reused', 'Send another Idempotency-Key for another movement.');
  return toMovement(known);
}

/** See StockStore.setReorderLevel. */
export async function setReorderLevel(
  ctx: StoreContext,
  productId: string,
  locationId: string,
  reorderLevel: number,
): Promise<StockRecord> {
  if (!isUuid(productId) || !isUuid(locationId)) throw missing();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await Promise.all([
      tx.rows(OPEN, [productId, locationId]),
      tx.rows(SET_LEVEL, [productId, locationId, reorderLevel]),
    ]);
    return getStock(tx, productId, locationId);
  });
}

/** See StockStore.listMovements. */
export async function listMovements(
  ctx: StoreContext,
  { productId, locationId }: MovementFilter,
  page: PageRequest,
): Promise<Page<MovementRecord>> {
  if (!isUuid(productId) || (locationId !== undefined && !isUuid(locationId)))
    return { items: [], nextCursor: undefined };
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  const values = [productId, locationId ?? null, at, id, page.limit + 1];
  const rows = await ctx.sql.rows<MovementRow & { listed_at: string }>(ctx.workspaceId, LIST_MOVEMENTS, values);
  return pageOf(rows, page.limit, toMovement, (row) => cursorOf([row.listed_at, row.movement_id]));
}

async function getStock(tx: Transaction, productId: string, locationId: string): Promise<StockRecord> {
  const [row] = await tx.rows<StockRow>(FIND, [productId, locationId]);
  if (row === undefined) throw missing();
  return toRecord(row);
}

function missing(): ParleyError {
  return new ParleyError('not_found', 'There is no such product or no such location.');
}

function toRecord(row: StockRow): StockRecord {
  return {
    productId: row.product_id,
    sku: row.sku,
    locationId: row.location_id,
    location: row.location,
    onHand: row.on_hand,
    reserved: row.reserved,
    available: row.on_hand - row.reserved,
    reorderLevel: row.reorder_level,
    updatedAt: row.updated_at,
  };
}

function toMovement(row: MovementRow): MovementRecord {
  return {
    movementId: row.movement_id,
    productId: row.product_id,
    locationId: row.location_id,
    kind: row.kind,
    onHandChange: row.on_hand_change,
    reservedChange: row.reserved_change,
    orderId: row.order_id ?? undefined,
    at: row.at,
  };
}
