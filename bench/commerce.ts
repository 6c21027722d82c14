import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { gradeLines } from '../flows/quantities/grade-lines.ts';
import { Installation } from '../test/chaos/installation.ts';
import { OrderCaller } from '../test/chaos/order-caller.ts';
import { runOrderChaos } from '../test/chaos/order-chaos.ts';
import { atRest, placedOrders } from '../test/chaos/order-checks.ts';
import { openShop } from '../test/chaos/order-shop.ts';
import { buyAllAtOnce, orderTimes, PLENTY, SCARCE } from './commerce-orders.ts';
import { importRate, searchTimes, spread } from './commerce-search.ts';
import { printLine, printProgress } from './output.ts';

export const HELP = `commerce: stock that is never sold twice, orders that survive kill -9, and how long it all takes

  npm run bench -- commerce [--json] [--quick] [--seed N]

  On installations of its own (API, worker, Temporal, PostgreSQL: a process each), over HTTP:

  buyers, stock, sold      so many buyers place an order of one piece at once; sold is what the database says was accepted
  kills                    kill -9 of API, worker, Temporal and PostgreSQL at random moments by a seed, while orders are placed,
                           changed, cancelled, packed, delivered and returned, over the API and by conversation
  invariant_violations     after both, when every order is at rest: rules over the whole database (stock is the sum of its
                           movements, invoices less credit notes are what was kept, numbers have no gaps, …), and what callers
                           were told: each key is one order, what was answered as done was done once
  search_ms                one search among 50,000 products over HTTP, one at a time: names, typos, plurals, brands, sizes;
                           search_store_ms: of the store alone, in this process
  order_ms                 from sending a confirmed order of three products to having read its invoice, 20 at once; looked for
                           every 20 ms
  import_rows_per_s        50,000 rows of CSV that are made while they are sent
  grammar                  lines of flows/quantities that are read as they are meant; held_out: those nobody tuned on

  --quick   5,000 products, 12 kills, fewer searches and orders
  --seed    of the kills

  Not measured: a network, more cores; the callers share the cores with the installation.`;

interface Size {
  readonly buyers: number;
  readonly products: number;
  readonly searches: number;
  readonly orders: number;
  readonly kills: number;
}

const FULL: Size = { buyers: 200, products: 50_000, searches: 1200, orders: 400, kills: 110 };
const QUICK: Size = { buyers: 200, products: 5000, searches: 120, orders: 80, kills: 12 };
const AT_ONCE = 20;

/** Measures everything; prints a table, or one JSON object. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '20261123' },
    },
  });
  const size = values.quick ? QUICK : FULL;
  const { passed, failed, heldOut } = gradeLines();
  const measured = await measureInstallation(size);
  printProgress(`${size.kills} kills …`);
  const chaos = await runOrderChaos({
    kills: size.kills,
    seed: Number(values.seed),
    buyers: 12,
    talkers: 4,
    onProgress: printProgress,
  });
  const violations = [...measured.violations, ...chaos.violations];
  for (const violation of violations) printProgress(`✗ ${violation}`);
  const result = {
    buyers: size.buyers,
    stock: SCARCE.pieces,
    sold: measured.sold,
    kills: Object.values(chaos.kills).reduce((sum, count) => sum + count, 0),
    invariant_violations: violations.length,
    search_ms: measured.search.http,
    order_ms: measured.order,
    import_rows_per_s: measured.importRowsPerSecond,
    grammar: { passed, failed },
    search_store_ms: measured.search.store,
    search_right_first: measured.search.rightFirst,
    search_samples: size.searches,
    products: size.products,
    order_samples: size.orders,
    orders_per_s: measured.ordersPerSecond,
    kills_by_part: chaos.kills,
    orders_under_kills: chaos.orders,
    orders_by_chat_under_kills: chaos.ordersByChat,
    requests_sent_again: chaos.resent,
    grammar_held_out: heldOut,
    environment: { cores: availableParallelism(), node: process.version },
  };
  if (values.json) printLine(JSON.stringify(result));
  else for (const [name, value] of Object.entries(result)) printLine(`${name.padEnd(28)} ${JSON.stringify(value)}`);
}

async function measureInstallation(size: Size) {
  printProgress('starting an installation of its own …');
  const installation = await Installation.start({ PARLEY_LOG_LEVEL: 'warn' });
  try {
    return await measure(installation, size);
  } finally {
    await installation.stop();
  }
}

async function measure(installation: Installation, { buyers, products, searches, orders }: Size) {
  const caller = new OrderCaller(installation);
  const shop = await openShop(caller, {
    products: [`${SCARCE.sku},Staples,piece,1,99.00,INR,5,,,Scarce thing,,${SCARCE.pieces}`, ...PLENTY],
    customers: buyers,
    reservationMinutes: 60,
  });
  printProgress(`${buyers} buyers for ${SCARCE.pieces} pieces …`);
  const ids = new Set(await buyAllAtOnce(caller, shop));
  await atRest(installation);
  const placed = (await placedOrders(installation)).filter(({ orderId }) => ids.has(orderId));
  const accepted = placed.filter(({ status }) => status === 'accepted');
  printProgress(`orders of ${AT_ONCE} customers at once …`);
  await orderTimes(caller, shop, { orders: WARM_UP, atOnce: AT_ONCE });
  const times = await orderTimes(caller, shop, { orders, atOnce: AT_ONCE });
  await atRest(installation);
  printProgress(`importing ${products} rows …`);
  const importRowsPerSecond = await importRate(caller, products);
  printProgress('searches …');
  const { commerce } = installation.database.workspace(installation.workspaceId);
  await searchTimes({ caller, commerce, products, searches: WARM_UP });
  const search = await searchTimes({ caller, commerce, products, searches });
  const violations = await installation.database.system.findShopViolations();
  return {
    sold: accepted.flatMap(({ lines }) => lines).reduce((sum, { fulfilled }) => sum + fulfilled, 0),
    order: spread(times.latencies),
    ordersPerSecond: Number((times.latencies.length / times.seconds).toFixed(1)),
    importRowsPerSecond,
    search,
    violations: violations.map(({ rule, subject, found }) => `${rule}: ${subject} ${found}`),
  };
}

/** Orders and searches, so that code is compiled and plans are cached as in a process that runs. */
const WARM_UP = 60;
