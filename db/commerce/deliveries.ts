import type { BaseUnit } from '../../contracts/commerce/order-talk.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import type { WrappedSubjectKey } from '../keys.ts';
import { cursorOf, pageOf } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { openText } from '../store-context.ts';
import { listQuery, readerOf } from './list-query.ts';
import { addressOf, noteOf, slotOf } from './order-rows.ts';
import type { DeliveryFilter, DeliveryRecord, DeliveryStatus } from './order-store.ts';

const SELECT = `SELECT d.delivery_id, d.order_id, d.number, d.status, d.slot_id, d.deliver_on::text AS deliver_on, d.version,
    d.created_at, d.updated_at, d.is_by_hand, d.address_encrypted AS own_address_encrypted, d.note_encrypted, d.cancel_reason,
    s.starts_at, s.ends_at, o.number AS order_number, o.customer_id, o.contact_id, o.location_id,
    o.address_encrypted, o.note_encrypted AS order_note_encrypted, sk.workspace_id, sk.wrapped_key, sk.master_key_id,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('productId', l.product_id, 'sku', l.sku, 'name', l.name,
       'baseUnit', l.base_unit, 'quantity', l.quantity) ORDER BY l.sku), '[]')
     FROM delivery_lines l WHERE l.delivery_id = d.delivery_id) AS items
  FROM deliveries d JOIN orders o ON o.order_id = d.order_id JOIN subject_keys sk ON sk.contact_id = o.contact_id
  LEFT JOIN delivery_slots s ON s.slot_id = d.slot_id`;
const FIND = statement('find_delivery', `${SELECT} WHERE d.delivery_id = $1`);
const OF_ORDER = statement('deliveries_of_order', `${SELECT} WHERE d.order_id = $1 ORDER BY d.number`);
/** The day it is agreed for. */
const DAY = `coalesce(d.deliver_on, (s.starts_at AT TIME ZONE 'UTC')::date)`;
const LIST = listQuery<DeliveryFilter>('list_deliveries', {
  select: SELECT,
  workspace: 'd.workspace_id',
  filters: {
    status: ['text', 'd.status = {}'],
    number: ['bigint', 'd.number = {}'],
    orderId: ['uuid', 'd.order_id = {}'],
    orderNumber: ['bigint', 'o.number = {}'],
    customerId: ['uuid', 'o.customer_id = {}'],
    locationId: ['uuid', 'o.location_id = {}'],
    slotId: ['uuid', 'd.slot_id = {}'],
    deliverOn: ['date', 'd.deliver_on = {}'],
    firstDay: ['date', `${DAY} >= {}`],
    lastDay: ['date', `${DAY} <= {}`],
    from: ['timestamptz', 'd.created_at >= {}'],
    to: ['timestamptz', 'd.created_at < {}'],
  },
  sort: [
    ['d.created_at', 'time'],
    ['d.delivery_id', 'uuid'],
  ],
});

/** A delivery order with what its order says. */
export interface DeliveryRow extends WrappedSubjectKey {
  delivery_id: string;
  order_id: string;
  number: string;
  status: DeliveryStatus;
  slot_id: string | null;
  deliver_on: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  is_by_hand: boolean;
  own_address_encrypted: Buffer | null;
  note_encrypted: Buffer | null;
  cancel_reason: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  order_number: string;
  customer_id: string;
  location_id: string;
  address_encrypted: Buffer | null;
  order_note_encrypted: Buffer | null;
  items: { productId: string; sku: string; name: string; baseUnit: BaseUnit; quantity: number }[];
}

/** See OrderStore.listDeliveries. */
export async function listDeliveries(
  ctx: StoreContext,
  filter: DeliveryFilter,
  page: PageRequest,
): Promise<Page<DeliveryRecord>> {
  const rows = await LIST.rows<DeliveryRow>(readerOf(ctx), filter, page);
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

/** Inside a transaction; ParleyError `not_found`. */
export async function getDelivery(ctx: StoreContext, tx: Transaction, deliveryId: string): Promise<DeliveryRecord> {
  const [row] = isUuid(deliveryId) ? await tx.rows<DeliveryRow>(FIND, [deliveryId]) : [];
  if (row === undefined) throw noDelivery();
  return toDelivery(ctx, row);
}

/** All of an order, the first made first. Whoever calls holds the order's lock. */
export async function deliveriesOf(tx: Transaction, orderId: string): Promise<readonly DeliveryRow[]> {
  return tx.rows<DeliveryRow>(OF_ORDER, [orderId]);
}

export function noDelivery(): ParleyError {
  return new ParleyError('not_found', 'There is no such delivery in this workspace.');
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
    address: openOwn(ctx, row, 'address', row.own_address_encrypted) ?? addressOf(ctx, row),
    note:
      openOwn(ctx, row, 'note', row.note_encrypted) ??
      noteOf(ctx, { ...row, note_encrypted: row.order_note_encrypted }),
    isByHand: row.is_by_hand,
    cancelReason: row.cancel_reason ?? undefined,
    items: row.items,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function openOwn(
  ctx: StoreContext,
  row: DeliveryRow,
  field: 'address' | 'note',
  sealed: Buffer | null,
): string | undefined {
  if (sealed === null) return undefined;
  const ids = { contactId: row.contact_id, rowId: row.delivery_id };
  return openText(ctx.keys.open(row), `delivery-${field}`, ids, sealed);
}
