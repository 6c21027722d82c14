import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { isRefusedForNow } from './client-errors.ts';

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
  await askAgain(() =>
    client.workflow.executeUpdateWithStart(update, {
      args: [command],
      updateId,
      startWorkflowOperation: startOperation(),
    }),
  );
}

/**
 * Signals a workflow, which is started if it does not run. Rejects as the Temporal client does.
 *
 * Of two that find it not running in the same moment, one starts it, and a server may tell the other that it is started already: asked
 * again, the server has a workflow to signal.
 */
export async function signalWithStart(
  client: Client,
  workflowType: string,
  options: Parameters<Client['workflow']['signalWithStart']>[1],
): Promise<void> {
  await askAgain(() => client.workflow.signalWithStart(workflowType, options));
}

async function askAgain(call: () => Promise<unknown>): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS, tries = 1; ; pauseMs *= 2, tries += 1) {
    try {
      await call();
      return;
    } catch (error) {
      if (tries >= MAX_TRIES || !isRefusedForNow(error)) throw error;
      await sleep(pauseMs);
    }
  }
}

/** 50 + 100 + 200 + 400 ms in all; the next task of the workflow follows the refused one at once. */
const FIRST_PAUSE_MS = 50;
const MAX_TRIES = 5;
