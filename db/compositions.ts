import { randomUUID } from 'node:crypto';
import type { Role } from '../contracts/names.ts';
import { COMPOSITION_NOTIFY_CHANNEL, STREAM_NOTIFY_CHANNEL, TURN_NOTIFY_CHANNEL } from '../contracts/names.ts';
import { lockConversation } from './conversations.ts';
import type { FinishedReply, OpenedComposition, TurnDecider } from './interfaces.ts';
import type { ComposingRow } from './kept-composition.ts';
import { COMPOSING_COLUMNS, openKept } from './kept-composition.ts';
import { redact } from './redact.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { keepTurnPlace, openSlots, openText, sealText } from './store-context.ts';
import { openSummaryText } from './summaries.ts';
import { placeOfReplaced, writeTurn } from './turn-write.ts';
import type { OpeningRow } from './turns.ts';
import { decide, OPENING_COLUMNS, openTurn } from './turns.ts';

/** The row's lock is held until the commit, so what is read behind it belongs to this attempt. */
const RAISE = statement(
  'raise_attempt',
  `UPDATE turns SET attempt = attempt + 1 WHERE turn_id = $1 AND status = 'composing' RETURNING attempt`,
);
const OPEN = statement(
  'open_composition',
  `SELECT t.turn_id, t.status, t.attempt, t.conversation_id, t.contact_id, t.composition_encrypted,
     t.stop_requested_at IS NOT NULL AS is_stopped, c.flow, c.slots_encrypted, c.cost_micros::float8 AS cost_micros, ct.locale,
     s.text_encrypted AS summary_encrypted
   FROM turns t JOIN conversations c USING (conversation_id) JOIN contacts ct ON ct.contact_id = t.contact_id
   LEFT JOIN conversation_summaries s USING (conversation_id)
   WHERE t.turn_id = $1`,
);
/** What the summary has is left out, except the last messages: a model needs to see how it was said. */
const TRANSCRIPT = statement(
  'composition_transcript',
  `WITH turn AS (
     SELECT t.conversation_id, t.message_number, least(coalesce(s.up_to, 0), t.message_number - 6) AS summarised
     FROM turns t LEFT JOIN conversation_summaries s USING (conversation_id) WHERE t.turn_id = $1)
   SELECT message_id, role, text_encrypted FROM messages
   WHERE conversation_id = (SELECT conversation_id FROM turn) AND number <= (SELECT message_number FROM turn)
     AND number > (SELECT summarised FROM turn)
   ORDER BY number DESC LIMIT 20`,
);
const CONVERSATION_OF = statement(
  'conversation_of_turn',
  'SELECT conversation_id, contact_id FROM turns WHERE turn_id = $1',
);
/** Locks the row of the turn as well: no attempt begins with what is about to be decided otherwise. */
const AGAIN = statement(
  'decide_again_opening',
  `SELECT ${OPENING_COLUMNS}, ${COMPOSING_COLUMNS}
   FROM turns t JOIN conversations c USING (conversation_id) JOIN contacts ct ON ct.contact_id = t.contact_id
   WHERE t.turn_id = $1 AND t.status = 'composing' AND t.attempt = $2 FOR NO KEY UPDATE OF t`,
);
/**
 * The guard on status and attempt makes a second or outdated writer do nothing: no second message, no second
 * announcement. When a person took over meanwhile, the turn ends in silence.
 */
