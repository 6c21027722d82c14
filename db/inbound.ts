import { randomUUID } from 'node:crypto';
import { ParleyError } from '../contracts/errors.ts';
import { findAddress, lockConversation } from './conversations.ts';
import { keyedHash } from './crypto.ts';
import type { InboundRecord, NewInbound, RecordedInbound } from './interfaces.ts';
import type { WrappedSubjectKey } from './keys.ts';
import { isUuid, statement } from './sql.ts';
import type { Place, StoreContext } from './store-context.ts';
import { openText, sealText } from './store-context.ts';

const INSERT = statement(
  'insert_inbound',
  `WITH stored AS (
     INSERT INTO inbound_messages (inbound_id, workspace_id, conversation_id, message_id, payload_encrypted, text_hmac)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (conversation_id, message_id) DO NOTHING RETURNING inbound_id)
   SELECT c.state, (SELECT inbound_id FROM stored) IS NOT NULL AS is_stored FROM conversations c WHERE c.conversation_id = $3`,
);
const FIND = statement(
  'find_inbound',
  'SELECT inbound_id, message_id, text_hmac, received_at FROM inbound_messages WHERE conversation_id = $1 AND message_id = $2',
);
/** A message without a turn, or a turn without its reply. The repeat of a message is no other message. */
const BUSY = statement(
  'is_busy',
  `SELECT EXISTS (SELECT 1 FROM inbound_messages WHERE conversation_id = $1 AND turn_id IS NULL)
     OR EXISTS (SELECT 1 FROM turns t JOIN conversations c USING (conversation_id)
       WHERE t.conversation_id = $1 AND t.number = c.turn AND t.status = 'composing') AS is_busy,
     EXISTS (SELECT 1 FROM inbound_messages WHERE conversation_id = $1 AND message_id = $2) AS is_known`,
);

const WAITING = statement(
  'waiting_inbound',
  `SELECT i.inbound_id, i.payload_encrypted, sk.workspace_id, sk.contact_id, sk.wrapped_key, sk.master_key_id
   FROM inbound_messages i JOIN conversations c USING (conversation_id) JOIN subject_keys sk ON sk.contact_id = c.contact_id
   WHERE i.inbound_id = $1 AND i.turn_id IS NULL`,
);

interface StoredRow {
  state: string;
  is_stored: boolean;
}

interface WaitingRow extends WrappedSubjectKey {
  inbound_id: string;
  payload_encrypted: Buffer | null;
}

/** See WorkspaceStore.recordInbound. */
export async function recordInbound(ctx: StoreContext, input: NewInbound): Promise<RecordedInbound> {
  const place = await findPlace(ctx, input.conversationId);
  if (place === undefined) return { kind: 'no_conversation' };
  const { contactId } = place;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId);
  const inboundId = randomUUID();
  const textHmac = keyedHash(key, input.text);
  const payload = JSON.stringify({ text: input.text, userName: input.userName });
  const [row] = await insert(ctx, input, [
    inboundId,
    ctx.workspaceId,
    input.conversationId,
    input.messageId,
    sealText(key, 'inbound', { contactId, rowId: inboundId }, payload),
    textHmac,
  ]);
  if (row === undefined) return { kind: 'no_conversation' };
  const address = {
    ...place,
    workspaceId: ctx.workspaceId,
    conversationId: input.conversationId,
    state: row.state,
  };
  if (row.is_stored) return { kind: 'stored', inboundId, address };
  const [earlier] = await ctx.sql.rows<{ inbound_id: string; text_hmac: Buffer }>(ctx.workspaceId, FIND, [
    input.conversationId,
    input.messageId,
  ]);
  if (earlier === undefined || !earlier.text_hmac.equals(textHmac)) return { kind: 'conflict' };
  return { kind: 'repeat', inboundId: earlier.inbound_id, address };
}

/** Refusing takes the conversation's lock, so that of two messages at once one is taken and the other leaves no trace. */
async function insert(ctx: StoreContext, input: NewInbound, values: readonly unknown[]): Promise<StoredRow[]> {
  if (input.isRejectedWhenBusy !== true) return ctx.sql.rows<StoredRow>(ctx.workspaceId, INSERT, values);
  const { conversationId, messageId } = input;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, [found]] = await Promise.all([
      lockConversation(tx, conversationId),
      tx.rows<{ is_busy: boolean; is_known: boolean }>(BUSY, [conversationId, messageId]),
    ]);
    if (found?.is_busy === true && !found.is_known) {
      throw new ParleyError('conversation_busy', 'Wait for the answer to the message before.', {
        retryAfterSeconds: 1,
      });
    }
    return tx.last<StoredRow>(INSERT, values);
  });
}

export async function findInbound(
  ctx: StoreContext,
  conversationId: string,
  messageId: string,
): Promise<InboundRecord | undefined> {
  if (!isUuid(conversationId)) return undefined;
  const [row] = await ctx.sql.rows<{ inbound_id: string; message_id: string; received_at: Date }>(
    ctx.workspaceId,
    FIND,
    [conversationId, messageId],
  );
  return row === undefined
    ? undefined
    : { inboundId: row.inbound_id, messageId: row.message_id, receivedAt: row.received_at };
}

/** See WorkspaceStore.readWaitingText. */
export async function readWaitingText(ctx: StoreContext, inboundId: string): Promise<string | undefined> {
  if (!isUuid(inboundId)) return undefined;
  const [row] = await ctx.sql.rows<WaitingRow>(ctx.workspaceId, WAITING, [inboundId]);
  if (row === undefined || row.payload_encrypted === null) return undefined;
  const ids = { contactId: row.contact_id, rowId: inboundId };
  const { text } = JSON.parse(openText(ctx.keys.open(row), 'inbound', ids, row.payload_encrypted)) as { text: string };
  return text;
}

/** The workspace is part of the name: another workspace's conversation is never answered from the cache. */
async function findPlace(ctx: StoreContext, conversationId: string): Promise<Place | undefined> {
  const name = `${ctx.workspaceId}|${conversationId}`;
  const kept = ctx.places.get(name);
  if (kept !== undefined) return kept;
  const address = await findAddress(ctx, conversationId);
  if (address === undefined) return undefined;
  const { contactId, flow, channel } = address;
  const place = { contactId, flow, channel };
  ctx.places.set(name, place);
  const [oldest] = ctx.places.keys();
  if (ctx.places.size > MAX_KEPT && oldest !== undefined) ctx.places.delete(oldest);
  return place;
}

/** About 5 MB. */
const MAX_KEPT = 20_000;
