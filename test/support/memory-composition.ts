import type { Composition } from '../../contracts/dialogue.ts';
import type {
  Database,
  FinishedReply,
  ModelCharge,
  NewChunk,
  NewSummary,
  OpenedComposition,
  OpenedSummary,
  TurnDecider,
  TurnDecision,
  TurnOpening,
} from '../../db/interfaces.ts';

type Opened = Extract<OpenedComposition, { kind: 'composing' }>;

export const TURN_ID = '00000000-0000-4000-8000-000000000001';

export const COMPOSITION: Composition = {
  state: 'pitch',
  goal: 'Say what the pilot is and ask for a call.',
  facts: ['We automate repetitive work with AI.', 'A pilot costs $500 a month.'],
  maxGraphemes: 280,
  language: 'en',
  budget: {},
  models: [],
};

export interface MemoryTurnOptions {
  readonly composition?: Partial<Composition>;
  readonly opened?: Partial<Opened>;
  /** For decideAgain. */
  readonly opening?: TurnOpening;
  readonly summary?: OpenedSummary;
}

/**
 * One composing turn in memory, with the rules of the database: who opened it last may write, a stop shuts out chunks, the
 * first finish counts. Remembers everything that was shown.
 */
export class MemoryTurn {
  attempt = 0;
  readonly shown = new Map<number, NewChunk[]>();
  finished: FinishedReply | undefined;
  /** Besides the finished reply. */
  readonly charged: ModelCharge[] = [];
  decision: TurnDecision | undefined;
  savedSummary: NewSummary | undefined;
  /** Called after each chunk that was written. */
  onChunk: (chunk: NewChunk) => void = () => undefined;
  /** Makes the next chunk fail. */
  chunkError: Error | undefined;
  private isStopped = false;
  private composition: Composition;
  private readonly watchers = new Set<() => void>();
  private readonly options: MemoryTurnOptions;

  constructor(options: MemoryTurnOptions = {}) {
    this.options = options;
    this.composition = { ...COMPOSITION, ...options.composition };
  }

  /** As the customer's stop button does. */
  stop(): void {
    this.isStopped = true;
    for (const wake of this.watchers) wake();
  }

  /** As a newer message does. */
  replan(): void {
    this.attempt += 1;
    for (const wake of this.watchers) wake();
  }

  /** As a lost connection does: nothing happened, but somebody might have missed it. */
  wake(): void {
    for (const wake of this.watchers) wake();
  }

  /** Text that readers saw in an attempt. */
  textOf(attempt: number): string {
    return (this.shown.get(attempt) ?? []).map(({ text }) => text).join('');
  }

  get database(): Pick<Database, 'workspace' | 'turns'> {
    const store = {
      openComposition: async () => this.open(),
      appendChunk: async (_: string, chunk: NewChunk) => this.append(chunk),
      decideAgain: async (_: string, attempt: number, decider: TurnDecider) => this.decideAgain(attempt, decider),
      chargeTurn: async (_: string, charge: ModelCharge) => void this.charged.push(charge),
      finishTurn: async (_: string, attempt: number, reply: FinishedReply) => this.finish(attempt, reply),
      openSummary: async () => this.options.summary,
      saveSummary: async (_: string, summary: NewSummary) => {
        this.savedSummary = summary;
        return true;
      },
    };
    const turns = {
      watchComposition: (_: string, abandon: () => void) => {
        this.watchers.add(abandon);
        return () => this.watchers.delete(abandon);
      },
    };
    return { workspace: () => store, turns } as unknown as Pick<Database, 'workspace' | 'turns'>;
  }

  private open(): OpenedComposition {
    if (this.finished !== undefined) return { kind: 'finished' };
    this.attempt += 1;
    return this.opened();
  }

  private opened(): OpenedComposition {
    return {
      kind: 'composing',
      flow: 'sales-dm',
      fallback: { text: 'The template speaks.', template: 'pitch.enter', variant: 0 },
      slots: {},
      locale: undefined,
      conversationId: '00000000-0000-4000-8000-000000000002',
      text: 'I am interested',
      summary: undefined,
      costMicros: 0,
      isStopped: this.isStopped,
      transcript: [{ role: 'customer', text: 'I am interested' }],
      ...this.options.opened,
      composition: this.composition,
      attempt: this.attempt,
    };
  }

  private async append(chunk: NewChunk): Promise<'written' | 'stopped' | 'superseded'> {
    await Promise.resolve();
    if (this.chunkError !== undefined) throw this.chunkError;
    if (chunk.attempt !== this.attempt || this.finished !== undefined) return 'superseded';
    if (this.isStopped) return 'stopped';
    const chunks = this.shown.get(chunk.attempt) ?? [];
    if (chunk.sequence !== chunks.length + 1) throw new Error(`chunk ${chunk.sequence} after ${chunks.length}`);
    this.shown.set(chunk.attempt, [...chunks, chunk]);
    this.onChunk(chunk);
    return 'written';
  }

  private decideAgain(attempt: number, decider: TurnDecider): OpenedComposition | undefined {
    if (attempt !== this.attempt || this.options.opening === undefined) return undefined;
    decider.lookUp(this.options.opening);
    this.decision = decider.decide(this.options.opening);
    if (this.decision.composition === undefined) return { kind: 'finished' };
    this.composition = { ...this.decision.composition, budget: this.composition.budget };
    return this.opened();
  }

  private finish(attempt: number, reply: FinishedReply): boolean {
    if (this.finished !== undefined || attempt !== this.attempt) return false;
    this.finished = reply;
    return true;
  }
}
