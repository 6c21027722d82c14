import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../test/support/postgres.ts';
import type { TestStores } from '../test/support/stores.ts';
import { COMPOSITION, conversationOf, deciderOf, openTestStores, say } from '../test/support/stores.ts';
import type { WorkspaceStore } from './interfaces.ts';
import { Sql, SYSTEM_SCOPE, statement } from './sql.ts';

let stores: TestStores;
let intruder: WorkspaceStore;
let intruderId: string;
let conversationId: string;
let inboundId: string;
let turnId: string;
let followUpId: string;

beforeAll(async () => {
  stores = await openTestStores();
  ({ workspaceId: intruderId } = await stores.database.system.createWorkspace('Intruder'));
  intruder = stores.database.workspace(intruderId);
  const contact = { externalId: 'ann-4711', name: 'Ann Example' };
  ({ conversationId } = await stores.store.createConversation(conversationOf(contact, { idempotencyKey: 'k1' })));
  const taken = await say(stores.store, conversationId, 'hello');
  ({ inboundId, turnId } = taken);
  followUpId = taken.standing.followUps[0]?.id ?? '';
  await stores.database.system.createApiKey(stores.workspaceId, 'key');
  await stores.database.system.ensurePartitions(new Date('2026-01-05T00:00:00Z'), 1);
});

afterAll(() => stores.close());

describe('another workspace', () => {
  test('reads nothing by the ids of this one', async () => {
    const page = { limit: 10 };
    expect(await intruder.findConversation(conversationId)).toBeUndefined();
    expect(await intruder.findAddress(conversationId)).toBeUndefined();
    expect(await intruder.loadStanding(conversationId)).toBeUndefined();
    expect(await intruder.findTurnByInbound(inboundId)).toBeUndefined();
    expect(await intruder.openComposition(turnId)).toBeUndefined();
    expect(await intruder.findFollowUp(conversationId, followUpId)).toBeUndefined();
    expect(await intruder.listStateHistory(conversationId)).toEqual([]);
    for (const list of [
      intruder.listConversations({}, page),
      intruder.listConversations({ externalId: 'ann-4711' }, page),
      intruder.listMessages(conversationId, page),
      intruder.listTurns(conversationId, page),
      intruder.listFollowUps(conversationId, page),
    ]) {
      expect(await list).toEqual({ items: [], nextCursor: undefined });
    }
  });

  test('writes nothing by the ids of this one', async () => {
    const before = await stores.store.loadStanding(conversationId);
    const input = { conversationId, messageId: randomUUID(), text: 'let me in', at: new Date() };
    expect(await intruder.recordInbound(input)).toEqual({ kind: 'no_conversation' });
    expect(await intruder.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf())).toBeUndefined();
    const fired = intruder.fireFollowUp({ conversationId, followUpId, at: new Date() }, () => ({
      action: 'postpone',
      dueAt: 0,
    }));
    expect(await fired).toEqual({ outcome: 'not_found', standing: undefined });
    await expect(intruder.moveFollowUp(conversationId, followUpId, new Date())).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(intruder.cancelFollowUp(conversationId, followUpId, new Date())).rejects.toMatchObject({
      code: 'not_found',
    });
    await intruder.closeConversation(conversationId, 'api', new Date());
    expect(await stores.store.loadStanding(conversationId)).toEqual(before);
  });

  test('may use the same idempotency key and the same user id for its own', async () => {
    const made = await intruder.createConversation(
      conversationOf({ externalId: 'ann-4711' }, { idempotencyKey: 'k1' }),
    );
    expect(made.isNew).toBe(true);
    expect((await intruder.listConversations({ externalId: 'ann-4711' }, { limit: 10 })).items).toHaveLength(1);
  });

  test('what is no workspace id sees nothing, not even when it names the scope of the system', async () => {
    for (const id of ['system', '', "' OR true --", randomUUID()]) {
      const store = stores.database.workspace(id);
      expect(await store.findConversation(conversationId)).toBeUndefined();
      expect((await store.listConversations({}, { limit: 10 })).items).toEqual([]);
    }
  });
});

