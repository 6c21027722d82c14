/**
 * The vocabulary of dialogue: what a flow is made of, what it understands and what it decides.
 * Plain JSON shapes only, because snapshots are stored and traces are shown. Pure; imports nothing of ours.
 */

/** What the customer told us, by slot name. Personal: stored encrypted, never logged, never sent to Temporal. */
export type Slots = Readonly<Record<string, string | number | readonly string[]>>;

/** Where a conversation stands. Versioned JSON without personal data; an unknown version is refused. */
export interface Snapshot {
  readonly version: 1;
  readonly state: string;
  /** Number of turns taken so far (0 before the first). */
  readonly turn: number;
  /** Turns in a row that ended in the current state without a new slot or an edge. */
  readonly turnsWithoutProgress: number;
  /** Probability that this contact buys, 0..1, by the flow's stated formula. */
  readonly probability: number;
  /** Number of the variant to say next, by template key, so that variants rotate instead of repeating. */
  readonly templateUses: Readonly<Record<string, number>>;
  /** Intents recognised so far and how often. */
  readonly intentCounts: Readonly<Record<string, number>>;
  readonly optedOut: boolean;
}

export interface ScoredIntent {
  readonly name: string;
  /** Softmax probability, 0..1. */
  readonly score: number;
}

/** What a message means. Holds no text of the customer, so it can be stored in clear with the turn. */
export interface Understanding {
  /** Best first, at most three. Empty when nothing scored above noise. */
  readonly intents: readonly ScoredIntent[];
  /** The accepted intent; undefined means "none of these" (below the threshold). */
  readonly intent: string | undefined;
  /** The kind of objection, when the intent is one: price, trust, timing, authority, need, competitor … */
  readonly objection: string | undefined;
  readonly sentiment: 'positive' | 'neutral' | 'negative';
}

/** One reason of the "why" that is stored with a turn and shown to operators. No customer text, no slot values. */
export interface TraceEntry {
  readonly rule: string;
  readonly outcome: string;
  /** Numbers and names that explain the outcome. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** A reply that is ready to be sent. */
export interface TemplateReply {
  readonly text: string;
  /** For example `price_negotiation.enter`. */
  readonly template: string;
  /** Index of the chosen variant. */
  readonly variant: number;
}

/** What a model needs to word the reply instead of the template. Stored encrypted until the turn is finished. */
export interface Composition {
  readonly state: string;
  /** What the reply should achieve, in one or two sentences, from the flow. */
  readonly goal: string;
  /** Facts the model may use; it may invent no others. */
  readonly facts: readonly string[];
  readonly maxGraphemes: number;
}

/** A follow-up the flow wants if the customer stays silent. `dueAt` already respects quiet hours. */
export interface PlannedFollowUp {
  /** For example `silence_24h` or `check_in_7d`. */
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  /** Why it was planned, in words an operator reads. */
  readonly reason: string;
}

/** The contact's clock: when follow-ups may be sent. */
export interface ContactClock {
  /** IANA zone, for example `Asia/Kolkata`. */
  readonly timeZone: string;
  /** Local times `HH:MM`; the span may cross midnight. Undefined: no quiet hours. */
  readonly quietHours: QuietHours | undefined;
}

export interface QuietHours {
  readonly start: string;
  readonly end: string;
}

export interface MessageEvent {
  readonly kind: 'message';
  readonly text: string;
  /** Milliseconds since the epoch, from the workflow. */
  readonly at: number;
  /** Stable per message, so that the choice of a variant can be repeated. */
  readonly seed: string;
  /** Display name the channel gave, if any; fills the `name` slot when it is empty. */
  readonly userName: string | undefined;
  readonly clock: ContactClock;
}

/** What a flow decides about one message. */
export interface StepResult {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly understanding: Understanding;
  readonly reply: TemplateReply;
  /** Present when a model may word this reply; absent for opt-out and other fixed texts. */
  readonly composition: Composition | undefined;
  /** Replaces everything that was planned before. Empty: none. */
  readonly followUps: readonly PlannedFollowUp[];
  /** The customer asked never to be contacted again. */
  readonly isOptOut: boolean;
  /** Why the state changed or stayed, in words for the state history. */
  readonly reason: string;
  readonly trace: readonly TraceEntry[];
}

/** What a flow decides about a follow-up that is due. */
export type FollowUpDecision =
  | { readonly action: 'send'; readonly reply: TemplateReply }
  | { readonly action: 'postpone'; readonly dueAt: number };

/** A flow as the rest of the product sees it: pure functions over plain data. */
export interface DialogueFlow {
  readonly name: string;
  readonly description: string;
  readonly states: readonly string[];
  /** Allowed moves besides staying: state → states. */
  readonly edges: Readonly<Record<string, readonly string[]>>;
  readonly initialState: string;
  /** A conversation without any message or pending follow-up for this long is closed. Milliseconds. */
  readonly idleMs: number;
  /** Used for contacts that state none. */
  readonly defaultQuietHours: QuietHours;
  /** Does at once what the first step would do and wait for, such as training; may take a second. */
  prepare(): void;
  start(): Snapshot;
  step(input: StepInput): StepResult;
  followUp(input: FollowUpInput): FollowUpDecision;
}

export interface StepInput {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly event: MessageEvent;
}

export interface FollowUpInput {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly seed: string;
  readonly clock: ContactClock;
  /** An operator fired it by hand: quiet hours do not hold it back. */
  readonly isManual: boolean;
}

/** Finds a flow by name; undefined when there is none. */
export type FlowCatalogue = ReadonlyMap<string, DialogueFlow>;
