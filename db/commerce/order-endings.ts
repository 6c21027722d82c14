import type { OrderCommand, OrderItem } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import { chargedOf, creditLines, withReturned } from './charges.ts';
import { cancelDeliveries } from './delivery-plans.ts';
import { leaveSlot } from './delivery-slots.ts';
import { refreshHabits } from './habits.ts';
import { creditInvoice } from './invoices.ts';
import { addOrderEvent } from './order-events.ts';
import type { OrderRow } from './order-rows.ts';
import { replaceLines, updateOrder } from './order-rows.ts';
import type { Step } from './order-step.ts';
import type { OrderLine } from './order-store.ts';
import { restocks } from './return-rules.ts';
import { returnStock, undoReservation } from './stock-reservations.ts';

export interface Cancellation {
  /** A word, such as `out_of_stock`. */
  readonly reason: string;
  /** Undefined: it ended by itself. */
  readonly by: 'customer' | 'person' | undefined;
  readonly approval?: 'refused';
}

/** Ends an order that has not left the house: stock and slot are free again, its invoice is credited. */
export async function cancelInto(step: Step, { reason, by, approval }: Cancellation): Promise<OrderRow> {
  const { tx, row, at, key, isTold } = step;
  await undo(step);
  const lines = (row.lines ?? []).map((line) => ({ ...line, fulfilled: 0, uncharged: 0 }));
  await replaceLines(tx, row, lines);
  const columns = { status: 'cancelled' as const, is_short: false, cancel_reason: reason };
  const next = await updateOrder(
    tx,
    { ...row, lines },
    { ...columns, ...(approval === undefined ? {} : { approval }) },
    at,
  );
  const more = { reason, ...(by === undefined ? {} : { by }) };
  await addOrderEvent(tx, next, { key, type: 'order.cancelled', at, more, isTold });
  if (!WITH_INVOICE.includes(row.status)) return next;
  await Promise.all([cancelDeliveries(tx, next, { reason, at }), refreshHabits(tx, next, at)]);
  await creditAll({ ...step, row: next }, row.lines ?? []);
  return next;
}

const WITH_INVOICE: readonly string[] = ['accepted', 'packed', 'out_for_delivery'];
/** States in which an order has its place in the slot. */
const WITH_SLOT: readonly string[] = ['reserved', ...WITH_INVOICE];

/** Gives back stock and slot, in the order in which every step locks them. */
async function undo({ tx, row }: Step): Promise<void> {
  await undoReservation(tx, row.order_id);
  if (row.slot_id !== null && WITH_SLOT.includes(row.status)) await leaveSlot(tx, row.slot_id);
}

/** A credit note over all that is charged of the order's lines; none where that is nothing. */
export async function creditAll({ ctx, tx, row, key, at }: Step, lines: readonly OrderLine[]): Promise<void> {
  const credited = creditLines(lines, row.is_tax_included, chargedOf);
  await creditInvoice(ctx, tx, { row, key: `${key}/credit`, at, lines: credited });
}

/**
 * Takes back what was delivered: all of it, or the command's items. The rest stays delivered. ParleyError
 * `order_command_refused` for more than is left of it, and for what only a person takes back.
 */
export async function returnInto(step: Step, command: OrderCommand): Promise<OrderRow> {
  const { ctx, tx, row, at, key, isTold } = step;
  const known = row.lines ?? [];
  const back = backOf(known, command.items);
  const isRestocked = await restocks(step, command, [...back.keys()]);
  const lines = known.map((line) => withReturned(line, back.get(line.productId) ?? 0));
  await Promise.all([
    returnStock(
      tx,
      row.order_id,
      isRestocked ? [...back].map(([productId, quantity]) => ({ productId, quantity })) : [],
      key,
    ),
    replaceLines(tx, row, lines),
  ]);
  const isAll = lines.every(({ fulfilled, returned }) => fulfilled === returned);
  const next = await updateOrder(tx, { ...row, lines }, isAll ? { status: 'returned' } : {}, at);
  const charged = new Map(lines.map((line) => [line.productId, chargedOf(line)]));
  const credited = creditLines(
    known,
    row.is_tax_included,
    (line) => chargedOf(line) - (charged.get(line.productId) ?? 0),
  );
  const more = {
    by: command.by,
    ...(command.reason === undefined ? {} : { reason: command.reason }),
    lines: known.flatMap(({ sku, productId }) => {
      const quantity = back.get(productId) ?? 0;
      return quantity === 0 ? [] : [{ sku, quantity, fulfilled: 0 }];
    }),
    gross_minor: credited.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
  };
  await addOrderEvent(tx, next, { key, type: 'order.returned', at, more, isTold });
  await creditInvoice(ctx, tx, { row: next, key: `${key}/credit`, at, lines: credited });
  return next;
}

function backOf(lines: readonly OrderLine[], items: readonly OrderItem[] | undefined): ReadonlyMap<string, number> {
  const kept = new Map(lines.map((line) => [line.productId, line.fulfilled - line.returned]));
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of items ?? all(kept)) {
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  }
  const isValid = [...wanted].every(([id, quantity]) => quantity > 0 && quantity <= (kept.get(id) ?? 0));
  if (!isValid || wanted.size === 0) {
    throw new ParleyError('order_command_refused', 'No more can come back than was delivered.');
  }
  return wanted;
}

function all(kept: ReadonlyMap<string, number>): readonly OrderItem[] {
  return [...kept].flatMap(([productId, quantity]) => (quantity === 0 ? [] : [{ productId, quantity }]));
}
