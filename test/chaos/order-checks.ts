import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { createTemporalClient } from '../../client/connection.ts';
import { orderWorkflowId } from '../../contracts/commerce/orders.ts';
import type { OrderRecord } from '../../db/commerce/order-store.ts';
import type { Page, PageRequest } from '../../db/interfaces.ts';
import type { Installation } from './installation.ts';
import type { OrderBuyers } from './order-buyers.ts';
import type { OpenedShop } from './order-shop.ts';
import type { OrderTalker } from './order-talkers.ts';

/** What is held against the shop when everything is at rest. */
export interface OrderClaims {
  readonly shop: OpenedShop;
  readonly buyers: OrderBuyers;
  readonly talkers: readonly OrderTalker[];
}

/** All orders that were confirmed. */
export async function placedOrders(installation: Installation): Promise<readonly OrderRecord[]> {
  const orders = await all((page) => commerceOf(installation).listOrders({}, page));
  return orders.filter(({ status }) => status !== 'draft');
}

/** Resolves when no order has a step left that it takes by itself; rejects with the orders that have one. */
export async function atRest(installation: Installation): Promise<void> {
  const temporal = await createTemporalClient({
    address: installation.temporalAddress,
    namespace: 'default',
    tls: false,
    apiKey: undefined,
  });
  try {
    await waitForRest(installation, temporal);
  } finally {
    await temporal.connection.close();
  }
}

async function waitForRest(installation: Installation, temporal: Client): Promise<void> {
  const deadline = Date.now() + REST_MS;
  let busy = ['not looked at yet'];
  while (busy.length > 0) {
    if (Date.now() > deadline) throw new Error(`orders never came to rest: ${busy.slice(0, 5).join(', ')}`);
    await sleep(PAUSE_MS);
    const stalled = await installation.database.system.findStalledOrders(0, 200);
    const orders = await placedOrders(installation);
    busy = [
      ...stalled.map(({ orderId }) => `${orderId} has a step left`),
      ...orders.filter(endsSoon).map(({ orderId }) => `${orderId} waits for the end of its reservation`),
    ];
    if (busy.length === 0) busy = await busyWorkflows(installation, temporal, orders);
  }
}

/** It would move while it is looked at. */
function endsSoon({ status, expiresAt }: OrderRecord): boolean {
  return status === 'reserved' && expiresAt !== undefined && expiresAt.getTime() < Date.now() + REST_MARGIN_MS;
}

async function busyWorkflows(
  installation: Installation,
  temporal: Client,
  orders: readonly OrderRecord[],
): Promise<string[]> {
  const busy: string[] = [];
  for (const { orderId } of orders) {
    const description = await temporal.workflow
      .getHandle(orderWorkflowId(installation.workspaceId, orderId))
      .describe();
    const { status, raw } = description;
    const isAtWork = (raw.pendingActivities ?? []).length > 0 || raw.pendingWorkflowTask != null;
    if (isAtWork || !['RUNNING', 'COMPLETED'].includes(status.name)) busy.push(`${orderId} is ${status.name}, at work`);
  }
  return busy;
}

/** What does not hold: rules of the database, and what callers were told. */
export async function orderViolations(installation: Installation, claims: OrderClaims): Promise<string[]> {
  const found = await installation.database.system.findShopViolations();
  const orders = await placedOrders(installation);
  return [
    ...found.map(({ rule, subject, found: what }) => `${rule}: ${subject} ${what}`),
    ...claims.buyers.problems,
    ...claims.talkers.flatMap(({ problems }) => problems),
    ...ordersByKey(orders, claims),
    ...(await answersThatHold(installation, orders, claims)),
    ...(await goodsThatAddUp(installation, orders, claims)),
  ];
}

/** Each key and each yes is one order. */
function ordersByKey(orders: readonly OrderRecord[], { buyers, talkers }: OrderClaims): string[] {
  const problems: string[] = [];
  const check = (what: string, expected: number, found: number): void => {
    if (expected !== found) problems.push(`${what} were ${expected}, orders are ${found}`);
  };
  const byApi = orders.filter(({ conversationId }) => conversationId === undefined);
  check('keys of placed orders', buyers.keys.length, byApi.length);
  for (const talker of talkers) {
    const own = orders.filter(({ conversationId }) => conversationId === talker.conversationId);
    check(`yeses in ${talker.conversationId}`, talker.placed, own.length);
  }
  return problems;
}

/** What was answered as done is so, and was done once. */
async function answersThatHold(
  installation: Installation,
  orders: readonly OrderRecord[],
  { buyers }: OrderClaims,
): Promise<string[]> {
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const problems: string[] = [];
  for (const { orderId, status, done } of buyers.told) {
    const order = byId.get(orderId);
    if (order === undefined) problems.push(`${orderId} was answered and is not there`);
    if (status !== undefined && order?.status !== status) {
      problems.push(`${orderId} was answered as ${status} and is ${order?.status}`);
    }
    const events = await all((page) => commerceOf(installation).listOrderEvents({ orderId }, page));
    for (const [command, type] of EVENTS) {
      const [asked, happened] = [
        countOf(done, command),
        countOf(
          events.map((event) => event.type),
          type,
        ),
      ];
      if (asked !== happened)
        problems.push(`${orderId}: ${command} was done ${asked} times, ${type} is there ${happened} times`);
    }
  }
  return problems;
}

const EVENTS = [
  ['pack', 'order.packed'],
  ['dispatch', 'order.out_for_delivery'],
  ['change', 'order.changed'],
  ['return', 'order.returned'],
] as const;

/** What was there and what came is what is there and what was sold, product by product. */
async function goodsThatAddUp(
  installation: Installation,
  orders: readonly OrderRecord[],
  { shop, buyers }: OrderClaims,
): Promise<string[]> {
  const sold = new Map<string, number>();
  for (const { status, lines } of orders) {
    if (!SOLD.includes(status)) continue;
    for (const { sku, fulfilled, returned } of lines) sold.set(sku, (sold.get(sku) ?? 0) + fulfilled - returned);
  }
  const stock = await all((page) => commerceOf(installation).listStock({}, page));
  return stock.flatMap(({ sku, onHand }) => {
    const [had, has] = [(shop.opening[sku] ?? 0) + (buyers.received[sku] ?? 0), onHand + (sold.get(sku) ?? 0)];
    return had === has ? [] : [`${sku}: ${had} came in, ${has} are there or sold`];
  });
}

const SOLD: readonly string[] = ['accepted', 'packed', 'out_for_delivery', 'delivered', 'partly_fulfilled', 'returned'];

function countOf(all: readonly string[], one: string): number {
  return all.filter((each) => each === one).length;
}

function commerceOf({ database, workspaceId }: Installation) {
  return database.workspace(workspaceId).commerce;
}

async function all<T>(list: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await list({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

const REST_MS = 180_000;
const PAUSE_MS = 300;
/** All checks take less. */
const REST_MARGIN_MS = 15_000;
