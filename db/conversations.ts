import { randomUUID } from 'node:crypto';
import type { QuietHours } from '../contracts/dialogue.ts';
import { ParleyError } from '../contracts/errors.ts';
import type { Channel, CloseReason, Owner } from '../contracts/names.ts';
import { HAND_BACK } from '../contracts/names.ts';
import type { ConversationAddress } from '../contracts/turn.ts';
import { encrypt, keyedHash, newKey, wrap } from './crypto.ts';
import type { CreatedConversation, NewContact, NewConversation, StoredStanding } from './interfaces.ts';
import { subjectOf } from './keys.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { fieldContext } from './store-context.ts';

const FIND_BY_KEY = statement(
  'conversation_by_idempotency_key',
  'SELECT conversation_id, contact_id, request_hash FROM conversations WHERE workspace_id = $1 AND idempotency_key = $2',
);
const FIND_CONTACT = statement(
  'contact_by_identity',
  `SELECT contact_id FROM contact_identities WHERE workspace_id = $1 AND kind = 'external' AND value_hmac = $2`,
);
const LOCK_IDENTITY = statement('lock_identity', 'SELECT pg_advisory_xact_lock($1::bigint)');
const INSERT_CONTACT = statement(
  'insert_contact',
  `WITH contact AS (
     INSERT INTO contacts (contact_id, workspace_id, name_encrypted, locale, time_zone, quiet_hours, created_at)
     VALUES ($1, $2, $3, $4, coalesce($5, 'UTC'), $6, $7)),
   identity AS (
     INSERT INTO contact_identities (workspace_id, kind, value_hmac, value_encrypted, contact_id)
     VALUES ($2, 'external', $8, $9, $1))
   INSERT INTO subject_keys (contact_id, workspace_id, wrapped_key, master_key_id) VALUES ($1, $2, $10, $11)`,
);
const UPDATE_CONTACT = statement(
  'update_contact',
  `UPDATE contacts SET name_encrypted = coalesce($2, name_encrypted), locale = coalesce($3, locale),
     time_zone = coalesce($4, time_zone), quiet_hours = CASE WHEN $5 THEN $6 ELSE quiet_hours END
   WHERE contact_id = $1`,
);
const INSERT_CONVERSATION = statement(
  'insert_conversation',
  `WITH conversation AS (
     INSERT INTO conversations (conversation_id, workspace_id, contact_id, flow, channel, state, initial_state, probability,
       snapshot, idempotency_key, request_hash, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $11)
     ON CONFLICT (workspace_id, idempotency_key) DO NOTHING RETURNING conversation_id),
   session AS (
     INSERT INTO sessions (workspace_id, conversation_id, number, started_at)
     SELECT $2, conversation_id, 1, $11 FROM conversation)
   SELECT conversation_id FROM conversation`,
);
const ADDRESS = statement(
  'conversation_address',
  'SELECT contact_id, flow, channel, state FROM conversations WHERE conversation_id = $1',
);
/** Not FOR UPDATE: that would hold up messages that arrive meanwhile, whose foreign key takes a share of the row's key. */
const LOCK = statement('lock_conversation', 'SELECT 1 FROM conversations WHERE conversation_id = $1 FOR NO KEY UPDATE');
const STANDING = statement(
  'conversation_standing',
  `SELECT c.flow, c.channel, c.state, c.owner, c.status, c.turn,
     coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.follow_up_id, 'kind', f.kind,
         'dueAt', round(extract(epoch FROM f.due_at) * 1000)::bigint) ORDER BY f.due_at, f.follow_up_id)
       FROM follow_ups f WHERE f.conversation_id = c.conversation_id AND f.status = 'pending'), '[]') AS follow_ups
   FROM conversations c WHERE c.conversation_id = $1`,
);
const CLOSE = statement(
  'close_conversation',
  `WITH closed AS (
     UPDATE conversations SET status = 'closed', closed_at = $2, close_reason = $3, updated_at = $2
     WHERE conversation_id = $1 AND status = 'open' RETURNING session),
   ended AS (
     UPDATE sessions s SET ended_at = $2, end_reason = $3 FROM closed
     WHERE s.conversation_id = $1 AND s.number = closed.session)
   UPDATE follow_ups SET status = 'cancelled', cancelled_at = $2, cancel_reason = 'conversation_closed'
   WHERE conversation_id = $1 AND status = 'pending' AND EXISTS (SELECT 1 FROM closed)`,
);
/** What was planned belongs to the owner before: a person sends nothing by timer, and one who came is waited for no more. */
const SET_OWNER = statement(
  'set_owner',
  `WITH changed AS (
     UPDATE conversations SET owner = $2, updated_at = $3 WHERE conversation_id = $1 RETURNING conversation_id)
   UPDATE follow_ups SET status = 'cancelled', cancelled_at = $3,
     cancel_reason = CASE WHEN $2 = 'person' THEN 'owned_by_person' ELSE 'cancelled_by_api' END
   WHERE conversation_id = $1 AND status = 'pending' AND ($2 = 'person' OR kind = '${HAND_BACK}')
     AND EXISTS (SELECT 1 FROM changed)`,
);

