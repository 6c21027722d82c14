import { allowedCommands } from '../../contracts/commerce/order-machine.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Transaction } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { sealText } from '../store-context.ts';
import { addOrderEvent, hasOrderEvent } from './order-events.ts';
import { lockOrder, updateOrder } from './order-rows.ts';

/** An order that shall go to another address. */
export interface Redirection {
  readonly orderId: string;
  /** Whose it has to be. */
  readonly customerId: string;
  readonly address: string;
  /** The same key twice is one change. */
  readonly key: string;
  readonly at: Date;
}

/**
 * Sends an order to another address; its invoice stays as it is. ParleyError `not_found` where it is not this customer's,
 * `order_command_refused` once its state allows no change.
 */
export async function redirectOrder(
  ctx: StoreContext,
  tx: Transaction,
  { orderId, customerId, address, key, at }: Redirection,
): Promise<void> {
  const row = await lockOrder(tx, orderId);
  if (row === undefined || row.customer_id !== customerId)
    throw new ParleyError('not_found', 'There is no such order.');
  if (await hasOrderEvent(tx, orderId, key)) return;
  const standing = {
    status: row.status,
    isShort: row.is_short,
    approval: row.approval ?? undefined,
    isReturnable: false,
  };
  if (!allowedCommands(standing, 'customer').includes('change'))
    throw new ParleyError('order_command_refused', 'It cannot be changed any more.');
  const subjectKey = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
  const ids = { contactId: row.contact_id, rowId: orderId };
  const columns = { address_encrypted: sealText(subjectKey, 'order-address', ids, address) };
  const next = await updateOrder(tx, row, columns, at);
  const more = { by: 'customer', changed: ['address'] } as const;
  await addOrderEvent(tx, next, { key, type: 'order.changed', at, more, isTold: true });
}
