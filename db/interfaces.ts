/**
 * What the database layer promises. Types only; `createDatabase` (database.ts) implements it over PostgreSQL.
 *
 * Words: a *subject* is the contact whose personal data a row holds; its *subject key* encrypts that data and is
 * itself wrapped by a *master key* from the configuration. A *session* is the span between opening and closing.
 */
import type { OrderErrand, ShopEffect, ShopQuery, ShopView } from '../contracts/commerce/shop.ts';
import type {
  Composition,
  ContactClock,
  FollowUpDecision,
  HandOver,
  KnowledgeQuery,
  Passage,
  PlannedFollowUp,
  QuietHours,
  Slots,
  Snapshot,
  TemplateReply,
  TraceEntry,
  Understanding,
} from '../contracts/dialogue.ts';
import type { DialogueEvent } from '../contracts/dialogue-events.ts';
import type {
  Channel,
  CloseReason,
  ConversationStatus,
  FollowUpCancelReason,
  FollowUpStatus,
  Owner,
  ReplySource,
  Role,
} from '../contracts/names.ts';
import type { Proposal } from '../contracts/proposal.ts';
import type { ReplyChunk, StreamCursor } from '../contracts/stream.ts';
import type { ConversationAddress, PendingFollowUp } from '../contracts/turn.ts';
import type { DeploymentStore } from './commerce/deployment-store.ts';
import type { CommerceStore } from './commerce/interfaces.ts';
import type { SlotPlanStore } from './commerce/slot-plan-store.ts';
import type { EndUserStore } from './end-user-store.ts';
import type { InsightStore } from './insights-store.ts';
import type { KnowledgeStore } from './knowledge-store.ts';
import type { SystemStore } from './system-store.ts';

export interface Database {
  /** Everything inside is seen through row level security of this workspace. */
  workspace(workspaceId: string): WorkspaceStore;
  /** Work that spans workspaces: keys, the relay, upkeep. */
  readonly system: SystemStore;
  /** Announcements of finished turns, over one listening connection. */
  readonly turns: TurnListener;
  /** Resolves when a round trip works; rejects with ParleyError `database_unavailable`. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface TurnListener {
  /**
   * Resolves true when the turn of this inbound message is announced, false after `timeoutMs`. After a lost
   * connection every waiter is woken (true), so callers read the row and wait again if it is not there.
   */
  wait(inboundId: string, timeoutMs: number): Promise<boolean>;
  /**
   * Calls `wake` whenever something of the conversation's stream may be new: a chunk, a reset, a finished turn, a sent
   * follow-up; and after a lost connection. Returns the way to stop watching.
   */
  watchStream(conversationId: string, wake: () => void): () => void;
  /**
   * Calls `abandon` when the composing turn is asked to stop or was planned again, and after a lost connection (then
   * look at the row by appending a chunk). Returns the way to stop watching.
   */
  watchComposition(turnId: string, abandon: () => void): () => void;
}

export interface WorkspaceStore extends InsightStore, KnowledgeStore, EndUserStore, DeploymentStore, SlotPlanStore {
  /** Catalogue, stock, customers, orders and invoices. */
  readonly commerce: CommerceStore;
  /**
   * Finds or makes the contact (by external id) and makes a conversation. With an idempotency key that was used
   * before the same conversation is returned (`isNew: false`); with another request (by `requestHash`):
   * ParleyError `conversation_exists`.
   */
  createConversation(input: NewConversation): Promise<CreatedConversation>;
  /** The newest conversation of a contact in a flow, or a new one. Two at once for the same contact make one. */
  findOrCreateConversation(
    input: Omit<NewConversation, 'idempotencyKey' | 'requestHash'>,
  ): Promise<{ readonly conversationId: string }>;
  findConversation(conversationId: string): Promise<ConversationRecord | undefined>;
  listConversations(filter: ConversationFilter, page: PageRequest): Promise<Page<ConversationRecord>>;
  /** How to reach the conversation's workflow; cheap (cached: nothing in it but `state` changes). */
  findAddress(conversationId: string): Promise<ConversationAddress | undefined>;

