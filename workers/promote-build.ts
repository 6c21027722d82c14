import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { CONVERSATION_WORKFLOW, NUDGE_SIGNAL } from '../contracts/conversation-workflow.ts';

export interface PromoteBuildOptions {
  readonly client: Client;
  readonly deploymentName: string;
  readonly buildId: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Makes this build the one that new conversations start on, then wakes the conversations of older builds so that they
 * come over at their next quiet point and the old workers can be stopped.
 *
 * Servers from 1.30 tell a pinned run that a newer build is current, and the run continues as new on it. Older servers
 * start the next run on the old build again; there, and where no worker of the old build is left, the run is moved by an
 * override and its history is replayed on the new build (recorded histories are replayed in the tests for that reason).
 */
export async function promoteBuild(options: PromoteBuildOptions): Promise<void> {
  await setCurrent(options);
  bringOver(options).catch((error: unknown) => {
    if (!options.signal.aborted) options.logger.error({ err: error }, 'older builds were not drained');
  });
}

async function setCurrent({ client, deploymentName, buildId, logger, signal }: PromoteBuildOptions): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await client.withDeadline(Date.now() + 5000, () =>
        client.workflowService.setWorkerDeploymentCurrentVersion({
          namespace: client.options.namespace,
          deploymentName,
          buildId,
          ignoreMissingTaskQueues: true,
        }),
      );
      logger.info({ deploymentName, buildId }, 'build is current');
      return;
    } catch (error) {
      // The server knows a build only once its first poll has arrived.
      if (attempt % 50 === 0) logger.warn({ err: error, attempt }, 'build cannot be made current yet');
      await sleep(Math.min(1000, 50 * attempt), undefined, { signal }).catch(() => undefined);
    }
  }
}

async function bringOver(options: PromoteBuildOptions): Promise<void> {
  const { client, deploymentName, buildId, logger, signal } = options;
  const canUpgrade = await upgradesOnContinueAsNew(client);
  const query =
    `WorkflowType = '${CONVERSATION_WORKFLOW}' AND ExecutionStatus = 'Running' ` +
    `AND TemporalWorkerDeployment = '${deploymentName}' ` +
    `AND TemporalWorkerDeploymentVersion != '${deploymentName}:${buildId}'`;
  // Visibility lags behind by about a second, and a conversation may start on the old build meanwhile.
  for (const [round, pauseMs] of ROUND_PAUSES_MS.entries()) {
    await sleep(pauseMs, undefined, { signal });
    let moved = 0;
    for await (const { workflowId } of client.workflow.list({ query })) {
      signal.throwIfAborted();
      const isNudgeEnough = canUpgrade && round === 0;
      if (!isNudgeEnough) await moveByOverride(client, workflowId);
      await client.workflow.getHandle(workflowId).signal(NUDGE_SIGNAL);
      moved += 1;
    }
    if (moved > 0) logger.info({ moved, round, buildId }, 'conversations of older builds woken');
  }
}

const ROUND_PAUSES_MS = [1500, 10_000, 60_000];

async function moveByOverride(client: Client, workflowId: string): Promise<void> {
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: { versioningOverride: { autoUpgrade: true } },
    updateMask: { paths: ['versioning_override'] },
  });
}

async function upgradesOnContinueAsNew(client: Client): Promise<boolean> {
  const { serverVersion } = await client.workflowService.getSystemInfo({});
  const [major = 0, minor = 0] = (serverVersion ?? '').split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 30);
}
