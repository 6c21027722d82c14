import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { migrate } from '../../db/migrate.ts';
import { freePort } from '../../launcher/child.ts';
import { startPostgres as launch } from '../../launcher/postgres.ts';

export interface TestPostgres {
  /** Superuser's URL of the database `postgres`. */
  readonly url: string;
  /** Ends the server and removes its files; does nothing when the test run owns the server. */
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly name: string;
  /** Superuser's URL of this database. */
  readonly url: string;
  drop(): Promise<void>;
}

/** The server of this test run (`PARLEY_TEST_DATABASE_URL`), or one of its own in a folder that is removed with it. */
export async function startPostgres(): Promise<TestPostgres> {
  const shared = process.env['PARLEY_TEST_DATABASE_URL'];
  if (shared !== undefined) return { url: shared, stop: async () => undefined };
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-postgres-'));
  // As root the server runs as another user, which must be able to enter the folder.
  await chmod(folder, 0o755);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const launched = await launch({
      dataDir: path.join(folder, 'data'),
      port: await freePort(),
      password: randomBytes(12).toString('hex'),
      logFile: path.join(folder, 'postgres.log'),
      isDurable: false,
    });
    return {
      url: launched.url('postgres'),
      async stop() {
        await launched.child.stop('SIGINT');
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A database with this build's schema, cloned from a template that is migrated once per server. */
export async function createTestDatabase(adminUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(adminUrl, async (client) => {
    // One at a time: a template cannot be copied while someone is connected to it.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      TEMPLATE,
    ]);
    if (rowCount === 0) await makeTemplate(client, adminUrl);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return { name, url: urlOf(adminUrl, name), drop: () => dropDatabase(adminUrl, name) };
}

/** An empty database, for tests of the migrations themselves. */
export async function createEmptyDatabase(adminUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(adminUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  return { name, url: urlOf(adminUrl, name), drop: () => dropDatabase(adminUrl, name) };
}

/** Runs `work` over one superuser connection, to look at what no store would show. */
export async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A test may end this connection's server; what it then asks rejects anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const TEMPLATE = 'parley_template';
const LOCK = 90_210;

async function makeTemplate(client: pg.Client, adminUrl: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(urlOf(adminUrl, TEMPLATE));
  await client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true`);
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

function urlOf(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}
