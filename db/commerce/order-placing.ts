import { randomUUID } from 'node:crypto';
import type { OrderItem } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { sealText } from '../store-context.ts';
import type { CustomerRecord } from './customer-store.ts';
import { getCustomer } from './customers.ts';
import { nextNumber } from './numbers.ts';
import { addOrderEvent } from './order-events.ts';
import { getPriceList, priceItems, totalColumns } from './order-pricing.ts';
import type { OrderRow } from './order-rows.ts';
import {
  lockOrder,
  noOrder,
  readOrderRow,
  refuseOtherVersion,
  replaceLines,
  toOrder,
  updateOrder,
} from './order-rows.ts';
import type { DraftChange, NewOrder, OrderRecord, PlacedOrder } from './order-store.ts';
import { getShopSettings } from './settings.ts';

/** The same key at once: one waits for the other, and finds its order. */
const LOCK_KEY = statement('lock_order_key', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 5))');
const FIND_BY_KEY = statement(
  'order_by_key',
  'SELECT order_id, request_hash FROM orders WHERE workspace_id = $1 AND key = $2',
);
const FIND_DRAFT = statement(
  'draft_of_conversation',
  `SELECT order_id, customer_id FROM orders WHERE conversation_id = $1 AND status = 'draft'`,
);
/** Names a place by itself, or by its slot; the flow's otherwise. */
const LOCATION = statement(
  'location_of_order',
  `SELECT l.location_id FROM locations l LEFT JOIN delivery_slots s ON s.slot_id = $3
   WHERE l.workspace_id = $1 AND CASE WHEN $2::uuid IS NOT NULL THEN l.location_id = $2 AND coalesce(s.location_id, $2) = $2
     WHEN $3::uuid IS NOT NULL THEN l.location_id = s.location_id ELSE l.location_id = parley_location_of($1, $4) END`,
);
const INSERT = statement(
  'insert_order',
  `INSERT INTO orders (order_id, workspace_id, customer_id, contact_id, conversation_id, flow, status, currency, price_list_id,
     is_tax_included, net_minor, tax_minor, gross_minor, location_id, slot_id, deliver_on, address_encrypted, key, request_hash,
     created_at, updated_at)
   SELECT $1, $2, $3, coalesce(c.contact_id, $4), c.conversation_id, $6, 'draft', $7, $8, $9, 0, 0, 0, $10, $11, $12::date, NULL,
     $13, $14, $15, $15
   FROM (SELECT $5::uuid AS id) AS wanted LEFT JOIN conversations c ON c.conversation_id = wanted.id
   WHERE wanted.id IS NULL OR c.conversation_id IS NOT NULL
   RETURNING order_id`,
);
const DELETE = statement('delete_draft', `DELETE FROM orders WHERE order_id = $1 AND status = 'draft'`);

/** See OrderStore.placeOrder; inside the caller's transaction, such as that of a turn. */
export async function placeOrder(ctx: StoreContext, tx: Transaction, order: NewOrder): Promise<PlacedOrder> {
  const known = await findByKey(ctx, tx, order);
  if (known !== undefined) return { order: toOrder(ctx, known), isNew: false };
  const customer = await getCustomer(ctx, tx, order.customerId);
  if (!customer.isActive) throw new ParleyError('order_command_refused', 'The customer is not active.');
  await getShopSettings(tx, ctx.workspaceId);
  const draft = await findOrInsertDraft(ctx, tx, { order, customer });
  const priced = await price(ctx, tx, { draft, customer, items: order.items, change: order });
  const row = order.status === 'draft' ? priced : await confirm(ctx, tx, priced, order);
  return { order: toOrder(ctx, row), isNew: true };
}

/**
 * The basket of a conversation as a draft: made, changed, or deleted when there is nothing in it. In the transaction of its
 * turn. Answers the draft's id.
 */
export async function saveDraft(
  ctx: StoreContext,
  tx: Transaction,
  basket: Omit<NewOrder, 'status' | 'key' | 'isTold'> & { readonly conversationId: string },
): Promise<string | undefined> {
  if (basket.items.length === 0) {
    const known = await findDraft(tx, basket.conversationId);
    if (known !== undefined) await tx.rows(DELETE, [known.order_id]);
    return undefined;
  }
  const customer = await getCustomer(ctx, tx, basket.customerId);
  const order: NewOrder = { ...basket, status: 'draft', key: `draft/${randomUUID()}`, isTold: true };
  const draft = await findOrInsertDraft(ctx, tx, { order, customer });
  const row = await price(ctx, tx, { draft, customer, items: basket.items, change: basket });
  return row.order_id;
}

