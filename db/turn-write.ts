import { randomUUID } from 'node:crypto';
import type { PlannedFollowUp } from '../contracts/dialogue.ts';
import {
  COMPOSITION_NOTIFY_CHANNEL,
  HAND_BACK,
  STREAM_NOTIFY_CHANNEL,
  TURN_NOTIFY_CHANNEL,
} from '../contracts/names.ts';
import type { Owner } from '../contracts/names.ts';
import type { PendingFollowUp } from '../contracts/turn.ts';
import type { TakenTurn, TurnCircumstances, TurnDecision, TurnOpening } from './interfaces.ts';
import type { ComposingRow } from './kept-composition.ts';
import { sealKept } from './kept-composition.ts';
import { redact } from './redact.ts';
import type { Transaction } from './sql.ts';
import { statement } from './sql.ts';
import { sealSlots, sealText } from './store-context.ts';
import { keepOpening } from './turn-openings.ts';
import type { OpeningRow, Said } from './turns.ts';

/**
 * One statement for all that a turn changes: with the commit behind it, one round trip. A turn that is decided again is
 * the same row with another decision in it; its attempt is raised in the row, where others may raise it at the same time.
 */
const WRITE = statement(
  'write_turn',
  `WITH turn AS (
     INSERT INTO turns AS t (turn_id, workspace_id, conversation_id, contact_id, number, inbound_id, message_id, status,
       state_before, state_after, reason, probability, understanding, trace, template, variant, composition_encrypted,
       reply_encrypted, reply_source, reply_reason, at, events, language, variants, hands_over, message_number,
       more_inbound_ids, more_message_ids, latency_ms)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, coalesce($23::text, 'en'),
       $24::jsonb, $25, $26, $27, $28,
       CASE WHEN $8 = 'done' THEN floor(extract(epoch FROM clock_timestamp() - i.received_at) * 1000)::int END
     FROM inbound_messages i WHERE i.conversation_id = $3 AND i.inbound_id = $6
     ON CONFLICT (turn_id) DO UPDATE SET status = EXCLUDED.status, state_after = EXCLUDED.state_after,
       reason = EXCLUDED.reason, probability = EXCLUDED.probability, understanding = EXCLUDED.understanding,
       trace = EXCLUDED.trace, template = EXCLUDED.template, variant = EXCLUDED.variant,
       composition_encrypted = EXCLUDED.composition_encrypted, reply_encrypted = EXCLUDED.reply_encrypted,
       reply_source = EXCLUDED.reply_source, reply_reason = EXCLUDED.reply_reason, at = EXCLUDED.at,
       events = EXCLUDED.events, language = EXCLUDED.language, variants = EXCLUDED.variants,
       hands_over = EXCLUDED.hands_over, message_number = EXCLUDED.message_number,
       more_inbound_ids = EXCLUDED.more_inbound_ids, more_message_ids = EXCLUDED.more_message_ids,
       latency_ms = EXCLUDED.latency_ms, attempt = t.attempt + $29,
       stop_requested_at = CASE WHEN $29 = 0 THEN t.stop_requested_at END),
   transcript AS (
     INSERT INTO messages (message_id, workspace_id, conversation_id, number, turn, role, external_message_id,
       text_redacted, text_encrypted, created_at)
     SELECT m.message_id, $2, $3, m.number, $5, m.role, m.external_message_id, m.text_redacted, m.text_encrypted, $21
     FROM unnest($30::uuid[], $31::int[], $32::text[], $33::text[], $34::text[], $35::bytea[])
       AS m (message_id, number, role, external_message_id, text_redacted, text_encrypted)),
   conversation AS (
     UPDATE conversations SET state = $10, turn = $5, probability = $12, snapshot = $36, slots_encrypted = $37,
       message_number = $38, updated_at = $21, status = 'open', session = $39, closed_at = NULL, close_reason = NULL,
       owner = $41
     WHERE conversation_id = $3),
   session AS (
     INSERT INTO sessions (workspace_id, conversation_id, number, started_at) SELECT $2, $3, $39, $21 WHERE $40),
   inbound AS (
     UPDATE inbound_messages SET turn_id = $1, payload_encrypted = NULL
     WHERE conversation_id = $3 AND inbound_id = ANY ($42::uuid[])),
   cancelled AS (
     UPDATE follow_ups SET status = 'cancelled', cancelled_at = $21, cancel_reason = $43
     WHERE conversation_id = $3 AND status = 'pending' AND follow_up_id <> ALL ($44::uuid[])),
   planned AS (
     INSERT INTO follow_ups (follow_up_id, workspace_id, conversation_id, contact_id, kind, reason, due_at, created_at)
     SELECT f.id, $2, $3, $4, f.kind, f.reason, f.due_at, $21
     FROM unnest($45::uuid[], $46::text[], $47::text[], $48::timestamptz[]) AS f (id, kind, reason, due_at)),
   assigned AS (
     INSERT INTO experiment_assignments (workspace_id, experiment, contact_id, variant, conversation_id, assigned_at)
     SELECT $2, a.key, $4, a.value, $3, $21 FROM jsonb_each_text($24::jsonb) AS a ON CONFLICT DO NOTHING)
   SELECT pg_notify(n.channel, n.payload) FROM unnest($49::text[], $50::text[]) AS n (channel, payload)`,
);
const OPT_OUT = statement(
  'opt_out',
  `WITH contact AS (UPDATE contacts SET opted_out_at = coalesce(opted_out_at, $2) WHERE contact_id = $1)
   UPDATE follow_ups SET status = 'cancelled', cancelled_at = $2, cancel_reason = 'opted_out'
   WHERE contact_id = $1 AND status = 'pending' AND kind <> '${HAND_BACK}'`,
);

