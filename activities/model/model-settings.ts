import type { ModelBudget } from '../../contracts/dialogue.ts';
import type { PriceTable } from './prices.ts';

/** How an installation uses models. */
export interface ModelSettings {
  /** At least one; the first serves every model that no other one names. */
  readonly providers: readonly ProviderSettings[];
  /** Models to try in order, as `model` or `provider:model`, where a flow names none. At least one. */
  readonly models: readonly string[];
  /** Sampling temperature, 0 to 2. */
  readonly temperature: number;
  /** Limits where a flow sets none. */
  readonly budget: ModelBudget;
  readonly circuit: CircuitSettings;
  readonly prices: PriceTable;
}

/** An OpenAI-compatible server. */
export interface ProviderSettings {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** Undefined: OpenAI. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string;
  /** Models it serves; those of the first provider need not be named. */
  readonly models: readonly string[];
  /** Calls a second over all workers; undefined: no limit. */
  readonly ratePerSecond: number | undefined;
}

/** When a model is left alone. */
export interface CircuitSettings {
  /** Failures in a row after which it is. */
  readonly failures: number;
  /** For how long, milliseconds; then one call is let through to see. */
  readonly openMs: number;
}
