import { unwrap, wrap } from './crypto.ts';
import type { Keys } from './keys.ts';
import type { Sql } from './sql.ts';
import { SYSTEM_SCOPE, statement } from './sql.ts';

const COUNT = statement(
  'count_old_keys',
  `SELECT (SELECT count(*) FROM subject_keys WHERE state = 'active' AND master_key_id <> $1)::int
     + (SELECT count(*) FROM workspaces WHERE master_key_id <> $1)::int AS total`,
);
const OLD_SUBJECTS = statement(
  'old_subject_keys',
  `SELECT contact_id AS id, workspace_id::text || '|' || contact_id AS owner, wrapped_key AS wrapped, master_key_id
   FROM subject_keys WHERE state = 'active' AND master_key_id <> $1
   ORDER BY contact_id LIMIT 500 FOR UPDATE`,
);
const OLD_WORKSPACES = statement(
  'old_workspace_keys',
  `SELECT workspace_id AS id, workspace_id::text AS owner, lookup_key_wrapped AS wrapped, master_key_id FROM workspaces WHERE master_key_id <> $1
   ORDER BY workspace_id LIMIT 500 FOR UPDATE`,
);
const SAVE_SUBJECTS = statement(
  'save_subject_keys',
  `UPDATE subject_keys s SET wrapped_key = n.wrapped, master_key_id = $3
   FROM unnest($1::uuid[], $2::bytea[]) AS n (id, wrapped) WHERE s.contact_id = n.id`,
);
const SAVE_WORKSPACES = statement(
  'save_workspace_keys',
  `UPDATE workspaces w SET lookup_key_wrapped = n.wrapped, master_key_id = $3
   FROM unnest($1::uuid[], $2::bytea[]) AS n (id, wrapped) WHERE w.workspace_id = n.id`,
);

/**
 * Wraps every key that is not under the current master key anew, 500 in a transaction; interrupted, it goes on where it
 * stopped. The data itself is not touched. Answers how many keys it wrapped.
 */
export async function rewrapSubjectKeys(
  sql: Sql,
  keys: Keys,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> {
  const current = keys.masterKeys.current.id;
  const [counted] = await sql.rows<{ total: number }>(SYSTEM_SCOPE, COUNT, [current]);
  const total = counted?.total ?? 0;
  let done = 0;
  for (const [find, save] of [
    [OLD_WORKSPACES, SAVE_WORKSPACES],
    [OLD_SUBJECTS, SAVE_SUBJECTS],
  ] as const) {
    for (let batch = -1; batch !== 0; ) {
      batch = await sql.transaction(SYSTEM_SCOPE, async (tx) => {
        const rows = await tx.rows<{
          id: string;
          owner: string;
          wrapped: Buffer;
          master_key_id: string;
        }>(find, [current]);
        const rewrapped = rows.map(({ owner, wrapped, master_key_id }) =>
          wrap(keys.masterKeys, unwrap(keys.masterKeys, wrapped, master_key_id, owner), owner),
        );
        await tx.last(save, [rows.map((row) => row.id), rewrapped.map((row) => row.wrapped), current]);
        return rows.length;
      });
      done += batch;
      onProgress(done, Math.max(total, done));
    }
  }
  return done;
}
