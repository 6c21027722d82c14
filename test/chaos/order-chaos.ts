import type { Part } from './installation.ts';
import { Installation } from './installation.ts';
import { killAtRandom } from './kills.ts';
import { OrderBuyers } from './order-buyers.ts';
import { OrderCaller } from './order-caller.ts';
import { atRest, orderViolations, placedOrders } from './order-checks.ts';
import { GROCERY, openShop, phoneOf } from './order-shop.ts';
import { OrderTalker } from './order-talkers.ts';
import { seededRandom } from './random.ts';

export interface OrderChaosOptions {
  readonly kills: number;
  readonly seed: number;
  /** Customers who order over the API, and those who order by conversation. */
  readonly buyers: number;
  readonly talkers: number;
  readonly onProgress?: (line: string) => void;
}

export interface OrderChaosReport {
  readonly kills: Readonly<Record<Part, number>>;
  /** Orders by how they stand. */
  readonly orders: Readonly<Record<string, number>>;
  readonly ordersByChat: number;
  /** Requests that got no answer and were sent again with the same key. */
  readonly resent: number;
  readonly violations: readonly string[];
}

/**
 * Orders are placed, changed, cancelled, packed, delivered and returned without a pause, over the API and by conversation,
 * while processes are killed with SIGKILL at random moments, by a seed. Then everything is left to come to rest, and the
 * whole database is checked against its rules and against what callers were told.
 */
export async function runOrderChaos(options: OrderChaosOptions): Promise<OrderChaosReport> {
  const installation = await Installation.start();
  try {
    return await runOn(installation, options);
  } finally {
    await installation.stop();
  }
}

async function runOn(installation: Installation, options: OrderChaosOptions): Promise<OrderChaosReport> {
  const { kills, seed, onProgress = () => undefined } = options;
  const caller = new OrderCaller(installation);
  const shop = await openShop(caller, {
    products: GROCERY,
    customers: options.buyers + options.talkers,
    reservationMinutes: 1,
    slotCapacity: 4,
    hasApproval: true,
  });
  let isOver = false;
  const over = (): boolean => isOver;
  const buyers = new OrderBuyers({ caller, shop, random: seededRandom(seed + 1), isOver: over });
  const talkers = Array.from(
    { length: options.talkers },
    (_, index) => new OrderTalker(caller, phoneOf(options.buyers + index), seededRandom(seed + 2 + index)),
  );
  const work = Promise.all([
    ...shop.customerIds.slice(0, options.buyers).map((customerId) => buyers.buy(customerId)),
    ...talkers.map((talker) => talker.talk(over)),
    buyers.supply(),
  ]);
  work.catch(() => {
    isOver = true;
  });
  const counts = await killAtRandom({
    installation,
    kills,
    random: seededRandom(seed),
    // Half of the time anywhere in a step, which takes some ten milliseconds; else orders come some steps further.
    pauseMs: (dice) => (dice < 0.5 ? 20 + dice * 400 : dice * 1500),
    afterKill: (kill) => {
      if (kill % 10 === 0) onProgress(`${kill}/${kills} kills, ${buyers.keys.length + chatted(talkers)} orders`);
      return isOver;
    },
  });
  isOver = true;
  await work;
  onProgress('waiting until every order is at rest …');
  await atRest(installation);
  const orders = Object.groupBy(await placedOrders(installation), ({ status }) => status);
  return {
    kills: counts,
    orders: Object.fromEntries(Object.entries(orders).map(([status, of]) => [status, of.length])),
    ordersByChat: chatted(talkers),
    resent: caller.resent,
    violations: await orderViolations(installation, { shop, buyers, talkers }),
  };
}

function chatted(talkers: readonly OrderTalker[]): number {
  return talkers.reduce((sum, { placed }) => sum + placed, 0);
}
