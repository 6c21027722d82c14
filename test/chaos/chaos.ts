import { setTimeout as sleep } from 'node:timers/promises';
import { Customers } from './customers.ts';
import type { Part } from './installation.ts';
import { Installation } from './installation.ts';
import { violations } from './invariants.ts';
import { seededRandom } from './random.ts';

export interface ChaosOptions {
  readonly kills: number;
  readonly seed: number;
  readonly conversations: number;
  readonly onProgress?: (line: string) => void;
}

export interface ChaosReport {
  readonly kills: Readonly<Record<Part, number>>;
  readonly turns: number;
  readonly violations: readonly string[];
}

/**
 * Customers talk without a pause while processes are killed with SIGKILL at random moments, by a seed. Then everything is
 * left to come to rest and every conversation is checked.
 */
export async function runChaos({
  kills,
  seed,
  conversations,
  onProgress = () => undefined,
}: ChaosOptions): Promise<ChaosReport> {
  const random = seededRandom(seed);
  const installation = await Installation.start();
  const counts: Record<Part, number> = { api: 0, worker: 0, temporal: 0, postgres: 0 };
  try {
    const customers = new Customers(installation);
    await customers.open(conversations);
    const talking = customers.talk();
    talking.catch(() => undefined);
    for (let kill = 1; kill <= kills; kill += 1) {
      const part = choose(random());
      // Anywhere in a turn, which takes some ten milliseconds; now and then after a quiet stretch.
      await sleep(20 + random() * (random() < 0.2 ? 600 : 120));
      await installation.kill(part);
      counts[part] += 1;
      await sleep(random() * 100);
      await installation.startPart(part);
      if (kill % 10 === 0)
        onProgress(
          `${kill}/${kills} kills, ${customers.all.reduce((sum, one) => sum + one.answered.length, 0)} turns answered`,
        );
      if (customers.firstError !== undefined) break;
    }
    customers.isOver = true;
    await talking;
    const problems: string[] = customers.firstError === undefined ? [] : [customers.firstError];
    for (const customer of customers.all) problems.push(...(await violations(installation, customer)));
    return {
      kills: counts,
      turns: customers.all.reduce((sum, one) => sum + one.answered.length, 0),
      violations: problems,
    };
  } finally {
    await installation.stop();
  }
}

function choose(dice: number): Part {
  if (dice < 0.55) return 'worker';
  if (dice < 0.88) return 'api';
  return dice < 0.94 ? 'temporal' : 'postgres';
}
