import { randomUUID } from 'node:crypto';
import type { BaseUnit } from '../../contracts/commerce/order-talk.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import type { WrappedSubjectKey } from '../keys.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { nextNumber } from './numbers.ts';
import type { OrderRow } from './order-rows.ts';
import { addressOf, lockOrder, slotOf } from './order-rows.ts';
import type { DeliveryFilter, DeliveryRecord, DeliveryStatus } from './order-store.ts';

const SELECT = `SELECT d.delivery_id, d.order_id, d.number, d.status, d.slot_id, d.deliver_on::text AS deliver_on, d.version,
    d.created_at, d.updated_at, s.starts_at, s.ends_at, o.number AS order_number, o.customer_id, o.contact_id,
    o.address_encrypted, sk.workspace_id, sk.wrapped_key, sk.master_key_id,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('sku', l.sku, 'name', l.name, 'baseUnit', l.base_unit, 'quantity', l.fulfilled)
       ORDER BY l.line_number), '[]') FROM order_lines l WHERE l.order_id = d.order_id AND l.fulfilled > 0) AS items
  FROM deliveries d JOIN orders o ON o.order_id = d.order_id JOIN subject_keys sk ON sk.contact_id = o.contact_id
  LEFT JOIN delivery_slots s ON s.slot_id = d.slot_id`;
const FIND = statement('find_delivery', `${SELECT} WHERE d.delivery_id = $1`);
const LIST = statement(
  'list_deliveries',
  `${SELECT} WHERE d.workspace_id = $1 AND ($2::text IS NULL OR d.status = $2) AND ($3::uuid IS NULL OR d.order_id = $3)
     AND ($4::date IS NULL OR d.deliver_on = $4)
     AND ($5::timestamptz IS NULL OR (d.created_at, d.delivery_id) < ($5, $6::uuid))
   ORDER BY d.created_at DESC, d.delivery_id DESC LIMIT $7`,
);
const PLAN_AGAIN = statement(
  'plan_delivery_again',
  `UPDATE deliveries SET status = 'planned', slot_id = $2, deliver_on = $3::date, updated_at = $4, version = version + 1
   WHERE order_id = $1 RETURNING delivery_id`,
);
const INSERT = statement(
  'insert_delivery',
  `INSERT INTO deliveries (delivery_id, workspace_id, order_id, number, status, slot_id, deliver_on, created_at, updated_at)
   VALUES ($1, $2, $3, $4, 'planned', $5, $6::date, $7, $7)`,
);
const SET_STATUS = statement(
  'set_delivery_status',
  'UPDATE deliveries SET status = $2, updated_at = $3, version = version + 1 WHERE order_id = $1',
);
const MOVE = statement(
  'move_delivery',
  `WITH moved AS (
     UPDATE deliveries SET deliver_on = $2::date, updated_at = now(), version = version + 1
     WHERE delivery_id = $1 RETURNING order_id)
   UPDATE orders o SET deliver_on = $2::date, updated_at = now(), version = version + 1 FROM moved m WHERE o.order_id = m.order_id`,
);

interface DeliveryRow extends WrappedSubjectKey {
  delivery_id: string;
  order_id: string;
  number: string;
  status: DeliveryStatus;
  slot_id: string | null;
  deliver_on: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  starts_at: Date | null;
  ends_at: Date | null;
  order_number: string;
  customer_id: string;
  address_encrypted: Buffer | null;
  items: { sku: string; name: string; baseUnit: BaseUnit; quantity: number }[];
}

/** Plans the delivery order that an order had before it was changed; false: it has none yet. */
export async function planAgain(tx: Transaction, row: OrderRow, at: Date): Promise<boolean> {
  const known = await tx.rows(PLAN_AGAIN, [row.order_id, row.slot_id, row.deliver_on, at]);
  return known.length > 0;
}

/** The delivery order of an order that is accepted for the first time. */
export async function planDelivery(tx: Transaction, row: OrderRow, at: Date): Promise<void> {
  const number = await nextNumber(tx, row.workspace_id, 'delivery');
  await tx.rows(INSERT, [randomUUID(), row.workspace_id, row.order_id, number, row.slot_id, row.deliver_on, at]);
}

export async function setDeliveryStatus(
  tx: Transaction,
  row: OrderRow,
  status: DeliveryStatus,
  at: Date,
): Promise<void> {
  await tx.rows(SET_STATUS, [row.order_id, status, at]);
}

/** See OrderStore.listDeliveries. */
export async function listDeliveries(
  ctx: StoreContext,
  filter: DeliveryFilter,
  page: PageRequest,
): Promise<Page<DeliveryRecord>> {
  const { orderId } = filter;
  if (orderId !== undefined && !isUuid(orderId)) return { items: [], nextCursor: undefined };
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  const rows = await ctx.sql.rows<DeliveryRow>(ctx.workspaceId, LIST, [
    ctx.workspaceId,
    filter.status ?? null,
    orderId ?? null,
    filter.deliverOn ?? null,
    at,
    id,
    page.limit + 1,
  ]);
  return pageOf(
    rows,
    page.limit,
    (row) => toDelivery(ctx, row),
    (row) => cursorOf([row.created_at.toISOString(), row.delivery_id]),
  );
}

export async function findDelivery(ctx: StoreContext, deliveryId: string): Promise<DeliveryRecord | undefined> {
  if (!isUuid(deliveryId)) return undefined;
  const [row] = await ctx.sql.rows<DeliveryRow>(ctx.workspaceId, FIND, [deliveryId]);
  return row === undefined ? undefined : toDelivery(ctx, row);
}

/** See OrderStore.moveDelivery. */
export async function moveDelivery(
  ctx: StoreContext,
  deliveryId: string,
  deliverOn: string,
  version: number | undefined,
): Promise<DeliveryRecord> {
  const known = await findDelivery(ctx, deliveryId);
  if (known === undefined) throw noDelivery();
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await lockOrder(tx, known.orderId);
    const [row] = await tx.rows<DeliveryRow>(FIND, [deliveryId]);
    if (row === undefined) throw noDelivery();
    if (version !== undefined && version !== row.version)
      throw new ParleyError('version_conflict', `The delivery has version ${row.version} now.`);
    if (!['planned', 'packed'].includes(row.status))
      throw new ParleyError('order_command_refused', `The delivery is ${row.status}.`);
    await tx.rows(MOVE, [deliveryId, deliverOn]);
  });
  const moved = await findDelivery(ctx, deliveryId);
  if (moved === undefined) throw noDelivery();
  return moved;
}

function toDelivery(ctx: StoreContext, row: DeliveryRow): DeliveryRecord {
  return {
    deliveryId: row.delivery_id,
    orderId: row.order_id,
    orderNumber: Number(row.order_number),
    customerId: row.customer_id,
    number: Number(row.number),
    status: row.status,
    slot: slotOf(row),
    deliverOn: row.deliver_on ?? undefined,
    address: addressOf(ctx, row),
    items: row.items,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function noDelivery(): ParleyError {
  return new ParleyError('not_found', 'There is no such delivery in this workspace.');
}
