/**
 * The vocabulary of dialogue: what a flow is made of, what it understands and what it decides.
 * Plain JSON shapes only, because snapshots are stored and traces are shown.
 */
import type { ShopEffect, ShopQuery, ShopView } from './commerce/shop.ts';
import type { DialogueEvent } from './dialogue-events.ts';
import type { Channel } from './names.ts';
import type { OverlapPolicy } from './overlap.ts';
import type { Proposal, ProposalRequest } from './proposal.ts';

/** What the customer told us, by slot name. Personal: stored encrypted, never logged, never sent to Temporal. */
export type Slots = Readonly<Record<string, string | number | readonly string[]>>;

/** Language as BCP 47 primary subtag: `en`, `hi`, `de`. */
export type Language = string;

/** Where a conversation stands. Versioned JSON without personal data; an unknown version is refused. */
export interface Snapshot {
  readonly version: 2;
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
  /** Asked not to be contacted again: no follow-up and no message that was not asked for; what they write is still answered. */
  readonly optedOut: boolean;
  /** Language of the conversation. */
  readonly language: Language;
  /** Another language that the last turn was in: a second turn in it switches. */
  readonly nextLanguage?: Language;
  /** No message was clear so far: the first that is decides. */
  readonly isLanguageOpen?: true;
  /** States that were left for another need, to return to; the innermost last. At most 5. */
  readonly paused: readonly string[];
  /** The question of a pattern that the next message may answer. */
  readonly question?: PatternQuestion;
  /** Names of the slots that the customer filled last: what a correction is about. */
  readonly lastSlots: readonly string[];
  /** What was said last: what a repeat says again. */
  readonly lastReply?: LastReply;
  /** Follow-ups that the last reply told of: an "ok" to it leaves them as they are. */
  readonly promised?: readonly PlannedFollowUp[];
  /** Arrival of the last message, milliseconds since the epoch. */
  readonly lastAt?: number;
  /** What a customer who waits for a person was told of the wait. */
  readonly waiting?: ToldOfWait;
}

/** When each was said last, milliseconds since the epoch. */
export interface ToldOfWait {
  /** That what they write is passed on. */
  readonly toldAt?: number;
  /** The same again, to whoever calls for the person. */
  readonly againAt?: number;
  /** A word of the wait beside an answer or a courtesy. */
  readonly mentionedAt?: number;
}

/** What was said, in names: enough to say it again. */
export interface LastReply {
  readonly template: string;
  readonly variant: number;
  /** Templates that were said after it. */
  readonly also?: readonly string[];
  /** Words of the flow or its knowledge that were filled in; never the customer's. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Words that are not kept were filled in too: it cannot be said again. */
  readonly isOnce?: true;
}

/** A question that a repair pattern asked, and what its answer decides between. */
export type PatternQuestion =
  | { readonly kind: 'stop' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'person' /** As in `HandOver.reason`; absent: `not_understood`. */; readonly reason?: string }
  | { readonly kind: 'passages'; readonly titles: readonly string[] }
  | { readonly kind: 'clarify'; readonly intents: readonly string[] };

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
  /** A sign that the customer wants to buy: asks_price, asks_next_step, states_budget, urgency, commits … */
  readonly buyingSignal?: string;
  /** Where entities were found; their values are personal and stay out. */
  readonly entities?: readonly EntityMention[];
  readonly language?: { readonly code: Language /** 0..1 */; readonly confidence: number };
  /** The message tries to give orders to the model or the service. */
  readonly isInjection?: boolean;
}

