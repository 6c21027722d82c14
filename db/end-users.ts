import { randomUUID } from 'node:crypto';
import { ParleyError } from '../contracts/errors.ts';
import { insertContact } from './conversations.ts';
import { encrypt, keyedHash } from './crypto.ts';
import { findGuest, startSession } from './end-user-sessions.ts';
import type { EndUserLogin, LogIn, NewEndUser, OpenedEndUserSession } from './end-user-store.ts';
import type { WrappedSubjectKey } from './keys.ts';
import type { Transaction } from './sql.ts';
import { statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { fieldContext, openText } from './store-context.ts';

const INSERT = statement(
  'insert_end_user',
  `INSERT INTO end_users (end_user_id, workspace_id, contact_id, external_id, name_hmac, name_encrypted, password_hash, created_at,
     last_login_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (workspace_id, name_hmac) DO NOTHING RETURNING end_user_id`,
);
const FIND = statement(
  'find_end_user',
  'SELECT end_user_id, password_hash FROM end_users WHERE workspace_id = $1 AND name_hmac = $2',
);
const LOG_IN = statement(
  'log_in_end_user',
  `UPDATE end_users u SET last_login_at = $2, password_hash = coalesce($3, password_hash) FROM subject_keys sk
   WHERE u.end_user_id = $1 AND sk.contact_id = u.contact_id
   RETURNING u.external_id, u.name_encrypted, sk.workspace_id, sk.contact_id, sk.wrapped_key, sk.master_key_id`,
);

/** See EndUserStore.createEndUser. The name and the contact are made in one transaction, or neither. */
export async function createEndUser(ctx: StoreContext, input: NewEndUser): Promise<OpenedEndUserSession> {
  const nameHmac = await hashOfName(ctx, input.name);
  const lookupKey = await ctx.keys.ofWorkspace(ctx.workspaceId);
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const endUserId = randomUUID();
    const guest = await findGuest(tx, input.guestToken, input.at);
    const externalId = guest?.contact_id == null ? `web:${endUserId}` : `web:${guest.session_id}`;
    const contactId =
      guest?.contact_id ??
      (await insertContact(
        ctx,
        tx,
        { contact: { externalId }, defaultQuietHours: input.defaultQuietHours, at: input.at },
        keyedHash(lookupKey, `external|${externalId}`),
      ));
    const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
    const made = await tx.rows(INSERT, [
      endUserId,
      ctx.workspaceId,
      contactId,
      externalId,
      nameHmac,
      encrypt(key, input.name, fieldContext('end_user', contactId, endUserId)),
      input.passwordHash,
      input.at,
    ]);
    if (made.length === 0) throw new ParleyError('user_name_taken', 'Choose another user name, or log in.');
    return startSession(ctx, tx, { user: { endUserId, name: input.name }, externalId, guest, at: input.at });
  });
}

/** See EndUserStore.findEndUserLogin. */
export async function findEndUserLogin(ctx: StoreContext, name: string): Promise<EndUserLogin | undefined> {
  const nameHmac = await hashOfName(ctx, name);
  const [row] = await ctx.sql.rows<{ end_user_id: string; password_hash: string }>(ctx.workspaceId, FIND, [
    ctx.workspaceId,
    nameHmac,
  ]);
  return row === undefined ? undefined : { endUserId: row.end_user_id, passwordHash: row.password_hash };
}

/** See EndUserStore.logInEndUser. */
export async function logInEndUser(ctx: StoreContext, input: LogIn): Promise<OpenedEndUserSession> {
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [row, guest] = await Promise.all([updateUser(tx, input), findGuest(tx, input.guestToken, input.at)]);
    const { endUserId } = input;
    const ids = { contactId: row.contact_id, rowId: endUserId };
    const name = openText(ctx.keys.open(row), 'end_user', ids, row.name_encrypted);
    return startSession(ctx, tx, {
      user: { endUserId, name },
      externalId: row.external_id,
      guest,
      at: input.at,
    });
  });
}

interface UserRow extends WrappedSubjectKey {
  external_id: string;
  name_encrypted: Buffer;
}

async function updateUser(tx: Transaction, { endUserId, passwordHash, at }: LogIn): Promise<UserRow> {
  const [row] = await tx.rows<UserRow>(LOG_IN, [endUserId, at, passwordHash ?? null]);
  if (row === undefined) throw new ParleyError('wrong_credentials', 'This user does not exist any more.');
  return row;
}

/** Letter case and the way accents are composed make no other name. */
async function hashOfName(ctx: StoreContext, name: string): Promise<Buffer> {
  const key = await ctx.keys.ofWorkspace(ctx.workspaceId);
  return keyedHash(key, `end_user|${name.normalize('NFKC').toLowerCase()}`);
}
