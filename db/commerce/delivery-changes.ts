import { randomUUID } from 'node:crypto';
import type { OrderItem } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { sealText } from '../store-context.ts';
import { claimRequest } from './by-hand-requests.ts';
import type { DeliveryRow } from './deliveries.ts';
import { deliveriesOf, getDelivery, noDelivery } from './deliveries.ts';
import { ON_ITS_WAY, undelivered } from './delivery-commands.ts';
import { leaveSlotFor, takeSlot } from './delivery-slots.ts';
import { nextNumber } from './numbers.ts';
import { addOrderEvent } from './order-events.ts';
import type { OrderRow } from './order-rows.ts';
import { lockOrder, noOrder, updateOrder } from './order-rows.ts';
import type { DeliveryChange, DeliveryRecord, NewDelivery } from './order-store.ts';

const FIND_BY_KEY = statement('delivery_by_key', 'SELECT delivery_id FROM deliveries WHERE order_id = $1 AND key = $2');
const INSERT = statement(
  'insert_delivery_by_hand',
  `INSERT INTO deliveries (delivery_id, workspace_id, order_id, number, status, slot_id, deliver_on, is_by_hand, key,
     address_encrypted, note_encrypted, created_at, updated_at)
   VALUES ($1, $2, $3, $4, 'planned', $5, $6::date, true, $7, $8, $9, $10, $10)`,
);
const UPDATE = statement(
  'update_delivery',
  `UPDATE deliveries SET slot_id = $2, deliver_on = $3::date, address_encrypted = $4, note_encrypted = $5, updated_at = $6,
     version = version + 1 WHERE delivery_id = $1`,
);
const TOUCH = statement(
  'touch_delivery',
  'UPDATE deliveries SET updated_at = $2, version = version + 1 WHERE delivery_id = $1',
);
/** What is named gets that quantity; all else of it goes. */
const SET_LINES = statement(
  'set_delivery_lines',
  `WITH wanted AS (SELECT * FROM unnest($2::uuid[], $3::bigint[]) AS w (product_id, quantity)),
   gone AS (DELETE FROM delivery_lines WHERE delivery_id = $1 AND product_id NOT IN (SELECT product_id FROM wanted))
   INSERT INTO delivery_lines AS k (workspace_id, delivery_id, product_id, sku, name, base_unit, quantity)
   SELECT l.workspace_id, $1, l.product_id, l.sku, l.name, l.base_unit, w.quantity
   FROM wanted w JOIN order_lines l ON l.order_id = $4 AND l.product_id = w.product_id
   ON CONFLICT (delivery_id, product_id) DO UPDATE SET quantity = EXCLUDED.quantity`,
);

type Quantities = ReadonlyMap<string, number>;

/** See OrderStore.planDelivery. */
export async function planDelivery(ctx: StoreContext, wanted: NewDelivery): Promise<DeliveryRecord> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const { key, requestHash, at } = wanted;
    await claimRequest(tx, ctx.workspaceId, { makes: 'delivery', key, requestHash, at });
    const row = await lockOrder(tx, wanted.orderId);
    if (row === undefined) throw noOrder();
    const [known] = await tx.rows<{ delivery_id: string }>(FIND_BY_KEY, [row.order_id, wanted.key]);
    if (known !== undefined) return getDelivery(ctx, tx, known.delivery_id);
    refuseOrder(row);
    const deliveries = await deliveriesOf(tx, row.order_id);
    const items = itemsOf(row, deliveries, wanted.items);
    const taken = takenFrom(row, deliveries, items);
    const deliveryId = randomUUID();
    const slotId = wanted.slotId ?? null;
    await takeJustThat(tx, row, slotId, wanted.at);
    const seal = await sealer(ctx, tx, row, deliveryId);
    for (const [id, left] of taken) await setLines(tx, row, id, left);
    for (const id of taken.keys()) await tx.rows(TOUCH, [id, wanted.at]);
    // Numbers last: until the transaction ends nobody else gets one.
    const number = await nextNumber(tx, row.workspace_id, 'delivery');
    await tx.rows(INSERT, [
      deliveryId,
      row.workspace_id,
      row.order_id,
      number,
      slotId,
      wanted.deliverOn ?? null,
      wanted.key,
      seal('address', wanted.address),
      seal('note', wanted.note),
      wanted.at,
    ]);
    await setLines(tx, row, deliveryId, items);
    await addOrderEvent(tx, row, {
      key: `delivery/${deliveryId}`,
      type: 'delivery.planned',
      at: wanted.at,
      more: { by: 'person', delivery_ids: [deliveryId, ...taken.keys()], lines: linesOf(row, items) },
    });
    return getDelivery(ctx, tx, deliveryId);
  });
}