const FINISH = statement(
  'finish_turn',
  `WITH finished AS (
     UPDATE turns t SET status = 'done', composition_encrypted = NULL, is_partial = $3, model = $4,
       input_tokens = coalesce(t.input_tokens + $5, t.input_tokens, $5), output_tokens = coalesce(t.output_tokens + $6, t.output_tokens, $6),
       cost_micros = coalesce(t.cost_micros + $9, t.cost_micros, $9), model_latency_ms = $7, first_token_ms = $8, trace = t.trace || $10::jsonb,
       reply_encrypted = CASE WHEN c.owner = 'bot' THEN $11::bytea END,
       reply_source = CASE WHEN c.owner = 'bot' THEN $12 END,
       reply_reason = CASE WHEN c.owner = 'bot' THEN $13 ELSE 'owned_by_person' END,
       message_number = CASE WHEN c.owner = 'bot' THEN c.message_number + 1 ELSE t.message_number END,
       latency_ms = floor(extract(epoch FROM clock_timestamp() - i.received_at) * 1000)::int
     FROM inbound_messages i, conversations c
     WHERE i.conversation_id = t.conversation_id AND i.inbound_id = t.inbound_id AND c.conversation_id = t.conversation_id
       AND t.turn_id = $1 AND t.status = 'composing' AND t.attempt = $2
     RETURNING t.workspace_id, t.conversation_id, t.number, t.hands_over, array_prepend(t.inbound_id, t.more_inbound_ids) AS inbound_ids,
       CASE WHEN c.owner = 'bot' THEN c.message_number + 1 END AS said),
   conversation AS (
     UPDATE conversations c SET message_number = coalesce(f.said, c.message_number), updated_at = $14,
       cost_micros = c.cost_micros + coalesce($9, 0), owner = CASE WHEN f.hands_over THEN 'person' ELSE c.owner END
     FROM finished f WHERE c.conversation_id = f.conversation_id),
   transcript AS (
     INSERT INTO messages (message_id, workspace_id, conversation_id, number, turn, role, text_redacted, text_encrypted, created_at)
     SELECT $15, workspace_id, conversation_id, said, number, 'assistant', $16, $17, $14 FROM finished WHERE said IS NOT NULL)
   SELECT pg_notify('${STREAM_NOTIFY_CHANNEL}', conversation_id::text) FROM finished
   UNION ALL SELECT pg_notify('${TURN_NOTIFY_CHANNEL}', id::text) FROM finished, unnest(inbound_ids) AS id`,
);
const STOP = statement(
  'stop_composition',
  `WITH stopped AS (
     UPDATE turns t SET stop_requested_at = coalesce(t.stop_requested_at, $2) FROM conversations c
     WHERE c.conversation_id = $1 AND t.conversation_id = $1 AND t.number = c.turn AND t.status = 'composing'
     RETURNING t.turn_id, t.number)
   SELECT turn_id, number, pg_notify('${COMPOSITION_NOTIFY_CHANNEL}', turn_id::text) FROM stopped`,
);

interface OpenRow {
  turn_id: string;
  status: 'done' | 'composing';
  attempt: number;
  conversation_id: string;
  contact_id: string;
  composition_encrypted: Buffer | null;
  is_stopped: boolean;
  flow: string;
  slots_encrypted: Buffer | null;
  cost_micros: number;
  locale: string | null;
  summary_encrypted: Buffer | null;
}

interface SaidRow {
  message_id: string;
  role: Role;
  text_encrypted: Buffer;
}

/** See WorkspaceStore.openComposition. */
export async function openComposition(ctx: StoreContext, turnId: string): Promise<OpenedComposition | undefined> {
  if (!isUuid(turnId)) return undefined;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, opened] = await Promise.all([tx.rows(RAISE, [turnId]), readComposition(ctx, tx, turnId)]);
    return opened;
  });
}

async function readComposition(
  ctx: StoreContext,
  tx: Transaction,
  turnId: string,
): Promise<OpenedComposition | undefined> {
  const [[row], messages] = await Promise.all([
    tx.rows<OpenRow>(OPEN, [turnId]),
    tx.rows<SaidRow>(TRANSCRIPT, [turnId]),
  ]);
  if (row === undefined) return undefined;
  const { conversation_id: conversationId, contact_id: contactId } = row;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
  const kept = openKept(key, contactId, row);
  if (row.status === 'done' || kept === undefined) return { kind: 'finished' };
  keepTurnPlace(ctx, turnId, { conversationId, contactId });
  const transcript = messages.toReversed().map((message) => ({
    role: message.role,
    text: openText(key, 'message', { contactId, rowId: message.message_id }, message.text_encrypted),
  }));
  return {
    kind: 'composing',
    flow: row.flow,
    composition: kept.composition,
    fallback: kept.fallback,
    slots: openSlots(key, contactId, conversationId, row.slots_encrypted),
    locale: row.locale ?? undefined,
    conversationId,
    attempt: row.attempt,
    isStopped: row.is_stopped,
    text: kept.before?.text ?? transcript.at(-1)?.text ?? '',
    summary: openSummaryText(key, { contactId, rowId: conversationId }, row.summary_encrypted),
    costMicros: row.cost_micros,
    transcript,
  };
}

