import { readdir, readFile } from 'node:fs/promises';
import type { Installation } from '../test/chaos/installation.ts';

/** User and system seconds of each part so far, PostgreSQL with the processes it started. Linux only. */
export async function cpuSeconds(installation: Installation): Promise<Record<string, number>> {
  const all = await readStats();
  const entries = [...installation.children].map(([part, { pid }]) => {
    const own = all.filter((one) => one.pid === pid || one.parent === pid);
    return [part, own.reduce((sum, one) => sum + one.seconds, 0)] as const;
  });
  return Object.fromEntries(entries);
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
}

/** The kernel counts in ticks of 10 ms. */
const TICKS_PER_SECOND = 100;

async function readStats(): Promise<Stat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)));
  return stats.flatMap((stat) => {
    if (stat === undefined) return [];
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    return [{ pid: Number(stat.split(' ')[0]), parent: Number(fields[1]), seconds }];
  });
}