/** See OrderStore.changeDelivery. */
export async function changeDelivery(
  ctx: StoreContext,
  deliveryId: string,
  change: DeliveryChange,
): Promise<DeliveryRecord> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const { orderId } = await getDelivery(ctx, tx, deliveryId);
    const row = await lockOrder(tx, orderId);
    const delivery = (await deliveriesOf(tx, orderId)).find(({ delivery_id: id }) => id === deliveryId);
    if (row === undefined || delivery === undefined) throw noDelivery();
    refuseChange(delivery, change);
    const slotId = change.slotId === undefined ? delivery.slot_id : change.slotId;
    const deliverOn = change.deliverOn === undefined ? delivery.deliver_on : change.deliverOn;
    await moveSlot(tx, row, { delivery, slotId, at: change.at });
    const seal = await sealer(ctx, tx, row, deliveryId);
    await tx.rows(UPDATE, [
      deliveryId,
      slotId,
      deliverOn,
      change.address === undefined ? delivery.own_address_encrypted : seal('address', change.address),
      change.note === undefined ? delivery.note_encrypted : seal('note', change.note),
      change.at,
    ]);
    if (change.items !== undefined) await setLines(tx, row, deliveryId, lessOf(delivery, change.items));
    // The one that came with the order says when the order comes.
    const columns = { slot_id: slotId, deliver_on: deliverOn };
    const next = delivery.is_by_hand ? row : await updateOrder(tx, row, columns, change.at);
    const changed = FIELDS.filter(([field]) => change[field] !== undefined).map(([, name]) => name);
    await addOrderEvent(tx, next, {
      key: `delivery/${deliveryId}/${delivery.version + 1}`,
      type: 'delivery.changed',
      at: change.at,
      more: {
        by: 'person',
        delivery_ids: [deliveryId],
        changed,
        ...(deliverOn === null ? {} : { deliver_on: deliverOn }),
        ...(slotId === null ? {} : { slot_id: slotId }),
      },
    });
    return getDelivery(ctx, tx, deliveryId);
  });
}

/** As they are named to programs. */
const FIELDS = [
  ['items', 'items'],
  ['slotId', 'slot_id'],
  ['deliverOn', 'deliver_on'],
  ['address', 'address'],
  ['note', 'note'],
] as const;

function refuseOrder({ status }: OrderRow): void {
  if (ON_ITS_WAY.includes(status)) return;
  throw new ParleyError(
    'order_command_refused',
    `The order is ${status}: delivery orders are made from when it is accepted until all of it was delivered.`,
  );
}

function refuseChange(delivery: DeliveryRow, { version, items }: DeliveryChange): void {
  if (version !== undefined && version !== delivery.version)
    throw new ParleyError('version_conflict', `The delivery has version ${delivery.version} now. Read it again.`);
  const allowed = items === undefined ? ['planned', 'packed'] : ['planned'];
  if (allowed.includes(delivery.status)) return;
  throw new ParleyError(
    'order_command_refused',
    `The delivery is ${delivery.status}: cancel it and make another for what was on it, or let it be.`,
  );
}

/** What is asked for, or all that is on no delivery order. */
function itemsOf(
  row: OrderRow,
  deliveries: readonly DeliveryRow[],
  items: readonly OrderItem[] | undefined,
): Quantities {
  if (items !== undefined) return added(items);
  const rest = undelivered(row, deliveries);
  if (rest.size > 0) return rest;
  throw new ParleyError(
    'order_command_refused',
    'All of the order is on delivery orders: name the items that shall come with this one.',
  );
}

