import type { Registry } from 'prom-client';
import { Counter, Gauge, Histogram } from 'prom-client';

/** What is measured of models. Labels are names of ours and of models, never an id or a word of a customer. */
export interface ModelMeters {
  /** 0 closed, 1 half open, 2 open. */
  readonly circuitState: Gauge<'provider' | 'model'>;
  /** `outcome` is `ok` or a reason (ModelFailure). */
  readonly calls: Counter<'provider' | 'model' | 'purpose' | 'outcome'>;
  readonly firstTokenSeconds: Histogram<'provider' | 'model'>;
  readonly tokens: Counter<'model' | 'direction'>;
  /** Where a price is known. */
  readonly costDollars: Counter<'model'>;
  /** What checks found in replies, by code (ReplyProblem): a rise of `leaked_prompt` is somebody trying. */
  readonly problems: Counter<'model' | 'code'>;
  /** `reason` is empty for the model's own words. */
  readonly replies: Counter<'source' | 'reason'>;
}

/** Once per registry. */
export function createModelMeters(registry: Registry): ModelMeters {
  const registers = [registry];
  return {
    circuitState: new Gauge({
      name: 'parley_model_circuit_state',
      help: 'Circuit of a model in this process: 0 closed, 1 half open, 2 open',
      labelNames: ['provider', 'model'],
      registers,
    }),
    calls: new Counter({
      name: 'parley_model_calls_total',
      help: 'Calls to models by purpose and outcome',
      labelNames: ['provider', 'model', 'purpose', 'outcome'],
      registers,
    }),
    firstTokenSeconds: new Histogram({
      name: 'parley_model_first_token_seconds',
      help: 'From the request to the first token',
      labelNames: ['provider', 'model'],
      buckets: [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
      registers,
    }),
    tokens: new Counter({
      name: 'parley_model_tokens_total',
      help: 'Tokens of models, in and out',
      labelNames: ['model', 'direction'],
      registers,
    }),
    costDollars: new Counter({
      name: 'parley_model_cost_dollars_total',
      help: 'Cost of model calls by the price table, US dollars',
      labelNames: ['model'],
      registers,
    }),
    problems: new Counter({
      name: 'parley_model_reply_problems_total',
      help: 'Replies of models that a check refused, by what was wrong',
      labelNames: ['model', 'code'],
      registers,
    }),
    replies: new Counter({
      name: 'parley_model_replies_total',
      help: 'Replies that a model was asked for, by source and reason',
      labelNames: ['source', 'reason'],
      registers,
    }),
  };
}
