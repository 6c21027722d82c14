import { keyedHash } from './crypto.ts';
import type { Attempts } from './end-user-store.ts';
import { statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';

/** In the order of the hashes, so that two that count the same subjects never wait for each other. Windows of yesterday go with it. */
const COUNT = statement(
  'count_attempts',
  `WITH old AS (
     DELETE FROM end_user_attempts WHERE since < $4::timestamptz - interval '1 day' AND NOT subject_hmac = ANY($2))
   INSERT INTO end_user_attempts AS a (workspace_id, subject_hmac, attempts, since)
   SELECT $1, s.hmac, 1, $4 FROM unnest($2::bytea[]) AS s (hmac) ORDER BY s.hmac
   ON CONFLICT (workspace_id, subject_hmac) DO UPDATE SET
     attempts = CASE WHEN a.since <= $3 THEN 1 ELSE a.attempts + 1 END,
     since = CASE WHEN a.since <= $3 THEN excluded.since ELSE a.since END
   RETURNING a.subject_hmac, a.attempts, a.since`,
);
const FORGET = statement(
  'forget_attempts',
  'DELETE FROM end_user_attempts WHERE workspace_id = $1 AND subject_hmac = ANY($2)',
);

interface AttemptsRow extends Attempts {
  readonly subject_hmac: Buffer;
}

/** See EndUserStore.countAttempts. */
export async function countAttempts(
  ctx: StoreContext,
  { subjects, windowMs, at }: { readonly subjects: readonly string[]; readonly windowMs: number; readonly at: Date },
): Promise<readonly Attempts[]> {
  const hashes = await hashesOf(ctx, subjects);
  const rows = await ctx.sql.rows<AttemptsRow>(ctx.workspaceId, COUNT, [
    ctx.workspaceId,
    hashes,
    new Date(at.getTime() - windowMs),
    at,
  ]);
  return hashes.map((hash) => {
    const row = rows.find(({ subject_hmac: of }) => of.equals(hash));
    return { attempts: row?.attempts ?? 0, since: row?.since ?? at };
  });
}

/** See EndUserStore.forgetAttempts. */
export async function forgetAttempts(ctx: StoreContext, subjects: readonly string[]): Promise<void> {
  await ctx.sql.rows(ctx.workspaceId, FORGET, [ctx.workspaceId, await hashesOf(ctx, subjects)]);
}

async function hashesOf(ctx: StoreContext, subjects: readonly string[]): Promise<readonly Buffer[]> {
  const key = await ctx.keys.ofWorkspace(ctx.workspaceId);
  return [...new Set(subjects)].map((subject) => keyedHash(key, `attempt|${subject}`));
}
