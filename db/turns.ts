import { randomUUID } from 'node:crypto';
import type { ContactClock, PlannedFollowUp, QuietHours, Snapshot } from '../contracts/dialogue.ts';
import type { Owner } from '../contracts/names.ts';
import { TURN_NOTIFY_CHANNEL } from '../contracts/names.ts';
import { ParleyError } from '../contracts/errors.ts';
import { lockConversation, readStanding } from './conversations.ts';
import type { StoredStanding, TakenTurn, TurnDecision, TurnKey, TurnOpening } from './interfaces.ts';
import { redact } from './redact.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openSlots, openText, sealSlots, sealText } from './store-context.ts';

/** Read after the lock, in a statement of its own: its snapshot then shows what the holder before has written. */
const OPENING = statement(
  'turn_opening',
  `SELECT c.flow, c.owner, c.status, c.session, c.turn, c.message_number, c.snapshot, c.slots_encrypted, c.contact_id,
     i.message_id, i.payload_encrypted, i.turn_id, t.status AS turn_status,
     ct.time_zone, ct.quiet_hours, ct.opted_out_at
   FROM conversations c
   JOIN contacts ct ON ct.contact_id = c.contact_id
   JOIN inbound_messages i ON i.conversation_id = c.conversation_id AND i.inbound_id = $2
   LEFT JOIN turns t ON t.turn_id = i.turn_id
   WHERE c.conversation_id = $1`,
);
const WRITE = statement(
  'write_turn',
  `WITH turn AS (
     INSERT INTO turns (turn_id, workspace_id, conversation_id, contact_id, number, inbound_id, message_id, status,
       state_before, state_after, reason, probability, understanding, trace, template, variant, composition_encrypted,
       reply_encrypted, reply_source, reply_reason, latency_ms, at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
       CASE WHEN $8 = 'done' THEN floor(extract(epoch FROM clock_timestamp() - i.received_at) * 1000)::int END, $21
     FROM inbound_messages i WHERE i.conversation_id = $3 AND i.inbound_id = $6),
   transcript AS (
     INSERT INTO messages (message_id, workspace_id, conversation_id, number, turn, role, external_message_id,
       text_redacted, text_encrypted, created_at)
     SELECT m.message_id, $2, $3, m.number, $5, m.role, m.external_message_id, m.text_redacted, m.text_encrypted, $21
     FROM unnest($22::uuid[], $23::int[], $24::text[], $25::text[], $26::text[], $27::bytea[])
       AS m (message_id, number, role, external_message_id, text_redacted, text_encrypted)),
   conversation AS (
     UPDATE conversations SET state = $10, turn = $5, probability = $12, snapshot = $28, slots_encrypted = $29,
       message_number = $30, updated_at = $21, status = 'open', session = $31, closed_at = NULL, close_reason = NULL
     WHERE conversation_id = $3),
   session AS (
     INSERT INTO sessions (workspace_id, conversation_id, number, started_at) SELECT $2, $3, $31, $21 WHERE $32),
   inbound AS (
     UPDATE inbound_messages SET turn_id = $1, payload_encrypted = NULL WHERE conversation_id = $3 AND inbound_id = $6),
   cancelled AS (
     UPDATE follow_ups SET status = 'cancelled', cancelled_at = $21, cancel_reason = $33
     WHERE conversation_id = $3 AND status = 'pending'),
   planned AS (
     INSERT INTO follow_ups (follow_up_id, workspace_id, conversation_id, contact_id, kind, reason, due_at, created_at)
     SELECT f.id, $2, $3, $4, f.kind, f.reason, f.due_at, $21
     FROM unnest($34::uuid[], $35::text[], $36::text[], $37::timestamptz[]) AS f (id, kind, reason, due_at))
   SELECT CASE WHEN $8 = 'done' THEN pg_notify('${TURN_NOTIFY_CHANNEL}', $6::text) END`,
);
const OPT_OUT = statement(
  'opt_out',
  `WITH contact AS (UPDATE contacts SET opted_out_at = coalesce(opted_out_at, $2) WHERE contact_id = $1)
   UPDATE follow_ups SET status = 'cancelled', cancelled_at = $2, cancel_reason = 'opted_out'
   WHERE contact_id = $1 AND status = 'pending'`,
);

interface OpeningRow {
  flow: string;
  owner: Owner;
  status: 'open' | 'closed';
  session: number;
  turn: number;
  message_number: number;
  snapshot: Snapshot;
  slots_encrypted: Buffer | null;
  contact_id: string;
  message_id: string;
  payload_encrypted: Buffer | null;
  turn_id: string | null;
  turn_status: 'done' | 'composing' | null;
  time_zone: string;
  quiet_hours: QuietHours | null;
  opted_out_at: Date | null;
}

/** See WorkspaceStore.takeTurn. */
export async function takeTurn(
  ctx: StoreContext,
  key: TurnKey,
  decide: (opening: TurnOpening) => TurnDecision,
): Promise<TakenTurn | undefined> {
  if (!isUuid(key.conversationId) || !isUuid(key.inboundId)) return undefined;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, [row]] = await Promise.all([
      lockConversation(tx, key.conversationId),
      tx.rows<OpeningRow>(OPENING, [key.conversationId, key.inboundId]),
    ]);
    if (row === undefined) return undefined;
    if (row.turn_id !== null) return repeated(tx, key, row);
    const subjectKey = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
    const opening = openTurn(row, key, subjectKey);
    const decision = decide(opening);
    return writeTurn({ ctx, tx, key, row, subjectKey }, opening, decision);
  });
}

