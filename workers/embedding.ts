import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../db/interfaces.ts';

export interface Embedding {
  stop(): Promise<void>;
}

export interface EmbeddingOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** Pause when there is nothing to embed, or the server does not answer, milliseconds. */
  readonly intervalMs: number;
}

/** Keeps the vectors of products up to date. Any number of them may run: the same work done twice changes nothing. */
export function startEmbedding(options: EmbeddingOptions): Embedding {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** What servers take in one call, with room to spare. */
const BATCH = 100;

async function run({ database, logger, intervalMs }: EmbeddingOptions, signal: AbortSignal): Promise<void> {
  let isFailing = false;
  while (!signal.aborted) {
    let embedded = 0;
    try {
      embedded = await database.system.embedProducts(BATCH);
      if (embedded > 0) logger.info({ embedded }, 'products were embedded');
      isFailing = false;
    } catch (error) {
      if (!isFailing)
        logger.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'products wait for their embeddings');
      isFailing = true;
    }
    if (embedded < BATCH) await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}