  /**
   * Stores what a customer sent, once per (conversation, message id). The text is encrypted before it leaves the
   * process. `repeat`: the same id with the same text; `conflict`: the same id with another text (nothing stored).
   */
  recordInbound(input: NewInbound): Promise<RecordedInbound>;
  /** What a stored message says, while no turn was taken for it: for whoever delivers it late. Undefined afterwards. */
  readWaitingText(inboundId: string): Promise<string | undefined>;

  /**
   * Takes the turn of one or more inbound messages, once. In one transaction: locks the conversation's row, reads messages,
   * contact and snapshot, searches the knowledge for `lookUp(opening)`, asks `decide` (pure, synchronous), writes turn, messages, state, slots and follow-ups
   * (all that were pending are cancelled with `customer_replied`, the new ones become pending), opens the
   * conversation again if it was closed (new session), and announces the turn unless it is still composing.
   * Messages that have a turn already are left out; when none is left, it returns the turn that the first one has and
   * calls nothing. With `replaces`, a turn that is still composing is planned again: the conversation goes back to where
   * it stood before it, its messages and the new ones are decided together, its number and id stay, its attempt is
   * raised, which shuts out whoever still words the abandoned reply. A turn that is done by then is left as it is. When `isOptOut`, the contact is
   * marked and every pending follow-up of the contact, in any conversation, is cancelled with `opted_out`; only a hand-back
   * stays, which is then done without a message.
   * Undefined when there is no such message in this conversation.
   */
  takeTurn(key: TurnKey, decider: TurnDecider): Promise<TakenTurn | undefined>;
  /**
   * Begins an attempt at the reply of a composing turn: raises the turn's attempt, so that only this one may write, and
   * reads what it needs. `finished` when the reply was already written; undefined: no such turn.
   */
  openComposition(turnId: string): Promise<OpenedComposition | undefined>;
  /**
   * Decides a composing turn again from where the conversation stood before it, with what a model proposed. Same number
   * and id, same attempt; the turn stays composing when there is a composition. Undefined when the attempt is not the
   * present one any more.
   */
  decideAgain(turnId: string, attempt: number, decider: TurnDecider): Promise<OpenedComposition | undefined>;
  /** Appends to what the stream shows of a reply. `stopped`, `superseded`: nothing was written, give up. */
  appendChunk(turnId: string, chunk: NewChunk): Promise<'written' | 'stopped' | 'superseded'>;
  /** Asks that the reply that is being worded be ended; undefined when none is. The words so far are kept. */
  stopComposition(
    conversationId: string,
    at: Date,
  ): Promise<{ readonly turnId: string; readonly turn: number } | undefined>;
  /** Writes the reply of a composing turn and announces it; false when it was written already, or the attempt is outdated. */
  finishTurn(turnId: string, attempt: number, reply: FinishedReply): Promise<boolean>;
  /**
   * Adds model calls to a turn and to what its conversation has cost, for calls that no finishTurn has told of: of attempts that
   * were abandoned, and after the reply. Whatever the turn's status. Nothing happens for an unknown turn.
   */
  chargeTurn(turnId: string, charge: ModelCharge): Promise<void>;
  /** What a reader who stands at `cursor` has not seen, in order; at most 200. */
  readStream(conversationId: string, cursor: StreamCursor): Promise<readonly StreamItem[]>;
  /** Where the stream ends now: for readers who want only what comes. */
  findStreamEnd(conversationId: string): Promise<StreamCursor | undefined>;
  /** The rolling summary, and the messages behind it that are not in it, oldest first, decrypted. */
  openSummary(conversationId: string): Promise<OpenedSummary | undefined>;
  /** False when a later summary is there already. */
  saveSummary(conversationId: string, summary: NewSummary): Promise<boolean>;
  /** Gives the conversation to the bot or to a person. */
  setOwner(conversationId: string, owner: Owner, at: Date): Promise<void>;
  /**
   * Writes what a person said into the transcript, once per (conversation, message id), and wakes the stream's readers.
   * Only while a person owns the conversation: decided under the conversation's lock, so nothing is said after it went back
   * to the bot. `repeat` and `conflict` as for recordInbound, whoever owns it by then.
   */
  recordAgentMessage(input: NewAgentMessage): Promise<RecordedAgentMessage>;
  /** By our id of the inbound message. Undefined while no turn was taken. */
  findTurnByInbound(inboundId: string): Promise<TurnRecord | undefined>;
  /** By the caller's message id. */
  findInbound(conversationId: string, messageId: string): Promise<InboundRecord | undefined>;

