/**
 * The messages that wait for their turn, in order of arrival, each once.
 *
 * Ids that were taken are remembered up to a bound, so that a signal delivered twice costs nothing; PostgreSQL refuses
 * the repeats that are older than that. Plain arrays go into continue-as-new state.
 */
export class Mailbox {
  private waiting: Waiting[];
  private readonly recent: string[];

  /** `left`: what another run left behind. */
  constructor(left: LeftBehind = NOTHING) {
    const { arrivedAt, isUrgent } = left;
    this.waiting = left.waiting.map((inboundId) => ({ inboundId, arrivedAt, isUrgent }));
    this.recent = [...left.recent];
  }

  /** False when the message is already here or was taken lately. Urgent ones make all that wait urgent. */
  add({ inboundId, arrivedAt, isUrgent }: Waiting): boolean {
    if (this.recent.includes(inboundId)) return false;
    const known = this.waiting.find((waiting) => waiting.inboundId === inboundId);
    if (known !== undefined) {
      known.isUrgent ||= isUrgent;
      return false;
    }
    this.waiting.push({ inboundId, arrivedAt, isUrgent });
    return true;
  }

  /** The oldest `count` waiting messages; they stay in the mailbox until `done`, so that no run can end without them. */
  oldest(count: number): readonly string[] {
    return this.waitingIds().slice(0, count);
  }

  done(inboundIds: readonly string[]): void {
    this.waiting = this.waiting.filter(({ inboundId }) => !inboundIds.includes(inboundId));
    this.recent.push(...inboundIds);
    this.recent.splice(0, this.recent.length - MAX_RECENT);
  }

  /** When the oldest of the waiting messages arrived, milliseconds since the epoch; 0: none waits. */
  get firstArrivedAt(): number {
    return this.waiting[0]?.arrivedAt ?? 0;
  }

  /** Of the newest, as `firstArrivedAt`. */
  get lastArrivedAt(): number {
    return this.waiting.at(-1)?.arrivedAt ?? 0;
  }

  /** Whether one of the waiting messages waits for nothing. */
  get isUrgent(): boolean {
    return this.waiting.some(({ isUrgent }) => isUrgent);
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  get size(): number {
    return this.waiting.length;
  }

  waitingIds(): readonly string[] {
    return this.waiting.map(({ inboundId }) => inboundId);
  }

  recentIds(): readonly string[] {
    return [...this.recent];
  }
}

interface Waiting {
  readonly inboundId: string;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  isUrgent: boolean;
}

/** Messages that another run left behind, oldest first. They arrived at `arrivedAt`, as far as this one knows. */
export interface LeftBehind {
  readonly waiting: readonly string[];
  readonly recent: readonly string[];
  readonly arrivedAt: number;
  readonly isUrgent: boolean;
}

const NOTHING: LeftBehind = { waiting: [], recent: [], arrivedAt: 0, isUrgent: false };

/** 64 ids of 36 characters are 2.5 kB of carried state; a guess, generous for signals that are delivered twice. */
const MAX_RECENT = 64;
