import process from 'node:process';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';

/** Process: `npm run chaos`. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    conversations: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
if (values.help) {
  print(`npm run chaos -- [--kills N] [--seed N] [--conversations N]

  Customers talk while api, worker, Temporal and PostgreSQL are killed with SIGKILL at random moments. Afterwards every
  accepted message must have exactly one turn and one reply, in order, along the flow's edges. A seed repeats a run.`);
  process.exit(0);
}
const seed = Number(values.seed);
print(`seed ${seed}: ${values.kills} kills`);
const report = await runChaos({
  kills: Number(values.kills),
  seed,
  conversations: Number(values.conversations),
  onProgress: print,
});
print(`killed ${JSON.stringify(report.kills)}; ${report.turns} turns answered`);
for (const violation of report.violations) print(`✗ ${violation}`);
print(
  report.violations.length === 0
    ? '✓ nothing was lost, nothing doubled'
    : `${report.violations.length} violations; repeat with --seed ${seed}`,
);
process.exit(report.violations.length === 0 ? 0 : 1);
