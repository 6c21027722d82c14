import process from 'node:process';
import { embeddingConfigOf, modelConfigOf, ModelConfigError } from './model-config.ts';
import type { Settings } from './settings.ts';
import { SETTINGS } from './settings.ts';

/** The settings as the product uses them: plain, frozen, parsed once at the start of a process. */
export type Config = ReturnType<typeof toConfig>;

/** Thrown with every bad setting in one readable message. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration from `env`; by default from the environment and, where a variable is not set there, from a
 * `.env` file in the working folder. ConfigError names each bad setting, what is wrong and where it is documented.
 */
export function readConfig(env: NodeJS.ProcessEnv = environment()): Config {
  // An empty variable means "not set": that is how compose files and CI pass optional settings.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = issue.path.map(String).join('.');
      return `  ${name}: ${given[name] === undefined ? 'is not set' : issue.message}`;
    });
    throw new ConfigError(`The configuration is not valid (see .env.example):\n${problems.join('\n')}`);
  }
  return toConfig(parsed.data, given);
}

function environment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) throw new ConfigError('The file .env cannot be read.', { cause: error });
  }
  return process.env;
}

function toConfig(s: Settings, env: NodeJS.ProcessEnv) {
  return Object.freeze({
    database: { url: s.DATABASE_URL, poolSize: s.DATABASE_POOL_SIZE },
    temporal: {
      address: s.TEMPORAL_ADDRESS,
      namespace: s.TEMPORAL_NAMESPACE,
      tls: tlsOf(s),
      apiKey: s.TEMPORAL_API_KEY,
      taskQueuePrefix: s.PARLEY_TASK_QUEUE_PREFIX,
    },
    masterKeys: { current: s.PARLEY_MASTER_KEY, previous: s.PARLEY_PREVIOUS_MASTER_KEYS },
    api: {
      host: s.PARLEY_HOST,
      port: s.PARLEY_PORT,
      turnWaitMs: s.PARLEY_TURN_WAIT_MS,
      rateLimitPerMinute: s.PARLEY_RATE_LIMIT_PER_MINUTE,
      bodyLimitBytes: s.PARLEY_BODY_LIMIT_BYTES,
      maxTextChars: s.PARLEY_MAX_TEXT_CHARS,
      trustedProxies: s.PARLEY_TRUSTED_PROXIES,
    },
    assistant: {
      workspace: s.PARLEY_ASSISTANT_WORKSPACE,
      ratePerMinute: s.PARLEY_ASSISTANT_RATE_PER_MINUTE,
      knowledgeFolder: s.PARLEY_KNOWLEDGE_FOLDER,
    },
    relay: { intervalMs: s.PARLEY_RELAY_INTERVAL_MS, afterMs: s.PARLEY_RELAY_AFTER_MS },
    worker: {
      maxTurnsPerRun: s.PARLEY_MAX_TURNS_PER_RUN,
      maxCachedWorkflows: s.PARLEY_MAX_CACHED_WORKFLOWS,
      buildId: s.PARLEY_BUILD_ID,
      shutdownGraceMs: s.PARLEY_SHUTDOWN_GRACE_MS,
      metricsPort: s.PARLEY_WORKER_METRICS_PORT,
    },
    model: modelOf(() => modelConfigOf(s, env)),
    embedding: modelOf(() => embeddingConfigOf(s)),
    log: { level: s.PARLEY_LOG_LEVEL },
  });
}

function tlsOf(s: Settings) {
  const files = {
    caFile: s.TEMPORAL_TLS_CA_FILE,
    certFile: s.TEMPORAL_TLS_CERT_FILE,
    keyFile: s.TEMPORAL_TLS_KEY_FILE,
    serverName: s.TEMPORAL_TLS_SERVER_NAME,
  };
  const hasFiles = Object.values(files).some((value) => value !== undefined);
  return hasFiles ? files : s.TEMPORAL_TLS || s.TEMPORAL_API_KEY !== undefined;
}

function modelOf<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ModelConfigError)) throw error;
    throw new ConfigError(`The configuration is not valid (see .env.example):\n  ${error.message}`, { cause: error });
  }
}
