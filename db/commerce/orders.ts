import type { OrderCommand, OrderStanding } from '../../contracts/commerce/orders.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf, readCursor } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { isUuid, statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { carryOut, refuseForbidden } from './order-commands.ts';
import { hasOrderEvent } from './order-events.ts';
import type { OrderRow } from './order-rows.ts';
import { lockOrder, noOrder, readOrderRow, SELECT_ORDER, standingOf, toOrder } from './order-rows.ts';
import type { Step } from './order-step.ts';
import type { OrderFilter, OrderRecord } from './order-store.ts';

const LIST = statement(
  'list_orders',
  `${SELECT_ORDER} WHERE o.workspace_id = $1 AND ($2::text IS NULL OR o.status = $2)
     AND ($3::uuid IS NULL OR o.customer_id = $3) AND ($4::uuid IS NULL OR o.conversation_id = $4)
     AND ($5::text IS NULL OR o.flow = $5) AND ($6::timestamptz IS NULL OR o.created_at >= $6)
     AND ($7::timestamptz IS NULL OR o.created_at < $7)
     AND ($8::timestamptz IS NULL OR (o.created_at, o.order_id) < ($8, $9::uuid))
   ORDER BY o.created_at DESC, o.order_id DESC LIMIT $10`,
);

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
  const ids = [filter.customerId, filter.conversationId];
  if (!ids.every((id) => id === undefined || isUuid(id))) return { items: [], nextCursor: undefined };
  return ctx.sql.transaction(ctx.workspaceId, (tx) => readOrders(ctx, tx, filter, page));
}

/** The same in the caller's transaction. */
export async function readOrders(
  ctx: StoreContext,
  tx: Transaction,
  filter: OrderFilter,
  page: PageRequest,
): Promise<Page<OrderRecord>> {
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  const rows = await tx.rows<OrderRow>(LIST, [
    ctx.workspaceId,
    filter.status ?? null,
    filter.customerId ?? null,
    filter.conversationId ?? null,
    filter.flow ?? null,
    filter.from ?? null,
    filter.to ?? null,
    at,
    id,
    page.limit + 1,
  ]);
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
    refuseForbidden(row, command, at);
    await carryOut({ ctx, tx, row, key: keyOf(command), isTold, at }, command);
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
    refuseForbidden(row, command, at);
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