/** See WorkspaceStore.createConversation. */
export async function createConversation(ctx: StoreContext, input: NewConversation): Promise<CreatedConversation> {
  const existing = await findByIdempotencyKey(ctx, input);
  if (existing !== undefined) return existing;
  const lookupKey = await ctx.keys.ofWorkspace(ctx.workspaceId);
  const identity = keyedHash(lookupKey, `external|${input.contact.externalId}`);
  const conversationId = randomUUID();
  const contactId = await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    // Two first messages of one person at once make one contact.
    const [, [known]] = await Promise.all([
      tx.rows(LOCK_IDENTITY, [identity.readBigInt64BE(0).toString()]),
      tx.rows<{ contact_id: string }>(FIND_CONTACT, [ctx.workspaceId, identity]),
    ]);
    const contact =
      known === undefined
        ? await insertContact(ctx, tx, input, identity)
        : await updateContact(ctx, tx, known.contact_id, input.contact);
    const [made] = await tx.last<{ conversation_id: string }>(INSERT_CONVERSATION, [
      conversationId,
      ctx.workspaceId,
      contact,
      input.flow,
      input.channel,
      input.initialSnapshot.state,
      input.initialSnapshot.probability,
      JSON.stringify(input.initialSnapshot),
      input.idempotencyKey ?? null,
      input.requestHash ?? null,
      input.at,
    ]);
    return made === undefined ? undefined : contact;
  });
  if (contactId !== undefined) return { conversationId, contactId, isNew: true };
  const other = await findByIdempotencyKey(ctx, input);
  if (other === undefined) throw new ParleyError('internal', 'A conversation vanished while it was made.');
  return other;
}

async function findByIdempotencyKey(
  ctx: StoreContext,
  input: NewConversation,
): Promise<CreatedConversation | undefined> {
  if (input.idempotencyKey === undefined) return undefined;
  const [row] = await ctx.sql.rows<{
    conversation_id: string;
    contact_id: string;
    request_hash: string | null;
  }>(ctx.workspaceId, FIND_BY_KEY, [ctx.workspaceId, input.idempotencyKey]);
  if (row === undefined) return undefined;
  if (row.request_hash !== (input.requestHash ?? null)) {
    throw new ParleyError('conversation_exists', 'Send another Idempotency-Key for another request.');
  }
  return { conversationId: row.conversation_id, contactId: row.contact_id, isNew: false };
}

/** Makes a contact and its subject key; `identity` is the keyed hash of its external id. Answers its id. */
export async function insertContact(
  ctx: StoreContext,
  tx: Transaction,
  input: Pick<NewConversation, 'contact' | 'defaultQuietHours' | 'defaultTimeZone' | 'at'>,
  identity: Buffer,
): Promise<string> {
  const { contact } = input;
  const contactId = randomUUID();
  const key = newKey();
  const { wrapped, masterKeyId } = wrap(ctx.keys.masterKeys, key, subjectOf(ctx.workspaceId, contactId));
  await tx.rows(INSERT_CONTACT, [
    contactId,
    ctx.workspaceId,
    sealName(key, contactId, contact.name),
    contact.locale ?? null,
    contact.timeZone ?? input.defaultTimeZone ?? null,
    quietHoursJson(contact.quietHours === undefined ? input.defaultQuietHours : contact.quietHours),
    input.at,
    identity,
    encrypt(key, contact.externalId, fieldContext('identity', contactId, 'external')),
    wrapped,
    masterKeyId,
  ]);
  return contactId;
}

