import { ActivityFailure, ApplicationFailure, condition } from '@temporalio/workflow';
import type { OrderCommand } from '../contracts/commerce/orders.ts';
import { ORDER_COMMANDS } from '../contracts/commerce/orders.ts';

interface Submitted {
  readonly command: OrderCommand;
  outcome: { readonly failure: ApplicationFailure | undefined } | undefined;
}

/** Commands of an order wait here for the main loop; who waits for one is told its outcome. */
export class OrderDesk {
  private readonly waiting: Submitted[] = [];

  /** Runs before an update is accepted; must be synchronous and change nothing. */
  static validate(this: void, command: OrderCommand): void {
    if (!ORDER_COMMANDS.includes(command?.name) || typeof command.key !== 'string') {
      throw ApplicationFailure.nonRetryable('Unknown command', 'invalid_request');
    }
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** For those who do not wait: a refusal is nobody's. */
  put(command: OrderCommand): void {
    this.waiting.push({ command, outcome: undefined });
  }

  async submit(command: OrderCommand): Promise<void> {
    const submitted: Submitted = { command, outcome: undefined };
    this.waiting.push(submitted);
    await condition(() => submitted.outcome !== undefined);
    if (submitted.outcome?.failure !== undefined) throw submitted.outcome.failure;
  }

  /** Carries out the oldest command. A refusal goes to its submitter; the order goes on. */
  async runNext(carryOut: (command: OrderCommand) => Promise<void>): Promise<void> {
    const submitted = this.waiting.shift();
    if (submitted === undefined) return;
    try {
      await carryOut(submitted.command);
      submitted.outcome = { failure: undefined };
    } catch (error) {
      submitted.outcome = { failure: refusalOf(error) };
    }
  }
}

/** Activities fail for good only with a refusal of ours; anything else (cancellation included) goes on. */
function refusalOf(error: unknown): ApplicationFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return cause;
  throw error;
}