/** The row of a turn: a new one, or that of a composing turn which is decided again. */
export interface TurnPlace {
  readonly turnId: string;
  readonly number: number;
  /** All of the turn, oldest first. */
  readonly inboundIds: readonly string[];
  readonly messageIds: readonly string[];
  /** Number of the last message that the transcript has of it; undefined: none yet. */
  readonly messageNumber: number | undefined;
  /** Who words the reply by now is shut out and told so. */
  readonly raisesAttempt: boolean;
}

export function placeOfNew(number: number, said: readonly Said[]): TurnPlace {
  return {
    turnId: randomUUID(),
    number,
    inboundIds: said.map(({ inboundId }) => inboundId),
    messageIds: said.map(({ messageId }) => messageId),
    messageNumber: undefined,
    raisesAttempt: false,
  };
}

/** With messages that come to it (planned again), or without (decided again by the attempt that words it). */
export function placeOfReplaced(row: ComposingRow, said: readonly Said[]): TurnPlace {
  return {
    turnId: row.turn_id,
    number: row.number,
    inboundIds: [row.inbound_id, ...(row.more_inbound_ids ?? []), ...said.map(({ inboundId }) => inboundId)],
    messageIds: [row.message_id, ...(row.more_message_ids ?? []), ...said.map(({ messageId }) => messageId)],
    messageNumber: row.turn_message_number ?? undefined,
    raisesAttempt: said.length > 0,
  };
}

/** A turn between its decision and its commit. */
export interface TurnToWrite {
  readonly tx: Transaction;
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly place: TurnPlace;
  readonly row: OpeningRow;
  readonly subjectKey: Buffer;
  /** Messages that the transcript does not have yet. */
  readonly said: readonly Said[];
  /** All that was known when it was decided. */
  readonly opening: TurnOpening;
  readonly circumstances: TurnCircumstances | undefined;
  readonly decision: TurnDecision;
}

