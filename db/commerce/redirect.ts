import { allowedCommands } from '../../contracts/commerce/order-machine.ts';
import { TAKES_NOTES } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { sealText } from '../store-context.ts';
import { addOrderEvent, hasOrderEvent } from './order-events.ts';
import type { OrderRow } from './order-rows.ts';
import { lockOrder, updateOrder } from './order-rows.ts';

/** Something that a customer asks for an order of theirs after it was placed. */
interface Request {
  readonly orderId: string;
  /** Whose it has to be. */
  readonly customerId: string;
  /** The same key twice is one change. */
  readonly key: string;
  readonly at: Date;
}

/** An order that shall go to another address. */
export interface Redirection extends Request {
  readonly address: string;
}

/** What whoever delivers an order shall read of it. */
export interface OrderNote extends Request {
  readonly note: string;
}

/**
 * Sends an order to another address; its invoice stays as it is. ParleyError `not_found` where it is not this customer's,
 * `order_command_refused` once its state allows no change.
 */
export async function redirectOrder(ctx: StoreContext, tx: Transaction, redirection: Redirection): Promise<void> {
  await changeWords(ctx, tx, redirection, { field: 'address', text: redirection.address, isOpen: mayChange });
}

/**
 * Notes on an order what whoever delivers it shall read, instead of what was noted before; its delivery order shows it, too.
 * ParleyError `not_found` where it is not this customer's, `order_command_refused` once it has left.
 */
export async function noteOnOrder(ctx: StoreContext, tx: Transaction, request: OrderNote): Promise<void> {
  await changeWords(ctx, tx, request, {
    field: 'note',
    text: request.note,
    isOpen: ({ status }) => TAKES_NOTES.has(status),
  });
}

interface Words {
  readonly field: 'address' | 'note';
  readonly text: string;
  readonly isOpen: (row: OrderRow) => boolean;
}

async function changeWords(
  ctx: StoreContext,
  tx: Transaction,
  { orderId, customerId, key, at }: Request,
  { field, text, isOpen }: Words,
): Promise<void> {
  const row = await lockOrder(tx, orderId);
  if (row === undefined || row.customer_id !== customerId)
    throw new ParleyError('not_found', 'There is no such order.');
  if (await hasOrderEvent(tx, orderId, key)) return;
  if (!isOpen(row)) throw new ParleyError('order_command_refused', 'It cannot be changed any more.');
  const subjectKey = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
  const ids = { contactId: row.contact_id, rowId: orderId };
  const sealed = sealText(subjectKey, `order-${field}`, ids, text);
  const next = await updateOrder(tx, row, { [`${field}_encrypted`]: sealed }, at);
  const more = { by: 'customer', changed: [field] } as const;
  await addOrderEvent(tx, next, { key, type: 'order.changed', at, more, isTold: true });
}

function mayChange(row: OrderRow): boolean {
  const { status, approval } = row;
  const standing = { status, isShort: row.is_short, approval: approval ?? undefined, isReturnable: false };
  return allowedCommands(standing, 'customer').includes('change');
}
