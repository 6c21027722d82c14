import type { Role } from '../contracts/names.ts';
import type { ChatMessage, ChatPage, EndUserChat, EndUserSession } from './end-user-store.ts';
import type { WrappedSubjectKey } from './keys.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openText } from './store-context.ts';

/** A guest has one session, a user all of theirs. */
const CHATS = statement(
  'end_user_chats',
  `SELECT s.session_id, s.conversation_id, s.created_at, sk.workspace_id, sk.contact_id, sk.wrapped_key, sk.master_key_id
   FROM end_user_sessions s JOIN subject_keys sk ON sk.contact_id = s.contact_id AND sk.state = 'active'
   WHERE s.conversation_id IS NOT NULL AND CASE WHEN $2::uuid IS NULL THEN s.session_id = $1 ELSE s.end_user_id = $2 END
     AND ($3::uuid IS NULL OR (s.created_at, s.session_id) <
       (SELECT b.created_at, b.session_id FROM end_user_sessions b WHERE b.session_id = $3 AND b.end_user_id = $2))
   ORDER BY s.created_at DESC, s.session_id DESC LIMIT $4`,
);
const MESSAGES = statement(
  'end_user_messages',
  `SELECT m.conversation_id, m.message_id, m.role, m.turn, m.text_encrypted, m.created_at, t.state_after
   FROM unnest($1::uuid[]) AS c (conversation_id)
   CROSS JOIN LATERAL (
     SELECT l.conversation_id, l.message_id, l.number, l.role, l.turn, l.text_encrypted, l.created_at FROM messages l
     WHERE l.conversation_id = c.conversation_id ORDER BY l.number DESC LIMIT $2) AS m
   LEFT JOIN turns t ON t.conversation_id = m.conversation_id AND t.number = m.turn
   ORDER BY m.conversation_id, m.number`,
);
/** About four screens' worth; who said more sees the end of it. */
const MAX_MESSAGES = 200;

interface ChatRow extends WrappedSubjectKey {
  session_id: string;
  conversation_id: string;
  created_at: Date;
}

interface MessageRow {
  conversation_id: string;
  message_id: string;
  role: Role;
  turn: number | null;
  text_encrypted: Buffer;
  created_at: Date;
  state_after: string | null;
}

/** See EndUserStore.listEndUserChats. */
export async function listEndUserChats(
  ctx: StoreContext,
  session: EndUserSession,
  page: ChatPage,
): Promise<readonly EndUserChat[]> {
  const before = page.beforeSessionId;
  if (before !== undefined && !isUuid(before)) return [];
  const chats = await ctx.sql.rows<ChatRow>(ctx.workspaceId, CHATS, [
    session.sessionId,
    session.user?.endUserId ?? null,
    before ?? null,
    page.limit,
  ]);
  const messages = await ctx.sql.rows<MessageRow>(ctx.workspaceId, MESSAGES, [
    chats.map(({ conversation_id: id }) => id),
    MAX_MESSAGES,
  ]);
  const byConversation = Map.groupBy(messages, ({ conversation_id: id }) => id);
  return chats.map((chat) => ({
    sessionId: chat.session_id,
    startedAt: chat.created_at,
    messages: (byConversation.get(chat.conversation_id) ?? []).map((row) => toMessage(ctx, chat, row)),
  }));
}

function toMessage(ctx: StoreContext, chat: ChatRow, row: MessageRow): ChatMessage {
  const ids = { contactId: chat.contact_id, rowId: row.message_id };
  return {
    role: row.role,
    text: openText(ctx.keys.open(chat), 'message', ids, row.text_encrypted),
    turn: row.turn ?? undefined,
    state: row.state_after ?? undefined,
    at: row.created_at,
  };
}
