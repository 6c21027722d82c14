import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDatabase, TestPostgres } from '../test/support/postgres.ts';
import { asAdmin, createEmptyDatabase, startPostgres } from '../test/support/postgres.ts';
import { conversationOf, newMasterKey, openDatabase, say } from '../test/support/stores.ts';
import { migrate } from './migrate.ts';

let server: TestPostgres;
let database: TestDatabase;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

beforeEach(async () => {
  database = await createEmptyDatabase(server.url);
});

afterEach(() => database.drop());

describe('migrate', () => {
  test('three processes at once apply each migration once; a later start applies nothing', async () => {
    const applied = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(applied.flat()).toEqual([...new Set(applied.flat())]);
    expect(applied.flat()).toContain('0001_core.sql');
    expect(await migrate(database.url)).toEqual([]);
  });

  test('a database newer than this build is refused, by migrations and by the stores', async () => {
    await migrate(database.url);
    await asAdmin(database.url, (client) =>
      client.query("INSERT INTO schema_migrations (name, checksum) VALUES ('9999_future.sql', 'x')"),
    );
    const refused = 'The database is newer than this build: it has migration 9999_future.sql.';
    await expect(migrate(database.url)).rejects.toThrow(refused);
    await expect(openDatabase(database, newMasterKey('a'))).rejects.toThrow(refused);
  });

  test('a migration that was edited after it was applied is refused', async () => {
    await migrate(database.url);
    await asAdmin(database.url, (client) =>
      client.query("UPDATE schema_migrations SET checksum = 'x' WHERE name = '0001_core.sql'"),
    );
    await expect(migrate(database.url)).rejects.toThrow('Migration 0001_core.sql was changed after it was applied');
  });

  test('a database without the schema is refused by the stores, with what to do', async () => {
    await expect(openDatabase(database, newMasterKey('a'))).rejects.toThrow(
      'lacks migration 0001_core.sql. Migrate it',
    );
  });

  test('a server that cannot be reached is database_unavailable', async () => {
    const gone = { code: 'database_unavailable', retryAfterSeconds: expect.any(Number) };
    await expect(migrate('postgres://nobody@127.0.0.1:1/x')).rejects.toMatchObject(gone);
  });
});

test('an ordinary owner of the database is held by the policies too, without another role', async () => {
  const { name } = database;
  await asAdmin(server.url, async (client) => {
    await client.query(`CREATE ROLE ${name}_owner LOGIN PASSWORD 'owner'`);
    await client.query(`ALTER DATABASE ${name} OWNER TO ${name}_owner`);
  });
  const url = new URL(database.url);
  [url.username, url.password] = [`${name}_owner`, 'owner'];
  const owned = { ...database, url: url.href };
  await migrate(owned.url);
  const opened = await openDatabase(owned, newMasterKey('a'));
  const [a, b] = [await opened.system.createWorkspace('A'), await opened.system.createWorkspace('B')];
  const store = opened.workspace(a.workspaceId);
  await opened.system.ensurePartitions(new Date('2026-01-05T00:00:00Z'), 1);
  const { conversationId } = await store.createConversation(conversationOf({ externalId: 'ann' }));
  await say(store, conversationId, 'hello');
  expect((await store.listMessages(conversationId, { limit: 5 })).items).toHaveLength(2);
  expect(await opened.workspace(b.workspaceId).findConversation(conversationId)).toBeUndefined();
  await opened.close();
  const unscoped = await asAdmin(owned.url, (client) => client.query('SELECT * FROM messages'));
  expect(unscoped.rowCount).toBe(0);
  await database.drop();
  await asAdmin(server.url, (client) => client.query(`DROP ROLE ${name}_owner`));
});
