import type { OrderState } from '../../contracts/commerce/order-machine.ts';
import type { OrderStanding, OrderStatus } from '../../contracts/commerce/orders.ts';
import type { DeliverySlot } from '../../contracts/commerce/shop.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { WrappedSubjectKey } from '../keys.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { openText } from '../store-context.ts';
import type { OrderLine, OrderRecord } from './order-store.ts';

/** Lines as a JSON array; numbers of 2^53 and more are refused when they are written. */
const LINES = `(SELECT jsonb_agg(jsonb_build_object('lineNumber', l.line_number, 'productId', l.product_id, 'sku', l.sku,
    'name', l.name, 'baseUnit', l.base_unit, 'quantity', l.quantity, 'fulfilled', l.fulfilled, 'returned', l.returned,
    'uncharged', l.uncharged, 'priceMinor', l.price_minor, 'pricePer', l.price_per, 'taxBasisPoints', l.tax_basis_points, 'netMinor', l.net_minor,
    'taxMinor', l.tax_minor, 'grossMinor', l.gross_minor) ORDER BY l.line_number)
  FROM order_lines l WHERE l.order_id = o.order_id)`;

/** An order, what it holds, and what the shop's rules say of it. */
export const SELECT_ORDER = `SELECT o.workspace_id, o.order_id, o.number, o.customer_id, o.contact_id, o.conversation_id, o.flow, o.status,
    o.approval, o.is_short, o.currency, o.price_list_id, o.is_tax_included, o.net_minor, o.tax_minor, o.gross_minor, o.location_id,
    o.slot_id, o.deliver_on::text AS deliver_on, o.address_encrypted, o.note_encrypted, o.cancel_reason, o.request_hash, o.version, o.created_at,
    o.confirmed_at, o.updated_at, s.starts_at, s.ends_at, cs.approval_limit_minor, cs.reservation_minutes, sk.wrapped_key,
    sk.master_key_id,
    (SELECT max(i.number) FROM invoices i WHERE i.order_id = o.order_id AND i.kind = 'invoice') AS invoice_number,
    (SELECT d.delivery_id FROM deliveries d WHERE d.order_id = o.order_id AND NOT d.is_by_hand) AS delivery_id,
    (SELECT max(r.expires_at) FROM stock_reservations r WHERE r.order_id = o.order_id AND r.status = 'active') AS expires_at,
    (SELECT coalesce(max(e.sequence), 0) FROM order_events e WHERE e.order_id = o.order_id) AS last_event,
    CASE WHEN o.status IN ('delivered', 'partly_fulfilled') THEN (
      SELECT max(e.at) FROM order_events e WHERE e.order_id = o.order_id AND e.type IN ('order.delivered', 'order.partly_fulfilled'))
      + cs.return_days * interval '24 hours' END AS return_until,
    ${LINES} AS lines
  FROM orders o JOIN subject_keys sk ON sk.contact_id = o.contact_id
  LEFT JOIN delivery_slots s ON s.slot_id = o.slot_id LEFT JOIN commerce_settings cs ON cs.workspace_id = o.workspace_id`;