/** The contact of an external id (`identity` is its keyed hash), made when there is none: two at once make one. */
export async function findOrInsertContact(
  ctx: StoreContext,
  tx: Transaction,
  input: Pick<NewConversation, 'contact' | 'defaultQuietHours' | 'defaultTimeZone' | 'at'>,
  identity: Buffer,
): Promise<string> {
  const [, [known]] = await Promise.all([
    tx.rows(LOCK_IDENTITY, [identity.readBigInt64BE(0).toString()]),
    tx.rows<{ contact_id: string }>(FIND_CONTACT, [ctx.workspaceId, identity]),
  ]);
  return known?.contact_id ?? insertContact(ctx, tx, input, identity);
}

async function updateContact(
  ctx: StoreContext,
  tx: Transaction,
  contactId: string,
  contact: NewContact,
): Promise<string> {
  const { name, locale, timeZone, quietHours } = contact;
  if (name === undefined && locale === undefined && timeZone === undefined && quietHours === undefined)
    return contactId;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
  await tx.rows(UPDATE_CONTACT, [
    contactId,
    sealName(key, contactId, name),
    locale ?? null,
    timeZone ?? null,
    quietHours !== undefined,
    quietHoursJson(quietHours),
  ]);
  return contactId;
}

function sealName(key: Buffer, contactId: string, name: string | undefined): Buffer | null {
  return name === undefined ? null : encrypt(key, name, fieldContext('name', contactId, 'contact'));
}

function quietHoursJson(quietHours: QuietHours | null | undefined): string | null {
  return quietHours === undefined || quietHours === null ? null : JSON.stringify(quietHours);
}

/** See WorkspaceStore.findAddress. The state is the one at the time of the look-up. */
export async function findAddress(ctx: StoreContext, conversationId: string): Promise<ConversationAddress | undefined> {
  if (!isUuid(conversationId)) return undefined;
  const [row] = await ctx.sql.rows<{
    contact_id: string;
    flow: string;
    channel: Channel;
    state: string;
  }>(ctx.workspaceId, ADDRESS, [conversationId]);
  if (row === undefined) return undefined;
  return {
    workspaceId: ctx.workspaceId,
    conversationId,
    contactId: row.contact_id,
    flow: row.flow,
    channel: row.channel,
    state: row.state,
  };
}

interface StandingRow {
  flow: string;
  channel: Channel;
  state: string;
  owner: Owner;
  status: string;
  turn: number;
  follow_ups: { id: string; kind: string; dueAt: number }[];
}

/** Reads the standing inside a transaction, or in one of its own. */
export async function readStanding(
  tx: Pick<Transaction, 'rows'>,
  conversationId: string,
): Promise<StoredStanding | undefined> {
  const [row] = await tx.rows<StandingRow>(STANDING, [conversationId]);
  if (row === undefined) return undefined;
  const { flow, channel, state, owner, turn } = row;
  return { flow, channel, state, owner, turn, isOpen: row.status === 'open', followUps: row.follow_ups };
}

export async function loadStanding(ctx: StoreContext, conversationId: string): Promise<StoredStanding | undefined> {
  if (!isUuid(conversationId)) return undefined;
  return ctx.sql.transaction(ctx.workspaceId, (tx) => readStanding(tx, conversationId));
}

/** Every change of a conversation holds this lock, so turns, follow-ups and commands never overlap. */
export function lockConversation(tx: Transaction, conversationId: string): Promise<unknown> {
  return tx.rows(LOCK, [conversationId]);
}

export async function closeConversation(
  ctx: StoreContext,
  conversationId: string,
  reason: CloseReason,
  at: Date,
): Promise<void> {
  if (!isUuid(conversationId)) return;
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await Promise.all([lockConversation(tx, conversationId), tx.last(CLOSE, [conversationId, at, reason])]);
  });
}

/** See WorkspaceStore.setOwner. */
export async function setOwner(ctx: StoreContext, conversationId: string, owner: Owner, at: Date): Promise<void> {
  if (!isUuid(conversationId)) return;
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    await Promise.all([lockConversation(tx, conversationId), tx.last(SET_OWNER, [conversationId, owner, at])]);
  });
}
