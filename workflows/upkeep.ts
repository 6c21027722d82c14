import { upkeepActivities } from './activity-stubs.ts';

/** Run by a schedule: makes the monthly partitions ahead of time. Answers the names it made. */
export async function upkeep(): Promise<readonly string[]> {
  return upkeepActivities.makePartitions();
}
