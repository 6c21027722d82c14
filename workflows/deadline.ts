import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One movable timer. `wait` ends when `isReady` holds or `dueAt` has passed, whichever is first.
 *
 * A timer costs history events, so the one that runs is kept while it fires no later than needed: moving the deadline
 * back (each turn does that to follow-ups) records nothing, and an early wake-up only arms the next timer.
 */
export class Deadline {
  private armedFor: number | undefined;
  private scope: CancellationScope | undefined;
  private hasFired = false;

  /** Waits for `isReady()` or for workflow time `dueAt` (milliseconds since the epoch; undefined: no deadline). */
  async wait(dueAt: () => Deadlined | undefined, isReady: () => boolean): Promise<void> {
    for (;;) {
      const next = dueAt();
      if (isReady() || (next !== undefined && next.at <= Date.now())) return;
      this.arm(next);
      this.hasFired = false;
      await condition(() => isReady() || this.hasFired || this.isTooLate(dueAt()));
    }
  }

  private isTooLate(next: Deadlined | undefined): boolean {
    return next !== undefined && (this.armedFor === undefined || next.at < this.armedFor);
  }

  private arm(next: Deadlined | undefined): void {
    if (next === undefined || !this.isTooLate(next)) return;
    this.scope?.cancel();
    this.armedFor = next.at;
    const scope = new CancellationScope();
    this.scope = scope;
    scope
      .run(() => sleep(Math.max(1, next.at - Date.now()), { summary: next.summary }))
      .then(() => {
        this.armedFor = undefined;
        this.hasFired = true;
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }
}

export interface Deadlined {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What Temporal UI shows beside the timer. */
  readonly summary: string;
}