/** Not FOR UPDATE: rows that refer to the order take a share of its key. */
const LOCK = statement('lock_order', 'SELECT 1 FROM orders WHERE order_id = $1 FOR NO KEY UPDATE');
const FIND = statement('find_order', `${SELECT_ORDER} WHERE o.order_id = $1`);
const UPDATE = statement(
  'update_order',
  `UPDATE orders SET status = $2, approval = $3, is_short = $4, net_minor = $5, tax_minor = $6, gross_minor = $7, slot_id = $8,
     deliver_on = $9::date, cancel_reason = $10, number = $11, key = coalesce($12, key), address_encrypted = $13,
     confirmed_at = $14, updated_at = $15, request_hash = $16, note_encrypted = $17, version = version + 1
   WHERE order_id = $1`,
);
const DELETE_LINES = statement('delete_order_lines', 'DELETE FROM order_lines WHERE order_id = $1');
const INSERT_LINES = statement(
  'insert_order_lines',
  `INSERT INTO order_lines (workspace_id, order_id, line_number, product_id, sku, name, base_unit, quantity, fulfilled, returned,
     uncharged, price_minor, price_per, tax_basis_points, net_minor, tax_minor, gross_minor)
   SELECT $1, $2, l."lineNumber", l."productId", l.sku, l.name, l."baseUnit", l.quantity, l.fulfilled, l.returned, l.uncharged,
     l."priceMinor", l."pricePer", l."taxBasisPoints", l."netMinor", l."taxMinor", l."grossMinor"
   FROM jsonb_to_recordset($3::jsonb) AS l ("lineNumber" int, "productId" uuid, sku text, name text, "baseUnit" text, quantity bigint,
     fulfilled bigint, returned bigint, uncharged bigint, "priceMinor" bigint, "pricePer" int, "taxBasisPoints" int, "netMinor" bigint,
     "taxMinor" bigint, "grossMinor" bigint)`,
);

export interface OrderRow extends WrappedSubjectKey {
  order_id: string;
  number: string | null;
  customer_id: string;
  conversation_id: string | null;
  flow: string | null;
  status: OrderStatus;
  approval: 'needed' | 'given' | 'refused' | null;
  is_short: boolean;
  currency: string;
  price_list_id: string;
  is_tax_included: boolean;
  net_minor: string;
  tax_minor: string;
  gross_minor: string;
  location_id: string;
  slot_id: string | null;
  deliver_on: string | null;
  address_encrypted: Buffer | null;
  note_encrypted: Buffer | null;
  cancel_reason: string | null;
  request_hash: string | null;
  version: number;
  created_at: Date;
  confirmed_at: Date | null;
  updated_at: Date;
  starts_at: Date | null;
  ends_at: Date | null;
  approval_limit_minor: string | null;
  reservation_minutes: number | null;
  expires_at: Date | null;
  last_event: number;
  /** Of the invoice that was issued last. */
  invoice_number: string | null;
  return_until: Date | null;
  /** The delivery order that was made when it was accepted. */
  delivery_id: string | null;
  lines: OrderLine[] | null;
}

/** Locks the order and reads it as the holder before has left it. Undefined: there is none in this workspace. */
export async function lockOrder(tx: Transaction, orderId: string): Promise<OrderRow | undefined> {
  if (!isUuid(orderId)) return undefined;
  const [, [row]] = await Promise.all([tx.rows(LOCK, [orderId]), tx.rows<OrderRow>(FIND, [orderId])]);
  return row;
}

/** Without a lock. */
export async function readOrderRow(tx: Pick<Transaction, 'rows'>, orderId: string): Promise<OrderRow | undefined> {
  if (!isUuid(orderId)) return undefined;
  const [row] = await tx.rows<OrderRow>(FIND, [orderId]);
  return row;
}

/** Columns that steps change. */
export type OrderChange = Partial<
  Pick<
    OrderRow,
    | 'status'
    | 'approval'
    | 'is_short'
    | 'net_minor'
    | 'tax_minor'
    | 'gross_minor'
    | 'slot_id'
    | 'deliver_on'
    | 'cancel_reason'
    | 'number'
    | 'address_encrypted'
    | 'note_encrypted'
    | 'confirmed_at'
    | 'request_hash'
  >
> & { readonly key?: string };

/** Writes the columns, raises the version, and answers the row as it is then. Whoever calls holds the lock. */
export async function updateOrder(tx: Transaction, row: OrderRow, change: OrderChange, at: Date): Promise<OrderRow> {
  const next = { ...row, ...change, version: row.version + 1, updated_at: at };
  await tx.rows(UPDATE, [
    row.order_id,
    next.status,
    next.approval,
    next.is_short,
    next.net_minor,
    next.tax_minor,
    next.gross_minor,
    next.slot_id,
    next.deliver_on,
    next.cancel_reason,
    next.number,
    change.key ?? null,
    next.address_encrypted,
    next.confirmed_at,
    at,
    next.request_hash,
    next.note_encrypted,
  ]);
  return next;
}

