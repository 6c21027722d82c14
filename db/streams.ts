import { STREAM_NOTIFY_CHANNEL } from '../contracts/names.ts';
import type { StreamCursor } from '../contracts/stream.ts';
import type { NewChunk, StreamItem } from './interfaces.ts';
import type { Sql } from './sql.ts';
import { isUuid, SYSTEM_SCOPE, statement } from './sql.ts';
import type { StoreContext, TurnPlace } from './store-context.ts';
import { keepTurnPlace, keptTurnPlace, openText, sealText } from './store-context.ts';
import type { StreamChunk, StreamEntry } from './stream-items.ts';
import { AFTER_TURN, itemsOf, MAX_ITEMS } from './stream-items.ts';
import type { MessageRow, TurnRow } from './transcript-reads.ts';
import { MESSAGE_COLUMNS, toMessage, toTurn, TURN_COLUMNS } from './transcript-reads.ts';

const PLACE = statement('turn_place', 'SELECT conversation_id, contact_id FROM turns WHERE turn_id = $1');
/** Nothing of it is logged, so the commit does not wait for the disk. */
const APPEND = statement(
  'append_chunk',
  `WITH turn AS (
     SELECT workspace_id, conversation_id, number, status = 'composing' AND attempt = $2 AS is_present,
       stop_requested_at IS NOT NULL AS is_stopped
     FROM turns WHERE turn_id = $1),
   written AS (
     INSERT INTO reply_chunks (workspace_id, conversation_id, turn, attempt, sequence, text_encrypted)
     SELECT workspace_id, conversation_id, number, $2, $3, $4 FROM turn WHERE is_present AND NOT is_stopped
     ON CONFLICT DO NOTHING RETURNING conversation_id)
   SELECT is_present, is_stopped, (SELECT pg_notify('${STREAM_NOTIFY_CHANNEL}', conversation_id::text) FROM written) FROM turn`,
);
const TURNS = statement(
  'stream_turns',
  `SELECT ${TURN_COLUMNS}, attempt, message_number FROM turns
   WHERE conversation_id = $1 AND number >= $2 ORDER BY number LIMIT ${MAX_ITEMS}`,
);
/** Follow-ups and people. */
const MESSAGES = statement(
  'stream_messages',
  `SELECT ${MESSAGE_COLUMNS} FROM messages m JOIN conversations c USING (conversation_id)
   WHERE m.conversation_id = $1 AND m.number > $2 AND m.turn IS NULL ORDER BY m.number LIMIT ${MAX_ITEMS}`,
);
/**
 * Of the reply that is being worded, what the reader has not seen; of the one that was finished while the reader stood in
 * it, all, to see whether it became what was shown.
 */
const CHUNKS = statement(
  'stream_chunks',
  `SELECT t.contact_id, k.turn, k.attempt, k.sequence, k.text_encrypted
   FROM turns t JOIN reply_chunks k ON k.conversation_id = t.conversation_id AND k.turn = t.number AND k.attempt = t.attempt
   WHERE t.conversation_id = $1 AND t.number >= $2 AND (t.status = 'composing' OR t.number = $2)
     AND k.sequence > CASE WHEN t.status = 'composing' AND t.number = $2 AND t.attempt = $3 THEN $4 ELSE 0 END
   ORDER BY k.turn, k.sequence LIMIT 2000`,
);
const END = statement(
  'stream_end',
  `SELECT c.turn, c.message_number, t.status FROM conversations c
   LEFT JOIN turns t ON t.conversation_id = c.conversation_id AND t.number = c.turn WHERE c.conversation_id = $1`,
);
const DELETE_OLD = statement(
  'delete_old_chunks',
  `WITH gone AS (DELETE FROM reply_chunks WHERE created_at < clock_timestamp() - $1 * interval '1 millisecond' RETURNING 1)
   SELECT count(*)::int AS count FROM gone`,
);

interface ChunkRow {
  contact_id: string;
  turn: number;
  attempt: number;
  sequence: number;
  text_encrypted: Buffer;
}

