import { NativeConnection } from '@temporalio/worker';
import { connectionOptions } from '../client/connection.ts';
import { ensureUpkeepSchedule } from '../client/upkeep-schedule.ts';
import { ParleyError } from '../contracts/errors.ts';
import { modelSettingsOf } from './model-runtime.ts';
import type { Services } from './services.ts';
import type { RunningWorker } from './worker-runtime.ts';
import { serveWorkerMetrics } from './worker-metrics.ts';
import { startWorkers } from './worker-runtime.ts';
import { loadWorkflowBundle } from './workflow-bundle.ts';

/** Connects and runs this process's workers; resolves when they poll. */
export async function serveWorkers(services: Services): Promise<RunningWorker> {
  const { config, database, flows, logger, metrics, queues, temporal } = services;
  const [bundle, connection] = await Promise.all([loadWorkflowBundle(logger), connect(services)]);
  const running = await startWorkers({
    connection,
    client: temporal,
    database,
    flows,
    queues,
    bundle: config.worker.buildId === undefined ? bundle : { ...bundle, buildId: config.worker.buildId },
    deploymentName: config.temporal.taskQueuePrefix,
    model: modelSettingsOf(config),
    metrics,
    maxCachedWorkflows: config.worker.maxCachedWorkflows,
    shutdownGraceMs: config.worker.shutdownGraceMs,
    logger,
  });
  ensureUpkeepSchedule(temporal, queues).catch((error: unknown) => {
    logger.warn({ errorName: error instanceof Error ? error.name : 'unknown' }, 'upkeep is not scheduled');
  });
  const { metricsPort } = config.worker;
  const endpoint =
    metricsPort === undefined
      ? undefined
      : await serveWorkerMetrics({
          host: config.api.host,
          port: metricsPort,
          metrics,
          modelStatus: () => running.modelStatus(),
        }).catch((error: unknown) => {
          // Conversations matter more than their figures.
          const { code = 'unknown' } = error as NodeJS.ErrnoException;
          logger.error({ port: metricsPort, errorCode: code }, 'metrics are not answered: the port cannot be taken');
          return undefined;
        });
  if (endpoint !== undefined) logger.info({ url: endpoint.url }, 'worker answers metrics');
  return {
    ...running,
    async stop() {
      await endpoint?.close();
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
