import { allowedCommands } from '../../contracts/commerce/order-machine.ts';
import type { OrderCommand, OrderCommandName } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import { deliveriesOf } from './deliveries.ts';
import { deliveredAs, isAllDelivered, undelivered } from './delivery-commands.ts';
import { cancelDeliveries, moveDeliveries } from './delivery-plans.ts';
import { leaveSlotFor, takeSlot } from './delivery-slots.ts';
import { cancelInto, creditAll, returnInto } from './order-endings.ts';
import { addOrderEvent } from './order-events.ts';
import { chargedLines, priceItems, totalColumns } from './order-pricing.ts';
import type { OrderRow } from './order-rows.ts';
import { refuseOtherVersion, replaceLines, stateOf, updateOrder } from './order-rows.ts';
import type { Step } from './order-step.ts';
import type { DeliveryStatus } from './order-store.ts';
import { acceptInto, isAboveLimit, reservationOf, settleReservation } from './order-steps.ts';
import { getCustomer } from './customers.ts';
import { changeReservation } from './stock-reservations.ts';

/** ParleyError `version_conflict` or `order_command_refused` when the order's state does not allow the command. */
export function refuseForbidden(row: OrderRow, command: OrderCommand, at: Date): void {
  refuseOtherVersion(row, command.version);
  const allowed = allowedCommands(stateOf(row, at), command.by);
  if (allowed.includes(command.name)) return;
  const now = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  throw new ParleyError('order_command_refused', `The order is ${row.status}: a ${command.by} may ask for ${now}.`);
}

/** Carries out a command that the order's state allows, in the step's transaction. */
export async function carryOut(step: Step, command: OrderCommand): Promise<OrderRow> {
  const { name } = command;
  if (isMove(name)) return move(step, MOVES[name]);
  switch (name) {
    case 'accept_short':
      return acceptShort(step);
    case 'approve':
      return acceptInto({ ...step, row: { ...step.row, approval: 'given' } });
    case 'refuse':
      return cancelInto(step, { reason: command.reason ?? 'refused', by: command.by, approval: 'refused' });
    case 'cancel':
      return cancelInto(step, { reason: command.reason ?? `cancelled_by_${command.by}`, by: command.by });
    case 'change':
      return change(step, command);
    case 'drop_rest':
      return dropRest(step, command);
    case 'return':
      return returnInto(step, command);
  }
}

/** What is left will do: the order is what was reserved. */
async function acceptShort(step: Step): Promise<OrderRow> {
  const { tx, row, at, key } = step;
  const lines = row.lines ?? [];
  if (!isAboveLimit(row, lines)) return acceptInto(step);
  const next = await updateOrder(tx, row, { is_short: false, approval: 'needed' }, at);
  await addOrderEvent(tx, next, { key, type: 'order.approval_needed', at });
  return next;
}

/**
 * Other items, another slot or day, all of it or nothing: what cannot be had in full is refused, and the order stays as it was.
 * An invoice is credited; the changed order is reserved at once, and accepted as a new one is.
 */
