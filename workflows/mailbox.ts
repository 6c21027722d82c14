/**
 * The messages that wait for their turn, in order of arrival, each once.
 *
 * Ids that were taken are remembered up to a bound, so that a signal delivered twice costs nothing; PostgreSQL refuses
 * the repeats that are older than that. Plain arrays go into continue-as-new state.
 */
export class Mailbox {
  private readonly waiting: string[];
  private readonly recent: string[];

  constructor(waiting: readonly string[] = [], recent: readonly string[] = []) {
    this.waiting = [...waiting];
    this.recent = [...recent];
  }

  /** False when the message is already here or was taken lately. */
  add(inboundId: string): boolean {
    if (this.waiting.includes(inboundId) || this.recent.includes(inboundId)) return false;
    this.waiting.push(inboundId);
    return true;
  }

  /** The oldest waiting message; it stays in the mailbox until `done`, so that no run can end without it. */
  peek(): string | undefined {
    return this.waiting[0];
  }

  done(inboundId: string): void {
    const index = this.waiting.indexOf(inboundId);
    if (index >= 0) this.waiting.splice(index, 1);
    this.recent.push(inboundId);
    if (this.recent.length > MAX_RECENT) this.recent.shift();
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  get size(): number {
    return this.waiting.length;
  }

  waitingIds(): readonly string[] {
    return [...this.waiting];
  }

  recentIds(): readonly string[] {
    return [...this.recent];
  }
}

/** 64 ids of 36 characters are 2.5 kB of carried state; a guess, generous for signals that are delivered twice. */
const MAX_RECENT = 64;