export async function replaceLines(tx: Transaction, row: OrderRow, lines: readonly OrderLine[]): Promise<void> {
  await Promise.all([
    tx.rows(DELETE_LINES, [row.order_id]),
    tx.rows(INSERT_LINES, [row.workspace_id, row.order_id, JSON.stringify(lines)]),
  ]);
}

/** What the state machine asks about. */
export function stateOf(row: OrderRow, at: Date): OrderState {
  return {
    status: row.status,
    isShort: row.is_short,
    approval: row.approval ?? undefined,
    isReturnable: row.return_until !== null && row.return_until > at,
  };
}

export function standingOf(row: OrderRow): OrderStanding {
  return {
    status: row.status,
    isShort: row.is_short,
    approval: row.approval ?? undefined,
    lastEvent: row.last_event,
    expiresAt: row.status === 'reserved' ? row.expires_at?.getTime() : undefined,
    returnUntil: row.return_until?.getTime(),
  };
}

export function toOrder(ctx: StoreContext, row: OrderRow): OrderRecord {
  return {
    orderId: row.order_id,
    number: row.number === null ? undefined : Number(row.number),
    customerId: row.customer_id,
    contactId: row.contact_id,
    conversationId: row.conversation_id ?? undefined,
    flow: row.flow ?? undefined,
    currency: row.currency,
    priceListId: row.price_list_id,
    isTaxIncluded: row.is_tax_included,
    netMinor: Number(row.net_minor),
    taxMinor: Number(row.tax_minor),
    grossMinor: Number(row.gross_minor),
    locationId: row.location_id,
    slot: slotOf(row),
    deliverOn: row.deliver_on ?? undefined,
    address: addressOf(ctx, row),
    note: noteOf(ctx, row),
    invoiceNumber: row.invoice_number === null ? undefined : Number(row.invoice_number),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lines: row.lines ?? [],
    ...progressOf(row),
  };
}

function progressOf(row: OrderRow) {
  return {
    status: row.status,
    approval: row.approval ?? undefined,
    isShort: row.is_short,
    cancelReason: row.cancel_reason ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    returnUntil: row.return_until ?? undefined,
  };
}

/** Of an order or a delivery. */
export function slotOf(row: {
  readonly slot_id: string | null;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
}): DeliverySlot | undefined {
  const { slot_id: slotId, starts_at: startsAt, ends_at: endsAt } = row;
  if (slotId === null || startsAt === null || endsAt === null) return undefined;
  return { slotId, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
}

/** The address of an order or of its delivery. */
export function addressOf(
  ctx: StoreContext,
  row: WrappedSubjectKey & { readonly order_id: string; readonly address_encrypted: Buffer | null },
): string | undefined {
  if (row.address_encrypted === null) return undefined;
  const ids = { contactId: row.contact_id, rowId: row.order_id };
  return openText(ctx.keys.open(row), 'order-address', ids, row.address_encrypted);
}

/** What the customer asks of whoever delivers; of an order or of its delivery. */
export function noteOf(
  ctx: StoreContext,
  row: WrappedSubjectKey & { readonly order_id: string; readonly note_encrypted: Buffer | null },
): string | undefined {
  if (row.note_encrypted === null) return undefined;
  const ids = { contactId: row.contact_id, rowId: row.order_id };
  return openText(ctx.keys.open(row), 'order-note', ids, row.note_encrypted);
}

export function noOrder(): ParleyError {
  return new ParleyError('not_found', 'There is no such order in this workspace.');
}

export function refuseOtherVersion(row: OrderRow, version: number | undefined): void {
  if (version !== undefined && version !== row.version)
    throw new ParleyError('version_conflict', `The order has version ${row.version} now. Read it again.`);
}
