import type { ModelMeters } from './model-meters.ts';
import type { PriceTable, TokenUsage } from './prices.ts';
import { costMicros } from './prices.ts';

/** What the model calls of one turn took together. */
export class Tally {
  inputTokens = 0;
  outputTokens = 0;
  calls = 0;
  private knownMicros = 0;
  private isPriceKnown = true;
  private readonly prices: PriceTable;
  private readonly meters: ModelMeters;

  constructor(prices: PriceTable, meters: ModelMeters) {
    this.prices = prices;
    this.meters = meters;
  }

  add(model: string, usage: TokenUsage): void {
    const micros = costMicros(this.prices, model, usage);
    this.calls += 1;
    this.inputTokens += usage.inputTokens;
    this.outputTokens += usage.outputTokens;
    this.knownMicros += micros ?? 0;
    this.isPriceKnown &&= micros !== undefined;
    this.meters.tokens.inc({ model, direction: 'input' }, usage.inputTokens);
    this.meters.tokens.inc({ model, direction: 'output' }, usage.outputTokens);
    if (micros !== undefined) this.meters.costDollars.inc({ model }, micros / 1e6);
  }

  /** What counts against the budget: calls without a price count as nothing. */
  get spentMicros(): number {
    return this.knownMicros;
  }

  /** Undefined when nothing was called or a price is not known. */
  get costMicros(): number | undefined {
    return this.calls > 0 && this.isPriceKnown ? this.knownMicros : undefined;
  }
}
