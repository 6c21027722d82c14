import { Runtime } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createEmbedder } from '../activities/model/embedder.ts';
import { createTemporalClient } from '../client/connection.ts';
import type { ConversationClient } from '../client/conversation-client.ts';
import { createConversationClient } from '../client/conversation-client.ts';
import type { OrderClient } from '../client/order-client.ts';
import { createOrderClient } from '../client/order-client.ts';
import type { Config } from '../config/config.ts';
import type { FlowCatalogue } from '../contracts/dialogue.ts';
import type { TaskQueues } from '../contracts/names.ts';
import { taskQueues } from '../contracts/names.ts';
import { defaultOverlap } from '../contracts/overlap.ts';
import { createDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import type { Database } from '../db/interfaces.ts';
import { flowCatalogue } from '../flows/catalogue.ts';

/** What every role of the product stands on. */
export interface Services {
  readonly config: Config;
  readonly logger: Logger;
  /** Of this process: its roles add theirs. */
  readonly metrics: Registry;
  readonly database: Database;
  readonly flows: FlowCatalogue;
  readonly temporal: Client;
  readonly queues: TaskQueues;
  readonly conversations: ConversationClient;
  readonly orders: OrderClient;
  close(): Promise<void>;
}

/** Brings the schema to this build's version, and opens database and clients for the role `name` (shown in logs and as application name in PostgreSQL). */
export async function openServices(config: Config, name: string): Promise<Services> {
  const logger = pino({ level: config.log.level, base: { role: name } });
  const queues = taskQueues(config.temporal.taskQueuePrefix);
  await migrate(config.database.url);
  const database = await createDatabase({
    connectionString: config.database.url,
    masterKeys: config.masterKeys,
    poolSize: config.database.poolSize,
    applicationName: `parley-${name}`,
    logger,
    embedder: config.embedding === undefined ? undefined : createEmbedder(config.embedding),
  });
  const flows = flowCatalogue();
  const temporal = await createTemporalClient(config.temporal);
  const conversations = createConversationClient(temporal, {
    queues,
    maxTurnsPerRun: config.worker.maxTurnsPerRun,
    overlapOf: (flow, channel) => flows.get(flow)?.overlapOn(channel) ?? defaultOverlap(channel),
  });
  return {
    config,
    logger,
    metrics: new Registry(),
    database,
    flows,
    temporal,
    queues,
    conversations,
    orders: createOrderClient(temporal, queues),
    async close() {
      await temporal.connection.close();
      await database.close();
    },
  };
}

/** The SDK's own log lines go through pino, warnings and worse only. Once per process, before the first worker. */
export function routeSdkLogs(logger: Logger): void {
  Runtime.install({
    logger: {
      log: (level, message, meta) => sdkLog(logger, level, message, meta),
      trace: () => undefined,
      debug: () => undefined,
      info: () => undefined,
      warn: (message, meta) => sdkLog(logger, 'WARN', message, meta),
      error: (message, meta) => sdkLog(logger, 'ERROR', message, meta),
    },
    telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
    shutdownSignals: [],
  });
}

/** Activity failures carry only our words, but their causes may not: the log gets the message and ids. */
function sdkLog(logger: Logger, level: string, message: string, meta: Record<string, unknown> = {}): void {
  if (level !== 'WARN' && level !== 'ERROR') return;
  const { workflowId, activityType, taskQueue, attempt, sdkComponent } = meta;
  const fields = { workflowId, activityType, taskQueue, attempt, sdkComponent };
  if (level === 'ERROR') logger.error(fields, message);
  else logger.warn(fields, message);
}
