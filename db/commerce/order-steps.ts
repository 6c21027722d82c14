import { nextStep } from '../../contracts/commerce/order-machine.ts';
import { amountsOf, sumOf } from '../../contracts/commerce/money.ts';
import { takeSlot } from './delivery-slots.ts';
import { planOwnDelivery } from './delivery-plans.ts';
import { refreshHabits } from './habits.ts';
import { issue, prepareInvoice } from './invoices.ts';
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
  const reserved = await reserve(step.tx, reservationOf(step));
  if (reserved.every((item) => item.reserved === 0)) {
    return cancelInto(step, { reason: 'out_of_stock', by: undefined });
  }
  const slotId = await takeSlot(step.tx, { slotId: row.slot_id, locationId: row.location_id, at });
  return settleReservation(step, reserved, slotId);
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

/** Writes what could be reserved, and the slot that there was room in: both as the order wants them, or it is short. */
export async function settleReservation(
  step: Step,
  reserved: readonly ReservedItem[],
  slotId: string | null,
): Promise<OrderRow> {
  const { tx, row, at, key } = step;
  const had = new Map(reserved.map((item) => [item.productId, item.reserved]));
  const lines = (row.lines ?? []).map((line) => ({ ...line, fulfilled: had.get(line.productId) ?? 0 }));
  const isSlotMoved = slotId !== row.slot_id;
  const isShort = isSlotMoved || lines.some(({ fulfilled, quantity }) => fulfilled < quantity);
  const needsApproval = !isShort && isAboveLimit(row, lines);
  const approval = needsApproval ? ('needed' as const) : null;
  const columns = { status: 'reserved' as const, is_short: isShort, slot_id: slotId, approval };
  const [next] = await Promise.all([updateOrder(tx, { ...row, lines }, columns, at), replaceLines(tx, row, lines)]);
  const more = { gross_minor: servedGross(next, lines), is_slot_moved: isSlotMoved };
  await Promise.all([
    addOrderEvent(tx, next, { key, type: 'order.reserved', at }),
    isShort ? addOrderEvent(tx, next, { key: `${key}/short`, type: 'order.short', at, more }) : undefined,
    needsApproval ? addOrderEvent(tx, next, { key: `${key}/approval`, type: 'order.approval_needed', at }) : undefined,
  ]);
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
  const columns = { status: 'accepted' as const, is_short: false, ...totalColumns(lines) };
  const [next] = await Promise.all([
    updateOrder(tx, { ...row, lines: [...lines] }, columns, at),
    replaceLines(tx, row, lines),
    commitReservation(tx, row.order_id),
  ]);
  const [invoice] = await Promise.all([
    prepareInvoice(ctx, tx, { row: next, lines, key: `${key}/invoice`, at }),
    addOrderEvent(tx, next, { key, type: 'order.accepted', at, isTold: step.isTold }),
    refreshHabits(tx, next, at),
  ]);
  // Numbers last: until the transaction ends nobody else gets one.
  await Promise.all([planOwnDelivery(tx, next, at), issue(tx, invoice)]);
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