describe('row level security', () => {
  const TABLES = statement(
    'test_tables',
    `SELECT c.relname AS name, c.relrowsecurity AS is_enabled, c.relforcerowsecurity AS is_forced FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migrations' ORDER BY 1`,
  );

  async function withSql<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = new Sql({
      connectionString: stores.testDatabase.url,
      poolSize: 1,
      applicationName: 'isolation',
      role: 'parley_app',
      onConnectionLost: () => undefined,
    });
    try {
      return await work(sql);
    } finally {
      await sql.close();
    }
  }

  test('is enabled on every table and partition, and forced but where functions search as their owner', async () => {
    const tables = await withSql((sql) =>
      sql.rows<{ name: string; is_enabled: boolean; is_forced: boolean }>(SYSTEM_SCOPE, TABLES, []),
    );
    expect(tables.length).toBeGreaterThanOrEqual(13);
    expect(tables.filter(({ is_enabled }) => !is_enabled)).toEqual([]);
    const unforced = tables.filter(({ is_forced }) => !is_forced).map(({ name }) => name);
    expect(unforced.toSorted()).toEqual(['product_search', 'product_words']);
  });

  test('a SELECT without any condition shows only the rows of its workspace, and none without a scope', async () => {
    await withSql(async (sql) => {
      const tables = await sql.rows<{ name: string }>(SYSTEM_SCOPE, TABLES, []);
      for (const { name } of tables) {
        const all = statement(`test_all_${name}`, `SELECT workspace_id FROM ${name}`);
        const workspaces = async (scope: string) =>
          new Set((await sql.rows<{ workspace_id: string }>(scope, all, [])).map((row) => row.workspace_id));
        const everyone = await workspaces(SYSTEM_SCOPE);
        expect([name, [...(await workspaces(intruderId))].filter((id) => id !== intruderId)]).toEqual([name, []]);
        expect([name, await workspaces(stores.workspaceId)]).toEqual([name, intersect(everyone, stores.workspaceId)]);
        for (const scope of ['', 'nonsense', randomUUID()])
          expect([name, (await workspaces(scope)).size]).toEqual([name, 0]);
      }
    });
  });

  test('a row of another workspace can be neither inserted nor pointed to', async () => {
    const insert = statement(
      'test_insert_session',
      'INSERT INTO sessions (workspace_id, conversation_id, number, started_at) VALUES ($1, $2, 99, now())',
    );
    await withSql(async (sql) => {
      await expect(sql.rows(intruderId, insert, [stores.workspaceId, conversationId])).rejects.toThrow('42501');
      await expect(sql.rows(intruderId, insert, [intruderId, conversationId])).rejects.toThrow('23503');
    });
  });

  test('the scope of a transaction does not stay with the connection', async () => {
    await withSql(async (sql) => {
      const current = statement('test_scope', "SELECT current_setting('parley.scope', true) AS scope");
      await sql.rows(SYSTEM_SCOPE, TABLES, []);
      expect(await sql.rows(intruderId, current, [])).toEqual([{ scope: intruderId }]);
      await expect(sql.rows(SYSTEM_SCOPE, statement('test_error', 'SELECT 1/0'), [])).rejects.toThrow('22012');
      expect(await sql.rows('', current, [])).toEqual([{ scope: '' }]);
    });
  });

  function intersect(ids: ReadonlySet<string>, id: string): Set<string> {
    return new Set(ids.has(id) ? [id] : []);
  }
});

describe('what is stored', () => {
  const SECRETS = [
    'Zebulon Quist',
    'zq-external-77',
    'zeb@quist.example',
    '+44 7700 900123',
    '4111 1111 1111 1111',
    'Quistware Ltd',
    'wombat',
  ];

  test('no text, name, number, slot or external id stands in clear in any column, redacted words of messages apart', async () => {
    const { store, testDatabase } = stores;
    const contact = { externalId: 'zq-external-77', name: 'Zebulon Quist' };
    const { conversationId: id } = await store.createConversation(
      conversationOf(contact, { idempotencyKey: 'k9', requestHash: 'h' }),
    );
    const slots = { name: 'Zebulon Quist', company: 'Quistware Ltd', need: 'wombat' };
    await say(store, id, 'I am Zebulon Quist, zeb@quist.example, +44 7700 900123, card 4111 1111 1111 1111', { slots });
    const composition = { ...COMPOSITION, goal: 'Greet Zebulon Quist', facts: ['wombat'] };
    await say(store, id, 'mail zeb@quist.example', { composition, slots });
    await store.recordInbound({
      conversationId: id,
      messageId: 'waiting',
      text: 'wombat',
      userName: 'Zebulon Quist',
      at: new Date(),
    });
    const found = await asAdmin(testDatabase.url, async (client) => {
      const { rows: columns } = await client.query<{ table_name: string; column_name: string }>(
        `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'`,
      );
      const hits: string[] = [];
      for (const { table_name: table, column_name: column } of columns) {
        for (const secret of SECRETS) {
          const { rowCount } = await client.query(
            `SELECT 1 FROM ${table} WHERE position($1 IN ${column}::text) > 0 OR position(encode(convert_to($1, 'UTF8'), 'hex') IN ${column}::text) > 0`,
            [secret],
          );
          if (rowCount !== 0) hits.push(`${table.replace(/_(default|\d{4}_\d{2})$/, '')}.${column}: ${secret}`);
        }
      }
      return new Set(hits);
    });
    expect([...found]).toEqual(['messages.text_redacted: Zebulon Quist']);
    const { items } = await store.listMessages(id, { limit: 10 });
    expect(items[0]?.text).toContain('zeb@quist.example');
    expect(await store.findConversation(id)).toMatchObject({
      externalId: 'zq-external-77',
      contactName: 'Zebulon Quist',
      slots,
    });
  });

  test('the words of a message are kept once: its inbound row is emptied with its turn', async () => {
    const left = await asAdmin(stores.testDatabase.url, (client) =>
      client.query('SELECT 1 FROM inbound_messages WHERE turn_id IS NOT NULL AND payload_encrypted IS NOT NULL'),
    );
    expect(left.rowCount).toBe(0);
  });
});
