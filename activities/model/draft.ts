import type { TraceEntry } from '../../contracts/dialogue.ts';
import type { FinishedReply, OpenedComposition, TurnDecider, WorkspaceStore } from '../../db/interfaces.ts';
import { ChunkWriter } from './chunk-writer.ts';
import type { Halt } from './halt.ts';
import type { Opened } from './prompt.ts';
import type { Tally } from './tally.ts';

export interface DraftOptions {
  readonly store: WorkspaceStore;
  readonly turnId: string;
  readonly halt: Halt;
  readonly tally: Tally;
}

/** What ends a turn: the words, where they are from, and why. */
export interface Ending {
  readonly text: string;
  readonly source: FinishedReply['source'];
  readonly reason: string | undefined;
  readonly model?: string;
  readonly firstTokenMs?: number;
  readonly isPartial?: true;
}

/**
 * The reply of one turn while it is being worded: what readers of the stream see of it, under which attempt, and how it ends.
 *
 * ```
 * show … show ─► finish            the words that were shown are the reply, or its beginning
 *   └─► restart ─► show ─► finish  what was shown is void (a new attempt): readers see a reset
 * ```
 */
export class Draft {
  readonly trace: TraceEntry[] = [];
  opened: Opened;
  private writer: ChunkWriter;
  private readonly options: DraftOptions;
  private readonly startedAt = performance.now();

  constructor(opened: Opened, options: DraftOptions) {
    this.opened = opened;
    this.options = options;
    this.writer = this.newWriter();
  }

  /** What was passed on for readers in this attempt. */
  get shown(): string {
    return this.writer.pushed;
  }

  /** Shows a text that begins with what is shown already. */
  show(text: string): void {
    this.writer.push(text.slice(this.writer.pushed.length));
  }

  /** Asks the database whether the reply is still wanted; the answer comes through the halt. */
  probe(): void {
    this.writer.probe();
  }

  /** Waits until readers were shown everything; throws Halted when they must not be. */
  async settled(): Promise<void> {
    await this.writer.settled();
    this.options.halt.check();
  }

  /** What readers have been shown for sure, when nothing more may be written. */
  async written(): Promise<string> {
    await this.writer.settled();
    return this.writer.written;
  }

  /** Begins a new attempt if anything was shown, so that readers start anew. */
  async clear(): Promise<void> {
    await this.settled();
    if (this.writer.pushed === '') return;
    const { store, turnId } = this.options;
    this.take(await store.openComposition(turnId));
  }

  /** Decides the turn again with what a model proposed. False: the turn is done with that. */
  async decideAgain(decider: TurnDecider): Promise<boolean> {
    const { store, turnId } = this.options;
    const opened = await store.decideAgain(turnId, this.opened.attempt, decider);
    if (opened?.kind === 'finished') return false;
    this.take(opened);
    return true;
  }

  /** Writes the reply, once; false when another attempt or a new plan was quicker. */
  async finish(ending: Ending): Promise<boolean> {
    const { store, turnId, tally } = this.options;
    const { text, source, reason, model, firstTokenMs, isPartial } = ending;
    const charge = tally.uncharged;
    const isFirst = await store.finishTurn(turnId, this.opened.attempt, {
      text,
      source,
      reason,
      model,
      inputTokens: charge?.inputTokens,
      outputTokens: charge?.outputTokens,
      modelLatencyMs:
        charge !== undefined || this.trace.length > 0 ? Math.round(performance.now() - this.startedAt) : undefined,
      firstTokenMs: firstTokenMs === undefined ? undefined : Math.round(firstTokenMs),
      costMicros: charge?.costMicros,
      isPartial: isPartial ?? false,
      trace: this.trace,
      at: new Date(),
    });
    if (isFirst) tally.settle();
    return isFirst;
  }

  private take(opened: OpenedComposition | undefined): void {
    const { halt } = this.options;
    if (opened?.kind !== 'composing') {
      halt.set({ kind: 'superseded' });
      halt.check();
      return;
    }
    const isNewAttempt = opened.attempt !== this.opened.attempt;
    this.opened = opened;
    if (isNewAttempt) this.writer = this.newWriter();
  }

  private newWriter(): ChunkWriter {
    const { store, turnId, halt } = this.options;
    return new ChunkWriter({
      attempt: this.opened.attempt,
      append: (chunk) => store.appendChunk(turnId, chunk),
      onHalt: (reason) => halt.set(reason),
    });
  }
}
