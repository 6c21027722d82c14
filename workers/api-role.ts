import { buildApp } from '../api/app.ts';
import { ParleyError } from '../contracts/errors.ts';
import { startEmbedding } from './embedding.ts';
import { startRelay } from './relay.ts';
import type { Services } from './services.ts';
import { VERSION } from './version.ts';

/** The flow that end users talk to. */
const ASSISTANT_FLOW = 'assistant';

/** New products can be found by their words at once, so their meaning may wait. */
const EMBEDDING_INTERVAL_MS = 30_000;

export interface ServedApi {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, and delivers what was stored but not delivered. */
export async function serveApi(services: Services): Promise<ServedApi> {
  const { config, database, conversations, orders, flows, logger, metrics } = services;
  await refuseUnknownStates(services);
  const app = await buildApp({
    database,
    conversations,
    orders,
    flows,
    logger,
    metrics,
    settings: {
      turnWaitMs: config.api.turnWaitMs,
      rateLimitPerMinute: config.api.rateLimitPerMinute,
      bodyLimitBytes: config.api.bodyLimitBytes,
      maxTextChars: config.api.maxTextChars,
      trustedProxies: config.api.trustedProxies,
      assistant: { ...config.assistant, flow: ASSISTANT_FLOW },
      version: VERSION,
    },
  });
  const url = await app.listen({ host: config.api.host, port: config.api.port });
  const embedding =
    config.embedding === undefined
      ? undefined
      : startEmbedding({ database, logger, intervalMs: EMBEDDING_INTERVAL_MS });
  const relay = startRelay({ database, conversations, orders, flows, logger, ...config.relay });
  return {
    url,
    async close() {
      await Promise.all([relay.stop(), embedding?.stop()]);
      await app.close();
    },
  };
}

/** A flow that lost a state would strand conversations: say which, and how many, before taking any message. */
async function refuseUnknownStates({ database, flows }: Services): Promise<void> {
  const known = Object.fromEntries([...flows].map(([name, flow]) => [name, flow.states]));
  const unknown = await database.system.findUnknownStates(known);
  if (unknown.length === 0) return;
  const list = unknown.map(({ flow, state, conversations }) => `${flow}/${state} (${conversations})`).join(', ');
  throw new ParleyError(
    'internal',
    `Open conversations stand in states this build does not have: ${list}. Bring the states back, or close those conversations with the build before.`,
  );
}
