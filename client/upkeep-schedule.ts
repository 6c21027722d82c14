import type { Client } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { UPKEEP_WORKFLOW } from '../contracts/conversation-workflow.ts';
import type { TaskQueues } from '../contracts/names.ts';

/** Makes the hourly schedule of the upkeep workflow and runs it once at once; one that is there gets this build's hours. */
export async function ensureUpkeepSchedule(client: Client, queues: TaskQueues): Promise<void> {
  const scheduleId = `${queues.maintenance}/upkeep`;
  try {
    await client.schedule.create({
      scheduleId,
      spec: SPEC,
      action: {
        type: 'startWorkflow',
        workflowType: UPKEEP_WORKFLOW,
        workflowId: scheduleId,
        taskQueue: queues.maintenance,
        args: [],
        staticSummary: 'makes database partitions and delivery slots ahead, deletes what streams have shown',
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update((existing) => ({ ...existing, spec: SPEC }));
  }
}

const SPEC = { calendars: [{ hour: '*' as const, minute: 7, comment: 'hourly' }] };
