import type { Client } from '@temporalio/client';
import { ParleyError } from '../contracts/errors.ts';

/** Throws ParleyError `temporal_unavailable` unless a worker asked this queue for work within the last minute. */
export async function hasPoller(client: Client, taskQueue: string): Promise<void> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: 1,
  });
  const newest = Math.max(0, ...pollers.map((poller) => Number(poller.lastAccessTime?.seconds ?? 0) * 1000));
  if (Date.now() - newest > POLL_AGE_MS) {
    throw new ParleyError('temporal_unavailable', `No worker polls the task queue ${taskQueue}. Start one.`, {
      retryAfterSeconds: 2,
    });
  }
}

/** A long poll lasts up to a minute, and is renewed then. */
const POLL_AGE_MS = 65_000;
