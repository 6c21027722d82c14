import { randomUUID } from 'node:crypto';
import type { FollowUpDecision, QuietHours, Snapshot } from '../contracts/dialogue.ts';
import { ParleyError } from '../contracts/errors.ts';
import type { FollowUpCancelReason, FollowUpStatus, Owner } from '../contracts/names.ts';
import { HAND_BACK, STREAM_NOTIFY_CHANNEL } from '../contracts/names.ts';
import { dropBasket } from './commerce/effects.ts';
import { lockConversation, readStanding } from './conversations.ts';
import type {
  FireFollowUpRequest,
  FireFollowUpResult,
  FollowUpOpening,
  FollowUpRecord,
  Page,
  PageRequest,
} from './interfaces.ts';
import { cursorOf, pageOf, readCursor } from './paging.ts';
import { redact } from './redact.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openSlots, sealSlots, sealText } from './store-context.ts';
import { clockOf } from './turns.ts';

const COLUMNS =
  'follow_up_id, kind, status, reason, due_at, created_at, fired_at, cancelled_at, cancel_reason, message_id';
const FIND = statement(
  'find_follow_up',
  `SELECT ${COLUMNS} FROM follow_ups WHERE conversation_id = $1 AND follow_up_id = $2`,
);
const LIST = statement(
  'list_follow_ups',
  `SELECT ${COLUMNS} FROM follow_ups
   WHERE conversation_id = $1 AND ($2::text IS NULL OR status = $2)
     AND ($3::timestamptz IS NULL OR (due_at, follow_up_id) > ($3, $4::uuid))
   ORDER BY due_at, follow_up_id LIMIT $5`,
);
const OPENING = statement(
  'follow_up_opening',
  `SELECT f.kind, f.status, c.flow, c.owner, c.snapshot, c.slots_encrypted, c.contact_id, c.message_number,
     ct.time_zone, ct.quiet_hours, ct.opted_out_at,
     CASE WHEN f.kind = '${HAND_BACK}' THEN EXISTS (
       SELECT 1 FROM messages m WHERE m.conversation_id = c.conversation_id AND m.role = 'agent' AND m.created_at >= f.created_at)
       ELSE false END AS has_person_come
   FROM follow_ups f JOIN conversations c USING (conversation_id) JOIN contacts ct ON ct.contact_id = c.contact_id
   WHERE f.conversation_id = $1 AND f.follow_up_id = $2`,
);
const FIRE = statement(
  'fire_follow_up',
  `WITH fired AS (
     UPDATE follow_ups SET status = 'fired', fired_at = $3, message_id = $4, events = $9
     WHERE follow_up_id = $2 AND status = 'pending' RETURNING conversation_id, workspace_id),
   conversation AS (
     UPDATE conversations SET message_number = $5, snapshot = $6, owner = $10, updated_at = $3,
       slots_encrypted = coalesce($11, slots_encrypted), state = $12 WHERE conversation_id = $1),
   transcript AS (
     INSERT INTO messages (message_id, workspace_id, conversation_id, number, follow_up_id, role, text_redacted, text_encrypted, created_at)
     SELECT $4, workspace_id, conversation_id, $5, $2, 'assistant', $7, $8, $3 FROM fired)
   SELECT pg_notify('${STREAM_NOTIFY_CHANNEL}', conversation_id::text) FROM fired`,
);
/** A message would be unasked for: the contact opted out. */
const TAKE_BACK = statement(
  'take_back_silently',
  `UPDATE conversations SET owner = 'bot', updated_at = $2 WHERE conversation_id = $1`,
);
const MOVE = statement(
  'move_follow_up',
  `UPDATE follow_ups SET due_at = $3 WHERE conversation_id = $1 AND follow_up_id = $2 AND status = 'pending' RETURNING ${COLUMNS}`,
);
const CANCEL = statement(
  'cancel_follow_up',
  `UPDATE follow_ups SET status = 'cancelled', cancelled_at = $3, cancel_reason = $4
   WHERE conversation_id = $1 AND follow_up_id = $2 AND status = 'pending' RETURNING ${COLUMNS}`,
);

interface FollowUpRow {
  follow_up_id: string;
  kind: string;
  status: FollowUpStatus;
  reason: string;
  due_at: Date;
  created_at: Date;
  fired_at: Date | null;
  cancelled_at: Date | null;
  cancel_reason: FollowUpCancelReason | null;
  message_id: string | null;
}

interface OpeningRow {
  kind: string;
  status: FollowUpStatus;
  flow: string;
  owner: Owner;
  snapshot: Snapshot;
  slots_encrypted: Buffer | null;
  contact_id: string;
  message_number: number;
  time_zone: string;
  quiet_hours: QuietHours | null;
  opted_out_at: Date | null;
  has_person_come: boolean;
}

export async function listFollowUps(
  ctx: StoreContext,
  conversationId: string,
  page: PageRequest & { readonly status?: FollowUpStatus },
): Promise<Page<FollowUpRecord>> {
  if (!isUuid(conversationId)) return { items: [], nextCursor: undefined };
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  const rows = await ctx.sql.rows<FollowUpRow>(ctx.workspaceId, LIST, [
    conversationId,
    page.status ?? null,
    at,
    id,
    page.limit + 1,
  ]);
  return pageOf(rows, page.limit, toRecord, (row) => cursorOf([row.due_at.toISOString(), row.follow_up_id]));
}

export async function findFollowUp(
  ctx: StoreContext,
  conversationId: string,
  followUpId: string,
): Promise<FollowUpRecord | undefined> {
  if (!isUuid(conversationId) || !isUuid(followUpId)) return undefined;
  const [row] = await ctx.sql.rows<FollowUpRow>(ctx.workspaceId, FIND, [conversationId, followUpId]);
  return row === undefined ? undefined : toRecord(row);
}

