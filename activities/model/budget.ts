import type { Composition, ModelBudget } from '../../contracts/dialogue.ts';
import type { Tally } from './tally.ts';

/** What is left of the limits of one turn. */
export class Budget {
  readonly limits: ModelBudget;
  /** When the reply must be there, milliseconds since the epoch. */
  readonly deadlineAt: number;
  private readonly spentBeforeMicros: number;
  private readonly tally: Tally;

  /** `startedAt`: when the customer began to wait for the model, milliseconds since the epoch. */
  constructor(
    limits: ModelBudget,
    { startedAt, spentBeforeMicros, tally }: { startedAt: number; spentBeforeMicros: number; tally: Tally },
  ) {
    this.limits = limits;
    this.deadlineAt = startedAt + limits.totalMs;
    this.spentBeforeMicros = spentBeforeMicros;
    this.tally = tally;
  }

  get remainingMs(): number {
    return this.deadlineAt - Date.now();
  }

  /** Too little time is left to begin a call. */
  get isTimeUp(): boolean {
    return this.remainingMs < MIN_CALL_MS;
  }

  /** By all model calls of the conversation, millionths of a US dollar. */
  get spentMicros(): number {
    return this.spentBeforeMicros + this.tally.spentMicros;
  }

  get isMoneySpent(): boolean {
    return this.spentMicros >= this.limits.maxConversationCostMicros;
  }

  /** Whether a call after a pause would still be worth it. */
  fits(pauseMs: number): boolean {
    return this.remainingMs - pauseMs >= MIN_CALL_MS;
  }
}

/** No model answers in less. A guess: fast ones need 200 ms to the first token. */
const MIN_CALL_MS = 150;

/** The installation's limits, with what the flow sets in their place. */
export function limitsOf(installation: ModelBudget, { budget }: Composition): ModelBudget {
  const set = Object.entries(budget).filter(([, value]) => value !== undefined);
  return { ...installation, ...Object.fromEntries(set) };
}
