import type { Sql } from './sql.ts';
import { SYSTEM_SCOPE, statement } from './sql.ts';

const LOCK = statement('lock_partitions', "SELECT pg_advisory_xact_lock(hashtext('parley partitions'))");
/**
 * Attaching locks both tables anyway (the foreign key, the bounds of the default partition). Taken first and in the order
 * in which a turn takes them, no turn can meet it in a deadlock, and no row slips in after the move.
 */
const LOCK_CONVERSATIONS = statement(
  'lock_conversations_table',
  'LOCK TABLE conversations IN SHARE ROW EXCLUSIVE MODE',
);
const LOCK_DEFAULT = statement('lock_default_partition', 'LOCK TABLE messages_default IN ACCESS EXCLUSIVE MODE');
/** Read as rows: behind the wait for the lock, to_regclass may still answer from what the session saw before it. */
const EXISTS = statement(
  'partition_exists',
  'SELECT EXISTS (SELECT FROM pg_class WHERE relname = $1 AND relnamespace = current_schema()::regnamespace) AS exists',
);
/**
 * Names and bounds cannot be parameters of DDL, so the server builds the statements with format() from checked values.
 * Rows that already went to the default partition move over first: a partition that overlaps them would be refused.
 */
const MAKE = statement(
  'make_partition',
  `SELECT format('CREATE TABLE %I (LIKE messages INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', $1::text) AS create_table,
     format('WITH moved AS (DELETE FROM messages_default WHERE created_at >= %L AND created_at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved', $2::timestamptz, $3::timestamptz, $1::text) AS move_rows,
     format('ALTER TABLE messages ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', $1::text, $2::timestamptz, $3::timestamptz) AS attach,
     format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', $1::text) AS enable_policies,
     format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', $1::text) AS force_policies,
     format('CREATE POLICY workspace_only ON %I USING (workspace_id::text = current_setting(''parley.scope'', true) OR current_setting(''parley.scope'', true) = ''system'')', $1::text) AS policy`,
);

interface MakeRow {
  create_table: string;
  move_rows: string;
  attach: string;
  enable_policies: string;
  force_policies: string;
  policy: string;
}

/** See SystemStore.ensurePartitions. */
export async function ensurePartitions(sql: Sql, now: Date, monthsAhead: number): Promise<readonly string[]> {
  const made: string[] = [];
  for (let ahead = 0; ahead <= monthsAhead; ahead += 1) {
    const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
    const name = `messages_${from.toISOString().slice(0, 7).replace('-', '_')}`;
    if (await makePartition(sql, name, from, to)) made.push(name);
  }
  return made;
}

async function makePartition(sql: Sql, name: string, from: Date, to: Date): Promise<boolean> {
  return sql.transaction(SYSTEM_SCOPE, async (tx) => {
    await tx.rows(LOCK, []);
    const [found] = await tx.rows<{ exists: boolean }>(EXISTS, [name]);
    if (found?.exists === true) return false;
    await Promise.all([tx.rows(LOCK_CONVERSATIONS, []), tx.rows(LOCK_DEFAULT, [])]);
    const [make] = await tx.rows<MakeRow>(MAKE, [name, from, to]);
    if (make === undefined) return false;
    const steps = [
      make.create_table,
      make.enable_policies,
      make.force_policies,
      make.policy,
      make.move_rows,
      make.attach,
    ];
    for (const [index, text] of steps.entries()) await tx.rows(statement(`partition_${name}_${index}`, text), []);
    return true;
  });
}
