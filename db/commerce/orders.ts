import type { OrderCommand, OrderStanding } from '../../contracts/commerce/orders.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { commandDelivery, refuseDeliveryCommand } from './delivery-commands.ts';
import { listQuery } from './list-query.ts';
import { carryOut, refuseForbidden } from './order-commands.ts';
import { hasOrderEvent } from './order-events.ts';
import type { OrderRow } from './order-rows.ts';
import { lockOrder, noOrder, readOrderRow, SELECT_ORDER, standingOf, toOrder } from './order-rows.ts';
import type { Step } from './order-step.ts';
import type { OrderFilter, OrderRecord } from './order-store.ts';

const LIST = listQuery<OrderFilter>('list_orders', {
  select: SELECT_ORDER,
  workspace: 'o.workspace_id',
  filters: {
    status: ['text', 'o.status = {}'],
    number: ['bigint', 'o.number = {}'],
    customerId: ['uuid', 'o.customer_id = {}'],
    locationId: ['uuid', 'o.location_id = {}'],
    conversationId: ['uuid', 'o.conversation_id = {}'],
    flow: ['text', 'o.flow = {}'],
    from: ['timestamptz', 'o.created_at >= {}'],
    to: ['timestamptz', 'o.created_at < {}'],
  },
  sort: [
    ['o.created_at', 'time'],
    ['o.order_id', 'uuid'],
  ],
});

export async function findOrder(ctx: StoreContext, orderId: string): Promise<OrderRecord | undefined> {
  const row = await ctx.sql.transaction(ctx.workspaceId, (tx) => readOrderRow(tx, orderId));
  return row === undefined ? undefined : toOrder(ctx, row);
}

/** See OrderStore.listOrders. */
export async function listOrders(
  ctx: StoreContext,
  filter: OrderFilter,
  page: PageRequest,
): Promise<Page<OrderRecord>> {
  return ctx.sql.transaction(ctx.workspaceId, (tx) => readOrders(ctx, tx, filter, page));
}

/** The same in the caller's transaction. */
export async function readOrders(
  ctx: StoreContext,
  tx: Transaction,
  filter: OrderFilter,
  page: PageRequest,
): Promise<Page<OrderRecord>> {
  const reader = { workspaceId: ctx.workspaceId, rows: tx.rows.bind(tx) };
  const rows = await LIST.rows<OrderRow>(reader, filter, page);
  return pageOf(
    rows,
    page.limit,
    (row) => toOrder(ctx, row),
    (row) => cursorOf([row.created_at.toISOString(), row.order_id]),
  );
}

export async function loadOrder(ctx: StoreContext, orderId: string): Promise<OrderStanding | undefined> {
  const row = await ctx.sql.transaction(ctx.workspaceId, (tx) => readOrderRow(tx, orderId));
  return row === undefined ? undefined : standingOf(row);
}

/** Runs a step under the order's lock; its events are named by it and by the version that it met. */
export async function takeStep(
  ctx: StoreContext,
  orderId: string,
  { name, at }: { readonly name: string; readonly at: Date },
  step: (step: Step) => Promise<OrderRow>,
): Promise<OrderStanding | undefined> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const row = await lockOrder(tx, orderId);
    if (row === undefined) return undefined;
    await step({ ctx, tx, row, key: `${name}/${row.version}`, isTold: false, at });
    return readLast(tx, orderId);
  });
}

export interface CommandRequest {
  readonly orderId: string;
  readonly command: OrderCommand;
  readonly at: Date;
  /** The customer hears of it from whoever carries the command out, such as the reply of a turn: no message is written. */
  readonly isTold: boolean;
  /** Only an order of this customer: another's is `not_found`. */
  readonly customerId?: string;
}

/**
 * See OrderStore.commandOrder; inside the caller's transaction, such as that of a turn. The workflow is then told the same
 * command with the same key: it finds it done and reads how the order stands.
 */
export async function commandOrder(
  ctx: StoreContext,
  tx: Transaction,
  request: CommandRequest,
): Promise<OrderStanding> {
  const { orderId, command, at, isTold, customerId } = request;
  const row = await lockOrder(tx, orderId);
  if (row === undefined || (customerId !== undefined && row.customer_id !== customerId)) throw noOrder();
  if (!(await hasOrderEvent(tx, orderId, keyOf(command)))) {
    const step = { ctx, tx, row, key: keyOf(command), isTold, at };
    if (command.deliveryId === undefined) {
      refuseForbidden(row, command, at);
      await carryOut(step, command);
    } else {
      await commandDelivery(step, command);
    }
  }
  const standing = await readStanding(tx, orderId);
  if (standing === undefined) throw noOrder();
  return standing;
}

/** See OrderStore.checkCommand. */
export async function checkCommand(
  ctx: StoreContext,
  orderId: string,
  command: OrderCommand,
  at: Date,
): Promise<'allowed' | 'done'> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const row = await readOrderRow(tx, orderId);
    if (row === undefined) throw noOrder();
    if (await hasOrderEvent(tx, orderId, keyOf(command))) return 'done';
    if (command.deliveryId === undefined) refuseForbidden(row, command, at);
    else await refuseDeliveryCommand(tx, row, command);
    return 'allowed';
  });
}

/** The name is part of it: the same key may be used for another command. */
function keyOf({ name, key }: OrderCommand): string {
  return `${name}/${key}`;
}

/** The same, with the end of the transaction in its round trip. */
async function readLast(tx: Transaction, orderId: string): Promise<OrderStanding | undefined> {
  const row = await readOrderRow({ rows: (what, values) => tx.last(what, values) }, orderId);
  return row === undefined ? undefined : standingOf(row);
}

async function readStanding(tx: Transaction, orderId: string): Promise<OrderStanding | undefined> {
  const row = await readOrderRow(tx, orderId);
  return row === undefined ? undefined : standingOf(row);
}
