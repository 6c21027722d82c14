/**
 * The names that cross a process boundary: ids, queues, roles, states of life. Pure; imports nothing.
 */

/**
 * Channels a conversation can live on. None has a sender of its own in this version: replies are read over HTTP. A caller
 * that relays WhatsApp or SMS names them, and gets their way of gathering fragments.
 */
export const CHANNELS = ['api', 'web', 'whatsapp', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who may speak for the business: the bot, or a person who took over. */
export type Owner = 'bot' | 'person';

/** Who wrote a message. */
export type Role = 'customer' | 'assistant' | 'agent';

/** `closed` conversations open again with the next message and keep their memory. */
export type ConversationStatus = 'open' | 'closed';

/** Why a session of a conversation ended. */
export type CloseReason = 'api' | 'idle';

export type FollowUpStatus = 'pending' | 'fired' | 'cancelled';

/** Why a follow-up will not be sent any more. */
export type FollowUpCancelReason =
  | 'customer_replied'
  | 'cancelled_by_api'
  | 'conversation_closed'
  | 'opted_out'
  | 'owned_by_person';

/** Where the words of a reply came from. */
export type ReplySource = 'template' | 'model';

/** Workflow id of a conversation (unique per namespace; holds ids only, nothing personal). */
export function conversationWorkflowId(workspaceId: string, conversationId: string): string {
  return `conversation/${workspaceId}/${conversationId}`;
}

/** The task queues of one installation. `prefix` lets installations (and tests) share a namespace. */
export function taskQueues(prefix: string): TaskQueues {
  return {
    conversations: `${prefix}-conversations`,
    model: `${prefix}-model`,
    maintenance: `${prefix}-maintenance`,
    orders: `${prefix}-orders`,
  };
}

export interface TaskQueues {
  /** Conversation workflows and their short database activities. */
  readonly conversations: string;
  /** Calls to the language model: slow, rate limited, heartbeating. */
  readonly model: string;
  /** Scheduled upkeep, such as making partitions ahead. */
  readonly maintenance: string;
  /** Order workflows and their activities. */
  readonly orders: string;
}

/** Search attributes of conversation workflows, by which Temporal UI can be filtered. Nothing personal. */
export const SEARCH_ATTRIBUTES = {
  workspace: 'ParleyWorkspace',
  flow: 'ParleyFlow',
  state: 'ParleyState',
  channel: 'ParleyChannel',
  owner: 'ParleyOwner',
  nextFollowUpAt: 'ParleyNextFollowUpAt',
} as const;

/** PostgreSQL NOTIFY channel on which a finished turn is announced; the payload is the inbound message's id. */
export const TURN_NOTIFY_CHANNEL = 'parley_turn';

/** PostgreSQL NOTIFY channel on which news of a conversation's stream is announced; the payload is the conversation's id. */
export const STREAM_NOTIFY_CHANNEL = 'parley_stream';

/** PostgreSQL NOTIFY channel on which a composing turn's writer is told to stop; the payload is the turn's id. */
export const COMPOSITION_NOTIFY_CHANNEL = 'parley_composition';

/** Kind of the follow-up that takes a conversation back from a person who never came. */
export const HAND_BACK = 'hand_back';

/** Kind of the follow-up that tells a customer, who asked for it, that a product is back. */
export const BACK_IN_STOCK = 'back_in_stock';

/** The model queue that belongs to a conversations queue: a workflow knows only the queue it runs on. */
export function modelQueueOf(conversationsQueue: string): string {
  return conversationsQueue.replace(/-conversations$/, '-model');
}

/** The orders queue that belongs to a conversations queue. */
export function ordersQueueOf(conversationsQueue: string): string {
  return conversationsQueue.replace(/-conversations$/, '-orders');
}
