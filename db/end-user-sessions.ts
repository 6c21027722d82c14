import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EndUserSession, OpenedEndUserSession } from './end-user-store.ts';
import type { WrappedSubjectKey } from './keys.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openText } from './store-context.ts';

/** With each one that is made, some that nobody will read again are removed; so no other process has to. */
const INSERT = statement(
  'insert_end_user_session',
  `WITH gone AS (
     DELETE FROM end_user_sessions WHERE session_id IN (
       SELECT session_id FROM end_user_sessions WHERE conversation_id IS NULL AND expires_at < $5 LIMIT 10 FOR UPDATE SKIP LOCKED))
   INSERT INTO end_user_sessions (session_id, workspace_id, token_hash, end_user_id, created_at, last_used_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $5, $6)`,
);
const FIND = statement(
  'find_end_user_session',
  `SELECT s.session_id, s.end_user_id, s.conversation_id, s.created_at, s.last_used_at, s.expires_at, u.external_id, u.name_encrypted,
     sk.workspace_id, sk.contact_id, sk.wrapped_key, sk.master_key_id
   FROM end_user_sessions s
   LEFT JOIN end_users u ON u.end_user_id = s.end_user_id LEFT JOIN subject_keys sk ON sk.contact_id = u.contact_id
   WHERE s.token_hash = $1 AND s.expires_at > $2 AND (s.end_user_id IS NULL OR sk.wrapped_key IS NOT NULL)`,
);
const TOUCH = statement(
  'touch_end_user_session',
  'UPDATE end_user_sessions SET last_used_at = $2, expires_at = $3 WHERE session_id = $1 AND token_hash IS NOT NULL',
);
const END = statement('end_end_user_session', 'UPDATE end_user_sessions SET token_hash = NULL WHERE token_hash = $1');
const GUEST = statement(
  'find_guest_session',
  `SELECT session_id, contact_id, conversation_id, created_at FROM end_user_sessions
   WHERE token_hash = $1 AND expires_at > $2 AND end_user_id IS NULL FOR UPDATE`,
);
const ADOPT = statement(
  'adopt_guest_session',
  `UPDATE end_user_sessions SET end_user_id = $2, token_hash = $3, created_at = $4, last_used_at = $5, expires_at = $6
   WHERE session_id = $1`,
);
const SET_CONVERSATION = statement(
  'set_end_user_conversation',
  `UPDATE end_user_sessions SET conversation_id = coalesce(conversation_id, $2), contact_id = coalesce(contact_id, $3)
   WHERE session_id = $1 RETURNING conversation_id`,
);

/** Two weeks after the last use, at most a quarter after the beginning: what a browser that is used now and then forgives. */
const IDLE_MS = 14 * 86_400_000;
const LONGEST_MS = 90 * 86_400_000;
/** A use is written down once a minute, not with every request. */
const TOUCH_AFTER_MS = 60_000;

/** See EndUserStore.openEndUserSession. */
export async function openEndUserSession(ctx: StoreContext, at: Date): Promise<OpenedEndUserSession> {
  return ctx.sql.transaction(ctx.workspaceId, (tx) =>
    startSession(ctx, tx, { user: undefined, externalId: undefined, guest: undefined, at }),
  );
}

interface SessionRow extends WrappedSubjectKey {
  session_id: string;
  end_user_id: string | null;
  conversation_id: string | null;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  external_id: string | null;
  name_encrypted: Buffer | null;
}

/** See EndUserStore.findEndUserSession. */
export async function findEndUserSession(
  ctx: StoreContext,
  token: string,
  at: Date,
): Promise<EndUserSession | undefined> {
  const [row] = await ctx.sql.rows<SessionRow>(ctx.workspaceId, FIND, [hashOf(token), at]);
  if (row === undefined) return undefined;
  const isDue = at.getTime() - row.last_used_at.getTime() > TOUCH_AFTER_MS;
  const expiresAt = isDue ? expiryOf(row.created_at, at) : row.expires_at;
  if (isDue) await ctx.sql.rows(ctx.workspaceId, TOUCH, [row.session_id, at, expiresAt]);
  return {
    sessionId: row.session_id,
    user: userOf(ctx, row),
    conversationId: row.conversation_id ?? undefined,
    externalId: row.external_id ?? guestId(row.session_id),
    expiresAt,
  };
}

function userOf(ctx: StoreContext, row: SessionRow): EndUserSession['user'] {
  const { end_user_id: endUserId, name_encrypted: sealed } = row;
  if (endUserId === null || sealed === null) return undefined;
  const ids = { contactId: row.contact_id, rowId: endUserId };
  return { endUserId, name: openText(ctx.keys.open(row), 'end_user', ids, sealed) };
}

/** See EndUserStore.endEndUserSession. */
export async function endEndUserSession(ctx: StoreContext, token: string): Promise<void> {
  await ctx.sql.rows(ctx.workspaceId, END, [hashOf(token)]);
}

/** See EndUserStore.setEndUserConversation. */
export async function setEndUserConversation(
  ctx: StoreContext,
  sessionId: string,
  { conversationId, contactId }: { readonly conversationId: string; readonly contactId: string },
): Promise<string | undefined> {
  if (!isUuid(sessionId)) return undefined;
  const values = [sessionId, conversationId, contactId];
  const [row] = await ctx.sql.rows<{ conversation_id: string }>(ctx.workspaceId, SET_CONVERSATION, values);
  return row?.conversation_id;
}

/** A guest's session whose row is locked. */
export interface GuestRow {
  readonly session_id: string;
  readonly contact_id: string | null;
  readonly conversation_id: string | null;
  readonly created_at: Date;
}

/** The session of a guest, locked; undefined for users' sessions: who logs in twice has two. */
export async function findGuest(tx: Transaction, token: string | undefined, at: Date): Promise<GuestRow | undefined> {
  if (token === undefined) return undefined;
  const [row] = await tx.rows<GuestRow>(GUEST, [hashOf(token), at]);
  return row;
}

interface Beginning {
  readonly user: EndUserSession['user'];
  /** Of the user's contact; undefined for guests. */
  readonly externalId: string | undefined;
  /** Whose session is taken over, under a new token. */
  readonly guest: GuestRow | undefined;
  readonly at: Date;
}

/** The last statement of its transaction. */
export async function startSession(
  ctx: StoreContext,
  tx: Transaction,
  { user, externalId, guest, at }: Beginning,
): Promise<OpenedEndUserSession> {
  const token = randomBytes(32).toString('base64url');
  const sessionId = guest?.session_id ?? randomUUID();
  // A guest who said nothing leaves nothing to keep: the session begins now.
  const createdAt = guest?.conversation_id == null ? at : guest.created_at;
  const expiresAt = expiryOf(createdAt, at);
  const endUserId = user?.endUserId ?? null;
  await (guest === undefined
    ? tx.last(INSERT, [sessionId, ctx.workspaceId, hashOf(token), endUserId, at, expiresAt])
    : tx.last(ADOPT, [sessionId, endUserId, hashOf(token), createdAt, at, expiresAt]));
  const conversationId = guest?.conversation_id ?? undefined;
  return {
    token,
    session: { sessionId, user, conversationId, externalId: externalId ?? guestId(sessionId), expiresAt },
  };
}

function guestId(sessionId: string): string {
  return `web:${sessionId}`;
}

function expiryOf(createdAt: Date, at: Date): Date {
  return new Date(Math.min(at.getTime() + IDLE_MS, createdAt.getTime() + LONGEST_MS));
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