  listMessages(conversationId: string, page: PageRequest & { readonly role?: Role }): Promise<Page<MessageRecord>>;
  listTurns(conversationId: string, page: PageRequest): Promise<Page<TurnRecord>>;
  /** What the conversation's turns were decided with, decrypted, by turn id; of the last month. */
  readTurnOpenings(conversationId: string): Promise<ReadonlyMap<string, KeptOpening>>;
  /** State changes, oldest first, beginning with the initial state. */
  listStateHistory(conversationId: string): Promise<readonly StateChange[]>;

  listFollowUps(
    conversationId: string,
    page: PageRequest & { readonly status?: FollowUpStatus },
  ): Promise<Page<FollowUpRecord>>;
  findFollowUp(conversationId: string, followUpId: string): Promise<FollowUpRecord | undefined>;
  /**
   * Sends a pending follow-up, once: locks the conversation, asks `decide`, writes the message and marks it fired,
   * or postpones it. Not pending any more, contact opted out, or owned by a person: nothing is sent and a pending
   * row is cancelled with that reason.
   */
  fireFollowUp(
    input: FireFollowUpRequest,
    decide: (opening: FollowUpOpening) => FollowUpDecision,
  ): Promise<FireFollowUpResult>;
  /** ParleyError `follow_up_not_pending` when it was fired or cancelled meanwhile, `not_found` when there is none. */
  moveFollowUp(conversationId: string, followUpId: string, dueAt: Date): Promise<FollowUpRecord>;
  /** Same errors as moveFollowUp. */
  cancelFollowUp(conversationId: string, followUpId: string, at: Date): Promise<FollowUpRecord>;
  /** Closes, ends the session and cancels pending follow-ups (`conversation_closed`); closing twice changes nothing. */
  closeConversation(conversationId: string, reason: CloseReason, at: Date): Promise<void>;
  /** What a workflow waits for, read afresh; undefined when there is no such conversation. */
  loadStanding(conversationId: string): Promise<StoredStanding | undefined>;
}

/** Lists are newest first or oldest first as each method's route says; the cursor is opaque text of ours. */
export interface PageRequest {
  /** 1..200 */
  readonly limit: number;
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Undefined on the last page. */
  readonly nextCursor: string | undefined;
}

export interface NewConversation {
  readonly flow: string;
  readonly channel: Channel;
  readonly initialSnapshot: Snapshot;
  readonly contact: NewContact;
  /** For a new contact that states none: the flow's. */
  readonly defaultQuietHours: QuietHours;
  /** For a new contact that states none; UTC unless given. */
  readonly defaultTimeZone?: string;
  readonly idempotencyKey?: string;
  /** Hash of the whole request, compared when the idempotency key comes again. */
  readonly requestHash?: string;
  readonly at: Date;
}

export interface NewContact {
  /** The caller's `user_id`; unique per workspace. Stored as keyed hash and encrypted. */
  readonly externalId: string;
  readonly name?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  /** `null`: no quiet hours. Undefined: keep what is stored, or the flow's. */
  readonly quietHours?: QuietHours | null;
}

export interface CreatedConversation {
  readonly conversationId: string;
  readonly contactId: string;
  readonly isNew: boolean;
}

