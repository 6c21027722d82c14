import type { CircuitBreakerPolicy } from 'cockatiel';
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel';
import OpenAI from 'openai';
import { ModelFailure, toModelFailure } from './model-failure.ts';
import type { ModelMeters } from './model-meters.ts';
import { hasPrice } from './prices.ts';
import type { ModelSettings, ProviderSettings } from './model-settings.ts';

/** A model of a provider, ready to be called. */
export interface PooledModel {
  readonly provider: string;
  readonly model: string;
  readonly client: OpenAI;
  /** Runs a call behind the circuit of this model. Rejects with ModelFailure only; `model_circuit_open` without calling. */
  call<T>(run: () => Promise<T>): Promise<T>;
}

export type CircuitStateName = 'closed' | 'half_open' | 'open';

/** What the pool knows of a model that was used. */
export interface ModelStatus {
  readonly provider: string;
  readonly model: string;
  readonly circuit: CircuitStateName;
}

export interface ModelPool {
  /** The models of a chain in order, each once; an unknown provider's are left out. */
  chain(models: readonly string[]): readonly PooledModel[];
  /** Of all models of the installation and those that flows asked for since the start. */
  status(): readonly ModelStatus[];
}

export interface ModelPoolDeps {
  readonly settings: ModelSettings;
  readonly logger: { warn(fields: object, message: string): void };
  readonly meters: ModelMeters;
}

/**
 * Clients and circuits of the installation's models. A circuit is per provider and model and lives in this process: after a few
 * failures in a row the model is skipped at once, instead of making every customer wait for its timeout.
 */
export function createModelPool(deps: ModelPoolDeps): ModelPool {
  const { settings } = deps;
  const clients = new Map(settings.providers.map((provider) => [provider.name, clientOf(provider)]));
  const pooled = new Map<string, PooledModel & { readonly state: () => CircuitStateName }>();
  const find = (reference: string): PooledModel | undefined => {
    const { provider, model } = resolve(settings, reference);
    const known = pooled.get(`${provider}:${model}`);
    if (known !== undefined) return known;
    const client = clients.get(provider);
    if (client === undefined) return undefined;
    const made = pool(deps, { provider, model, client });
    pooled.set(`${provider}:${model}`, made);
    return made;
  };
  for (const reference of settings.models) {
    const model = find(reference)?.model;
    if (model === undefined || hasPrice(settings.prices, model)) continue;
    deps.logger.warn(
      { model },
      'no price of a model is known: its calls do not count against the money of a conversation',
    );
  }
  return {
    chain: (models) => [...new Set(models.flatMap((reference) => find(reference) ?? []))],
    status: () => [...pooled.values()].map(({ provider, model, state }) => ({ provider, model, circuit: state() })),
  };
}

function pool(
  { settings, logger, meters }: ModelPoolDeps,
  named: { readonly provider: string; readonly model: string; readonly client: OpenAI },
) {
  const { provider, model } = named;
  const circuit = circuitBreaker(
    handleWhen((error) => error instanceof ModelFailure && error.isFault),
    { breaker: new ConsecutiveBreaker(settings.circuit.failures), halfOpenAfter: settings.circuit.openMs },
  );
  const state = (): CircuitStateName => stateName(circuit);
  const show = (): void => meters.circuitState.set({ provider, model }, CIRCUIT_LEVELS[state()]);
  show();
  circuit.onStateChange(() => {
    show();
    logger.warn({ provider, model, circuit: state() }, 'circuit of a model changed');
  });
  return {
    ...named,
    state,
    async call<T>(run: () => Promise<T>): Promise<T> {
      // One call at a time tries whether the model is back; others would be made to wait for its outcome.
      if (state() === 'half_open') throw new ModelFailure('model_circuit_open', { isFault: false });
      try {
        return await circuit.execute(() => run().catch((error: unknown) => Promise.reject(toModelFailure(error))));
      } catch (error) {
        if (isBrokenCircuitError(error)) throw new ModelFailure('model_circuit_open', { isFault: false });
        throw toModelFailure(error);
      }
    },
  };
}

/** Values of the metric `parley_model_circuit_state`. */
const CIRCUIT_LEVELS: Readonly<Record<CircuitStateName, number>> = { closed: 0, half_open: 1, open: 2 };

function stateName({ state }: CircuitBreakerPolicy): CircuitStateName {
  if (state === CircuitState.Closed) return 'closed';
  return state === CircuitState.HalfOpen ? 'half_open' : 'open';
}

function clientOf({ apiKey, baseUrl }: ProviderSettings): OpenAI {
  // Retries are Temporal's and the chain's matter; timeouts are the budget's. The SDK logs bodies when asked to: never.
  return new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, timeout: 600_000, logLevel: 'off' });
}

/** `provider:model`, or the provider that names the model, or the first one. */
function resolve(
  { providers }: ModelSettings,
  reference: string,
): { readonly provider: string; readonly model: string } {
  const [prefix = '', ...rest] = reference.split(':');
  if (rest.length > 0 && providers.some(({ name }) => name === prefix))
    return { provider: prefix, model: rest.join(':') };
  const owner = providers.find(({ models }) => models.includes(reference)) ?? providers[0];
  return { provider: owner?.name ?? '', model: reference };
}