/** See WorkspaceStore.decideAgain. */
export async function decideAgain(
  ctx: StoreContext,
  turnId: string,
  attempt: number,
  decider: TurnDecider,
): Promise<OpenedComposition | undefined> {
  if (!isUuid(turnId)) return undefined;
  const isDecided = await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [turn] = await tx.rows<{ conversation_id: string; contact_id: string }>(CONVERSATION_OF, [turnId]);
    if (turn === undefined) return false;
    const [, [row]] = await Promise.all([
      lockConversation(tx, turn.conversation_id),
      tx.rows<OpeningRow & ComposingRow>(AGAIN, [turnId, attempt]),
    ]);
    if (row === undefined) return false;
    const subjectKey = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
    const before = openKept(subjectKey, row.contact_id, row)?.before;
    // A build that kept nothing took the turn: its decision stands.
    if (before === undefined) return true;
    const opening = openTurn(row, { ...before, longestChars: 0 });
    const conversationId = turn.conversation_id;
    // A model's proposal never leaves errands: what binds is not proposed.
    const { opening: known, decision } = await decide(tx, opening, {
      ctx,
      decider,
      conversationId,
      subjectKey,
      turnId,
    });
    await writeTurn({
      tx,
      workspaceId: ctx.workspaceId,
      conversationId,
      place: placeOfReplaced(row, []),
      row,
      subjectKey,
      said: [],
      opening: known,
      circumstances: decider.circumstances,
      decision,
    });
    return true;
  });
  if (!isDecided) return undefined;
  const opened = await ctx.sql.transaction(ctx.workspaceId, (tx) => readComposition(ctx, tx, turnId));
  return opened?.kind === 'composing' && opened.attempt !== attempt ? undefined : opened;
}

/** See WorkspaceStore.finishTurn. */
export async function finishTurn(
  ctx: StoreContext,
  turnId: string,
  attempt: number,
  reply: FinishedReply,
): Promise<boolean> {
  if (!isUuid(turnId)) return false;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [turn] = await tx.rows<{ conversation_id: string; contact_id: string }>(CONVERSATION_OF, [turnId]);
    if (turn === undefined) return false;
    const key = await ctx.keys.ofSubject(ctx.workspaceId, turn.contact_id, tx);
    const locked = lockConversation(tx, turn.conversation_id);
    const finished = tx.last(FINISH, [turnId, attempt, ...finishValues(reply, key, turn.contact_id, turnId)]);
    const [, rows] = await Promise.all([locked, finished]);
    return rows.length > 0;
  });
}

/** $3 to $17 */
function finishValues(reply: FinishedReply, key: Buffer, contactId: string, turnId: string): readonly unknown[] {
  const messageId = randomUUID();
  return [
    reply.isPartial,
    reply.model ?? null,
    reply.inputTokens ?? null,
    reply.outputTokens ?? null,
    rounded(reply.modelLatencyMs),
    rounded(reply.firstTokenMs),
    rounded(reply.costMicros),
    JSON.stringify(reply.trace),
    sealText(key, 'reply', { contactId, rowId: turnId }, reply.text),
    reply.source,
    reply.reason ?? null,
    reply.at,
    messageId,
    redact(reply.text),
    sealText(key, 'message', { contactId, rowId: messageId }, reply.text),
  ];
}

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}

/** See WorkspaceStore.stopComposition. */
export async function stopComposition(
  ctx: StoreContext,
  conversationId: string,
  at: Date,
): Promise<{ readonly turnId: string; readonly turn: number } | undefined> {
  if (!isUuid(conversationId)) return undefined;
  const [row] = await ctx.sql.rows<{ turn_id: string; number: number }>(ctx.workspaceId, STOP, [conversationId, at]);
  return row === undefined ? undefined : { turnId: row.turn_id, turn: row.number };
}
