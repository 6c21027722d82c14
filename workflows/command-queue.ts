import { ActivityFailure, ApplicationFailure, condition } from '@temporalio/workflow';

interface Submitted<Command> {
  readonly command: Command;
  outcome: { readonly failure: ApplicationFailure | undefined } | undefined;
}

/** Commands wait here for the main loop, so that none runs beside a turn or a step; who waits for one is told its outcome. */
export class CommandQueue<Command> {
  private readonly waiting: Submitted<Command>[] = [];

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** For those who do not wait: a refusal is nobody's. */
  put(command: Command): void {
    this.waiting.push({ command, outcome: undefined });
  }

  async submit(command: Command): Promise<void> {
    const submitted: Submitted<Command> = { command, outcome: undefined };
    this.waiting.push(submitted);
    await condition(() => submitted.outcome !== undefined);
    if (submitted.outcome?.failure !== undefined) throw submitted.outcome.failure;
  }

  /** Carries out the oldest command. A refusal goes to its submitter; the workflow goes on. */
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

/** Activities fail for good only with a refusal of ours; anything else (cancellation included) goes on. */
function refusalOf(error: unknown): ApplicationFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return cause;
  throw error;
}
