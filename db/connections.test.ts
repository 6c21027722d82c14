import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TURN_NOTIFY_CHANNEL } from '../contracts/names.ts';
import { asAdmin } from '../test/support/postgres.ts';
import type { TestStores } from '../test/support/stores.ts';
import {
  COMPOSITION,
  deciderOf,
  finishedReply,
  newConversationIn,
  openTestStores,
  say,
} from '../test/support/stores.ts';
import { Sql, SYSTEM_SCOPE, statement } from './sql.ts';
import { PostgresTurnListener } from './turn-listener.ts';

let stores: TestStores;

beforeAll(async () => {
  stores = await openTestStores();
});

afterAll(() => stores.close());

/** Ends connections as an administrator or a restart of the server would; answers how many. */
async function terminate(applicationName: string): Promise<number> {
  const { rowCount } = await asAdmin(stores.testDatabase.url, (client) =>
    client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = $1', [
      applicationName,
    ]),
  );
  return rowCount ?? 0;
}

const newConversation = () => newConversationIn(stores.store);

async function record(conversationId: string): Promise<string> {
  const stored = await stores.store.recordInbound({
    conversationId,
    messageId: randomUUID(),
    text: 'hello',
    at: new Date(),
  });
  if (!('inboundId' in stored)) throw new Error(stored.kind);
  return stored.inboundId;
}

