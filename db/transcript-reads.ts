import type { DialogueEvent } from '../contracts/dialogue-events.ts';
import type { TraceEntry, Understanding } from '../contracts/dialogue.ts';
import type { ReplySource, Role } from '../contracts/names.ts';
import type { MessageRecord, Page, PageRequest, TurnRecord } from './interfaces.ts';
import { cursorOf, pageOf, readCursor } from './paging.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openText } from './store-context.ts';

/** Of the message `m` and its conversation `c`; what `toMessage` needs. */
export const MESSAGE_COLUMNS =
  'm.message_id, m.external_message_id, m.number, m.role, m.turn, m.follow_up_id, m.text_encrypted, m.created_at, c.contact_id';
const MESSAGES = statement(
  'list_messages',
  `SELECT ${MESSAGE_COLUMNS}
   FROM messages m JOIN conversations c USING (conversation_id)
   WHERE m.conversation_id = $1 AND ($2::text IS NULL OR m.role = $2) AND ($3::int IS NULL OR m.number > $3)
   ORDER BY m.number LIMIT $4`,
);
/** What `toTurn` needs. */
export const TURN_COLUMNS = `turn_id, contact_id, number, inbound_id, message_id, more_message_ids, status, state_before,
  state_after, reason, probability, understanding, events, language, trace, template, variant, reply_encrypted, reply_source,
  reply_reason, model, input_tokens, output_tokens, model_latency_ms, first_token_ms, cost_micros, is_partial, latency_ms, at`;
const TURNS = statement(
  'list_turns',
  `SELECT ${TURN_COLUMNS} FROM turns WHERE conversation_id = $1 AND ($2::int IS NULL OR number > $2) ORDER BY number LIMIT $3`,
);
/** Two look-ups, each by its own index: most turns have one message. */
const TURN_BY_INBOUND = statement(
  'turn_by_inbound',
  `SELECT ${TURN_COLUMNS} FROM turns WHERE inbound_id = $1
   UNION ALL SELECT ${TURN_COLUMNS} FROM turns WHERE more_inbound_ids @> ARRAY[$1::uuid] LIMIT 1`,
);

/** A message as `MESSAGE_COLUMNS` reads it. */
export interface MessageRow {
  message_id: string;
  external_message_id: string | null;
  number: number;
  role: Role;
  turn: number | null;
  follow_up_id: string | null;
  text_encrypted: Buffer;
  created_at: Date;
  contact_id: string;
}

/** A turn as `TURN_COLUMNS` reads it. */
export interface TurnRow {
  turn_id: string;
  contact_id: string;
  number: number;
  inbound_id: string;
  message_id: string;
  more_message_ids: string[] | null;
  status: 'done' | 'composing';
  state_before: string;
  state_after: string;
  reason: string;
  probability: number;
  understanding: Understanding;
  events: DialogueEvent[];
  language: string;
  trace: TraceEntry[];
  template: string | null;
  variant: number | null;
  reply_encrypted: Buffer | null;
  reply_source: ReplySource | null;
  reply_reason: string | null;
  model: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  model_latency_ms: number | null;
  first_token_ms: number | null;
  cost_micros: number | null;
  is_partial: boolean;
  latency_ms: number | null;
  at: Date;
}

/** Oldest first. A customer's message has the caller's id. */
export async function listMessages(
  ctx: StoreContext,
  conversationId: string,
  page: PageRequest & { readonly role?: Role },
): Promise<Page<MessageRecord>> {
  if (!isUuid(conversationId)) return { items: [], nextCursor: undefined };
  const [after] = readCursor(page.cursor, ['number']);
  const rows = await ctx.sql.rows<MessageRow>(ctx.workspaceId, MESSAGES, [
    conversationId,
    page.role ?? null,
    after,
    page.limit + 1,
  ]);
  const [first] = rows;
  if (first === undefined) return { items: [], nextCursor: undefined };
  const key = await ctx.keys.ofSubject(ctx.workspaceId, first.contact_id);
  return pageOf(
    rows,
    page.limit,
    (row) => toMessage(row, key),
    (row) => cursorOf([row.number]),
  );
}

export function toMessage(row: MessageRow, key: Buffer): MessageRecord {
  return {
    messageId: row.external_message_id ?? row.message_id,
    role: row.role,
    text: openText(key, 'message', { contactId: row.contact_id, rowId: row.message_id }, row.text_encrypted),
    turn: row.turn ?? undefined,
    followUpId: row.follow_up_id ?? undefined,
    at: row.created_at,
  };
}

/** Oldest first. */
export async function listTurns(
  ctx: StoreContext,
  conversationId: string,
  page: PageRequest,
): Promise<Page<TurnRecord>> {
  if (!isUuid(conversationId)) return { items: [], nextCursor: undefined };
  const [after] = readCursor(page.cursor, ['number']);
  const rows = await ctx.sql.rows<TurnRow>(ctx.workspaceId, TURNS, [conversationId, after, page.limit + 1]);
  const [first] = rows;
  if (first === undefined) return { items: [], nextCursor: undefined };
  const key = await ctx.keys.ofSubject(ctx.workspaceId, first.contact_id);
  return pageOf(
    rows,
    page.limit,
    (row) => toTurn(row, key),
    (row) => cursorOf([row.number]),
  );
}

export async function findTurnByInbound(ctx: StoreContext, inboundId: string): Promise<TurnRecord | undefined> {
  if (!isUuid(inboundId)) return undefined;
  const [row] = await ctx.sql.rows<TurnRow>(ctx.workspaceId, TURN_BY_INBOUND, [inboundId]);
  return row === undefined ? undefined : toTurn(row, await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id));
}

export function toTurn(row: TurnRow, key: Buffer): TurnRecord {
  const reply =
    row.reply_encrypted === null
      ? undefined
      : openText(key, 'reply', { contactId: row.contact_id, rowId: row.turn_id }, row.reply_encrypted);
  return {
    turnId: row.turn_id,
    turn: row.number,
    messageId: row.message_id,
    inboundId: row.inbound_id,
    status: row.status,
    stateBefore: row.state_before,
    stateAfter: row.state_after,
    reason: row.reason,
    reply,
    replySource: row.reply_source ?? undefined,
    replyReason: row.reply_reason ?? undefined,
    template: row.template ?? undefined,
    variant: row.variant ?? undefined,
    ...modelFigures(row),
    isPartial: row.is_partial,
    messageIds: [row.message_id, ...(row.more_message_ids ?? [])],
    language: row.language,
    events: row.events,
    understanding: row.understanding,
    probability: row.probability,
    trace: row.trace,
    at: row.at,
    latencyMs: row.latency_ms ?? undefined,
  };
}

function modelFigures(row: TurnRow) {
  return {
    model: row.model ?? undefined,
    inputTokens: row.input_tokens ?? undefined,
    outputTokens: row.output_tokens ?? undefined,
    modelLatencyMs: row.model_latency_ms ?? undefined,
    firstTokenMs: row.first_token_ms ?? undefined,
    costMicros: row.cost_micros ?? undefined,
  };
}