export const ENTITY_KINDS = [
  'money',
  'quantity',
  'date',
  'duration',
  'phone',
  'email',
  'person',
  'company',
  'address',
  'product',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

export interface EntityMention {
  readonly kind: EntityKind;
  /** UTF-16 offsets in the message, `end` exclusive. */
  readonly start: number;
  readonly end: number;
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
  /** The language to answer in. */
  readonly language: Language;
  /** Extra instructions of the assigned prompt variant. */
  readonly instructions?: string;
  /** What was found for the question; the only other source of facts. */
  readonly passages?: readonly Passage[];
  /** Titles of passages; the reply must name one of them. */
  readonly mustName?: readonly string[];
  /** Asked of the model before the reply is worded, when the rules are unsure or the flow wants it. */
  readonly proposal?: ProposalRequest;
  /** What the flow limits; the installation's limits hold for the rest. */
  readonly budget: Partial<ModelBudget>;
  /** Models to try in order; empty: those of the installation. */
  readonly models: readonly string[];
}

/** What a reply of a model may take. */
export interface ModelBudget {
  /** Until the first token, milliseconds. */
  readonly firstTokenMs: number;
  /** The whole reply over all models, milliseconds. */
  readonly totalMs: number;
  readonly maxOutputTokens: number;
  /** Tokens of prompt and history together; older history goes in as a summary. */
  readonly maxInputTokens: number;
  /** Money for all model calls of a conversation, in millionths of a US dollar; then templates speak. */
  readonly maxConversationCostMicros: number;
}

/** A piece of the knowledge of a workspace. */
export interface Passage {
  /** File the piece is from, as named in answers. */
  readonly source: string;
  readonly title: string;
  readonly text: string;
  /** Higher is better; comparable within one search only. 0: not found, only what there is. */
  readonly rank: number;
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
  /** Of the messages that became this turn, the length of the longest, UTF-16 units; absent: `text` is one message. */
  readonly longestChars?: number | undefined;
  /** Milliseconds since the epoch, from the workflow. */
  readonly at: number;
  /** Stable per message, so that the choice of a variant can be repeated. */
  readonly seed: string;
  /** Display name the channel gave, if any; fills the `name` slot when it is empty. */
  readonly userName: string | undefined;
  readonly clock: ContactClock;
  /** Stable id of the contact: assigns variants of experiments. */
  readonly subject: string;
  readonly channel: Channel;
  /** Language that the caller stated for the contact, if any. */
  readonly locale: string | undefined;
  /** What was found for `knowledgeQuery`. */
  readonly passages: readonly Passage[];
  /** What the business said last, word by word; read where `needsLastReply`. */
  readonly lastReply?: string | undefined;
  /** A person was to take over, and the customer wants the bot back instead. */
  readonly isHandBack?: true;
  /** It was handed over, and no person has written yet. */
  readonly isPersonAwaited?: true;
  /** When the bot takes over again if none writes; milliseconds since the epoch. */
  readonly handBackAt?: number | undefined;
  /** What the shop holds for `shopQuery`. */
  readonly shop?: ShopView | undefined;
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
  readonly events: readonly DialogueEvent[];
  /** Present when a person shall take over: from the next message on the bot speaks only of the wait, until one has written. */
  readonly handOver: HandOver | undefined;
  /** Experiments the contact takes part in, by name, with the assigned variant. */
  readonly variants: Readonly<Record<string, string>>;
  readonly trace: readonly TraceEntry[];
  /** What the shop is to do, in the turn's transaction. */
  readonly effects?: readonly ShopEffect[];
  /** The reply is for a customer who waits for a person: it is said though the bot does not own the conversation. */
  readonly isSaidWhileWaiting?: true;
}

/** Why a person is asked for, and how long is waited for one. */
export interface HandOver {
  /** `customer_asked`, `not_understood`, `loop`, `abuse`, `failure` … */
  readonly reason: string;
  /** When no person has written by then, the bot apologises and takes over again; milliseconds. */
  readonly unansweredMs: number;
}

/** What a flow decides about a follow-up that is due. */
export type FollowUpDecision =
  | {
      readonly action: 'send';
      readonly reply: TemplateReply;
      readonly snapshot: Snapshot;
      readonly events: readonly DialogueEvent[];
      /** The bot takes the conversation back from a person who never came. */
      readonly isHandBack: boolean;
      /** As they are from now on; absent: as they were. */
      readonly slots?: Slots;
      readonly effects?: readonly ShopEffect[];
    }
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
  /** The same, as IANA name; undefined: UTC. */
  readonly defaultTimeZone?: string | undefined;
  readonly languages: readonly Language[];
  /** Earlier names of states, by their present name's predecessor: old → present. */
  readonly renamed: Readonly<Record<string, string>>;
  /** States that count as a conversion when they are reached; empty: the flow has no such aim. */
  readonly conversionStates: readonly string[];
  /** Experiments that run, for the results. */
  readonly experiments: readonly ExperimentSummary[];
  /** What it is trained to recognise, for its tests and simulations. */
  readonly intents: readonly IntentSummary[];
  /** Names of the repair patterns that are on. */
  readonly patterns: readonly string[];
  overlapOn(channel: Channel): OverlapPolicy;
  /** Whether a message waits for nothing and is never refused, however messages overlap: a request to stop. */
  isUrgent(text: string): boolean;
  /** Does at once what the first step would do and wait for, such as training; may take a second. */
  prepare(): void;
  start(): Snapshot;
  /** What to look up in the workspace's knowledge before `step`; undefined: nothing. */
  knowledgeQuery(input: StepInput): KnowledgeQuery | undefined;
  /** What to look up in the workspace's shop before `step`; undefined: nothing. */
  shopQuery(input: StepInput): ShopQuery | undefined;
  /** Whether a customer who waits for a person says that none is needed; absent: never. Pure. */
  wantsBotBack?(text: string): boolean;
  /** Questions are answered from what is known while a person is awaited: knowledge and shop are looked at for them. */
  readonly answersWhileWaiting?: boolean;
  /** Whether the step wants to know what was said last, word by word. */
  needsLastReply(input: StepInput): boolean;
  /** Keys of templates that have no text of their own in this language; empty: it is complete. */
  missingTemplates(language: Language): readonly string[];
  /** What is wrong with a reply that a model worded; empty: nothing. */
  checkReply(text: string, composition: Composition, context: ReplyCheckContext): readonly ReplyProblem[];
  step(input: StepInput): StepResult;
  followUp(input: FollowUpInput): FollowUpDecision;
}

