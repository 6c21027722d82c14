/** What the figures of a workspace are read from. Types only; `insights.ts` implements them over PostgreSQL. */

/** Reads figures of one workspace. Everything is counted from the rows at the time of asking: nothing lags behind. */
export interface InsightStore {
  /** One entry for each state that a conversation was in, in no order. */
  readFunnel(span: FlowSpan): Promise<readonly FunnelState[]>;
  /** `conversionStates` may be empty: then nothing converted. */
  readSummary(span: FlowSpan, conversionStates: readonly string[]): Promise<Summary>;
  /**
   * Objections that were raised on the way, the most frequent first. `stepsToConversion`: from each state, how many moves
   * at least lead to a conversion; a state from which none does is left out. Objections raised in a conversion state (0)
   * are not counted.
   */
  readObjections(
    span: FlowSpan,
    stepsToConversion: Readonly<Record<string, number>>,
  ): Promise<readonly ObjectionCount[]>;
  /** One entry for each variant that somebody was assigned to, in no order. The span is that of the assignment. */
  readExperiment(span: FlowSpan, experiment: ExperimentToRead): Promise<readonly VariantCount[]>;
}

/** Conversations of one flow that began (experiments: were assigned) from `from` up to but not including `to`. */
export interface FlowSpan {
  readonly flow: string;
  readonly from: Date;
  readonly to: Date;
  /** Earlier name of a state → its name now; states are counted under the latter. */
  readonly renamed: Readonly<Record<string, string>>;
}

export interface FunnelState {
  readonly state: string;
  /** Conversations that were in it at any time. */
  readonly reached: number;
  /** Of those, the ones that left it at least once. */
  readonly left: number;
  /** Conversations that stand in it now. */
  readonly standing: number;
  /** Conversations that went from it straight to each other state. */
  readonly leftTo: Readonly<Record<string, number>>;
  /** Turns taken in it per stay that ended; undefined while none did. */
  readonly medianTurns: number | undefined;
  /** Milliseconds per stay that ended. */
  readonly medianMs: number | undefined;
}

export interface Summary {
  readonly conversations: number;
  /** Conversations in which a customer wrote and the turn was taken. */
  readonly active: number;
  /** Of the active: a person was asked for, wrote in it, owned it during a turn, or owns it now. */
  readonly neededPerson: number;
  /** Of the active: the customer asked not to be written to again. */
  readonly optedOut: number;
  /** Came into a conversion state from one that is none. */
  readonly converted: number;
  readonly turns: number;
  /** Turns by where the words came from and why; source undefined: the bot was silent, or the reply is being written. */
  readonly replies: readonly ReplyCount[];
  /** From the arrival of a message to its written reply; undefined without a finished turn. */
  readonly responseMs: Percentiles | undefined;
  /** Of replies that a model streamed. */
  readonly firstTokenMs: Percentiles | undefined;
  readonly models: readonly ModelUsage[];
}

export interface ReplyCount {
  readonly source: 'template' | 'model' | undefined;
  readonly reason: string | undefined;
  readonly turns: number;
}

/** Milliseconds; each is a value that occurred (percentile_disc). */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

export interface ModelUsage {
  /** Undefined: models were asked, and the template spoke in the end. */
  readonly model: string | undefined;
  readonly turns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar, of the turns whose price is known. */
  readonly costMicros: number;
  /** Turns whose price is not known: the cost is a lower bound when there are any. */
  readonly unpricedTurns: number;
}

export interface ObjectionCount {
  readonly objection: string;
  /** Turns in which it was raised. */
  readonly raised: number;
  readonly conversations: number;
  /** Conversations that, after it was raised for the last time, came nearer to a conversion than they were then. */
  readonly overcome: number;
  /** Conversations that reached a conversion state after that. */
  readonly converted: number;
}

export interface ExperimentToRead {
  readonly name: string;
  readonly conversionStates: readonly string[];
}

/** A contact counts once, with the conversation in which the variant was assigned: what it does is one outcome. */
export interface VariantCount {
  readonly variant: string;
  readonly conversations: number;
  /** Conversations that came into a conversion state with the turn of the assignment or later. */
  readonly conversions: number;
  /** Conversations in which the bot spoke and the customer wrote again after that. */
  readonly replied: number;
}