async function change(step: Step, command: OrderCommand): Promise<OrderRow> {
  const { ctx, tx, row, at, key } = step;
  const agreed = row.lines ?? [];
  const customer = await getCustomer(ctx, tx, row.customer_id);
  const lines = await priceItems(tx, {
    list: { priceListId: row.price_list_id, isTaxIncluded: row.is_tax_included },
    items: command.items ?? agreed.map(({ productId, quantity }) => ({ productId, quantity })),
    agreed,
    language: customer.language,
    flow: row.flow ?? undefined,
  });
  // Stock, slot, numbers: the order in which every step locks them.
  const reserved = await changeReservation(tx, reservationOf({ ...step, row: { ...row, lines: [...lines] } }));
  const slotId = command.slotId ?? row.slot_id;
  if (row.status !== 'confirmed') await leaveSlotFor(tx, row.slot_id, slotId);
  const taken = await takeSlot(tx, { slotId, locationId: row.location_id, at });
  if (taken !== slotId || reserved.some((item) => item.reserved < item.wanted)) {
    throw new ParleyError('not_enough_stock', 'There is not that much left, or the slot is full: it stays as it was.');
  }
  if (row.status === 'accepted' || row.status === 'packed') {
    await creditAll(step, agreed);
    await cancelDeliveries(tx, row, { reason: 'order_changed', at });
  }
  await replaceLines(tx, row, lines);
  const columns = {
    ...totalColumns(chargedLines(lines, row.is_tax_included, ({ quantity }) => quantity)),
    slot_id: slotId,
    deliver_on: command.deliverOn ?? row.deliver_on,
    status: 'confirmed' as const,
    is_short: false,
    approval: null,
  };
  const next = await updateOrder(tx, { ...row, lines: [...lines] }, columns, at);
  await addOrderEvent(tx, next, { key, type: 'order.changed', at, more: { by: command.by }, isTold: step.isTold });
  return settleReservation({ ...step, row: next, key: `${key}/reserve` }, reserved, slotId);
}

interface Move {
  readonly from: DeliveryStatus;
  readonly to: 'packed' | 'out_for_delivery' | 'delivered';
}

const MOVES: Readonly<Record<'pack' | 'dispatch' | 'deliver', Move>> = {
  pack: { from: 'planned', to: 'packed' },
  dispatch: { from: 'packed', to: 'out_for_delivery' },
  deliver: { from: 'out_for_delivery', to: 'delivered' },
};

function isMove(name: OrderCommandName): name is keyof typeof MOVES {
  return Object.hasOwn(MOVES, name);
}

/** Moves the order, and all its delivery orders that stand before it. */
async function move(step: Step, way: Move): Promise<OrderRow> {
  const { tx, row, at, key, isTold } = step;
  const moved = await moveDeliveries(tx, row, { ...way, at });
  if (moved.length === 0)
    throw new ParleyError(
      'order_command_refused',
      `No delivery order of it is ${way.from}: see /deliveries?order_id=.`,
    );
  const status = way.to === 'delivered' ? await deliveredStatus(step) : way.to;
  const more = { delivery_ids: moved };
  if (status === undefined) {
    await addOrderEvent(tx, row, { key, type: 'delivery.delivered', at, more, isTold });
    return row;
  }
  const next = await updateOrder(tx, row, { status }, at);
  await addOrderEvent(tx, next, { key, type: `order.${status}`, at, more, isTold });
  return next;
}

/** Undefined: some of it is still to be delivered. */
async function deliveredStatus({ tx, row }: Step): Promise<'delivered' | 'partly_fulfilled' | undefined> {
  return isAllDelivered(row, await deliveriesOf(tx, row.order_id)) ? deliveredAs(row) : undefined;
}

/**
 * What is left to be delivered is not: it goes back to stock and is credited, and the order is what arrived of it. One of which
 * nothing arrived is cancelled.
 */
async function dropRest(step: Step, command: OrderCommand): Promise<OrderRow> {
  const { tx, row, at, key, isTold } = step;
  const deliveries = await deliveriesOf(tx, row.order_id);
  const open = deliveries.find(({ status }) => status !== 'delivered' && status !== 'cancelled');
  if (open !== undefined)
    throw new ParleyError(
      'order_command_refused',
      `Delivery ${open.number} is ${open.status}: deliver or cancel it first.`,
    );
  if (!deliveries.some(({ status }) => status === 'delivered'))
    return cancelInto(step, { reason: command.reason ?? 'not_delivered', by: command.by });
  const items = [...undelivered(row, deliveries)].map(([productId, quantity]) => ({ productId, quantity }));
  const next = await updateOrder(tx, row, { status: 'partly_fulfilled' }, at);
  await addOrderEvent(tx, next, { key, type: 'order.partly_fulfilled', at, isTold });
  return returnInto({ ...step, row: next, key: `return/${key}` }, { ...command, items });
}
