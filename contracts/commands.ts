import type { Owner } from './names.ts';

/** Commands that operators and API callers give to a conversation. Ids and times only. */

export interface MoveFollowUp {
  readonly kind: 'move_follow_up';
  readonly followUpId: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/** Sends a pending follow-up now, quiet hours or not. */
export interface FireFollowUp {
  readonly kind: 'fire_follow_up';
  readonly followUpId: string;
}

export interface CancelFollowUp {
  readonly kind: 'cancel_follow_up';
  readonly followUpId: string;
}

export interface CloseConversation {
  readonly kind: 'close';
}

/** Gives the conversation to a person, or back to the bot. */
export interface SetOwner {
  readonly kind: 'set_owner';
  readonly owner: Owner;
}
