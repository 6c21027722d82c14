import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { ParleyError } from '../contracts/errors.ts';
import { asDatabaseError } from './errors.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** Any fixed number: only one process migrates at a time. */
const LOCK = 7_246_501;
/** The role to act as where the connecting one would bypass row level security. */
const APP_ROLE = 'parley_app';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Brings the schema to this build's version, each migration in a transaction, under an advisory lock. Answers the names
 * it applied. ParleyError when the database is newer than this build or a migration was edited after it was applied.
 */
export async function migrate(connectionString: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000, application_name: 'parley-migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const applied = await applyPending(client, await migrations());
    await grantToAppRole(client);
    return applied;
  } catch (error) {
    throw error instanceof ParleyError ? error : asDatabaseError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The role that connections must switch to so that row level security holds; undefined when it holds as it is. */
export async function roleUnderPolicies(connectionString: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await bypassesPolicies(client)) ? APP_ROLE : undefined;
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function migrations(): Promise<readonly Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, FOLDER), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyPending(client: pg.Client, known: readonly Migration[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM schema_migrations ORDER BY name');
  for (const { name, checksum } of rows) {
    const migration = known.find((candidate) => candidate.name === name);
    if (migration === undefined) {
      throw new ParleyError('internal', `The database is newer than this build: it has migration ${name}. Run a newer build of Parley.`);
    }
    if (migration.checksum !== checksum) {
      throw new ParleyError('internal', `Migration ${name} was changed after it was applied. Put it back and add a new one.`);
    }
  }
  const done = new Set(rows.map(({ name }) => name));
  const pending = known.filter(({ name }) => !done.has(name));
  for (const migration of pending) await apply(client, migration);
  return pending.map(({ name }) => name);
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** A superuser passes every policy, so it acts as a role without that right. */
async function grantToAppRole(client: pg.Client): Promise<void> {
  if (!(await bypassesPolicies(client))) return;
  await client.query(`DO $$ BEGIN CREATE ROLE ${APP_ROLE} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${APP_ROLE}`);
  await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${APP_ROLE}`);
  await client.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE}`);
  // Partitions are made by this role, and making one takes ownership of the table.
  await client.query(`ALTER TABLE messages OWNER TO ${APP_ROLE}`);
  await client.query(`ALTER TABLE messages_default OWNER TO ${APP_ROLE}`);
}

async function bypassesPolicies(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ bypasses: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.bypasses === true;
}