async function repeated(tx: Transaction, key: TurnKey, row: OpeningRow): Promise<TakenTurn> {
  const standing = await readStanding(tx, key.conversationId);
  if (standing === undefined || row.turn_id === null) throw new ParleyError('internal', 'A conversation vanished.');
  return { turnId: row.turn_id, status: row.turn_status ?? 'done', isRepeat: true, standing };
}

function openTurn(row: OpeningRow, key: TurnKey, subjectKey: Buffer): TurnOpening {
  if (row.payload_encrypted === null) throw new ParleyError('internal', 'An inbound message has neither text nor turn.');
  const ids = { contactId: row.contact_id, rowId: key.inboundId };
  const payload = JSON.parse(openText(subjectKey, 'inbound', ids, row.payload_encrypted)) as {
    text: string;
    userName?: string;
  };
  return {
    flow: row.flow,
    owner: row.owner,
    snapshot: row.snapshot,
    slots: openSlots(subjectKey, row.contact_id, key.conversationId, row.slots_encrypted),
    isOptedOut: row.opted_out_at !== null,
    clock: clockOf(row),
    text: payload.text,
    userName: payload.userName,
  };
}

export function clockOf(row: { time_zone: string; quiet_hours: QuietHours | null }): ContactClock {
  return { timeZone: row.time_zone, quietHours: row.quiet_hours ?? undefined };
}

interface Writing {
  readonly ctx: StoreContext;
  readonly tx: Transaction;
  readonly key: TurnKey;
  readonly row: OpeningRow;
  readonly subjectKey: Buffer;
}

async function writeTurn(writing: Writing, opening: TurnOpening, decision: TurnDecision): Promise<TakenTurn> {
  const { ctx, tx, key, row, subjectKey } = writing;
  const turnId = randomUUID();
  const { at } = decision;
  const status = decision.composition === undefined || decision.reply === undefined ? 'done' : 'composing';
  const number = row.turn + 1;
  const isReopened = row.status === 'closed';
  const planned = opening.isOptedOut || decision.isOptOut ? [] : decision.followUps.map(withId);
  const transcript = transcriptOf(writing, opening, status === 'done' ? decision.reply?.text : undefined);
  const optingOut = decision.isOptOut ? tx.rows(OPT_OUT, [row.contact_id, at]) : undefined;
  const ids = { contactId: row.contact_id, rowId: turnId };
  const kept = status === 'composing' ? { composition: decision.composition, fallback: decision.reply } : undefined;
  const writtenRows = tx.last(WRITE, [
    turnId,
    ctx.workspaceId,
    key.conversationId,
    row.contact_id,
    number,
    key.inboundId,
    row.message_id,
    status,
    row.snapshot.state,
    decision.snapshot.state,
    decision.reason,
    decision.snapshot.probability,
    JSON.stringify(decision.understanding),
    JSON.stringify(decision.trace),
    decision.reply?.template ?? null,
    decision.reply?.variant ?? null,
    kept === undefined ? null : sealText(subjectKey, 'composition', ids, JSON.stringify(kept)),
    status === 'done' && decision.reply !== undefined ? sealText(subjectKey, 'reply', ids, decision.reply.text) : null,
    status === 'done' && decision.reply !== undefined ? 'template' : null,
    decision.reply === undefined ? 'owned_by_person' : (decision.replyReason ?? null),
    at,
    transcript.map((message) => message.id),
    transcript.map((message) => message.number),
    transcript.map((message) => message.role),
    transcript.map((message) => message.externalId),
    transcript.map((message) => message.redacted),
    transcript.map((message) => message.encrypted),
    JSON.stringify(decision.snapshot),
    sealSlots(subjectKey, row.contact_id, key.conversationId, decision.slots),
    row.message_number + transcript.length,
    row.session + (isReopened ? 1 : 0),
    isReopened,
    decision.isOptOut ? 'opted_out' : 'customer_replied',
    planned.map((followUp) => followUp.id),
    planned.map((followUp) => followUp.kind),
    planned.map((followUp) => followUp.reason),
    planned.map((followUp) => new Date(followUp.dueAt)),
  ]);
  await Promise.all([optingOut, writtenRows]);
  const standing: StoredStanding = {
    flow: row.flow,
    state: decision.snapshot.state,
    owner: row.owner,
    isOpen: true,
    turn: number,
    followUps: planned.map(({ id, kind, dueAt }) => ({ id, kind, dueAt })).toSorted((a, b) => a.dueAt - b.dueAt),
  };
  return { turnId, status, isRepeat: false, standing };
}

function withId(followUp: PlannedFollowUp): PlannedFollowUp & { readonly id: string } {
  return { ...followUp, id: randomUUID() };
}

function transcriptOf({ key, row, subjectKey }: Writing, opening: TurnOpening, reply: string | undefined) {
  const message = (role: 'customer' | 'assistant', number: number, text: string) => {
    const id = role === 'customer' ? key.inboundId : randomUUID();
    return {
      id,
      number,
      role,
      externalId: role === 'customer' ? row.message_id : null,
      redacted: redact(text),
      encrypted: sealText(subjectKey, 'message', { contactId: row.contact_id, rowId: id }, text),
    };
  };
  const said = message('customer', row.message_number + 1, opening.text);
  return reply === undefined ? [said] : [said, message('assistant', row.message_number + 2, reply)];
}
