import { isIP } from 'node:net';
import { z } from 'zod';

/**
 * Every setting, once: its name in the environment, what it means, its unit and its default.
 * `.env.example` is generated from this table, and readConfig (config.ts) parses by it.
 */
export const SETTINGS = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .describe('PostgreSQL to keep conversations in. `npm start` runs one of its own when this is not set.'),
  DATABASE_POOL_SIZE: int(10, 1, 200).describe('Connections to PostgreSQL per process.'),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'must be host:port')
    .describe('Temporal server, host:port. `npm start` runs one of its own when this is not set.'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default').describe('Temporal namespace.'),
  TEMPORAL_TLS: flag(false).describe(
    'Whether to speak TLS to Temporal (set by itself when a certificate or API key is given).',
  ),
  TEMPORAL_TLS_CA_FILE: file().describe('Certificate authority of the Temporal server, PEM file.'),
  TEMPORAL_TLS_CERT_FILE: file().describe('Client certificate for mutual TLS, PEM file.'),
  TEMPORAL_TLS_KEY_FILE: file().describe('Key of the client certificate, PEM file.'),
  TEMPORAL_TLS_SERVER_NAME: z
    .string()
    .min(1)
    .optional()
    .describe('Name to expect in the certificate of the Temporal server.'),
  TEMPORAL_API_KEY: z.string().min(1).optional().describe('API key of Temporal Cloud.'),
  PARLEY_TASK_QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'must be lower-case letters, digits and dashes')
    .default('parley')
    .describe('Names task queues and the worker deployment, so that installations can share a namespace.'),
  PARLEY_MASTER_KEY: masterKey().describe(
    'Master key that wraps the keys of data subjects, as id:base64 of 32 bytes. Make one: echo "k1:$(openssl rand -base64 32)". `npm start` makes one and keeps it in the data folder.',
  ),
  PARLEY_PREVIOUS_MASTER_KEYS: z
    .string()
    .default('')
    .transform((value) => listOf(value))
    .pipe(z.array(masterKey()))
    .describe('Earlier master keys, comma separated, until `npm run admin -- master-key rotate` has run.'),
  PARLEY_HOST: z.string().min(1).default('127.0.0.1').describe('Address the API listens on.'),
  PARLEY_PORT: int(8080, 0, 65_535).describe('Port the API listens on; 0 takes a free one.'),
  PARLEY_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severe level that is logged. No level logs what customers wrote.'),
  PARLEY_TURN_WAIT_MS: int(5000, 100, 60_000).describe(
    'How long a request waits for its turn before it answers 202 and a link, milliseconds.',
  ),
  PARLEY_RATE_LIMIT_PER_MINUTE: int(6000, 1, 10_000_000).describe(
    'Requests a minute per API key and API process; more are answered 429.',
  ),
  PARLEY_BODY_LIMIT_BYTES: int(65_536, 1024, 10_485_760).describe('Largest request body, bytes.'),
  PARLEY_MAX_TEXT_CHARS: int(4000, 1, 100_000).describe('Longest message of a customer, UTF-16 units.'),
  PARLEY_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) => listOf(value))
    .refine((proxies) => proxies.every(isNetwork), 'must be addresses or networks such as 10.0.0.0/8, comma separated')
    .describe(
      'Proxies in front of the API, addresses or networks, comma separated. Their X-Forwarded-For and X-Forwarded-Proto say who calls and whether over TLS.',
    ),
  PARLEY_ASSISTANT_WORKSPACE: z
    .string()
    .min(1)
    .default('demo')
    .describe(
      'Name of the workspace whose assistant answers under /api/ and /assistant, without API key. Where there is none of that name, nothing does.',
    ),
  PARLEY_ASSISTANT_RATE_PER_MINUTE: int(120, 1, 1_000_000).describe(
    'Requests a minute to /api/ per address and API process; more are answered 429.',
  ),
  PARLEY_KNOWLEDGE_FOLDER: file().describe(
    'Folder of Markdown files that `npm start` imports as the knowledge of the assistant of the demo workspace; flows/assistant/knowledge by default.',
  ),
  PARLEY_RELAY_INTERVAL_MS: int(1000, 50, 3_600_000).describe(
    'How often stored but undelivered messages are looked for, milliseconds.',
  ),
  PARLEY_RELAY_AFTER_MS: int(3000, 50, 3_600_000).describe(
    'Age from which a message without a turn is delivered again, milliseconds.',
  ),
  PARLEY_MAX_TURNS_PER_RUN: optionalInt(1, 100_000).describe(
    'Continue a workflow as new after this many turns; the server suggests it after about 290 when this is not set.',
  ),
  PARLEY_MAX_CACHED_WORKFLOWS: int(1000, 2, 1_000_000).describe(
    'Conversations a worker keeps in memory, about 0.5 MB each; fewer than are active at once slows every turn.',
  ),
  PARLEY_BUILD_ID: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('Build id of the workers; by default a hash of the workflow code.'),
  PARLEY_SHUTDOWN_GRACE_MS: int(5000, 0, 600_000).describe(
    'How long a worker finishes what it began when it is told to stop, milliseconds.',
  ),
  OPENAI_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Key of the model server. Without it every reply is a template.'),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Base URL of an OpenAI-compatible server (Azure, vLLM, Ollama); OpenAI by default.'),
  PARLEY_MODEL: z.string().min(1).default('gpt-4o').describe('Model that words replies.'),
  PARLEY_EMBEDDING_MODEL: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Embedding model at the server of OPENAI_API_KEY, such as text-embedding-3-small: products are then found by meaning too, where words find nothing. What customers call a product is sent there.',
    ),
  PARLEY_EMBEDDING_DIMENSIONS: optionalInt(16, 8192).describe(
    'Size of the vectors that is asked of the embedding model, where it lets one choose; fewer are compared faster.',
  ),
  PARLEY_MODELS: list().describe(
    'Models to try in order, comma separated, each as model or provider:model; in place of PARLEY_MODEL. After the last one the template speaks.',
  ),
  PARLEY_MODEL_PROVIDERS: providers().describe(
    'More model servers, as JSON: [{"name": "local", "baseUrl": "http://localhost:11434/v1", "apiKeyEnv": "LOCAL_KEY", "models": ["llama3"], "ratePerSecond": 5}]. apiKeyEnv names the variable that holds the key; all but name and baseUrl may be left out.',
  ),
  PARLEY_MODEL_TEMPERATURE: z.coerce
    .number()
    .min(0)
    .max(2)
    .default(0.7)
    .describe('Sampling temperature of the model, 0 to 2.'),
  PARLEY_MODEL_FIRST_TOKEN_MS: int(2000, 50, 15_000).describe(
    'How long a model may take to its first token, and between tokens, before the next model is tried, milliseconds.',
  ),
  PARLEY_MODEL_BUDGET_MS: int(4000, 100, 15_000).describe(
    'How long a reply may take over all models before the template speaks, milliseconds.',
  ),
  PARLEY_MODEL_MAX_OUTPUT_TOKENS: int(220, 16, 8192).describe(
    'Tokens that a model may write for a reply. 280 characters are about 70 tokens of English, up to three times that in other scripts.',
  ),
  PARLEY_MODEL_MAX_INPUT_TOKENS: int(3000, 500, 200_000).describe(
    'Tokens of a prompt, estimated; the oldest messages go first.',
  ),
  PARLEY_MODEL_MAX_CONVERSATION_DOLLARS: z.coerce
    .number()
    .min(0)
    .max(1000)
    .default(0.5)
    .describe(
      'US dollars that the models of one conversation may cost, abandoned calls included; then templates speak. A model without a known price costs nothing.',
    ),
  PARLEY_MODEL_CIRCUIT_FAILURES: int(5, 1, 1000).describe('Failures in a row after which a model is left alone.'),
  PARLEY_MODEL_CIRCUIT_OPEN_MS: int(15_000, 10, 3_600_000).describe(
    'For how long a model is left alone, milliseconds; then one call tries whether it is back.',
  ),
  PARLEY_MODEL_PRICES_FILE: file().describe(
    'JSON file of prices in US dollars per million tokens that replace and extend the built-in list, whose date GET /status of a worker tells: {"gpt-4o": {"input": 2.5, "cachedInput": 1.25, "output": 10}}.',
  ),
  PARLEY_MODEL_RATE_PER_SECOND: optionalInt(1, 100_000).describe(
    'Replies a second that may ask the model server of OPENAI_API_KEY, over all workers; no limit when this is not set. With more providers the limit is the sum of theirs.',
  ),
  PARLEY_WORKER_METRICS_PORT: optionalInt(0, 65_535).describe(
    'Port on which a worker answers GET /metrics and GET /status (circuits of models); none when this is not set. 0 takes a free one.',
  ),
});
export type Settings = z.infer<typeof SETTINGS>;

function list() {
  return z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    );
}

function providers() {
  const Provider = z.strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and dashes'),
    baseUrl: z.url({ protocol: /^https?$/ }),
    apiKeyEnv: z.string().min(1).optional(),
    models: z.array(z.string().min(1)).default([]),
    ratePerSecond: z.number().positive().optional(),
  });
  return z
    .string()
    .default('[]')
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(Provider));
}

function int(defaultValue: number, min: number, max: number) {
  return z.coerce.number().int().min(min).max(max).default(defaultValue);
}

function optionalInt(min: number, max: number) {
  return z.coerce.number().int().min(min).max(max).optional();
}

function listOf(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function flag(defaultValue: boolean) {
  return z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .default(defaultValue ? 'true' : 'false')
    .transform((value) => value === 'true' || value === '1');
}

function file() {
  return z.string().min(1).optional();
}

function masterKey() {
  return z.string().transform((value, context) => {
    const match = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]{43}=?)$/.exec(value);
    const key = Buffer.from(match?.[2] ?? '', 'base64');
    if (match?.[1] === undefined || key.length !== 32) {
      context.addIssue({ code: 'custom', message: 'must be id:base64 of exactly 32 bytes' });
      return z.NEVER;
    }
    return { id: match[1], key };
  });
}
