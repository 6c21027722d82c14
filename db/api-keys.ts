import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ParleyError } from '../contracts/errors.ts';
import { newKey, wrap } from './crypto.ts';
import type { Keys } from './keys.ts';
import type { Sql } from './sql.ts';
import { isUuid, SYSTEM_SCOPE, statement } from './sql.ts';
import type { ApiKeyRecord } from './system-store.ts';

/** Notes the use once a minute: a write for each request would queue all requests of a key behind one row. */
const FIND = statement(
  'find_api_key',
  `WITH used AS (
     UPDATE api_keys SET last_used_at = now() WHERE secret_hash = $1 AND revoked_at IS NULL
       AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute'))
   SELECT workspace_id, api_key_id FROM api_keys WHERE secret_hash = $1 AND revoked_at IS NULL`,
);
const CREATE = statement(
  'create_api_key',
  `INSERT INTO api_keys (api_key_id, workspace_id, name, secret_hash)
   SELECT $1, w.workspace_id, $3, $4 FROM workspaces w WHERE w.workspace_id = $2 RETURNING api_key_id`,
);
const LIST = statement(
  'list_api_keys',
  'SELECT api_key_id, name, created_at, revoked_at, last_used_at FROM api_keys WHERE workspace_id = $1 ORDER BY created_at',
);
const REVOKE = statement(
  'revoke_api_key',
  'UPDATE api_keys SET revoked_at = now() WHERE api_key_id = $1 AND revoked_at IS NULL RETURNING api_key_id',
);
const CREATE_WORKSPACE = statement(
  'create_workspace',
  `INSERT INTO workspaces (workspace_id, name, lookup_key_wrapped, master_key_id) VALUES ($1, $2, $3, $4)
   ON CONFLICT (name) DO NOTHING RETURNING workspace_id`,
);
const FIND_WORKSPACE = statement('find_workspace', 'SELECT workspace_id FROM workspaces WHERE name = $1');
const LIST_WORKSPACES = statement('list_workspaces', 'SELECT workspace_id, name FROM workspaces ORDER BY name');

export async function findApiKey(
  sql: Sql,
  secret: string,
): Promise<{ workspaceId: string; apiKeyId: string } | undefined> {
  const [row] = await sql.rows<{ workspace_id: string; api_key_id: string }>(SYSTEM_SCOPE, FIND, [hashOf(secret)]);
  return row === undefined ? undefined : { workspaceId: row.workspace_id, apiKeyId: row.api_key_id };
}

/** The secret has 256 random bits and is shown this once. ParleyError `not_found` when there is no such workspace. */
export async function createApiKey(
  sql: Sql,
  workspaceId: string,
  name: string,
): Promise<{ apiKeyId: string; secret: string }> {
  if (!isUuid(workspaceId)) throw noWorkspace();
  const apiKeyId = randomUUID();
  const secret = `parley_${randomBytes(32).toString('base64url')}`;
  const made = await sql.rows(SYSTEM_SCOPE, CREATE, [apiKeyId, workspaceId, name, hashOf(secret)]);
  if (made.length === 0) throw noWorkspace();
  return { apiKeyId, secret };
}

export async function listApiKeys(sql: Sql, workspaceId: string): Promise<readonly ApiKeyRecord[]> {
  if (!isUuid(workspaceId)) return [];
  const rows = await sql.rows<{
    api_key_id: string;
    name: string;
    created_at: Date;
    revoked_at: Date | null;
    last_used_at: Date | null;
  }>(SYSTEM_SCOPE, LIST, [workspaceId]);
  return rows.map((row) => ({
    apiKeyId: row.api_key_id,
    name: row.name,
    createdAt: row.created_at,
    revokedAt: row.revoked_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  }));
}

export async function revokeApiKey(sql: Sql, apiKeyId: string): Promise<boolean> {
  if (!isUuid(apiKeyId)) return false;
  return (await sql.rows(SYSTEM_SCOPE, REVOKE, [apiKeyId])).length > 0;
}

/** ParleyError `already_exists` when another workspace has the name. */
export async function createWorkspace(sql: Sql, keys: Keys, name: string): Promise<{ workspaceId: string }> {
  const workspaceId = randomUUID();
  const { wrapped, masterKeyId } = wrap(keys.masterKeys, newKey(), workspaceId);
  const made = await sql.rows(SYSTEM_SCOPE, CREATE_WORKSPACE, [workspaceId, name, wrapped, masterKeyId]);
  if (made.length === 0) throw new ParleyError('already_exists', 'Another workspace has this name.');
  return { workspaceId };
}

export async function findWorkspaceByName(sql: Sql, name: string): Promise<{ workspaceId: string } | undefined> {
  const [row] = await sql.rows<{ workspace_id: string }>(SYSTEM_SCOPE, FIND_WORKSPACE, [name]);
  return row === undefined ? undefined : { workspaceId: row.workspace_id };
}

export async function listWorkspaces(sql: Sql): Promise<readonly { workspaceId: string; name: string }[]> {
  const rows = await sql.rows<{ workspace_id: string; name: string }>(SYSTEM_SCOPE, LIST_WORKSPACES, []);
  return rows.map((row) => ({ workspaceId: row.workspace_id, name: row.name }));
}

function noWorkspace(): ParleyError {
  return new ParleyError('not_found', 'There is no such workspace.');
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
