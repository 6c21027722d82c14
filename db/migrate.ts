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
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5000,
    application_name: 'parley-migrate',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const known = await migrations();
    const pending = await findPending(client, known);
    for (const migration of pending) await apply(client, migration);
    const applied = pending.map(({ name }) => name);
    await grantToAppRole(client);
    return applied;
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Checks that the schema is exactly this build's, and answers the role that connections must switch to so that row level
 * security holds; undefined when it holds as it is. ParleyError `database_unavailable` when the server cannot be reached,
 * `internal` when the schema is another.
 */
export async function inspectDatabase(connectionString: string): Promise<{ readonly role: string | undefined }> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5000,
    application_name: 'parley-inspect',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ exists: boolean }>(
      "SELECT to_regclass('schema_migrations') IS NOT NULL AS exists",
    );
    const known = await migrations();
    const [missing] = rows[0]?.exists === true ? await findPending(client, known) : known;
    if (missing !== undefined) {
      throw new ParleyError(
        'internal',
        `The database lacks migration ${missing.name}. Migrate it before starting this build.`,
      );
    }
    const { bypasses } = await rightsOf(client);
    return { role: bypasses ? APP_ROLE : undefined };
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

/** What of `known` the database lacks; refuses one that has more, or other text under the same name. */
async function findPending(client: pg.Client, known: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM schema_migrations ORDER BY name',
  );
  for (const { name, checksum } of rows) {
    const migration = known.find((candidate) => candidate.name === name);
    if (migration === undefined) {
      throw new ParleyError(
        'internal',
        `The database is newer than this build: it has migration ${name}. Run a newer build of Parley.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new ParleyError(
        'internal',
        `Migration ${name} was changed after it was applied. Put it back and add a new one.`,
      );
    }
  }
  const done = new Set(rows.map(({ name }) => name));
  return known.filter(({ name }) => !done.has(name));
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
  const { bypasses, isSuperuser } = await rightsOf(client);
  if (!bypasses) return;
  await client.query(
    `DO $$ BEGIN CREATE ROLE ${APP_ROLE} NOLOGIN NOBYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
  await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${APP_ROLE}`);
  // Acting as it takes membership, which a superuser has of every role.
  if (!isSuperuser) await client.query(`GRANT ${APP_ROLE} TO CURRENT_USER`);
  await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${APP_ROLE}`);
  await client.query(`REVOKE ALL ON schema_migrations FROM ${APP_ROLE}`);
  await client.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE}`);
  // Partitions are made by this role, and making one takes ownership of the table.
  await client.query(`ALTER TABLE messages OWNER TO ${APP_ROLE}`);
  await client.query(`ALTER TABLE messages_default OWNER TO ${APP_ROLE}`);
}

async function rightsOf(client: pg.Client): Promise<{ readonly bypasses: boolean; readonly isSuperuser: boolean }> {
  const { rows } = await client.query<{ bypasses: boolean; is_superuser: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS bypasses, rolsuper AS is_superuser FROM pg_roles WHERE rolname = current_user',
  );
  return { bypasses: rows[0]?.bypasses === true, isSuperuser: rows[0]?.is_superuser === true };
}
