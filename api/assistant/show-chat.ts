import type { AssistantChat, AssistantReply } from '../../contracts/schemas/assistant.ts';
import type { ChatMessage, EndUserChat } from '../../db/end-user-store.ts';
import type { TurnRecord } from '../../db/interfaces.ts';

export function showReply(sessionId: string, turn: TurnRecord): AssistantReply {
  return {
    response: turn.reply ?? null,
    state: turn.stateAfter,
    session_id: sessionId,
    source: turn.replySource ?? null,
    turn: turn.turn,
    message_id: turn.messageId,
  };
}

/** A session as the source's log has it: question and answer together. */
export function showChat(chat: EndUserChat, currentSessionId: string): AssistantChat {
  // What belongs to no turn stands by itself.
  const groups = Map.groupBy(chat.messages, ({ turn }, index) => (turn === undefined ? `message ${index}` : turn));
  return {
    session: chat.sessionId,
    started_at: chat.startedAt.toISOString(),
    is_current: chat.sessionId === currentSessionId,
    messages: [...groups.values()].map((group) => showExchange(group)),
  };
}

function showExchange(messages: readonly ChatMessage[]): AssistantChat['messages'][number] {
  const said = (isByUser: boolean): string | null => {
    const texts = messages.filter(({ role }) => (role === 'customer') === isByUser).map(({ text }) => text);
    return texts.length === 0 ? null : texts.join('\n');
  };
  const [first] = messages;
  return {
    user: said(true),
    response: said(false),
    state: first?.state ?? null,
    at: first?.at.toISOString() ?? '',
  };
}
