/** What a model costs, US dollars per million tokens: the same figure as millionths of a dollar per token. */
export interface ModelPrice {
  readonly input: number;
  /** Input that the server had in its cache. */
  readonly cachedInput: number;
  readonly output: number;
}

/** By model name. A dated or suffixed name (`gpt-4o-2024-08-06`) is priced as the longest name that it begins with. */
export type PriceTable = Readonly<Record<string, ModelPrice>>;

/** Tokens of one or more calls. */
export interface TokenUsage {
  /** Cached ones included. */
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

/** When PRICES was collected. */
export const PRICES_AS_OF = '2026-06-30';

/**
 * List prices of OpenAI for standard processing, as collected on PRICES_AS_OF from published comparisons. They change:
 * an installation that bills by them sets PARLEY_MODEL_PRICES_FILE, whose entries replace and extend these.
 */
export const PRICES: PriceTable = {
  'gpt-5.5': { input: 5, cachedInput: 0.5, output: 30 },
  'gpt-5.4': { input: 2.5, cachedInput: 0.25, output: 15 },
  'gpt-5.4-mini': { input: 0.75, cachedInput: 0.075, output: 4.5 },
  'gpt-5.4-nano': { input: 0.2, cachedInput: 0.02, output: 1.25 },
  'gpt-5.2': { input: 1.75, cachedInput: 0.175, output: 14 },
  'gpt-5.1': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10 },
  'gpt-5-mini': { input: 0.25, cachedInput: 0.025, output: 2 },
  'gpt-5-nano': { input: 0.05, cachedInput: 0.005, output: 0.4 },
  'gpt-4.1': { input: 2, cachedInput: 0.5, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cachedInput: 0.1, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, cachedInput: 0.025, output: 0.4 },
  'gpt-4o': { input: 2.5, cachedInput: 1.25, output: 10 },
  'gpt-4o-mini': { input: 0.15, cachedInput: 0.075, output: 0.6 },
  o3: { input: 2, cachedInput: 0.5, output: 8 },
  'o4-mini': { input: 1.1, cachedInput: 0.275, output: 4.4 },
};

/** Millionths of a US dollar, rounded; undefined when the model's price is not known. */
export function costMicros(prices: PriceTable, model: string, usage: TokenUsage): number | undefined {
  const price = priceOf(prices, model);
  if (price === undefined) return undefined;
  const freshTokens = Math.max(0, usage.inputTokens - usage.cachedInputTokens);
  return Math.round(
    freshTokens * price.input + usage.cachedInputTokens * price.cachedInput + usage.outputTokens * price.output,
  );
}

/** Whether calls of this model can be priced. */
export function hasPrice(prices: PriceTable, model: string): boolean {
  return priceOf(prices, model) !== undefined;
}

function priceOf(prices: PriceTable, model: string): ModelPrice | undefined {
  const bare = model.slice(model.lastIndexOf('/') + 1);
  if (Object.hasOwn(prices, bare)) return prices[bare];
  // Only a date or version may follow: `gpt-4o-audio` is another model than `gpt-4o`.
  const name = Object.keys(prices)
    .filter(
      (candidate) => bare.startsWith(`${candidate}-`) && /^-(?:\d|latest|preview)/.test(bare.slice(candidate.length)),
    )
    .toSorted((a, b) => b.length - a.length)[0];
  return name === undefined ? undefined : prices[name];
}
