import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { isTaskFailure } from './client-errors.ts';

/**
 * Has a workflow, which is started if it does not run, carry out a command, and waits until it has. Rejects as the Temporal client does.
 *
 * The server drops an update whose workflow task it refuses, and says so: a workflow that ends, or continues as new, just as something
 * else reaches it. It is asked again under the same id, so that a command which was carried out after all is not carried out twice.
 */
export async function executeCommand<W extends Workflow>(
  client: Client,
  update: string,
  command: unknown,
  /** Each try needs one of its own. */
  startOperation: () => WithStartWorkflowOperation<W>,
): Promise<void> {
  const updateId = randomUUID();
  for (let pauseMs = FIRST_PAUSE_MS, tries = 1; ; pauseMs *= 2, tries += 1) {
    try {
      await client.workflow.executeUpdateWithStart(update, {
        args: [command],
        updateId,
        startWorkflowOperation: startOperation(),
      });
      return;
    } catch (error) {
      if (tries >= MAX_TRIES || !isTaskFailure(error)) throw error;
      await sleep(pauseMs);
    }
  }
}

/** 50 + 100 + 200 + 400 ms in all; the next task of the workflow follows the refused one at once. */
const FIRST_PAUSE_MS = 50;
const MAX_TRIES = 5;