export interface StepInput {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly event: MessageEvent;
  /** What a model proposed about this message, when it was asked. */
  readonly proposal?: Proposal;
}

export interface KnowledgeQuery {
  readonly text: string;
  readonly language: Language;
  /** 1..10 */
  readonly limit: number;
  /** What there is comes behind what is found: the first passage of each page, with rank 0. */
  readonly isWithContents?: true;
}

export interface ReplyCheckContext {
  readonly slots: Slots;
  /** What the business said so far, as far as the model was shown it: repeating it invents nothing. Not the customer's words: they set no price. */
  readonly transcript: readonly string[];
  /** Instructions that the model was given and must not tell. */
  readonly prompt: string;
  /** True while the text is still growing: what can only be judged of a whole reply is not. */
  readonly isPartial: boolean;
}

/**
 * Codes: `too_long`, `wrong_language`, `leaked_prompt`, `invented_price`, `invented_contact`, `invented_promise`, `invented_product`,
 * `empty`, `unnamed_source`.
 */
export interface ReplyProblem {
  readonly code: string;
  /** For the repair call: what to change. Holds none of the customer's words. */
  readonly advice: string;
}

export interface IntentSummary {
  readonly name: string;
  /** The sentences it is trained on. */
  readonly examples: readonly string[];
}

export interface ExperimentSummary {
  readonly name: string;
  readonly kind: 'template' | 'prompt' | 'follow_up_delay' | 'model';
  readonly variants: readonly string[];
  /** Shares of contacts by variant; they add up to 1. */
  readonly shares: Readonly<Record<string, number>>;
  /** States that count as a conversion when they are reached. */
  readonly conversionStates: readonly string[];
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
  readonly subject: string;
}

/** Finds a flow by name; undefined when there is none. */
export type FlowCatalogue = ReadonlyMap<string, DialogueFlow>;
