import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ReplyComposer } from '../activities/model/compose-reply.ts';
import { createReplyComposer } from '../activities/model/compose-reply.ts';
import { createModelMeters } from '../activities/model/model-meters.ts';
import type { ModelPool } from '../activities/model/model-pool.ts';
import { createModelPool } from '../activities/model/model-pool.ts';
import type { ModelSettings } from '../activities/model/model-settings.ts';
import { PRICES } from '../activities/model/prices.ts';
import type { Config } from '../config/config.ts';
import type { FlowCatalogue } from '../contracts/dialogue.ts';
import type { Database } from '../db/interfaces.ts';

/** The models of a process: what words replies, and how its models are doing. */
export interface ModelRuntime {
  readonly composer: ReplyComposer;
  readonly pool: ModelPool;
}

export interface ModelRuntimeOptions {
  readonly settings: ModelSettings;
  readonly database: Database;
  readonly flows: FlowCatalogue;
  readonly metrics: Registry;
  readonly logger: Logger;
}

export function createModelRuntime({ settings, database, flows, metrics, logger }: ModelRuntimeOptions): ModelRuntime {
  const meters = createModelMeters(metrics);
  const pool = createModelPool({ settings, logger, meters });
  return { pool, composer: createReplyComposer({ database, flows, settings, pool, meters }) };
}

/** The configured models with the built-in prices under the configured ones. */
export function modelSettingsOf({ model }: Config): ModelSettings | undefined {
  return model === undefined ? undefined : { ...model, prices: { ...PRICES, ...model.prices } };
}

/**
 * Calls a second of the model queue, over all workers; undefined: no limit. One queue serves all providers, because which one
 * answers is known only while the chain is tried: so it is the sum, and none when one of them has no limit.
 */
export function modelRateOf({ providers }: ModelSettings): number | undefined {
  const rates = providers.map(({ ratePerSecond }) => ratePerSecond);
  return rates.includes(undefined) ? undefined : rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0);
}