/** See WorkspaceStore.fireFollowUp. */
export async function fireFollowUp(
  ctx: StoreContext,
  request: FireFollowUpRequest,
  decide: (opening: FollowUpOpening) => FollowUpDecision,
): Promise<FireFollowUpResult> {
  const { conversationId, followUpId, at } = request;
  if (!isUuid(conversationId) || !isUuid(followUpId)) return { outcome: 'not_found', standing: undefined };
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, [row]] = await Promise.all([
      lockConversation(tx, conversationId),
      tx.rows<OpeningRow>(OPENING, [conversationId, followUpId]),
    ]);
    if (row === undefined) return { outcome: 'not_found', standing: undefined };
    const outcome = await fireOrNot({ ctx, tx, request, row }, decide, at);
    return { outcome, standing: await readStanding(tx, conversationId) };
  });
}

interface Firing {
  readonly ctx: StoreContext;
  readonly tx: Transaction;
  readonly request: FireFollowUpRequest;
  readonly row: OpeningRow;
}

async function fireOrNot(
  firing: Firing,
  decide: (opening: FollowUpOpening) => FollowUpDecision,
  at: Date,
): Promise<FireFollowUpResult['outcome']> {
  const { ctx, tx, request, row } = firing;
  if (row.status !== 'pending') return 'not_sent';
  const refusal = refusalOf(row);
  if (refusal !== undefined) {
    await tx.rows(CANCEL, [request.conversationId, request.followUpId, at, refusal]);
    if (isTakenBack(row)) await tx.rows(TAKE_BACK, [request.conversationId, at]);
    return 'not_sent';
  }
  const key = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
  const decision = decide({
    flow: row.flow,
    kind: row.kind,
    contactId: row.contact_id,
    snapshot: row.snapshot,
    slots: openSlots(key, row.contact_id, request.conversationId, row.slots_encrypted),
    clock: clockOf(row),
  });
  if (decision.action === 'postpone') {
    await tx.rows(MOVE, [request.conversationId, request.followUpId, new Date(decision.dueAt)]);
    return 'postponed';
  }
  const { text } = decision.reply;
  const messageId = randomUUID();
  await tx.rows(FIRE, [
    request.conversationId,
    request.followUpId,
    at,
    messageId,
    row.message_number + 1,
    JSON.stringify(decision.snapshot),
    redact(text),
    sealText(key, 'message', { contactId: row.contact_id, rowId: messageId }, text),
    JSON.stringify(decision.events),
    decision.isHandBack ? 'bot' : row.owner,
    decision.slots === undefined ? null : sealSlots(key, row.contact_id, request.conversationId, decision.slots),
    decision.snapshot.state,
  ]);
  await dropBasket(ctx, tx, { conversationId: request.conversationId, effects: decision.effects ?? [], at });
  return 'sent';
}

/** A person who never came is what a hand-back is for; one who came keeps the conversation, and a bot has it already. */
function refusalOf(row: OpeningRow): FollowUpCancelReason | undefined {
  if (row.opted_out_at !== null) return 'opted_out';
  if (row.kind === HAND_BACK && row.owner === 'bot') return 'cancelled_by_api';
  if (row.kind === HAND_BACK) return row.has_person_come ? 'owned_by_person' : undefined;
  return row.owner === 'person' ? 'owned_by_person' : undefined;
}

/** The bot answers a contact who opted out and writes again, once nobody came for them. */
function isTakenBack({ kind, owner, opted_out_at, has_person_come }: OpeningRow): boolean {
  return kind === HAND_BACK && owner === 'person' && opted_out_at !== null && !has_person_come;
}

export async function moveFollowUp(
  ctx: StoreContext,
  conversationId: string,
  followUpId: string,
  dueAt: Date,
): Promise<FollowUpRecord> {
  return change(ctx, MOVE, conversationId, [followUpId, dueAt]);
}

export async function cancelFollowUp(
  ctx: StoreContext,
  conversationId: string,
  followUpId: string,
  at: Date,
): Promise<FollowUpRecord> {
  return change(ctx, CANCEL, conversationId, [followUpId, at, 'cancelled_by_api']);
}

async function change(
  ctx: StoreContext,
  what: typeof MOVE,
  conversationId: string,
  values: readonly [string, ...unknown[]],
): Promise<FollowUpRecord> {
  const [followUpId] = values;
  if (!isUuid(conversationId) || !isUuid(followUpId)) throw missing();
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, [changed]] = await Promise.all([
      lockConversation(tx, conversationId),
      tx.rows<FollowUpRow>(what, [conversationId, ...values]),
    ]);
    if (changed !== undefined) return toRecord(changed);
    const [row] = await tx.rows<FollowUpRow>(FIND, [conversationId, followUpId]);
    if (row === undefined) throw missing();
    throw new ParleyError('follow_up_not_pending', `It is ${row.status} already.`);
  });
}

function missing(): ParleyError {
  return new ParleyError('not_found', 'There is no such follow-up in this conversation.');
}

function toRecord(row: FollowUpRow): FollowUpRecord {
  return {
    followUpId: row.follow_up_id,
    kind: row.kind,
    status: row.status,
    reason: row.reason,
    dueAt: row.due_at,
    createdAt: row.created_at,
    firedAt: row.fired_at ?? undefined,
    cancelledAt: row.cancelled_at ?? undefined,
    cancelReason: row.cancel_reason ?? undefined,
    messageId: row.message_id ?? undefined,
  };
}