describe('announcements of turns', () => {
  test('every waiter of a message is woken by its turn, and by no other', async () => {
    const conversationId = await newConversation();
    const inboundId = await record(conversationId);
    const { turns } = stores.database;
    const waiting = Promise.all([
      turns.wait(inboundId, 10_000),
      turns.wait(inboundId, 10_000),
      turns.wait(randomUUID(), 300),
    ]);
    await stores.store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf());
    expect(await waiting).toEqual([true, true, false]);
  });

  test('a composing turn is announced when it is finished', async () => {
    const conversationId = await newConversation();
    const { inboundId, turnId } = await say(stores.store, conversationId, 'hi', { composition: COMPOSITION });
    await stores.store.openComposition(turnId);
    expect(await stores.database.turns.wait(inboundId, 200)).toBe(false);
    const waiting = stores.database.turns.wait(inboundId, 10_000);
    await stores.store.finishTurn(turnId, 1, finishedReply());
    expect(await waiting).toBe(true);
  });

  test('a lost connection wakes every waiter, and a new one hears the next turn', async () => {
    const { turns } = stores.database;
    const waiting = Promise.all([turns.wait(randomUUID(), 30_000), turns.wait(randomUUID(), 30_000)]);
    expect(await terminate(`${stores.testDatabase.name}-listen`)).toBe(1);
    expect(await waiting).toEqual([true, true]);
    await asAdmin(stores.testDatabase.url, async (client) => {
      const probe = randomUUID();
      const heard = turns.wait(probe, 20_000);
      // Waking on reconnection is allowed; so ask until somebody listens again.
      await until(async () => (await listeners()) === 1);
      await client.query('SELECT pg_notify($1, $2)', [TURN_NOTIFY_CHANNEL, probe]);
      expect(await heard).toBe(true);
    });
    const conversationId = await newConversation();
    const inboundId = await record(conversationId);
    const heard = turns.wait(inboundId, 10_000);
    await stores.store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf());
    expect(await heard).toBe(true);
  });

  test('a connection that falls silent without closing counts as lost', async () => {
    const target = new URL(stores.testDatabase.url);
    const sockets: Socket[] = [];
    let isSilent = false;
    const proxy = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      sockets.push(near, far);
      for (const socket of [near, far]) socket.on('error', () => undefined);
      near.on('data', (data) => isSilent || far.write(data));
      far.on('data', (data) => isSilent || near.write(data));
      near.on('close', () => far.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const near = new URL(target.href);
    near.port = String(address.port);
    const listener = new PostgresTurnListener(near.href, 'silent', 200);
    await listener.start();
    const waiting = listener.wait(randomUUID(), 20_000);
    isSilent = true;
    expect(await waiting).toBe(true);
    await listener.close();
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });

  async function listeners(): Promise<number> {
    const { rowCount } = await asAdmin(stores.testDatabase.url, (client) =>
      client.query(
        "SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND (query LIKE 'LISTEN%' OR query = 'SELECT 1') AND state = 'idle'",
        [`${stores.testDatabase.name}-listen`],
      ),
    );
    return rowCount ?? 0;
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('connections', () => {
  test('idle connections that the server ended are replaced', async () => {
    await stores.database.ping();
    expect(await terminate(stores.testDatabase.name)).toBeGreaterThan(0);
    await until(async () =>
      stores.database.ping().then(
        () => true,
        () => false,
      ),
    );
    expect(await say(stores.store, await newConversation(), 'hi')).toMatchObject({
      isRepeat: false,
    });
  });

  test('a connection that breaks in the middle of a turn: a retryable error, nothing written, and the next attempt takes it', async () => {
    const conversationId = await newConversation();
    const inboundId = await record(conversationId);
    const broken = asAdmin(stores.testDatabase.url, async (holder) => {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM conversations WHERE conversation_id = $1 FOR UPDATE', [conversationId]);
      const refusal = stores.store
        .takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf())
        .catch((error: unknown) => error);
      await until(async () => (await waitingForLocks()) > 0);
      await terminate(stores.testDatabase.name);
      expect(await refusal).toMatchObject({ code: 'database_unavailable', retryAfterSeconds: 2 });
      await holder.query('ROLLBACK');
    });
    await broken;
    expect(await stores.store.loadStanding(conversationId)).toMatchObject({ turn: 0 });
    expect(await stores.store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf())).toMatchObject({
      isRepeat: false,
    });
  });

  test('after a failed statement the same connection serves the next transaction, with its own scope', async () => {
    const sql = new Sql({
      connectionString: stores.testDatabase.url,
      poolSize: 1,
      applicationName: 'one-connection',
      role: 'parley_app',
      onConnectionLost: () => undefined,
    });
    const pid = statement('test_pid', 'SELECT pg_backend_pid() AS pid');
    const failing = statement(
      'test_failing',
      "INSERT INTO sessions VALUES ('00000000-0000-0000-0000-000000000000', $1, 1, now())",
    );
    const before = await sql.rows(SYSTEM_SCOPE, pid, []);
    const failed = sql.transaction(SYSTEM_SCOPE, async (tx) => {
      const ignored = tx.rows(failing, [randomUUID()]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await tx.rows(pid, []);
      await ignored;
    });
    await expect(failed).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/PostgreSQL error (23503|25P02)/),
    });
    const swallowed = sql.transaction(SYSTEM_SCOPE, async (tx) => {
      await tx.rows(failing, [randomUUID()]).catch(() => undefined);
      return 'written';
    });
    await expect(swallowed).rejects.toThrow('rolled back');
    expect(await sql.rows(SYSTEM_SCOPE, pid, [])).toEqual(before);
    await sql.close();
  });

  test('two transactions that meet in a deadlock are both carried out', async () => {
    const ids = [await newConversation(), await newConversation()];
    const sql = new Sql({
      connectionString: stores.testDatabase.url,
      poolSize: 2,
      applicationName: 'deadlock',
      role: 'parley_app',
      onConnectionLost: () => undefined,
    });
    const lock = statement(
      'test_lock',
      'UPDATE conversations SET message_number = message_number + 1 WHERE conversation_id = $1',
    );
    let attempts = 0;
    let holding = 0;
    const inOrder = (order: readonly string[]): Promise<void> =>
      sql.transaction(SYSTEM_SCOPE, async (tx) => {
        attempts += 1;
        await tx.rows(lock, [order[0]]);
        holding += 1;
        await until(async () => holding >= 2);
        await tx.rows(lock, [order[1]]);
      });
    await Promise.all([inOrder(ids), inOrder(ids.toReversed())]);
    expect(attempts).toBeGreaterThan(2);
    await sql.close();
  });

  test('more work than connections waits its turn', async () => {
    const ids = await Promise.all(Array.from({ length: 24 }, newConversation));
    const taken = await Promise.all(ids.map((id) => say(stores.store, id, 'hi')));
    expect(taken.every(({ standing }) => standing.turn === 1)).toBe(true);
  });

  test('an error of the database holds no value of a row', async () => {
    const sql = new Sql({
      connectionString: stores.testDatabase.url,
      poolSize: 1,
      applicationName: 'errors',
      role: 'parley_app',
      onConnectionLost: () => undefined,
    });
    const insert = statement(
      'test_duplicate',
      'INSERT INTO workspaces (workspace_id, name, lookup_key_wrapped, master_key_id) VALUES ($1, $2, $3, $4)',
    );
    const values = (): unknown[] => [randomUUID(), 'very personal', Buffer.from('x'), 'k'];
    await sql.rows(SYSTEM_SCOPE, insert, values());
    const error: unknown = await sql.rows(SYSTEM_SCOPE, insert, values()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'internal', message: expect.stringContaining('23505') });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('very personal');
    await sql.close();
  });

  async function waitingForLocks(): Promise<number> {
    const { rowCount } = await asAdmin(stores.testDatabase.url, (client) =>
      client.query("SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'", [
        stores.testDatabase.name,
      ]),
    );
    return rowCount ?? 0;
  }
});
