import { randomUUID } from 'node:crypto';
import type { OrderEventData } from '../../contracts/commerce/order-tale.ts';
import type { OrderEventType } from '../../contracts/commerce/orders.ts';
import type { Page, PageRequest } from '../interfaces.ts';
import { cursorOf, pageOf } from '../paging.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { listQuery, readerOf } from './list-query.ts';
import type { OrderRow } from './order-rows.ts';
import type { OrderEventFilter, OrderEventRecord } from './order-store.ts';

const INSERT = statement(
  'insert_order_event',
  `INSERT INTO order_events (event_id, workspace_id, order_id, sequence, key, type, data, at, told_at)
   VALUES ($1, $2, $3, (SELECT coalesce(max(sequence), 0) + 1 FROM order_events WHERE order_id = $3), $4, $5, $6, $7, $8)`,
);
const HAS = statement('has_order_event', 'SELECT 1 FROM order_events WHERE order_id = $1 AND key = $2');
const LIST = listQuery<OrderEventFilter>('list_order_events', {
  select: 'SELECT event_id, order_id, sequence, type, data, at, told_at FROM order_events',
  workspace: 'workspace_id',
  filters: {
    orderId: ['uuid', 'order_id = {}'],
    deliveryId: ['uuid', "data -> 'delivery_ids' @> to_jsonb({}::text)"],
    customerId: ['uuid', "data ->> 'customer_id' = {}::text"],
    type: ['text', 'type = {}'],
    from: ['timestamptz', 'at >= {}'],
    to: ['timestamptz', 'at < {}'],
  },
  sort: [
    ['at', 'time'],
    ['order_id', 'uuid'],
    ['sequence', 'number'],
  ],
});

export interface NewOrderEvent {
  /** Unique for the order: the same event is written once. */
  readonly key: string;
  readonly type: OrderEventType;
  readonly at: Date;
  readonly more?: Partial<OrderEventData>;
  /** The customer hears of it from whoever did it. */
  readonly isTold?: boolean;
}

/** Writes what happened to an order, as the row is then. Whoever calls holds the order's lock. */
export async function addOrderEvent(tx: Transaction, row: OrderRow, event: NewOrderEvent): Promise<void> {
  const data: OrderEventData = {
    order_id: row.order_id,
    number: Number(row.number),
    status: row.status,
    customer_id: row.customer_id,
    currency: row.currency,
    gross_minor: Number(row.gross_minor),
    ...(row.slot_id === null ? {} : { slot_id: row.slot_id }),
    ...(row.deliver_on === null ? {} : { deliver_on: row.deliver_on }),
    lines: (row.lines ?? []).map(({ sku, quantity, fulfilled }) => ({ sku, quantity, fulfilled })),
    ...event.more,
  };
  await tx.rows(INSERT, [
    randomUUID(),
    row.workspace_id,
    row.order_id,
    event.key,
    event.type,
    JSON.stringify(data),
    event.at,
    event.isTold === true ? event.at : null,
  ]);
}

export async function hasOrderEvent(tx: Transaction, orderId: string, key: string): Promise<boolean> {
  const rows = await tx.rows(HAS, [orderId, key]);
  return rows.length > 0;
}

interface EventRow {
  event_id: string;
  order_id: string;
  sequence: number;
  type: OrderEventType;
  data: OrderEventData;
  at: Date;
  told_at: Date | null;
}

/** See OrderStore.listOrderEvents. */
export async function listOrderEvents(
  ctx: StoreContext,
  filter: OrderEventFilter,
  page: PageRequest,
): Promise<Page<OrderEventRecord>> {
  const rows = await LIST.rows<EventRow>(readerOf(ctx), filter, page);
  return pageOf(rows, page.limit, toEvent, (row) => cursorOf([row.at.toISOString(), row.order_id, row.sequence]));
}

function toEvent(row: EventRow): OrderEventRecord {
  return {
    eventId: row.event_id,
    orderId: row.order_id,
    sequence: row.sequence,
    type: row.type,
    data: row.data,
    at: row.at,
    toldAt: row.told_at ?? undefined,
  };
}
