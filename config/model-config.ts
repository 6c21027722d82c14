import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Settings } from './settings.ts';

/** A setting of the model that is wrong: where, and what to do. */
export class ModelConfigError extends Error {
  override readonly name = 'ModelConfigError';
}

/**
 * Models, their servers and limits; undefined when no server has a key: every reply is a template then. `env` is where providers'
 * keys are looked up by the names that PARLEY_MODEL_PROVIDERS gives. Throws ModelConfigError.
 */
export function modelConfigOf(s: Settings, env: Readonly<Record<string, string | undefined>>) {
  const providers = [...openAi(s), ...s.PARLEY_MODEL_PROVIDERS.map((provider) => withKey(provider, env))];
  if (providers.length === 0) return undefined;
  const names = providers.map(({ name }) => name);
  if (new Set(names).size !== names.length) {
    throw new ModelConfigError(
      'PARLEY_MODEL_PROVIDERS: names must differ, and `openai` is the server of OPENAI_API_KEY',
    );
  }
  return {
    providers,
    models: chainOf(s, providers),
    temperature: s.PARLEY_MODEL_TEMPERATURE,
    budget: {
      firstTokenMs: s.PARLEY_MODEL_FIRST_TOKEN_MS,
      totalMs: s.PARLEY_MODEL_BUDGET_MS,
      maxOutputTokens: s.PARLEY_MODEL_MAX_OUTPUT_TOKENS,
      maxInputTokens: s.PARLEY_MODEL_MAX_INPUT_TOKENS,
      maxConversationCostMicros: Math.round(s.PARLEY_MODEL_MAX_CONVERSATION_DOLLARS * 1e6),
    },
    circuit: { failures: s.PARLEY_MODEL_CIRCUIT_FAILURES, openMs: s.PARLEY_MODEL_CIRCUIT_OPEN_MS },
    prices: s.PARLEY_MODEL_PRICES_FILE === undefined ? {} : readPrices(s.PARLEY_MODEL_PRICES_FILE),
  };
}

/** Undefined: products are searched by words alone. Throws ModelConfigError. */
export function embeddingConfigOf(s: Settings) {
  const { PARLEY_EMBEDDING_MODEL: model, PARLEY_EMBEDDING_DIMENSIONS: dimensions, OPENAI_API_KEY: apiKey } = s;
  if (model === undefined) return undefined;
  if (apiKey === undefined)
    throw new ModelConfigError('PARLEY_EMBEDDING_MODEL: OPENAI_API_KEY, the key of its server, is not set');
  return { model, dimensions, apiKey, baseUrl: s.OPENAI_BASE_URL };
}

interface ConfiguredProvider {
  readonly name: string;
  readonly baseUrl: string | undefined;
  readonly apiKey: string;
  readonly models: readonly string[];
  readonly ratePerSecond: number | undefined;
}

function openAi(s: Settings): ConfiguredProvider[] {
  if (s.OPENAI_API_KEY === undefined) return [];
  return [
    {
      name: 'openai',
      baseUrl: s.OPENAI_BASE_URL,
      apiKey: s.OPENAI_API_KEY,
      models: [],
      ratePerSecond: s.PARLEY_MODEL_RATE_PER_SECOND,
    },
  ];
}

function withKey(
  { apiKeyEnv, ...provider }: Settings['PARLEY_MODEL_PROVIDERS'][number],
  env: Readonly<Record<string, string | undefined>>,
): ConfiguredProvider {
  const apiKey = apiKeyEnv === undefined ? 'none' : env[apiKeyEnv];
  if (apiKey === undefined || apiKey === '') {
    throw new ModelConfigError(`PARLEY_MODEL_PROVIDERS: ${apiKeyEnv ?? ''}, the key of ${provider.name}, is not set`);
  }
  return { ...provider, apiKey, baseUrl: provider.baseUrl, ratePerSecond: provider.ratePerSecond };
}

/** PARLEY_MODELS, else PARLEY_MODEL, else whatever the providers name. */
function chainOf(s: Settings, providers: readonly ConfiguredProvider[]): readonly string[] {
  if (s.PARLEY_MODELS.length > 0) return s.PARLEY_MODELS;
  if (s.OPENAI_API_KEY !== undefined) return [s.PARLEY_MODEL];
  const named = providers.flatMap(({ models }) => models);
  return named.length > 0 ? named : [s.PARLEY_MODEL];
}

const Prices = z.record(
  z.string().min(1),
  z.strictObject({ input: z.number().min(0), cachedInput: z.number().min(0), output: z.number().min(0) }),
);

function readPrices(file: string) {
  try {
    return Prices.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const what =
      error instanceof z.ZodError
        ? 'is not {model: {input, cachedInput, output}} in dollars'
        : 'cannot be read as JSON';
    throw new ModelConfigError(`PARLEY_MODEL_PRICES_FILE: the file ${what}`, { cause: error });
  }
}