export interface ConversationFilter {
  readonly status?: ConversationStatus;
  readonly state?: string;
  readonly flow?: string;
  readonly externalId?: string;
}

export interface ConversationRecord {
  readonly conversationId: string;
  readonly contactId: string;
  readonly externalId: string;
  readonly contactName: string | undefined;
  readonly flow: string;
  readonly channel: Channel;
  readonly locale: string | undefined;
  readonly timeZone: string;
  readonly quietHours: QuietHours | undefined;
  readonly status: ConversationStatus;
  readonly owner: Owner;
  readonly state: string;
  readonly turn: number;
  readonly session: number;
  readonly probability: number;
  readonly slots: Slots;
  readonly isOptedOut: boolean;
  /** Accepted messages that have no turn yet. */
  readonly pendingMessages: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly closedAt: Date | undefined;
  readonly closeReason: CloseReason | undefined;
}

export interface NewInbound {
  readonly conversationId: string;
  /** The caller's id of the message, unique per conversation. */
  readonly messageId: string;
  readonly text: string;
  readonly userName?: string;
  /** Overlap policy `reject`: ParleyError `conversation_busy`, and nothing stored, while another message waits or is answered. */
  readonly isRejectedWhenBusy?: boolean;
  readonly at: Date;
}

export type RecordedInbound =
  | {
      readonly kind: 'stored' | 'repeat';
      readonly inboundId: string;
      readonly address: ConversationAddress;
    }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'no_conversation' };

export interface NewAgentMessage {
  readonly conversationId: string;
  /** The caller's id of the message, unique among the agents' messages of the conversation. */
  readonly messageId: string;
  readonly text: string;
  readonly at: Date;
}

export type RecordedAgentMessage =
  | { readonly kind: 'stored' | 'repeat'; readonly message: MessageRecord }
  | { readonly kind: 'conflict' }
  /** The bot owns the conversation: nothing was stored. */
  | { readonly kind: 'not_owned' }
  | { readonly kind: 'no_conversation' };

export interface InboundRecord {
  readonly inboundId: string;
  readonly messageId: string;
  readonly receivedAt: Date;
}

export interface TurnKey {
  readonly conversationId: string;
  /** Oldest first, at least one. */
  readonly inboundIds: readonly string[];
  /** A composing turn that is to be planned again together with these messages. */
  readonly replaces?: string;
}

/** Both are pure and synchronous, as they run inside the transaction. */
export interface TurnDecider {
  readonly lookUp: (opening: TurnOpening) => KnowledgeQuery | undefined;
  readonly needsLastReply: (opening: TurnOpening) => boolean;
  /** What it decides under; kept with the turn, and its time says what is still to come of the shop. Absent: nothing is kept. */
  readonly circumstances?: TurnCircumstances;
  /** What to look up in the shop; absent, undefined: nothing. */
  readonly shopQuery?: (opening: TurnOpening) => ShopQuery | undefined;
  readonly decide: (opening: TurnOpening) => TurnDecision;
}

/** What a decision depends on besides its opening. */
export interface TurnCircumstances {
  /** Workflow time, milliseconds since the epoch. */
  readonly at: number;
  /** Stable per message: the choice of a variant can be repeated. */
  readonly seed: string;
  readonly hasModel: boolean;
  /** What a model proposed about the message, when it was asked. */
  readonly proposal?: Proposal;
}

/** All that a turn was decided with: decided again, it comes out the same, unless the flow has changed. */
export interface KeptOpening {
  readonly opening: TurnOpening;
  readonly circumstances: TurnCircumstances;
}

export interface NewChunk {
  readonly attempt: number;
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly text: string;
}

