/**
 * The messages that wait for their turn, in order of arrival, each once.
 *
 * Ids that were taken are remembered up to a bound, so that a signal delivered twice costs nothing; PostgreSQL refuses
 * the repeats that are older than that. Plain arrays go into continue-as-new state.
 */
export class Mailbox {
  private waiting: string[];
  private readonly recent: string[];
  private firstArrival: number;
  private lastArrival: number;

  /** Messages that another run left behind arrived at `arrivedAt` (milliseconds since the epoch), as far as this one knows. */
  constructor(waiting: readonly string[] = [], recent: readonly string[] = [], arrivedAt = 0) {
    this.waiting = [...waiting];
    this.recent = [...recent];
    this.firstArrival = arrivedAt;
    this.lastArrival = arrivedAt;
  }

  /** False when the message is already here or was taken lately. `at`: milliseconds since the epoch. */
  add(inboundId: string, at: number): boolean {
    if (this.waiting.includes(inboundId) || this.recent.includes(inboundId)) return false;
    if (this.isEmpty) this.firstArrival = at;
    this.lastArrival = at;
    this.waiting.push(inboundId);
    return true;
  }

  /** The oldest `count` waiting messages; they stay in the mailbox until `done`, so that no run can end without them. */
  oldest(count: number): readonly string[] {
    return this.waiting.slice(0, count);
  }

  done(inboundIds: readonly string[]): void {
    this.waiting = this.waiting.filter((id) => !inboundIds.includes(id));
    this.recent.push(...inboundIds);
    this.recent.splice(0, this.recent.length - MAX_RECENT);
  }

  /** When the oldest of the waiting messages arrived, milliseconds since the epoch. */
  get firstArrivedAt(): number {
    return this.firstArrival;
  }

  get lastArrivedAt(): number {
    return this.lastArrival;
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
