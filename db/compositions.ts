import { randomUUID } from 'node:crypto';
import type { Composition, TemplateReply } from '../contracts/dialogue.ts';
import type { Role } from '../contracts/names.ts';
import { TURN_NOTIFY_CHANNEL } from '../contracts/names.ts';
import { lockConversation } from './conversations.ts';
import type { FinishedReply, OpenedComposition } from './interfaces.ts';
import { redact } from './redact.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openSlots, openText, sealText } from './store-context.ts';

const OPEN = statement(
  'open_composition',
  `SELECT t.status, t.number, t.conversation_id, t.contact_id, t.composition_encrypted, c.flow, c.slots_encrypted, ct.locale
   FROM turns t JOIN conversations c USING (conversation_id) JOIN contacts ct ON ct.contact_id = t.contact_id
   WHERE t.turn_id = $1`,
);
const TRANSCRIPT = statement(
  'composition_transcript',
  `SELECT message_id, role, text_encrypted FROM messages WHERE conversation_id = $1
     AND number <= (SELECT said.number FROM messages said WHERE said.conversation_id = $1 AND said.turn = $2 AND said.role = 'customer')
   ORDER BY number DESC LIMIT 20`,
);
const CONVERSATION_OF = statement(
  'conversation_of_turn',
  'SELECT conversation_id, contact_id FROM turns WHERE turn_id = $1',
);
/** The guard on `status` makes the second writer do nothing: no second message, no second announcement. */
const FINISH = statement(
  'finish_turn',
  `WITH finished AS (
     UPDATE turns t SET status = 'done', composition_encrypted = NULL, reply_encrypted = $2, reply_source = $3,
       reply_reason = $4, model = $5, input_tokens = $6, output_tokens = $7, model_latency_ms = $8,
       latency_ms = floor(extract(epoch FROM clock_timestamp() - i.received_at) * 1000)::int
     FROM inbound_messages i
     WHERE i.conversation_id = t.conversation_id AND i.inbound_id = t.inbound_id AND t.turn_id = $1 AND t.status = 'composing'
     RETURNING t.workspace_id, t.conversation_id, t.number, t.inbound_id),
   conversation AS (
     UPDATE conversations c SET message_number = c.message_number + 1, updated_at = $9
     FROM finished f WHERE c.conversation_id = f.conversation_id RETURNING c.message_number),
   transcript AS (
     INSERT INTO messages (message_id, workspace_id, conversation_id, number, turn, role, text_redacted, text_encrypted, created_at)
     SELECT $10, f.workspace_id, f.conversation_id, c.message_number, f.number, 'assistant', $11, $12, $9
     FROM finished f, conversation c)
   SELECT pg_notify('${TURN_NOTIFY_CHANNEL}', f.inbound_id::text) FROM finished f`,
);

interface OpenRow {
  status: 'done' | 'composing';
  number: number;
  conversation_id: string;
  contact_id: string;
  composition_encrypted: Buffer | null;
  flow: string;
  slots_encrypted: Buffer | null;
  locale: string | null;
}

/** See WorkspaceStore.openComposition. */
export async function openComposition(ctx: StoreContext, turnId: string): Promise<OpenedComposition | undefined> {
  if (!isUuid(turnId)) return undefined;
  const [row] = await ctx.sql.rows<OpenRow>(ctx.workspaceId, OPEN, [turnId]);
  if (row === undefined) return undefined;
  if (row.status === 'done' || row.composition_encrypted === null) return { kind: 'finished' };
  const key = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id);
  const ids = { contactId: row.contact_id, rowId: turnId };
  const { composition, fallback } = JSON.parse(openText(key, 'composition', ids, row.composition_encrypted)) as {
    composition: Composition;
    fallback: TemplateReply;
  };
  const messages = await ctx.sql.rows<{ message_id: string; role: Role; text_encrypted: Buffer }>(
    ctx.workspaceId,
    TRANSCRIPT,
    [row.conversation_id, row.number],
  );
  return {
    kind: 'composing',
    flow: row.flow,
    composition,
    fallback,
    slots: openSlots(key, row.contact_id, row.conversation_id, row.slots_encrypted),
    locale: row.locale ?? undefined,
    transcript: messages.toReversed().map((message) => ({
      role: message.role,
      text: openText(key, 'message', { contactId: row.contact_id, rowId: message.message_id }, message.text_encrypted),
    })),
  };
}

/** See WorkspaceStore.finishTurn. */
export async function finishTurn(ctx: StoreContext, turnId: string, reply: FinishedReply): Promise<boolean> {
  if (!isUuid(turnId)) return false;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [turn] = await tx.rows<{ conversation_id: string; contact_id: string }>(CONVERSATION_OF, [turnId]);
    if (turn === undefined) return false;
    const { contact_id: contactId } = turn;
    const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
    const messageId = randomUUID();
    const locked = lockConversation(tx, turn.conversation_id);
    const finished = tx.last(FINISH, [
      turnId,
      sealText(key, 'reply', { contactId, rowId: turnId }, reply.text),
      reply.source,
      reply.reason ?? null,
      reply.model ?? null,
      reply.inputTokens ?? null,
      reply.outputTokens ?? null,
      reply.modelLatencyMs === undefined ? null : Math.round(reply.modelLatencyMs),
      reply.at,
      messageId,
      redact(reply.text),
      sealText(key, 'message', { contactId, rowId: messageId }, reply.text),
    ]);
    const [, rows] = await Promise.all([locked, finished]);
    return rows.length > 0;
  });
}