/** Writes what was decided, commits, and tells how the conversation stands then. */
export async function writeTurn(turn: TurnToWrite): Promise<TakenTurn> {
  const { tx, row, decision, place, opening, circumstances } = turn;
  const isComposing = decision.composition !== undefined && decision.reply !== undefined;
  const transcript = transcriptOf(turn, isComposing ? undefined : decision.reply?.text);
  const planned = plannedOf(turn);
  const kept = keptOf(turn);
  await Promise.all([
    decision.isOptOut ? tx.rows(OPT_OUT, [row.contact_id, decision.at]) : undefined,
    circumstances === undefined
      ? undefined
      : keepOpening(tx, { ...turn, turnId: place.turnId }, { opening, circumstances }),
    tx.last(WRITE, [
      ...turnValues(turn, isComposing, transcript.length),
      ...transcriptValues(transcript),
      ...conversationValues(turn, isComposing, transcript.length),
      turn.said.map(({ inboundId }) => inboundId),
      ...followUpValues(planned, kept, decision.isOptOut),
      ...announcements(turn, isComposing),
    ]),
  ]);
  return {
    turnId: place.turnId,
    status: isComposing ? 'composing' : 'done',
    isRepeat: false,
    standing: {
      flow: row.flow,
      channel: row.channel,
      state: decision.snapshot.state,
      owner: decision.handOver === undefined ? ownerBefore(turn) : 'person',
      isOpen: true,
      turn: place.number,
      followUps: [...kept, ...planned.map(({ id, kind, dueAt }) => ({ id, kind, dueAt }))].toSorted(
        (a, b) => a.dueAt - b.dueAt,
      ),
    },
  };
}

/** $1 to $29 */
function turnValues(turn: TurnToWrite, isComposing: boolean, messages: number): readonly unknown[] {
  const { workspaceId, conversationId, row, decision, opening, place } = turn;
  const [inboundId, ...moreInboundIds] = place.inboundIds;
  const [messageId, ...moreMessageIds] = place.messageIds;
  return [
    place.turnId,
    workspaceId,
    conversationId,
    row.contact_id,
    place.number,
    inboundId,
    messageId,
    isComposing ? 'composing' : 'done',
    opening.snapshot.state,
    decision.snapshot.state,
    decision.reason,
    decision.snapshot.probability,
    JSON.stringify(decision.understanding),
    JSON.stringify(decision.trace),
    ...(isComposing ? compositionValues(turn) : replyValues(turn)),
    decision.at,
    JSON.stringify(decision.events),
    decision.snapshot.language,
    JSON.stringify(decision.variants),
    isComposing && decision.handOver !== undefined,
    messages === 0 ? place.messageNumber : row.message_number + messages,
    moreInboundIds.length === 0 ? null : moreInboundIds,
    moreMessageIds.length === 0 ? null : moreMessageIds,
    place.raisesAttempt ? 1 : 0,
  ];
}

/** $15 to $20 of a turn whose reply is still to be worded. */
function compositionValues({ row, subjectKey, decision, opening, place }: TurnToWrite): readonly unknown[] {
  const { composition, reply, replyReason } = decision;
  if (composition === undefined || reply === undefined) throw new TypeError('a composition without its template');
  const { snapshot, slots, text, userName } = opening;
  const before = { snapshot, slots, text, userName };
  const sealed = sealKept(subjectKey, row.contact_id, place.turnId, { composition, fallback: reply, before });
  return [reply.template, reply.variant, sealed, null, null, replyReason ?? null];
}

/** $15 to $20 of a turn that is done. */
function replyValues({ row, subjectKey, decision, place }: TurnToWrite): readonly unknown[] {
  const { reply, replyReason } = decision;
  if (reply === undefined) return [null, null, null, null, null, 'owned_by_person'];
  const ids = { contactId: row.contact_id, rowId: place.turnId };
  const sealed = sealText(subjectKey, 'reply', ids, reply.text);
  return [reply.template, reply.variant, null, sealed, 'template', replyReason ?? null];
}

interface Entry {
  readonly id: string;
  readonly number: number;
  readonly role: 'customer' | 'assistant';
  readonly externalId: string | null;
  readonly text: string;
  readonly sealed: Buffer;
}

