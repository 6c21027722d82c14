import { randomUUID } from 'node:crypto';
import type { Owner } from '../contracts/names.ts';
import { STREAM_NOTIFY_CHANNEL } from '../contracts/names.ts';
import { lockConversation } from './conversations.ts';
import type { NewAgentMessage, RecordedAgentMessage } from './interfaces.ts';
import { redact } from './redact.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openText, sealText } from './store-context.ts';

const OWNED = statement('agent_owner', 'SELECT owner, contact_id FROM conversations WHERE conversation_id = $1');
/** The lock on the conversation makes it unique: an index of its own would cost every message, and agents write few. */
const FIND = statement(
  'find_agent_message',
  `SELECT message_id, text_encrypted, created_at FROM messages
   WHERE conversation_id = $1 AND role = 'agent' AND external_message_id = $2`,
);
const INSERT = statement(
  'insert_agent_message',
  `WITH conversation AS (
     UPDATE conversations SET message_number = message_number + 1, updated_at = $6
     WHERE conversation_id = $1 RETURNING workspace_id, message_number),
   written AS (
     INSERT INTO messages (message_id, workspace_id, conversation_id, number, role, external_message_id, text_redacted,
       text_encrypted, created_at)
     SELECT $2, workspace_id, $1, message_number, 'agent', $3, $4, $5, $6 FROM conversation)
   SELECT pg_notify('${STREAM_NOTIFY_CHANNEL}', $1::text) FROM conversation`,
);

interface OwnedRow {
  owner: Owner;
  contact_id: string;
}

interface MessageRow {
  message_id: string;
  text_encrypted: Buffer;
  created_at: Date;
}

/** See WorkspaceStore.recordAgentMessage. */
export async function recordAgentMessage(ctx: StoreContext, input: NewAgentMessage): Promise<RecordedAgentMessage> {
  const { conversationId } = input;
  if (!isUuid(conversationId)) return { kind: 'no_conversation' };
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, [conversation], [known]] = await Promise.all([
      lockConversation(tx, conversationId),
      tx.rows<OwnedRow>(OWNED, [conversationId]),
      tx.rows<MessageRow>(FIND, [conversationId, input.messageId]),
    ]);
    if (conversation === undefined) return { kind: 'no_conversation' };
    const { contact_id: contactId, owner } = conversation;
    const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
    if (known !== undefined) return compare(input, known, { key, contactId });
    if (owner !== 'person') return { kind: 'not_owned' };
    await insert(tx, input, { key, contactId });
    return { kind: 'stored', message: recordOf(input, input.at) };
  });
}

interface Subject {
  readonly key: Buffer;
  readonly contactId: string;
}

function compare(input: NewAgentMessage, known: MessageRow, { key, contactId }: Subject): RecordedAgentMessage {
  const said = openText(key, 'message', { contactId, rowId: known.message_id }, known.text_encrypted);
  return said === input.text ? { kind: 'repeat', message: recordOf(input, known.created_at) } : { kind: 'conflict' };
}

async function insert(tx: Transaction, input: NewAgentMessage, { key, contactId }: Subject): Promise<void> {
  const rowId = randomUUID();
  await tx.rows(INSERT, [
    input.conversationId,
    rowId,
    input.messageId,
    redact(input.text),
    sealText(key, 'message', { contactId, rowId }, input.text),
    input.at,
  ]);
}

function recordOf({ messageId, text }: NewAgentMessage, at: Date) {
  return { messageId, role: 'agent' as const, text, turn: undefined, followUpId: undefined, at };
}