/** See WorkspaceStore.appendChunk. */
export async function appendChunk(
  ctx: StoreContext,
  turnId: string,
  chunk: NewChunk,
): Promise<'written' | 'stopped' | 'superseded'> {
  if (!isUuid(turnId)) return 'superseded';
  const place = keptTurnPlace(ctx, turnId) ?? (await findPlace(ctx, turnId));
  if (place === undefined) return 'superseded';
  const { attempt, sequence } = chunk;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, place.contactId);
  const ids = { contactId: place.contactId, rowId: `${turnId}|${attempt}.${sequence}` };
  const [row] = await ctx.sql.rows<{ is_present: boolean; is_stopped: boolean }>(ctx.workspaceId, APPEND, [
    turnId,
    attempt,
    sequence,
    sealText(key, 'chunk', ids, chunk.text),
  ]);
  if (row === undefined || !row.is_present) return 'superseded';
  return row.is_stopped ? 'stopped' : 'written';
}

async function findPlace(ctx: StoreContext, turnId: string): Promise<TurnPlace | undefined> {
  const [row] = await ctx.sql.rows<{ conversation_id: string; contact_id: string }>(ctx.workspaceId, PLACE, [turnId]);
  if (row === undefined) return undefined;
  const place = { conversationId: row.conversation_id, contactId: row.contact_id };
  keepTurnPlace(ctx, turnId, place);
  return place;
}

/** See WorkspaceStore.readStream. */
export async function readStream(
  ctx: StoreContext,
  conversationId: string,
  cursor: StreamCursor,
): Promise<readonly StreamItem[]> {
  if (!isUuid(conversationId)) return [];
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const from = cursor.attempt === AFTER_TURN ? cursor.turn + 1 : cursor.turn;
    const [turns, messages, chunks] = await Promise.all([
      tx.rows<StreamTurnRow>(TURNS, [conversationId, from]),
      tx.rows<MessageRow>(MESSAGES, [conversationId, cursor.message]),
      tx.rows<ChunkRow>(CHUNKS, [conversationId, from, cursor.attempt, cursor.chunk]),
    ]);
    const contactId = turns[0]?.contact_id ?? messages[0]?.contact_id;
    if (contactId === undefined) return [];
    const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
    const entries = [
      ...turns.map((row) => turnEntry(row, key, chunks)),
      ...messages.map((row) => ({
        kind: 'message' as const,
        position: row.number,
        message: toMessage(row, key),
      })),
    ];
    return itemsOf(entries, cursor);
  });
}

type StreamTurnRow = TurnRow & { attempt: number; message_number: number | null };

/** A reply that is being worded comes behind all that was said. */
function turnEntry(row: StreamTurnRow, key: Buffer, chunks: readonly ChunkRow[]): StreamEntry {
  return {
    kind: 'turn',
    position: row.status === 'done' ? (row.message_number ?? 0) : Number.POSITIVE_INFINITY,
    attempt: row.attempt,
    turn: toTurn(row, key),
    chunks: chunks
      .filter(({ turn, attempt }) => turn === row.number && attempt === row.attempt)
      .map((chunk) => openChunk(chunk, row.turn_id, key)),
  };
}

function openChunk(row: ChunkRow, turnId: string, key: Buffer): StreamChunk {
  const { contact_id: contactId, attempt, sequence } = row;
  const ids = { contactId, rowId: `${turnId}|${attempt}.${sequence}` };
  return { sequence, text: openText(key, 'chunk', ids, row.text_encrypted) };
}

/** See WorkspaceStore.findStreamEnd. */
export async function findStreamEnd(ctx: StoreContext, conversationId: string): Promise<StreamCursor | undefined> {
  if (!isUuid(conversationId)) return undefined;
  const [row] = await ctx.sql.rows<{ turn: number; message_number: number; status: string | null }>(
    ctx.workspaceId,
    END,
    [conversationId],
  );
  if (row === undefined) return undefined;
  const turn = row.status === 'composing' ? row.turn - 1 : row.turn;
  return { turn, attempt: AFTER_TURN, chunk: 0, message: row.message_number };
}

/** See SystemStore.deleteOldChunks. */
export async function deleteOldChunks(sql: Sql, olderThanMs: number): Promise<number> {
  const [row] = await sql.rows<{ count: number }>(SYSTEM_SCOPE, DELETE_OLD, [olderThanMs]);
  return row?.count ?? 0;
}