/** In the order in which a reader is shown them. `cursor` is where the reader stands after the item. */
export type StreamItem = { readonly cursor: StreamCursor } & (
  | { readonly kind: 'chunk'; readonly chunk: ReplyChunk }
  /** What was shown of the turn's reply so far is void; a new attempt or the final reply follows. */
  | { readonly kind: 'reset'; readonly turn: number; readonly attempt: number }
  | { readonly kind: 'turn'; readonly turn: TurnRecord }
  /** Said outside turns: a follow-up, a person. */
  | { readonly kind: 'message'; readonly message: MessageRecord }
);

export interface OpenedSummary {
  /** Undefined: none yet. */
  readonly text: string | undefined;
  /** Number of the last message that the summary covers; 0: none. */
  readonly upTo: number;
  readonly messages: readonly { readonly number: number; readonly role: Role; readonly text: string }[];
}

export interface NewSummary {
  readonly text: string;
  readonly upTo: number;
  readonly at: Date;
}

export interface TurnOpening {
  readonly flow: string;
  readonly owner: Owner;
  /** It was handed over, and no person has written yet: the customer may have the bot back. */
  readonly isPersonAwaited?: true;
  /** When the bot takes over again if none writes; milliseconds since the epoch. Absent: nobody is awaited, or none knows. */
  readonly handBackAt?: number;
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly isOptedOut: boolean;
  readonly clock: ContactClock;
  readonly contactId: string;
  readonly channel: Channel;
  readonly locale: string | undefined;
  /** The messages of the turn, joined by line breaks. */
  readonly text: string;
  /** Of the longest of them, UTF-16 units; absent: there is one. 0: they were taken before, whatever their length. */
  readonly longestChars?: number;
  readonly userName: string | undefined;
  /** Found for `lookUp`; empty inside it. */
  readonly passages: readonly Passage[];
  /** What the assistant said last, when `needsLastReply`. */
  readonly lastReply?: string;
  /** What the shop holds for `shopQuery`; absent inside it. */
  readonly shop?: ShopView;
}

export interface TurnDecision {
  /** Workflow time. */
  readonly at: Date;
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly understanding: Understanding;
  readonly trace: readonly TraceEntry[];
  readonly reason: string;
  /** Undefined when a person owns the conversation: the message is recorded and the bot is silent. */
  readonly reply: TemplateReply | undefined;
  /** Why the template speaks, when a model could have (for example `no_model`). */
  readonly replyReason: string | undefined;
  /** When given, the turn is `composing` until finishTurn, and `reply` is kept as its fallback. */
  readonly composition: Composition | undefined;
  readonly followUps: readonly PlannedFollowUp[];
  readonly isOptOut: boolean;
  readonly events: readonly DialogueEvent[];
  /** The customer wants no person after all: the bot has the conversation back with this turn. */
  readonly isHandBack?: true;
  /** A person takes over: the conversation's owner changes with this turn, after its reply. */
  readonly handOver: HandOver | undefined;
  /** Assigned variants by experiment; recorded once per contact. */
  readonly variants: Readonly<Record<string, string>>;
  /** Carried out in the shop with the turn; absent: nothing. */
  readonly effects?: readonly ShopEffect[];
}

export interface StoredStanding {
  readonly flow: string;
  readonly channel: Channel;
  readonly state: string;
  readonly owner: Owner;
  readonly isOpen: boolean;
  readonly turn: number;
  readonly followUps: readonly PendingFollowUp[];
}

export interface TakenTurn {
  readonly turnId: string;
  readonly status: 'done' | 'composing';
  readonly isRepeat: boolean;
  readonly standing: StoredStanding;
  /** What its effects leave to be done about orders; the same when it is asked for again. */
  readonly orders?: readonly OrderErrand[];
}

