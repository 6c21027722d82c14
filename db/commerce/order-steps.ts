import { nextStep } from '../../contracts/commerce/order-machine.ts';
import { amountsOf, sumOf } from '../../contracts/commerce/money.ts';
import { takeSlot } from './delivery-slots.ts';
import { planDelivery } from './deliveries.ts';
import { refreshHabits } from './habits.ts';
import { issueInvoice } from './invoices.ts';
import { cancelInto } from './order-endings.ts';
import { addOrderEvent } from './order-events.ts';
import { chargedLines, totalColumns } from './order-pricing.ts';
import type { OrderRow } from './order-rows.ts';
import { replaceLines, stateOf, updateOrder } from './order-rows.ts';
import type { Step } from './order-step.ts';
import type { OrderLine } from './order-store.ts';
import { commitReservation, reserve } from './stock-reservations.ts';
import type { ReservedItem } from './stock-reservations.ts';

/** Reserves what was confirmed. Nothing in another state: the step was taken. */
export async function reserveStep(step: Step): Promise<OrderRow> {
  const { row, at } = step;
  if (nextStep(stateOf(row, at)) !== 'reserve') return row;
  return settleReservation(step, await reserve(step.tx, reservationOf(step)));
}

/** What an order with these lines wants of the stock. */
export function reservationOf({ row, at }: Step) {
  return {
    workspaceId: row.workspace_id,
    orderId: row.order_id,
    locationId: row.location_id,
    items: (row.lines ?? []).map(({ productId, quantity }) => ({ productId, quantity })),
    expiresAt: new Date(at.getTime() + (row.reservation_minutes ?? DEFAULT_MINUTES) * 60_000),
    at,
  };
}

const DEFAULT_MINUTES = 60;

/** Writes what could be reserved, with the slot: in full, in part, or not at all, which ends the order. */
export async function settleReservation(step: Step, reserved: readonly ReservedItem[]): Promise<OrderRow> {
  const { tx, row, at, key } = step;
  const had = new Map(reserved.map((item) => [item.productId, item.reserved]));
  const lines = (row.lines ?? []).map((line) => ({ ...line, fulfilled: had.get(line.productId) ?? 0 }));
  if (lines.every(({ fulfilled }) => fulfilled === 0)) {
    return cancelInto(step, { reason: 'out_of_stock', by: undefined });
  }
  const slotId = row.slot_id === null ? null : await takeSlot(tx, row.slot_id, at);
  const isSlotMoved = slotId !== row.slot_id;
  const isShort = isSlotMoved || lines.some(({ fulfilled, quantity }) => fulfilled < quantity);
  const needsApproval = !isShort && isAboveLimit(row, lines);
  await replaceLines(tx, row, lines);
  const next = await updateOrder(
    tx,
    { ...row, lines },
    { status: 'reserved', is_short: isShort, slot_id: slotId, approval: needsApproval ? 'needed' : null },
    at,
  );
  await addOrderEvent(tx, next, { key, type: 'order.reserved', at });
  if (isShort) {
    const more = { gross_minor: servedGross(next, lines), is_slot_moved: isSlotMoved };
    await addOrderEvent(tx, next, { key: `${key}/short`, type: 'order.short', at, more });
  }
  if (needsApproval) await addOrderEvent(tx, next, { key: `${key}/approval`, type: 'order.approval_needed', at });
  return next;
}

/** Accepts what is reserved and needs nobody's word. Nothing in another state. */
export async function acceptStep(step: Step): Promise<OrderRow> {
  return nextStep(stateOf(step.row, step.at)) === 'accept' ? acceptInto(step) : step.row;
}

/** The stock leaves, what could be reserved is charged, delivery and invoice are made. */
export async function acceptInto(step: Step): Promise<OrderRow> {
  const { ctx, tx, row, at, key } = step;
  const lines = chargedLines(row.lines ?? [], row.is_tax_included, ({ fulfilled }) => fulfilled);
  await Promise.all([commitReservation(tx, row.order_id), replaceLines(tx, row, lines)]);
  const next = await updateOrder(
    tx,
    { ...row, lines: [...lines] },
    { status: 'accepted', is_short: false, ...totalColumns(lines) },
    at,
  );
  await planDelivery(tx, next, at);
  const invoice = await issueInvoice(ctx, tx, { row: next, lines, key, at });
  await addOrderEvent(tx, next, { key, type: 'order.accepted', at, isTold: step.isTold });
  await addOrderEvent(tx, next, { key: `${key}/invoice`, type: 'invoice.issued', at, more: invoice });
  await refreshHabits(tx, next, at);
  return next;
}

/** Ends a reserved order whose time is over; one that was reserved anew meanwhile stays. */
export async function expireStep(step: Step): Promise<OrderRow> {
  const { row, at } = step;
  if (row.status !== 'reserved' || (row.expires_at !== null && row.expires_at > at)) return row;
  return cancelInto(step, { reason: 'reservation_expired', by: undefined });
}

/** Whether what is served of an order waits for a person. */
export function isAboveLimit(row: OrderRow, lines: readonly OrderLine[]): boolean {
  return row.approval_limit_minor !== null && servedGross(row, lines) >= Number(row.approval_limit_minor);
}

function servedGross(row: OrderRow, lines: readonly OrderLine[]): number {
  return sumOf(lines.map((line) => amountsOf(line.fulfilled, { ...line, isTaxIncluded: row.is_tax_included })))
    .grossMinor;
}
