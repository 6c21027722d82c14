import type { OrderCommand, OrderEventType } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { DeliveryRow } from './deliveries.ts';
import { deliveriesOf, noDelivery } from './deliveries.ts';
import { leaveSlot } from './delivery-slots.ts';
import { addOrderEvent } from './order-events.ts';
import type { OrderRow } from './order-rows.ts';
import { updateOrder } from './order-rows.ts';
import type { Step } from './order-step.ts';
import type { DeliveryStatus } from './order-store.ts';

const SET = statement(
  'set_delivery',
  `UPDATE deliveries SET status = $2, cancel_reason = $3, updated_at = $4, version = version + 1 WHERE delivery_id = $1`,
);

interface Way {
  readonly from: readonly DeliveryStatus[];
  readonly to: DeliveryStatus;
  readonly type: OrderEventType;
}

/** What may be done with one delivery order. */
const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  ['pack', { from: ['planned'], to: 'packed', type: 'delivery.packed' }],
  ['dispatch', { from: ['packed'], to: 'out_for_delivery', type: 'delivery.out_for_delivery' }],
  ['deliver', { from: ['out_for_delivery'], to: 'delivered', type: 'delivery.delivered' }],
  ['cancel', { from: ['planned', 'packed', 'out_for_delivery'], to: 'cancelled', type: 'delivery.cancelled' }],
]);

/** States of an order in which its delivery orders are made, changed and moved. */
export const ON_ITS_WAY: readonly string[] = ['accepted', 'packed', 'out_for_delivery'];

/**
 * Moves one delivery order of an order, and the order with it: packed and out for delivery with the first of them, delivered when
 * nothing of it is left to be delivered. ParleyErrors as refuseDeliveryCommand.
 */
export async function commandDelivery(step: Step, command: OrderCommand): Promise<void> {
  const { tx, row, at, key } = step;
  const { delivery, others, way } = await refuseDeliveryCommand(tx, row, command);
  const reason = way.to === 'cancelled' ? (command.reason ?? 'cancelled_by_person') : null;
  await tx.rows(SET, [delivery.delivery_id, way.to, reason, at]);
  if (way.to === 'cancelled' && delivery.is_by_hand && delivery.slot_id !== null) await leaveSlot(tx, delivery.slot_id);
  const more = {
    by: command.by,
    delivery_ids: [delivery.delivery_id],
    ...(reason === null ? {} : { reason }),
    lines: delivery.items.map(({ sku, quantity }) => ({ sku, quantity, fulfilled: quantity })),
  };
  await addOrderEvent(tx, row, { key, type: way.type, at, more, isTold: step.isTold });
  const next = follow(row, way.to, [{ ...delivery, status: way.to }, ...others]);
  if (next !== undefined) await moveOrder({ ...step, key: `${key}/order` }, next);
}

/**
 * What a command on a delivery order meets. ParleyError `not_found`, `version_conflict`, or `order_command_refused` with what
 * can be done instead.
 */
export async function refuseDeliveryCommand(
  tx: Transaction,
  row: OrderRow,
  command: OrderCommand,
): Promise<{ readonly delivery: DeliveryRow; readonly others: readonly DeliveryRow[]; readonly way: Way }> {
  const all = await deliveriesOf(tx, row.order_id);
  const delivery = all.find(({ delivery_id: id }) => id === command.deliveryId);
  const way = WAYS.get(command.name);
  if (delivery === undefined) throw noDelivery();
  if (command.version !== undefined && command.version !== delivery.version)
    throw new ParleyError('version_conflict', `The delivery has version ${delivery.version} now. Read it again.`);
  if (way === undefined || command.by !== 'person')
    throw new ParleyError(
      'order_command_refused',
      'Only a person moves a delivery order: packs, sends, delivers, cancels it.',
    );
  if (!ON_ITS_WAY.includes(row.status))
    throw new ParleyError('order_command_refused', `The order is ${row.status}: its delivery orders stay as they are.`);
  if (!way.from.includes(delivery.status)) {
    const allowed = [...WAYS].filter(([, { from }]) => from.includes(delivery.status)).map(([name]) => name);
    const now = allowed.length === 0 ? 'nothing' : allowed.join(', ');
    throw new ParleyError('order_command_refused', `The delivery is ${delivery.status}: a person may ask for ${now}.`);
  }
  return { delivery, others: all.filter((one) => one !== delivery), way };
}

/** Base units of each product that are on no delivery order: what was served of the order, less what goes or went out. */
export function undelivered(row: OrderRow, deliveries: readonly Pick<DeliveryRow, 'status' | 'items'>[]) {
  const left = new Map((row.lines ?? []).map(({ productId, fulfilled }) => [productId, fulfilled]));
  for (const { status, items } of deliveries) {
    if (status === 'cancelled') continue;
    for (const { productId, quantity } of items) left.set(productId, (left.get(productId) ?? 0) - quantity);
  }
  return new Map([...left].filter(([, quantity]) => quantity > 0));
}

/** Nothing of the order is left to be delivered. */
export function isAllDelivered(row: OrderRow, deliveries: readonly DeliveryRow[]): boolean {
  return (
    deliveries.every(({ status }) => status === 'delivered' || status === 'cancelled') &&
    undelivered(row, deliveries).size === 0
  );
}

type Reached = 'packed' | 'out_for_delivery' | 'delivered' | 'partly_fulfilled';

function follow(row: OrderRow, to: DeliveryStatus, deliveries: readonly DeliveryRow[]): Reached | undefined {
  if (to === 'packed' && row.status === 'accepted') return 'packed';
  if (to === 'out_for_delivery' && row.status !== 'out_for_delivery') return 'out_for_delivery';
  return to === 'delivered' && isAllDelivered(row, deliveries) ? deliveredAs(row) : undefined;
}

/** What an order is when all of it that there was has arrived. */
export function deliveredAs(row: OrderRow): 'delivered' | 'partly_fulfilled' {
  return (row.lines ?? []).every(({ fulfilled, quantity }) => fulfilled === quantity)
    ? 'delivered'
    : 'partly_fulfilled';
}

async function moveOrder({ tx, row, at, key, isTold }: Step, status: Reached): Promise<void> {
  const next = await updateOrder(tx, row, { status }, at);
  await addOrderEvent(tx, next, { key, type: `order.${status}`, at, isTold });
}