export type OpenedComposition =
  | { readonly kind: 'finished' }
  | {
      readonly kind: 'composing';
      readonly flow: string;
      readonly composition: Composition;
      readonly fallback: TemplateReply;
      readonly slots: Slots;
      readonly locale: string | undefined;
      readonly conversationId: string;
      /** From 1; what this attempt passes on with each chunk and with the finished reply. */
      readonly attempt: number;
      /** It was asked to stop before this attempt began. */
      readonly isStopped: boolean;
      /** The customer's words of this turn. */
      readonly text: string;
      /** What was said up to the messages in `transcript`, in short. */
      readonly summary: string | undefined;
      /** What model calls of this conversation have cost so far, millionths of a US dollar. */
      readonly costMicros: number;
      /** The last messages before and with this turn's, oldest first, decrypted; at most 20. */
      readonly transcript: readonly { readonly role: Role; readonly text: string }[];
    };

/** What model calls took. */
export interface ModelCharge {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar; undefined where a price is not known. */
  readonly costMicros: number | undefined;
}

export interface FinishedReply {
  readonly text: string;
  readonly source: ReplySource;
  /** Why the template spoke; undefined for the model's own words. */
  readonly reason: string | undefined;
  readonly model: string | undefined;
  /** Of the calls of this attempt; added to what the turn was charged for others. */
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly modelLatencyMs: number | undefined;
  readonly firstTokenMs: number | undefined;
  /** Of the same calls, millionths of a US dollar; undefined where a price is not known. */
  readonly costMicros: number | undefined;
  /** It was stopped: the text is what was written by then. */
  readonly isPartial: boolean;
  /** What happened on the way to the reply, appended to the turn's trace. */
  readonly trace: readonly TraceEntry[];
  readonly at: Date;
}

export interface TurnRecord {
  readonly turnId: string;
  readonly turn: number;
  readonly messageId: string;
  readonly inboundId: string;
  readonly status: 'done' | 'composing';
  readonly stateBefore: string;
  readonly stateAfter: string;
  readonly reason: string;
  /** Decrypted; undefined while composing or when the bot was silent. */
  readonly reply: string | undefined;
  readonly replySource: ReplySource | undefined;
  readonly replyReason: string | undefined;
  readonly template: string | undefined;
  readonly variant: number | undefined;
  readonly model: string | undefined;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly modelLatencyMs: number | undefined;
  readonly firstTokenMs: number | undefined;
  readonly costMicros: number | undefined;
  readonly isPartial: boolean;
  /** Of the caller, of all messages of the turn, oldest first; `messageId` is the first. */
  readonly messageIds: readonly string[];
  readonly language: string;
  readonly events: readonly DialogueEvent[];
  readonly understanding: Understanding;
  readonly probability: number;
  readonly trace: readonly TraceEntry[];
  readonly at: Date;
  /** From the arrival of the message to the written reply, milliseconds; undefined while composing. */
  readonly latencyMs: number | undefined;
}

export interface MessageRecord {
  readonly messageId: string;
  readonly role: Role;
  /** Decrypted. */
  readonly text: string;
  /** Undefined for follow-ups: they belong to no turn. */
  readonly turn: number | undefined;
  readonly followUpId: string | undefined;
  readonly at: Date;
}

export interface StateChange {
  readonly state: string;
  readonly previousState: string | undefined;
  readonly turn: number;
  readonly reason: string;
  readonly at: Date;
}

export interface FollowUpRecord {
  readonly followUpId: string;
  readonly kind: string;
  readonly status: FollowUpStatus;
  readonly reason: string;
  readonly dueAt: Date;
  readonly createdAt: Date;
  readonly firedAt: Date | undefined;
  readonly cancelledAt: Date | undefined;
  readonly cancelReason: FollowUpCancelReason | undefined;
  /** The id of the message it became. */
  readonly messageId: string | undefined;
}

export interface FireFollowUpRequest {
  readonly conversationId: string;
  readonly followUpId: string;
  readonly at: Date;
}

export interface FollowUpOpening {
  readonly flow: string;
  readonly kind: string;
  readonly contactId: string;
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly clock: ContactClock;
}

export interface FireFollowUpResult {
  readonly outcome: 'sent' | 'postponed' | 'not_sent' | 'not_found';
  /** Undefined only when not found. */
  readonly standing: StoredStanding | undefined;
}
