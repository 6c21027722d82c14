import { parseArgs } from 'node:util';
import { Installation } from '../test/chaos/installation.ts';
import { measureBaseline } from './baseline.ts';
import type { LoadResult } from './load.ts';
import { runLoad } from './load.ts';
import { printLine, printProgress } from './output.ts';
import { cpuSeconds } from './process-cpu.ts';
import {
  historyOf,
  measureFirstTurns,
  measureKilledWorker,
  measureModel,
  measureOpenLoop,
  openConversations,
  sayTo,
} from './turn-scenarios.ts';

export const HELP = `turns: measures turns over HTTP on an installation of its own

  npm run bench -- turns [--json] [--quick]

  Template replies at 1, 10 and 50 conversations; people's pace (open loop); the first turn of a conversation; a 300 ms
  model; the answer after a killed worker; and the same transactions with bare Fastify + pg in the same run, as the ratio
  that counts. Not measured: a network, a Temporal server on PostgreSQL, more than two cores.`;

export interface Level extends LoadResult {
  readonly conversations: number;
  /** CPU milliseconds a turn, by process. */
  readonly cpu_ms: Readonly<Record<string, number>>;
  readonly cpu_ms_total: number;
}

/** Runs everything and prints a table, or one JSON object. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  });
  const seconds = values.quick ? 3 : 10;
  printProgress('starting an installation of its own …');
  const installation = await Installation.start({ PARLEY_LOG_LEVEL: 'warn' });
  try {
    await runLoad(await openConversations(installation, 10), 2, sayTo(installation));
    const levels: Level[] = [];
    for (const conversations of [1, 10, 50]) {
      printProgress(`turns at ${conversations} …`);
      levels.push(await measureLevel(installation, conversations, seconds));
    }
    printProgress('history of a turn …');
    const history = await historyOf(installation);
    printProgress("people's pace …");
    const pace = await measureOpenLoop(
      installation,
      values.quick ? { conversations: 100, rate: 20, seconds } : { conversations: 500, rate: 50, seconds },
    );
    printProgress('first turns …');
    const first = await measureFirstTurns(installation, values.quick ? 20 : 60);
    printProgress('answers after a killed worker …');
    const killed = await measureKilledWorker(installation, values.quick ? 2 : 5);
    printProgress('a 300 ms model …');
    const model = await measureModel(values.quick ? 10 : 30);
    printProgress('the baseline …');
    const baseline = await measureBaseline([1, 10, 50], seconds);
    const result = {
      turns: levels,
      history,
      open_loop: pace,
      first_turn: first,
      killed_worker: killed,
      model_300_ms: model,
      baseline,
    };
    if (values.json) printLine(JSON.stringify(result));
    else printTable(levels, baseline, result);
  } finally {
    await installation.stop();
  }
}

async function measureLevel(installation: Installation, conversations: number, seconds: number): Promise<Level> {
  const ids = await openConversations(installation, conversations);
  const before = await cpuSeconds(installation);
  const load = await runLoad(ids, seconds, sayTo(installation));
  const after = await cpuSeconds(installation);
  const cpu = Object.fromEntries(
    Object.keys(after).map((name) => [
      name,
      Number(((((after[name] ?? 0) - (before[name] ?? 0)) * 1000) / load.count).toFixed(2)),
    ]),
  );
  const total = Object.values(cpu).reduce((sum, value) => sum + value, 0);
  return { conversations, ...load, cpu_ms: cpu, cpu_ms_total: Number(total.toFixed(2)) };
}

function printTable(
  levels: readonly Level[],
  baseline: readonly (LoadResult & { conversations: number })[],
  rest: object,
): void {
  printLine(
    'conversations   p50 ms   p95 ms   p99 ms   turns/s   CPU ms a turn (by process)                ratio to Fastify + pg: p50, turns/s',
  );
  for (const level of levels) {
    const base = baseline.find(({ conversations }) => conversations === level.conversations);
    const ratio =
      base === undefined
        ? ''
        : `${(level.p50_ms / base.p50_ms).toFixed(1)}, ${(level.per_second / base.per_second).toFixed(2)}`;
    printLine(
      [level.conversations, level.p50_ms, level.p95_ms, level.p99_ms, level.per_second]
        .map((value) => String(value).padStart(9))
        .join('') + `   ${level.cpu_ms_total} ${JSON.stringify(level.cpu_ms)}   ${ratio}`,
    );
  }
  for (const [name, value] of Object.entries(rest))
    if (name !== 'turns') printLine(`${name}: ${JSON.stringify(value)}`);
  printLine(
    'Not measured: a network, a Temporal server on PostgreSQL, more cores. The load generator shares the cores.',
  );
}
