import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decrypt, encrypt } from './crypto.ts';
import type { KeptOpening } from './interfaces.ts';
import type { Sql, Transaction } from './sql.ts';
import { isUuid, SYSTEM_SCOPE, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { fieldContext } from './store-context.ts';

/** A turn that is decided again is kept as it was decided last. */
const KEEP = statement(
  'keep_turn_opening',
  `INSERT INTO turn_openings (workspace_id, turn_id, conversation_id, contact_id, opening_encrypted, at)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (turn_id) DO UPDATE SET opening_encrypted = EXCLUDED.opening_encrypted, at = EXCLUDED.at`,
);
const OF_CONVERSATION = statement(
  'turn_openings',
  'SELECT turn_id, contact_id, opening_encrypted FROM turn_openings WHERE conversation_id = $1',
);
const DELETE_OLD = statement(
  'delete_old_openings',
  `WITH gone AS (DELETE FROM turn_openings WHERE at < clock_timestamp() - $1 * interval '1 millisecond' RETURNING 1)
   SELECT count(*)::int AS count FROM gone`,
);

/** Whose opening it is, and under which key it is kept. */
export interface OpeningPlace {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly turnId: string;
  readonly subjectKey: Buffer;
}

/** Keeps what a turn was decided with, in the turn's transaction. */
export async function keepOpening(tx: Transaction, place: OpeningPlace, kept: KeptOpening): Promise<void> {
  const { workspaceId, conversationId, turnId, subjectKey } = place;
  const { contactId } = kept.opening;
  const sealed = encrypt(
    subjectKey,
    deflateRawSync(JSON.stringify(kept)),
    fieldContext('turn-opening', contactId, turnId),
  );
  const at = new Date(kept.circumstances.at);
  await tx.rows(KEEP, [workspaceId, turnId, conversationId, contactId, sealed, at]);
}

/** See WorkspaceStore.readTurnOpenings. */
export async function readTurnOpenings(
  ctx: StoreContext,
  conversationId: string,
): Promise<ReadonlyMap<string, KeptOpening>> {
  if (!isUuid(conversationId)) return new Map();
  const rows = await ctx.sql.rows<{ turn_id: string; contact_id: string; opening_encrypted: Buffer }>(
    ctx.workspaceId,
    OF_CONVERSATION,
    [conversationId],
  );
  const [first] = rows;
  if (first === undefined) return new Map();
  const key = await ctx.keys.ofSubject(ctx.workspaceId, first.contact_id);
  return new Map(
    rows.map((row) => {
      const plain = decrypt(key, row.opening_encrypted, fieldContext('turn-opening', row.contact_id, row.turn_id));
      return [row.turn_id, JSON.parse(inflateRawSync(plain).toString()) as KeptOpening];
    }),
  );
}

/** See SystemStore.deleteOldOpenings. */
export async function deleteOldOpenings(sql: Sql, olderThanMs: number): Promise<number> {
  const [row] = await sql.rows<{ count: number }>(SYSTEM_SCOPE, DELETE_OLD, [olderThanMs]);
  return row?.count ?? 0;
}
