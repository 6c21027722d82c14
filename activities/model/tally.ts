import type { ModelCharge } from '../../db/interfaces.ts';
import type { ModelMeters } from './model-meters.ts';
import type { PriceTable, TokenUsage } from './prices.ts';
import { costMicros } from './prices.ts';

/** What the model calls of one attempt took together, and how much of it the turn was charged for. */
export class Tally {
  private pending: Pending = NOTHING;
  private micros = 0;
  private readonly prices: PriceTable;
  private readonly meters: ModelMeters;

  constructor(prices: PriceTable, meters: ModelMeters) {
    this.prices = prices;
    this.meters = meters;
  }

  add(model: string, usage: TokenUsage): void {
    const micros = costMicros(this.prices, model, usage);
    const { inputTokens, outputTokens, costMicros: before, isPriceKnown } = this.pending;
    this.pending = {
      inputTokens: inputTokens + usage.inputTokens,
      outputTokens: outputTokens + usage.outputTokens,
      costMicros: before + (micros ?? 0),
      isPriceKnown: isPriceKnown && micros !== undefined,
    };
    this.micros += micros ?? 0;
    this.meters.tokens.inc({ model, direction: 'input' }, usage.inputTokens);
    this.meters.tokens.inc({ model, direction: 'output' }, usage.outputTokens);
    if (micros !== undefined) this.meters.costDollars.inc({ model }, micros / 1e6);
  }

  /** What counts against the budget: calls without a price count as nothing. */
  get spentMicros(): number {
    return this.micros;
  }

  /** What the turn was not charged for yet; undefined: nothing. */
  get uncharged(): ModelCharge | undefined {
    const { inputTokens, outputTokens, costMicros: micros, isPriceKnown } = this.pending;
    if (this.pending === NOTHING) return undefined;
    return { inputTokens, outputTokens, costMicros: isPriceKnown ? micros : undefined };
  }

  /** The turn was charged for everything so far. */
  settle(): void {
    this.pending = NOTHING;
  }
}

interface Pending {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number;
  readonly isPriceKnown: boolean;
}

const NOTHING: Pending = { inputTokens: 0, outputTokens: 0, costMicros: 0, isPriceKnown: true };
