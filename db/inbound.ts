import { randomUUID } from 'node:crypto';
import { findAddress } from './conversations.ts';
import { keyedHash } from './crypto.ts';
import type { InboundRecord, NewInbound, RecordedInbound } from './interfaces.ts';
import { isUuid, statement } from './sql.ts';
import type { Place, StoreContext } from './store-context.ts';
import { sealText } from './store-context.ts';

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

/** See WorkspaceStore.recordInbound. */
export async function recordInbound(ctx: StoreContext, input: NewInbound): Promise<RecordedInbound> {
  const place = await findPlace(ctx, input.conversationId);
  if (place === undefined) return { kind: 'no_conversation' };
  const { contactId } = place;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId);
  const inboundId = randomUUID();
  const textHmac = keyedHash(key, input.text);
  const payload = JSON.stringify({ text: input.text, userName: input.userName });
  const [row] = await ctx.sql.rows<{ state: string; is_stored: boolean }>(ctx.workspaceId, INSERT, [
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
