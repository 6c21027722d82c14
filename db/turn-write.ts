import { randomUUID } from 'node:crypto';
import type { PlannedFollowUp } from '../contracts/dialogue.ts';
import { TURN_NOTIFY_CHANNEL } from '../contracts/names.ts';
import type { TakenTurn, TurnDecision, TurnKey, TurnOpening } from './interfaces.ts';
import { redact } from './redact.ts';
import type { Transaction } from './sql.ts';
import { statement } from './sql.ts';
import { sealSlots, sealText } from './store-context.ts';
import type { OpeningRow } from './turns.ts';

/** One statement for all that a turn changes: with the commit behind it, one round trip. */
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

/** A turn between its decision and its commit. */
export interface TurnToWrite {
  readonly tx: Transaction;
  readonly workspaceId: string;
  readonly key: TurnKey;
  readonly row: OpeningRow;
  readonly subjectKey: Buffer;
  readonly opening: TurnOpening;
  readonly decision: TurnDecision;
}

/** Writes what was decided, commits, and tells how the conversation stands then. */
export async function writeTurn(turn: TurnToWrite): Promise<TakenTurn> {
  const { tx, row, opening, decision } = turn;
  const turnId = randomUUID();
  const isComposing = decision.composition !== undefined && decision.reply !== undefined;
  const transcript = transcriptOf(turn, isComposing ? undefined : decision.reply?.text);
  const planned = opening.isOptedOut || decision.isOptOut ? [] : decision.followUps.map(withId);
  await Promise.all([
    decision.isOptOut ? tx.rows(OPT_OUT, [row.contact_id, decision.at]) : undefined,
    tx.last(WRITE, [
      ...turnValues(turn, turnId, isComposing),
      ...transcriptValues(transcript),
      ...conversationValues(turn, transcript.length),
      ...followUpValues(planned, decision.isOptOut),
    ]),
  ]);
  return {
    turnId,
    status: isComposing ? 'composing' : 'done',
    isRepeat: false,
    standing: {
      flow: row.flow,
      state: decision.snapshot.state,
      owner: row.owner,
      isOpen: true,
      turn: row.turn + 1,
      followUps: planned.map(({ id, kind, dueAt }) => ({ id, kind, dueAt })).toSorted((a, b) => a.dueAt - b.dueAt),
    },
  };
}

/** $1 to $21 */
function turnValues(turn: TurnToWrite, turnId: string, isComposing: boolean): readonly unknown[] {
  const { workspaceId, key, row, decision } = turn;
  return [
    turnId,
    workspaceId,
    key.conversationId,
    row.contact_id,
    row.turn + 1,
    key.inboundId,
    row.message_id,
    isComposing ? 'composing' : 'done',
    row.snapshot.state,
    decision.snapshot.state,
    decision.reason,
    decision.snapshot.probability,
    JSON.stringify(decision.understanding),
    JSON.stringify(decision.trace),
    ...(isComposing ? compositionValues(turn, turnId) : replyValues(turn, turnId)),
    decision.at,
  ];
}

/** $15 to $20 of a turn whose reply is still to be worded. */
function compositionValues(turn: TurnToWrite, turnId: string): readonly unknown[] {
  const { row, subjectKey, decision } = turn;
  const { composition, reply, replyReason } = decision;
  const ids = { contactId: row.contact_id, rowId: turnId };
  const kept = JSON.stringify({ composition, fallback: reply });
  const sealed = sealText(subjectKey, 'composition', ids, kept);
  return [reply?.template, reply?.variant, sealed, null, null, replyReason ?? null];
}

/** $15 to $20 of a turn that is done. */
function replyValues(turn: TurnToWrite, turnId: string): readonly unknown[] {
  const { row, subjectKey, decision } = turn;
  const { reply, replyReason } = decision;
  if (reply === undefined) return [null, null, null, null, null, 'owned_by_person'];
  const ids = { contactId: row.contact_id, rowId: turnId };
  const sealed = sealText(subjectKey, 'reply', ids, reply.text);
  return [reply.template, reply.variant, null, sealed, 'template', replyReason ?? null];
}

interface Said {
  readonly id: string;
  readonly number: number;
  readonly role: 'customer' | 'assistant';
  readonly externalId: string | null;
  readonly text: string;
  readonly sealed: Buffer;
}

function transcriptOf(turn: TurnToWrite, reply: string | undefined): readonly Said[] {
  const { key, row, subjectKey, opening } = turn;
  const seal = (rowId: string, text: string): Buffer =>
    sealText(subjectKey, 'message', { contactId: row.contact_id, rowId }, text);
  const said: Said = {
    id: key.inboundId,
    number: row.message_number + 1,
    role: 'customer',
    externalId: row.message_id,
    text: opening.text,
    sealed: seal(key.inboundId, opening.text),
  };
  if (reply === undefined) return [said];
  const id = randomUUID();
  const number = row.message_number + 2;
  const sealed = seal(id, reply);
  return [said, { id, number, role: 'assistant', externalId: null, text: reply, sealed }];
}

/** $22 to $27 */
function transcriptValues(transcript: readonly Said[]): readonly unknown[] {
  return [
    transcript.map(({ id }) => id),
    transcript.map(({ number }) => number),
    transcript.map(({ role }) => role),
    transcript.map(({ externalId }) => externalId),
    transcript.map(({ text }) => redact(text)),
    transcript.map(({ sealed }) => sealed),
  ];
}

/** $28 to $32 */
function conversationValues(turn: TurnToWrite, messages: number): readonly unknown[] {
  const { key, row, subjectKey, decision } = turn;
  const isReopened = row.status === 'closed';
  return [
    JSON.stringify(decision.snapshot),
    sealSlots(subjectKey, row.contact_id, key.conversationId, decision.slots),
    row.message_number + messages,
    row.session + (isReopened ? 1 : 0),
    isReopened,
  ];
}

type IdentifiedFollowUp = PlannedFollowUp & { readonly id: string };

function withId(followUp: PlannedFollowUp): IdentifiedFollowUp {
  return { ...followUp, id: randomUUID() };
}

/** $33 to $37 */
function followUpValues(planned: readonly IdentifiedFollowUp[], isOptOut: boolean): readonly unknown[] {
  return [
    isOptOut ? 'opted_out' : 'customer_replied',
    planned.map(({ id }) => id),
    planned.map(({ kind }) => kind),
    planned.map(({ reason }) => reason),
    planned.map(({ dueAt }) => new Date(dueAt)),
  ];
}
