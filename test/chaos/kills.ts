import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation, Part } from './installation.ts';

export interface Killing {
  readonly installation: Installation;
  readonly kills: number;
  readonly random: () => number;
  /** How long everything runs before the next kill, from a number 0..1. */
  readonly pauseMs: (dice: number) => number;
  /** Called when what was killed runs again; answers whether it is enough. */
  readonly afterKill: (kill: number) => boolean | Promise<boolean>;
}

/** Kills parts with SIGKILL at random moments and starts them again, one at a time. Answers how often each was. */
export async function killAtRandom({
  installation,
  kills,
  random,
  pauseMs,
  afterKill,
}: Killing): Promise<Readonly<Record<Part, number>>> {
  const counts: Record<Part, number> = { api: 0, worker: 0, temporal: 0, postgres: 0 };
  for (let kill = 1; kill <= kills; kill += 1) {
    const part = choose(random());
    await sleep(pauseMs(random()));
    await installation.kill(part);
    counts[part] += 1;
    await sleep(random() * 100);
    await installation.startPart(part);
    if (await afterKill(kill)) break;
  }
  return counts;
}

function choose(dice: number): Part {
  if (dice < 0.55) return 'worker';
  if (dice < 0.88) return 'api';
  return dice < 0.94 ? 'temporal' : 'postgres';
}
