import type { Client } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { UPKEEP_WORKFLOW } from '../contracts/conversation-workflow.ts';
import type { TaskQueues } from '../contracts/names.ts';

/** Makes the daily schedule of the upkeep workflow if it is not there, and runs it once at once. */
export async function ensureUpkeepSchedule(client: Client, queues: TaskQueues): Promise<void> {
  const scheduleId = `${queues.maintenance}/upkeep`;
  try {
    await client.schedule.create({
      scheduleId,
      spec: { calendars: [{ hour: 3, minute: 7, comment: 'daily, at a quiet hour (UTC)' }] },
      action: {
        type: 'startWorkflow',
        workflowType: UPKEEP_WORKFLOW,
        workflowId: scheduleId,
        taskQueue: queues.maintenance,
        args: [],
        staticSummary: 'makes database partitions ahead',
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
