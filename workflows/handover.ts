import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { ConversationInput } from '../contracts/turn.ts';

/**
 * Whether this run should hand over to the next: its history has grown long, a newer build is current, or it has taken
 * as many turns as it was told to. Not in the first 1.5 s of a run: the server then delays the next task (measured
 * 1.4–2.0 s against 43 ms).
 */
export function shouldContinueAsNew(input: ConversationInput, turnsInRun: number): boolean {
  const info = workflowInfo();
  if (Date.now() - info.runStartTime.getTime() < MIN_RUN_AGE_MS) return false;
  return (
    info.continueAsNewSuggested ||
    info.targetWorkerDeploymentVersionChanged ||
    turnsInRun >= (input.maxTurnsPerRun ?? Number.POSITIVE_INFINITY)
  );
}

const MIN_RUN_AGE_MS = 1500;

/** Ends this run and starts the next on the newest build. Never returns. */
export const continueConversation = makeContinueAsNewFunc<(input: ConversationInput) => Promise<void>>({
  initialVersioningBehavior: 'AUTO_UPGRADE',
});
