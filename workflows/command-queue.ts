import { ActivityFailure, ApplicationFailure, condition } from '@temporalio/workflow';
import type { Command } from '../contracts/turn.ts';

interface Submitted {
  readonly command: Command;
  outcome: { readonly failure: ApplicationFailure | undefined } | undefined;
}

/** Commands wait here for the main loop, so that none runs beside a turn; each submitter is told the outcome. */
export class CommandQueue {
  private readonly waiting: Submitted[] = [];

  /** Runs before an update is accepted; must be synchronous and change nothing. */
  static validate(this: void, command: Command): void {
    if (!KINDS.includes(command?.kind)) {
      throw ApplicationFailure.nonRetryable('Unknown command', 'invalid_request');
    }
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  async submit(command: Command): Promise<void> {
    const submitted: Submitted = { command, outcome: undefined };
    this.waiting.push(submitted);
    await condition(() => submitted.outcome !== undefined);
    if (submitted.outcome?.failure !== undefined) throw submitted.outcome.failure;
  }

  /** Carries out the oldest command. A refusal goes to its submitter; the conversation goes on. */
  async runNext(carryOut: (command: Command) => Promise<void>): Promise<void> {
    const submitted = this.waiting.shift();
    if (submitted === undefined) return;
    try {
      await carryOut(submitted.command);
      submitted.outcome = { failure: undefined };
    } catch (error) {
      submitted.outcome = { failure: refusalOf(error) };
    }
  }

  async runAll(carryOut: (command: Command) => Promise<void>): Promise<void> {
    while (!this.isEmpty) await this.runNext(carryOut);
  }
}

const KINDS: readonly Command['kind'][] = [
  'move_follow_up',
  'fire_follow_up',
  'cancel_follow_up',
  'close',
  'set_owner',
];

/** Activities fail for good only with a refusal of ours; anything else (cancellation included) goes on. */
function refusalOf(error: unknown): ApplicationFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return cause;
  throw error;
}