function added(items: readonly OrderItem[]): Quantities {
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of items) wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  return wanted;
}

/**
 * What planned delivery orders keep when these items are taken: first comes what is on none, then what the first ones have.
 * ParleyError `order_command_refused` when there is not that much, or one would be left with nothing.
 */
function takenFrom(
  row: OrderRow,
  deliveries: readonly DeliveryRow[],
  items: Quantities,
): ReadonlyMap<string, Quantities> {
  const missing = new Map(items);
  for (const [productId, quantity] of undelivered(row, deliveries)) reduce(missing, productId, quantity);
  const kept = new Map<string, Quantities>();
  for (const delivery of deliveries.filter(({ status }) => status === 'planned')) {
    const left = delivery.items.map(
      ({ productId, quantity }) => [productId, quantity - reduce(missing, productId, quantity)] as const,
    );
    if (left.every(([, quantity], index) => quantity === delivery.items[index]?.quantity)) continue;
    kept.set(delivery.delivery_id, new Map(left.filter(([, quantity]) => quantity > 0)));
  }
  if ([...missing.values()].some((quantity) => quantity > 0))
    throw new ParleyError('order_command_refused', 'No more can be delivered than was ordered and has not left yet.');
  const emptied = deliveries.find(({ delivery_id: id }) => kept.get(id)?.size === 0);
  if (emptied !== undefined)
    throw new ParleyError(
      'order_command_refused',
      `Nothing would be left of delivery ${emptied.number}: change that one instead.`,
    );
  return kept;
}

/** Answers how much of it was missing. */
function reduce(missing: Map<string, number>, productId: string, quantity: number): number {
  const wanted = missing.get(productId) ?? 0;
  const part = Math.min(wanted, quantity);
  missing.set(productId, wanted - part);
  return part;
}

/** ParleyError `order_command_refused` for more than it has, or nothing of it. */
function lessOf(delivery: DeliveryRow, items: readonly OrderItem[]): Quantities {
  const wanted = added(items);
  const had = new Map(delivery.items.map(({ productId, quantity }) => [productId, quantity]));
  if ([...wanted].every(([productId, quantity]) => quantity <= (had.get(productId) ?? 0))) return wanted;
  throw new ParleyError(
    'order_command_refused',
    'A delivery order can only become less: make another for what more shall come.',
  );
}

async function setLines(tx: Transaction, row: OrderRow, deliveryId: string, items: Quantities): Promise<void> {
  await tx.rows(SET_LINES, [deliveryId, [...items.keys()], [...items.values()], row.order_id]);
}

function linesOf(row: OrderRow, items: Quantities) {
  return (row.lines ?? []).flatMap(({ sku, productId }) => {
    const quantity = items.get(productId) ?? 0;
    return quantity === 0 ? [] : [{ sku, quantity, fulfilled: quantity }];
  });
}

/** One that came with the order keeps its place with the order's. */
async function moveSlot(
  tx: Transaction,
  row: OrderRow,
  { delivery, slotId, at }: { readonly delivery: DeliveryRow; readonly slotId: string | null; readonly at: Date },
): Promise<void> {
  if (slotId === delivery.slot_id) return;
  await leaveSlotFor(tx, delivery.slot_id, slotId);
  await takeJustThat(tx, row, slotId, at);
}

/** A place in this slot and no other. */
async function takeJustThat(tx: Transaction, row: OrderRow, slotId: string | null, at: Date): Promise<void> {
  if (slotId === null) return;
  const taken = isUuid(slotId) ? await takeSlot(tx, { slotId, locationId: row.location_id, at }) : null;
  if (taken !== slotId)
    throw new ParleyError('not_enough_stock', 'The slot is full, over, or of another location: see /delivery-slots.');
}

async function sealer(ctx: StoreContext, tx: Transaction, row: OrderRow, deliveryId: string) {
  const key = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
  const ids = { contactId: row.contact_id, rowId: deliveryId };
  return (field: 'address' | 'note', text: string | null | undefined): Buffer | null =>
    text === undefined || text === null ? null : sealText(key, `delivery-${field}`, ids, text);
}
