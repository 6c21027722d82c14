import { NativeConnection } from '@temporalio/worker';
import { createReplyWriter } from '../activities/reply-writer.ts';
import { connectionOptions } from '../client/connection.ts';
import { ensureUpkeepSchedule } from '../client/upkeep-schedule.ts';
import { ParleyError } from '../contracts/errors.ts';
import type { Services } from './services.ts';
import type { RunningWorker } from './worker-runtime.ts';
import { startWorkers } from './worker-runtime.ts';
import { loadWorkflowBundle } from './workflow-bundle.ts';

/** Connects and runs this process's workers; resolves when they poll. */
export async function serveWorkers(services: Services): Promise<RunningWorker> {
  const { config, database, flows, logger, queues, temporal } = services;
  const [bundle, connection] = await Promise.all([loadWorkflowBundle(logger), connect(services)]);
  const running = await startWorkers({
    connection,
    client: temporal,
    database,
    flows,
    queues,
    bundle: config.worker.buildId === undefined ? bundle : { ...bundle, buildId: config.worker.buildId },
    deploymentName: config.temporal.taskQueuePrefix,
    writer: config.model === undefined ? undefined : createReplyWriter(config.model),
    modelRatePerSecond: config.model?.ratePerSecond,
    maxCachedWorkflows: config.worker.maxCachedWorkflows,
    shutdownGraceMs: config.worker.shutdownGraceMs,
    logger,
  });
  ensureUpkeepSchedule(temporal, queues).catch((error: unknown) => {
    logger.warn({ errorName: error instanceof Error ? error.name : 'unknown' }, 'upkeep is not scheduled');
  });
  return {
    ...running,
    async stop() {
      await running.stop();
      await connection.close();
    },
  };
}

async function connect({ config }: Services): Promise<NativeConnection> {
  const { address } = config.temporal;
  try {
    return await NativeConnection.connect(await connectionOptions(config.temporal));
  } catch (cause) {
    throw new ParleyError(
      'temporal_unavailable',
      `No Temporal server answers at ${address}. Start it, or set TEMPORAL_ADDRESS.`,
      { cause },
    );
  }
}