/** See OrderStore.changeDraft. */
export async function changeDraft(
  ctx: StoreContext,
  tx: Transaction,
  orderId: string,
  change: DraftChange,
): Promise<OrderRecord> {
  const draft = await lockDraft(tx, orderId, change.version);
  const customer = await getCustomer(ctx, tx, draft.customer_id);
  const items = change.items ?? itemsOf(draft);
  return toOrder(ctx, await price(ctx, tx, { draft, customer, items, change }));
}

/** See OrderStore.confirmDraft. */
export async function confirmDraft(
  ctx: StoreContext,
  tx: Transaction,
  orderId: string,
  confirmation: DraftChange,
): Promise<OrderRecord> {
  const known = await lockOrder(tx, orderId);
  if (known === undefined) throw noOrder();
  if (known.status !== 'draft') return toOrder(ctx, known);
  refuseOtherVersion(known, confirmation.version);
  const customer = await getCustomer(ctx, tx, known.customer_id);
  const items = confirmation.items ?? itemsOf(known);
  const draft = await price(ctx, tx, { draft: known, customer, items, change: confirmation });
  const order = { key: `confirmed/${orderId}`, isTold: false, at: confirmation.at };
  return toOrder(ctx, await confirm(ctx, tx, draft, order));
}

/** See OrderStore.deleteDraft. */
export async function deleteDraft(tx: Transaction, orderId: string, version: number | undefined): Promise<void> {
  const draft = await lockDraft(tx, orderId, version);
  await tx.rows(DELETE, [draft.order_id]);
}

async function findByKey(ctx: StoreContext, tx: Transaction, order: NewOrder): Promise<OrderRow | undefined> {
  const [, [known]] = await Promise.all([
    tx.rows(LOCK_KEY, [`${ctx.workspaceId}|${order.key}`]),
    tx.rows<{ order_id: string; request_hash: string | null }>(FIND_BY_KEY, [ctx.workspaceId, order.key]),
  ]);
  if (known === undefined) return undefined;
  if (known.request_hash !== (order.requestHash ?? null)) {
    throw new ParleyError('idempotency_key_reused', 'Send another Idempotency-Key for another order.');
  }
  return readOrderRow(tx, known.order_id);
}

interface Placing {
  readonly order: NewOrder;
  readonly customer: CustomerRecord;
}

async function findOrInsertDraft(ctx: StoreContext, tx: Transaction, { order, customer }: Placing): Promise<OrderRow> {
  const known = await findDraft(tx, order.conversationId);
  // Whoever spoke for another customer before begins anew.
  const isTheirs = known?.customer_id === customer.customerId;
  if (known !== undefined && !isTheirs) await tx.rows(DELETE, [known.order_id]);
  const draft = isTheirs ? await lockOrder(tx, known.order_id) : undefined;
  // Confirmed or deleted meanwhile it is the other's order, and this one is another.
  if (draft?.status === 'draft') return draft;
  const row = await lockOrder(tx, await insertDraft(ctx, tx, { order, customer }));
  if (row === undefined) throw noOrder();
  return row;
}

interface DraftRow {
  order_id: string;
  customer_id: string;
}

async function findDraft(tx: Transaction, conversationId: string | undefined): Promise<DraftRow | undefined> {
  if (conversationId === undefined || !isUuid(conversationId)) return undefined;
  const [row] = await tx.rows<DraftRow>(FIND_DRAFT, [conversationId]);
  return row;
}

/** ParleyError `not_found` for a location or slot that is not there, `shop_not_ready` without a default. */
async function locate(ctx: StoreContext, tx: Transaction, order: NewOrder): Promise<string> {
  const { locationId = null, slotId = null, flow = null } = order;
  if (![locationId, slotId].every((id) => id === null || isUuid(id))) throw nowhere();
  const [row] = await tx.rows<{ location_id: string }>(LOCATION, [ctx.workspaceId, locationId, slotId, flow]);
  if (row !== undefined) return row.location_id;
  throw locationId === null && slotId === null
    ? new ParleyError('shop_not_ready', 'There is no default location.')
    : nowhere();
}

