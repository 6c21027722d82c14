import type { Logger } from 'pino';
import type { Database } from '../db/interfaces.ts';
import { guarded } from './failures.ts';

export type UpkeepActivities = ReturnType<typeof createUpkeepActivities>;

export function createUpkeepActivities(deps: { readonly database: Database; readonly logger: Logger }) {
  return guarded(
    {
      /** Makes the partitions of this month and the next three; answers the names it made. */
      async makePartitions(): Promise<readonly string[]> {
        return deps.database.system.ensurePartitions(new Date(), MONTHS_AHEAD);
      },

      /** Deletes the pieces of replies that no reader needs any more; answers how many. */
      async deleteOldChunks(): Promise<number> {
        return deps.database.system.deleteOldChunks(CHUNKS_KEPT_MS);
      },

      /** Deletes what turns were decided with when it is too old to try a changed flow on; answers how many. */
      async deleteOldOpenings(): Promise<number> {
        return deps.database.system.deleteOldOpenings(OPENINGS_KEPT_MS);
      },

      /** Makes the delivery slots of the days that have come within reach; answers how many. */
      async extendSlotPlans(): Promise<number> {
        return deps.database.system.extendSlotPlans(new Date());
      },
    },
    deps.logger,
  );
}

/** A schedule that failed for two months would still leave room; each empty partition costs next to nothing. */
const MONTHS_AHEAD = 3;
/** A reader who was away for longer is given the finished turn at once. */
const CHUNKS_KEPT_MS = 3_600_000;
/** A month of conversations tells enough of what a change of the flow would do. */
const OPENINGS_KEPT_MS = 30 * 24 * 3_600_000;
