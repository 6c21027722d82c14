import { setTimeout as sleep } from 'node:timers/promises';
import { Customers } from './customers.ts';
import type { Part } from './installation.ts';
import { Installation } from './installation.ts';
import { violations } from './invariants.ts';
import { killAtRandom } from './kills.ts';
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
  const installation = await Installation.start();
  try {
    const customers = new Customers(installation);
    await customers.open(conversations);
    const talking = customers.talk();
    let isOver = false;
    talking.catch(() => {
      isOver = true;
    });
    const counts = await killAtRandom({
      installation,
      kills,
      random: seededRandom(seed),
      // Anywhere in a turn, which takes some ten milliseconds; now and then after a quiet stretch.
      pauseMs: (dice) => 20 + (dice < 0.2 ? dice * 3000 : dice * 120),
      afterKill: async (kill) => {
        if (kill % 10 === 0) onProgress(`${kill}/${kills} kills, ${customers.turns} turns answered`);
        // A slow machine would kill more than it says otherwise: no kill meets a conversation then.
        while (customers.turns < kill && !isOver) await sleep(50);
        return isOver;
      },
    });
    customers.isOver = true;
    await talking;
    const problems: string[] = customers.firstError === undefined ? [] : [customers.firstError];
    for (const customer of customers.all) problems.push(...(await violations(installation, customer)));
    return {
      kills: counts,
      turns: customers.turns,
      violations: problems,
    };
  } finally {
    await installation.stop();
  }
}
