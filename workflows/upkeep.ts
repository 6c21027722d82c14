import { upkeepActivities } from './activity-stubs.ts';

/**
 * Run by a schedule: makes monthly partitions and delivery slots ahead of time, and deletes what streams have
 * shown and what turns of long ago were decided with. Answers
 * the names of the partitions it made.
 */
export async function upkeep(): Promise<readonly string[]> {
  const made = await upkeepActivities.makePartitions();
  await upkeepActivities.deleteOldChunks();
  await upkeepActivities.deleteOldOpenings();
  await upkeepActivities.extendSlotPlans();
  return made;
}
