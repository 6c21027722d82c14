import type { Understanding } from '../contracts/dialogue.ts';
import type { Conversation } from '../contracts/schemas/conversation.ts';
import type { FollowUp } from '../contracts/schemas/follow-up.ts';
import type { Message } from '../contracts/schemas/message.ts';
import type { Transition, Turn, TurnDetail } from '../contracts/schemas/turn.ts';
import type { ConversationRecord, FollowUpRecord, MessageRecord, Page, TurnRecord } from '../db/interfaces.ts';

export function showPage<T, S>(
  { items, nextCursor }: Page<T>,
  show: (item: T) => S,
): { items: S[]; next_cursor: string | null } {
  return { items: items.map((item) => show(item)), next_cursor: nextCursor ?? null };
}

export function showConversation(record: ConversationRecord): Conversation {
  return {
    conversation_id: record.conversationId,
    user_id: record.externalId,
    flow: record.flow,
    channel: record.channel,
    status: record.status,
    owner: record.owner,
    state: record.state,
    turn: record.turn,
    session: record.session,
    probability: record.probability,
    slots: mutable(record.slots),
    pending_messages: record.pendingMessages,
    contact: {
      contact_id: record.contactId,
      name: record.contactName,
      locale: record.locale,
      time_zone: record.timeZone,
      quiet_hours: record.quietHours ?? null,
      opted_out: record.isOptedOut,
    },
    created_at: record.createdAt.toISOString(),
    updated_at: record.updatedAt.toISOString(),
    closed_at: record.closedAt?.toISOString(),
    close_reason: record.closeReason,
  };
}

export function showTurn(conversationId: string, turn: TurnRecord): Turn {
  return {
    conversation_id: conversationId,
    message_id: turn.messageId,
    turn: turn.turn,
    reply: turn.reply ?? null,
    state: turn.stateAfter,
    previous_state: turn.stateBefore,
    source: turn.replySource ?? null,
    source_reason: turn.replyReason,
    probability: turn.probability,
    latency_ms: turn.latencyMs ?? 0,
    ...sharedFields(turn),
  };
}

/** What an answer and its record both tell. */
function sharedFields(turn: TurnRecord) {
  return {
    language: turn.language,
    events: turn.events.map(({ name, details }) => ({ name, ...shownDetails(details) })),
    handed_over: turn.events.some(({ name }) => name === 'handoff_requested'),
    is_partial: turn.isPartial,
    message_ids: [...turn.messageIds],
    first_token_ms: turn.firstTokenMs,
    cost_usd: turn.costMicros === undefined ? undefined : turn.costMicros / 1_000_000,
  };
}

type Details = Readonly<Record<string, string | number | boolean | readonly string[]>>;

function shownDetails(details: Details | undefined) {
  return details === undefined ? {} : { details: mutable(details) };
}

export function showTransition(conversationId: string, turn: TurnRecord): Transition {
  return {
    conversation_id: conversationId,
    message_id: turn.messageId,
    state: turn.stateAfter,
    previous_state: turn.stateBefore,
    message: turn.reply ?? null,
    turn: turn.turn,
    source: turn.replySource ?? null,
    probability: turn.probability,
    confidence_score: turn.understanding.intents[0]?.score ?? 0,
    latency_ms: turn.latencyMs ?? 0,
  };
}

export function showTurnDetail(turn: TurnRecord): TurnDetail {
  return {
    turn: turn.turn,
    message_id: turn.messageId,
    status: turn.status,
    state: turn.stateAfter,
    previous_state: turn.stateBefore,
    reason: turn.reason,
    reply: turn.reply ?? null,
    source: turn.replySource ?? null,
    source_reason: turn.replyReason,
    template: turn.template,
    variant: turn.variant,
    model: turn.model,
    input_tokens: turn.inputTokens,
    output_tokens: turn.outputTokens,
    model_latency_ms: turn.modelLatencyMs,
    latency_ms: turn.latencyMs,
    probability: turn.probability,
    understanding: showUnderstanding(turn.understanding),
    trace: turn.trace.map(({ rule, outcome, details }) => ({ rule, outcome, ...shownDetails(details) })),
    at: turn.at.toISOString(),
    ...sharedFields(turn),
  };
}

function showUnderstanding(understanding: Understanding): TurnDetail['understanding'] {
  const { intents, intent, objection, sentiment, buyingSignal, entities = [], language } = understanding;
  return {
    intents: [...intents],
    intent,
    objection,
    sentiment,
    buying_signal: buyingSignal,
    entities: [...entities],
    language,
    is_injection: understanding.isInjection === true,
  };
}

export function showMessage(message: MessageRecord): Message {
  return {
    message_id: message.messageId,
    role: message.role,
    text: message.text,
    turn: message.turn ?? null,
    follow_up_id: message.followUpId,
    at: message.at.toISOString(),
  };
}

export function showFollowUp(record: FollowUpRecord): FollowUp {
  return {
    follow_up_id: record.followUpId,
    kind: record.kind,
    status: record.status,
    reason: record.reason,
    due_at: record.dueAt.toISOString(),
    created_at: record.createdAt.toISOString(),
    fired_at: record.firedAt?.toISOString(),
    cancelled_at: record.cancelledAt?.toISOString(),
    cancel_reason: record.cancelReason,
    message_id: record.messageId,
  };
}

/** The same values in arrays that may be written to, as the schemas' types have them. */
function mutable<T>(values: Readonly<Record<string, T | readonly string[]>>): Record<string, T | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? [...value] : (value as T)]),
  );
}
