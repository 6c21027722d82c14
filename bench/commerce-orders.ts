import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderCaller } from '../test/chaos/order-caller.ts';
import type { OpenedShop } from '../test/chaos/order-shop.ts';
import { seededRandom } from '../test/chaos/random.ts';

/** What is wanted by more buyers than there are pieces. */
export const SCARCE = { sku: 'SCARCE', pieces: 50 };
/** Goods of which there are enough. */
export const PLENTY: readonly string[] = Array.from(
  { length: 40 },
  (_, index) =>
    `PLENTY-${index},Staples,piece,1,${(20 + index * 7.35).toFixed(2)},INR,${index % 2 === 0 ? 5 : 12},,,Thing ${index},,1000000`,
);

/** Places an order of one piece for each customer, all at once; answers the orders' ids. */
export async function buyAllAtOnce(caller: OrderCaller, { customerIds }: OpenedShop): Promise<readonly string[]> {
  const items = [{ sku: SCARCE.sku, quantity: 1 }];
  const placed = await Promise.all(
    customerIds.map((customerId) => caller.must('POST', '/orders', { customer_id: customerId, items })),
  );
  return placed.map(({ order_id: id }) => String(id));
}

export interface OrderTimes {
  /** Milliseconds from sending a confirmed order to having read its invoice's number. */
  readonly latencies: readonly number[];
  readonly seconds: number;
}

/**
 * `atOnce` customers place orders of three products one after the other. Whether the invoice is there is asked for every
 * LOOK_MS, so that a latency is up to LOOK_MS and one read too long.
 */
export async function orderTimes(
  caller: OrderCaller,
  shop: OpenedShop,
  { orders, atOnce }: { readonly orders: number; readonly atOnce: number },
): Promise<OrderTimes> {
  const random = seededRandom(11);
  const latencies: number[] = [];
  const startedAt = performance.now();
  let left = orders;
  await Promise.all(
    shop.customerIds.slice(0, atOnce).map(async (customerId) => {
      while (left > 0) {
        left -= 1;
        latencies.push(await untilInvoice(caller, customerId, random));
      }
    }),
  );
  return { latencies, seconds: (performance.now() - startedAt) / 1000 };
}

async function untilInvoice(caller: OrderCaller, customerId: string, random: () => number): Promise<number> {
  const first = Math.floor(random() * PLENTY.length);
  const items = [0, 1, 2].map((step) => ({
    sku: `PLENTY-${(first + step) % PLENTY.length}`,
    quantity: 1 + Math.floor(random() * 5),
  }));
  const sentAt = performance.now();
  const { order_id: id } = await caller.must('POST', '/orders', { customer_id: customerId, items }, randomUUID());
  for (;;) {
    const { items: invoices } = await caller.must('GET', `/invoices?order_id=${id}`);
    if (invoices.length > 0) return performance.now() - sentAt;
    await sleep(LOOK_MS);
  }
}

/** Asking more often takes the processor from those who are asked. */
const LOOK_MS = 20;