async function insertDraft(ctx: StoreContext, tx: Transaction, { order, customer }: Placing): Promise<string> {
  if (order.conversationId !== undefined && !isUuid(order.conversationId)) throw nowhere();
  const [locationId, list] = await Promise.all([
    locate(ctx, tx, order),
    getPriceList(tx, ctx.workspaceId, { customerGroup: customer.customerGroup, flow: order.flow }),
  ]);
  const orderId = randomUUID();
  const [made] = await tx.rows(INSERT, [
    orderId,
    ctx.workspaceId,
    customer.customerId,
    customer.contactId,
    order.conversationId ?? null,
    order.flow ?? null,
    list.currency,
    list.priceListId,
    list.isTaxIncluded,
    locationId,
    order.slotId ?? null,
    order.deliverOn ?? null,
    order.key,
    order.requestHash ?? null,
    order.at,
  ]);
  if (made === undefined) throw nowhere();
  return orderId;
}

interface DraftPricing {
  readonly draft: OrderRow;
  readonly customer: CustomerRecord;
  readonly items: readonly OrderItem[];
  readonly change: DraftChange;
}

/** The draft with these items at the prices of now. */
async function price(ctx: StoreContext, tx: Transaction, pricing: DraftPricing): Promise<OrderRow> {
  const { draft, customer, items, change } = pricing;
  await refuseOtherPlace(ctx, tx, draft, change.slotId);
  const lines = await priceItems(tx, {
    list: { priceListId: draft.price_list_id, isTaxIncluded: draft.is_tax_included },
    items,
    language: customer.language,
    flow: draft.flow ?? undefined,
  });
  await replaceLines(tx, draft, lines);
  const address = change.address ?? toOrder(ctx, draft).address ?? customer.address;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, draft.contact_id, tx);
  const ids = { contactId: draft.contact_id, rowId: draft.order_id };
  const columns = {
    ...totalColumns(lines),
    slot_id: change.slotId ?? draft.slot_id,
    deliver_on: change.deliverOn ?? draft.deliver_on,
    address_encrypted: address === undefined ? null : sealText(key, 'order-address', ids, address),
    note_encrypted: change.note === undefined ? draft.note_encrypted : sealText(key, 'order-note', ids, change.note),
  };
  const row = await updateOrder(tx, draft, columns, change.at);
  return { ...row, lines: [...lines] };
}

async function confirm(
  ctx: StoreContext,
  tx: Transaction,
  draft: OrderRow,
  { key, requestHash, isTold, at }: Pick<NewOrder, 'key' | 'requestHash' | 'isTold' | 'at'>,
): Promise<OrderRow> {
  const number = await nextNumber(tx, ctx.workspaceId, 'order');
  const hash = requestHash === undefined ? {} : { request_hash: requestHash };
  const columns = { status: 'confirmed' as const, number: String(number), confirmed_at: at, key, ...hash };
  const row = await updateOrder(tx, draft, columns, at);
  await addOrderEvent(tx, row, { key: 'confirmed', type: 'order.confirmed', at, isTold });
  return row;
}

async function lockDraft(tx: Transaction, orderId: string, version: number | undefined): Promise<OrderRow> {
  const row = await lockOrder(tx, orderId);
  if (row === undefined) throw noOrder();
  refuseOtherVersion(row, version);
  if (row.status !== 'draft') throw new ParleyError('order_command_refused', `It is ${row.status} already.`);
  return row;
}

async function refuseOtherPlace(
  ctx: StoreContext,
  tx: Transaction,
  draft: OrderRow,
  slotId: string | undefined,
): Promise<void> {
  if (slotId === undefined || slotId === draft.slot_id) return;
  if (!isUuid(slotId)) throw nowhere();
  const [row] = await tx.rows(LOCATION, [ctx.workspaceId, draft.location_id, slotId, draft.flow]);
  if (row === undefined) throw nowhere();
}

function itemsOf(row: OrderRow): readonly OrderItem[] {
  return (row.lines ?? []).map(({ productId, quantity }) => ({ productId, quantity }));
}

function nowhere(): ParleyError {
  return new ParleyError('not_found', 'The location, slot or conversation of the order does not exist.');
}