function transcriptOf({ row, subjectKey, said }: TurnToWrite, reply: string | undefined): readonly Entry[] {
  const entries = said.map(({ inboundId, messageId, text }) => ({
    id: inboundId,
    role: 'customer' as const,
    externalId: messageId as string | null,
    text,
  }));
  const replies =
    reply === undefined ? [] : [{ id: randomUUID(), role: 'assistant' as const, externalId: null, text: reply }];
  return [...entries, ...replies].map((entry, index) => ({
    ...entry,
    number: row.message_number + index + 1,
    sealed: sealText(subjectKey, 'message', { contactId: row.contact_id, rowId: entry.id }, entry.text),
  }));
}

/** $30 to $35 */
function transcriptValues(transcript: readonly Entry[]): readonly unknown[] {
  return [
    transcript.map(({ id }) => id),
    transcript.map(({ number }) => number),
    transcript.map(({ role }) => role),
    transcript.map(({ externalId }) => externalId),
    transcript.map(({ text }) => redact(text)),
    transcript.map(({ sealed }) => sealed),
  ];
}

/** $36 to $41. While the reply is composed the bot still owns the conversation: its last word is to come. */
function conversationValues(turn: TurnToWrite, isComposing: boolean, messages: number): readonly unknown[] {
  const { conversationId, row, subjectKey, decision } = turn;
  const isReopened = row.status === 'closed';
  return [
    JSON.stringify(decision.snapshot),
    sealSlots(subjectKey, row.contact_id, conversationId, decision.slots),
    row.message_number + messages,
    row.session + (isReopened ? 1 : 0),
    isReopened,
    decision.handOver === undefined || isComposing ? ownerBefore(turn) : 'person',
  ];
}

/** Whose conversation it is by the time of the reply: a customer who wants no person has the bot back at once. */
function ownerBefore({ row, decision }: TurnToWrite): Owner {
  return decision.isHandBack === true ? 'bot' : row.owner;
}

/** Follow-ups that outlive the turn. Nobody is awaited any more after a hand-back; whoever opts out still waits for the person. */
function keptOf({ row, decision }: TurnToWrite): readonly PendingFollowUp[] {
  const all = row.lasting_follow_ups ?? [];
  const lasting = decision.isOptOut ? all.filter(({ kind }) => kind === HAND_BACK) : all;
  return decision.isHandBack === true ? lasting.filter(({ kind }) => kind !== HAND_BACK) : lasting;
}

type IdentifiedFollowUp = PlannedFollowUp & { readonly id: string };

/**
 * After a hand-over the only thing that is due is to take the conversation back when nobody comes: for a contact who opted
 * out, too, though without a word.
 */
function plannedOf({ opening, decision }: TurnToWrite): readonly IdentifiedFollowUp[] {
  const { handOver, followUps, at } = decision;
  if (decision.isOptOut || (opening.isOptedOut && handOver === undefined)) return [];
  const planned =
    handOver === undefined
      ? followUps
      : [{ kind: HAND_BACK, dueAt: at.getTime() + handOver.unansweredMs, reason: 'no person has written by then' }];
  return planned.map((followUp) => ({ ...followUp, id: randomUUID() }));
}

/** $43 to $48. A customer who writes does not end the wait for a person. */
function followUpValues(
  planned: readonly IdentifiedFollowUp[],
  kept: readonly PendingFollowUp[],
  isOptOut: boolean,
): readonly unknown[] {
  return [
    isOptOut ? 'opted_out' : 'customer_replied',
    kept.map(({ id }) => id),
    planned.map(({ id }) => id),
    planned.map(({ kind }) => kind),
    planned.map(({ reason }) => reason),
    planned.map(({ dueAt }) => new Date(dueAt)),
  ];
}

/** $49 and $50 */
function announcements({ conversationId, place }: TurnToWrite, isComposing: boolean): readonly unknown[] {
  const told: [channel: string, payload: string][] = [];
  if (!isComposing) for (const id of place.inboundIds) told.push([TURN_NOTIFY_CHANNEL, id]);
  if (!isComposing || place.raisesAttempt) told.push([STREAM_NOTIFY_CHANNEL, conversationId]);
  if (place.raisesAttempt) told.push([COMPOSITION_NOTIFY_CHANNEL, place.turnId]);
  return [told.map(([channel]) => channel), told.map(([, payload]) => payload)];
}
