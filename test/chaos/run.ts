import process from 'node:process';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';
import { runOrderChaos } from './order-chaos.ts';

/** Process: `npm run chaos`. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    conversations: { type: 'string', default: '5' },
    orders: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
if (values.help) {
  print(`npm run chaos -- [--orders] [--kills N] [--seed N] [--conversations N]

  Customers talk while api, worker, Temporal and PostgreSQL are killed with SIGKILL at random moments. Afterwards every
  accepted message must have exactly one turn and one reply, in order, along the flow's edges. A seed repeats a run.

  --orders  Instead, orders are placed, changed, cancelled, packed, delivered and returned, over the API and by conversation.
            Whatever got no answer is sent again with the same key. Afterwards, when every order is at rest, each key is one
            order, what was answered as done was done once, and stock, slots, invoices and credit notes add up.`);
  process.exit(0);
}
const [seed, kills] = [Number(values.seed), Number(values.kills)];
print(`seed ${seed}: ${kills} kills`);
const violations = values.orders ? await killOrders() : await killConversations();
for (const violation of violations) print(`✗ ${violation}`);
print(
  violations.length === 0
    ? '✓ nothing was lost, nothing doubled'
    : `${violations.length} violations; repeat with --seed ${seed}`,
);
process.exit(violations.length === 0 ? 0 : 1);

async function killConversations(): Promise<readonly string[]> {
  const report = await runChaos({ kills, seed, conversations: Number(values.conversations), onProgress: print });
  print(`killed ${JSON.stringify(report.kills)}; ${report.turns} turns answered`);
  return report.violations;
}

async function killOrders(): Promise<readonly string[]> {
  const report = await runOrderChaos({ kills, seed, buyers: 12, talkers: 4, onProgress: print });
  print(`killed ${JSON.stringify(report.kills)}; ${report.resent} requests were sent again`);
  print(`orders ${JSON.stringify(report.orders)}, ${report.ordersByChat} of them by conversation`);
  return report.violations;
}
