import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createConversationActivities } from '../activities/conversation-activities.ts';
import { createModelActivities } from '../activities/model-activities.ts';
import type { ModelStatus } from '../activities/model/model-pool.ts';
import type { ModelSettings } from '../activities/model/model-settings.ts';
import { createOrderActivities } from '../activities/order-activities.ts';
import { createUpkeepActivities } from '../activities/upkeep-activities.ts';
import type { FlowCatalogue } from '../contracts/dialogue.ts';
import type { TaskQueues } from '../contracts/names.ts';
import type { Database } from '../db/interfaces.ts';
import { createModelRuntime, modelRateOf } from './model-runtime.ts';
import { promoteBuild } from './promote-build.ts';
import type { WorkflowBundle } from './workflow-bundle.ts';

export interface WorkerRuntimeOptions {
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly database: Database;
  readonly flows: FlowCatalogue;
  readonly queues: TaskQueues;
  readonly bundle: WorkflowBundle;
  /** Name of the worker deployment; conversations are pinned to one build of it. */
  readonly deploymentName: string;
  /** Undefined: no model is configured. */
  readonly model: ModelSettings | undefined;
  /** Metrics of the process; one of its own when there is none. */
  readonly metrics?: Registry;
  readonly maxCachedWorkflows: number;
  readonly shutdownGraceMs: number;
  /** False only for servers without worker versioning, such as the time-skipping one of the tests. */
  readonly isVersioned?: boolean;
  readonly logger: Logger;
}

export interface RunningWorker {
  /** Rejects when a worker fails; resolves after `stop`. */
  readonly finished: Promise<void>;
  /** Resolves when this build takes new conversations. */
  readonly promoted: Promise<void>;
  /** Circuits of the models of this process; empty without a model. */
  modelStatus(): readonly ModelStatus[];
  stop(): Promise<void>;
}

/** Runs the workers of one process: conversations, orders, the model, upkeep. All of one build of one deployment. */
export async function startWorkers(options: WorkerRuntimeOptions): Promise<RunningWorker> {
  const { connection, client, database, flows, logger, queues, bundle } = options;
  const { buildId } = bundle;
  // Before the first poll: a turn must not wait for it, nor the connections of this process.
  for (const flow of flows.values()) flow.prepare();
  const metrics = options.metrics ?? new Registry();
  const runtime =
    options.model === undefined
      ? undefined
      : createModelRuntime({ settings: options.model, database, flows, metrics, logger });
  const modelRate = options.model === undefined ? undefined : modelRateOf(options.model);
  const isVersioned = options.isVersioned ?? true;
  const shared = {
    connection,
    namespace: client.options.namespace,
    shutdownGraceTime: options.shutdownGraceMs,
    ...(isVersioned
      ? {
          workerDeploymentOptions: {
            version: { deploymentName: options.deploymentName, buildId },
            useWorkerVersioning: true as const,
            defaultVersioningBehavior: 'PINNED' as const,
          },
        }
      : {}),
  };
  const conversations = await Worker.create({
    ...shared,
    taskQueue: queues.conversations,
    workflowBundle: { code: bundle.code },
    activities: createConversationActivities({ database, flows, logger, hasModel: runtime !== undefined }),
    maxCachedWorkflows: options.maxCachedWorkflows,
    /** A conversation whose worker died is offered to the others after this long. */
    stickyQueueScheduleToStartTimeout: '1s',
    maxConcurrentWorkflowTaskExecutions: WORKFLOW_TASKS_AT_ONCE,
    enableNonLocalActivities: false,
  });
  const orders = await Worker.create({
    ...shared,
    taskQueue: queues.orders,
    workflowBundle: { code: bundle.code },
    activities: createOrderActivities({ database, logger }),
    maxCachedWorkflows: options.maxCachedWorkflows,
    stickyQueueScheduleToStartTimeout: '1s',
    maxConcurrentWorkflowTaskExecutions: WORKFLOW_TASKS_AT_ONCE,
    enableNonLocalActivities: false,
  });
  const upkeep = await Worker.create({
    ...shared,
    taskQueue: queues.maintenance,
    workflowBundle: { code: bundle.code },
    activities: createUpkeepActivities({ database, logger }),
    maxCachedWorkflows: 2,
  });
  const model =
    runtime === undefined
      ? undefined
      : await Worker.create({
          ...shared,
          taskQueue: queues.model,
          activities: createModelActivities({ composer: runtime.composer, logger }),
          /** Without it a cancelled call is noticed after 0.8 × the heartbeat timeout. */
          maxHeartbeatThrottleInterval: '200ms',
          ...(modelRate === undefined ? {} : { maxTaskQueueActivitiesPerSecond: modelRate }),
        });
  const workers = [conversations, orders, upkeep, ...(model === undefined ? [] : [model])];
  const finished = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  const stopping = new AbortController();
  return {
    finished,
    modelStatus: () => runtime?.pool.status() ?? [],
    promoted: isVersioned
      ? promoteBuild({ client, deploymentName: options.deploymentName, buildId, logger, signal: stopping.signal })
      : Promise.resolve(),
    async stop() {
      stopping.abort();
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished;
    },
  };
}

/**
 * A workflow task holds its slot while its local activity runs. With the SDK's 40 those beyond wait until the sticky queue times out:
 * 50 conversations at once had a p99 of 2.9 s, and 0.45 s with 300; 200 at once a p95 of 1.5 s.
 */
const WORKFLOW_TASKS_AT_ONCE = 300;
