/**
 * What the conversation workflow and its activities, and its clients, tell each other.
 * These values are written to Temporal histories: ids, names, counts and times only.
 */
import type { OrderErrand } from './commerce/shop.ts';
import type { CancelFollowUp, CloseConversation, FireFollowUp, MoveFollowUp, SetOwner } from './commands.ts';
import type { Channel, CloseReason, Owner } from './names.ts';
import type { OverlapPolicy } from './overlap.ts';

/** Identifies a conversation. */
export interface ConversationKey {
  readonly workspaceId: string;
  readonly conversationId: string;
}

/** A follow-up as the workflow's timers see it. */
export interface PendingFollowUp {
  readonly id: string;
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/** What the workflow needs to know of a conversation to wait for the right thing. */
export interface ConversationStanding {
  readonly state: string;
  readonly owner: Owner;
  readonly isOpen: boolean;
  /** Soonest first. */
  readonly followUps: readonly PendingFollowUp[];
  /** Turns taken so far. */
  readonly turn: number;
  /** The flow's idle time before the conversation is closed, milliseconds. */
  readonly idleMs: number;
  /** The flow's, as it is now; absent in histories from before there was one. */
  readonly overlap?: OverlapPolicy;
}

export interface TakeTurnInput extends ConversationKey {
  /** Our ids of the stored inbound messages that become one turn, oldest first. */
  readonly inboundIds: readonly string[];
  /** Turn that is still composing and is to be planned again together with these messages. */
  readonly replaces?: string;
  /** Workflow time, milliseconds since the epoch. */
  readonly at: number;
}

export interface TakeTurnResult extends ConversationStanding {
  readonly turnId: string;
  /** `composing`: the model still has to word the reply. `skipped`: no such message, nothing was done. */
  readonly status: 'done' | 'composing' | 'skipped';
  /** What is to be done about orders; absent: nothing. */
  readonly orders?: readonly OrderErrand[];
}

export interface ComposeReplyInput extends ConversationKey {
  readonly turnId: string;
}

export interface FireDueFollowUpInput extends ConversationKey {
  readonly followUpId: string;
  readonly at: number;
  readonly isManual: boolean;
}

export interface CloseInput extends ConversationKey {
  readonly reason: CloseReason;
  readonly at: number;
}

/** A command of an operator or API caller; answered by the workflow, one at a time and between turns. */
export type Command = MoveFollowUp | FireFollowUp | CancelFollowUp | CloseConversation | SetOwner;

/** Start argument of the conversation workflow. Versioned JSON: it is what continue-as-new carries. */
export interface ConversationInput extends ConversationKey {
  readonly version: 1;
  readonly flow: string;
  readonly channel: Channel;
  /** Continue as new after this many turns in a run; undefined leaves it to the server's suggestion. */
  readonly maxTurnsPerRun?: number;
  /** Used until the first turn tells the flow's present one; absent: queue, as runs did before there was a choice. */
  readonly overlap?: OverlapPolicy;
  readonly carried?: CarriedState;
}

/** What one run hands to the next. At most 64 kB. */
export interface CarriedState {
  readonly standing: ConversationStanding | null;
  /** Messages that arrived but have no turn yet, oldest first. */
  readonly mailbox: readonly string[];
  /** One of them is urgent. */
  readonly isUrgent?: true;
  /** The last ids that were taken, oldest first: a cheap first line of de-duplication (PostgreSQL is the second). */
  readonly recentInboundIds: readonly string[];
  /** When the last message or command arrived, milliseconds since the epoch. */
  readonly lastActivityAt: number;
}

/** How to reach the workflow of a conversation, and what its start needs to know. Nothing personal. */
export interface ConversationAddress extends ConversationKey {
  readonly contactId: string;
  readonly flow: string;
  readonly channel: Channel;
  readonly state: string;
}
