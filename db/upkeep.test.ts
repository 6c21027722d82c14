import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../test/support/postgres.ts';
import type { TestStores } from '../test/support/stores.ts';
import {
  conversationOf,
  newConversationIn,
  newMasterKey,
  openDatabase,
  openTestStores,
  START,
  say,
} from '../test/support/stores.ts';

let stores: TestStores;

beforeAll(async () => {
  stores = await openTestStores();
});

afterAll(() => stores.close());

const newConversation = () => newConversationIn(stores.store);

describe('partitions', () => {
  test('months are made once, also by two processes, and turns go on meanwhile', async () => {
    const { system } = stores.database;
    const january = new Date('2030-01-15T12:00:00Z');
    const conversationId = await newConversation();
    const [first, second] = await Promise.all([
      system.ensurePartitions(january, 2),
      system.ensurePartitions(january, 2),
      ...Array.from({ length: 10 }, (_, n) =>
        say(stores.store, conversationId, `m ${n}`, { at: new Date('2030-02-10T00:00:00Z') }),
      ),
    ]);
    expect([...(first ?? []), ...(second ?? [])].toSorted()).toEqual([
      'messages_2030_01',
      'messages_2030_02',
      'messages_2030_03',
    ]);
    expect(await system.ensurePartitions(january, 2)).toEqual([]);
    expect(await system.ensurePartitions(january, 3)).toEqual(['messages_2030_04']);
    expect((await stores.store.listMessages(conversationId, { limit: 100 })).items).toHaveLength(20);
  });

  test('a message of a month without a partition is kept, and moves when the month gets one', async () => {
    const conversationId = await newConversation();
    for (const at of ['2031-05-31T23:59:59Z', '2031-06-01T00:00:00Z', '2031-07-01T00:00:00Z']) {
      await say(stores.store, conversationId, `on ${at}`, { at: new Date(at) });
    }
    const before = (await stores.store.listMessages(conversationId, { limit: 10 })).items;
    expect(await stores.database.system.ensurePartitions(new Date('2031-06-10T00:00:00Z'), 0)).toEqual([
      'messages_2031_06',
    ]);
    expect((await stores.store.listMessages(conversationId, { limit: 10 })).items).toEqual(before);
    const placed = await asAdmin(stores.testDatabase.url, (client) =>
      client.query<{ place: string; count: number }>(
        'SELECT tableoid::regclass::text AS place, count(*)::int FROM messages WHERE conversation_id = $1 GROUP BY 1 ORDER BY 1',
        [conversationId],
      ),
    );
    expect(placed.rows).toEqual([
      { place: 'messages_2031_06', count: 2 },
      { place: 'messages_default', count: 4 },
    ]);
  });
});

describe('master keys', () => {
  test('after a rewrap everything opens without the old master key, and user ids and repeats are still recognised', async () => {
    const { store, testDatabase, masterKey, workspaceId } = stores;
    const made = await store.createConversation(conversationOf({ externalId: 'rotating', name: 'Ann' }));
    await say(store, made.conversationId, 'hello');
    const again = {
      conversationId: made.conversationId,
      messageId: 'm',
      text: 'waiting',
      at: new Date(),
    };
    await store.recordInbound(again);
    const next = newMasterKey('second');
    const rotating = await openDatabase(testDatabase, next, [masterKey]);
    const progress: [number, number][] = [];
    const done = await rotating.system.rewrapSubjectKeys((count, total) => progress.push([count, total]));
    expect(done).toBeGreaterThanOrEqual(2);
    expect(progress.at(-1)).toEqual([done, done]);
    expect(await rotating.system.rewrapSubjectKeys()).toBe(0);
    await rotating.close();

    const rotated = await openDatabase(testDatabase, next);
    const after = rotated.workspace(workspaceId);
    expect((await after.listMessages(made.conversationId, { limit: 5 })).items[0]?.text).toBe('hello');
    expect(await after.createConversation(conversationOf({ externalId: 'rotating' }))).toMatchObject({
      contactId: made.contactId,
    });
    expect(await after.recordInbound(again)).toMatchObject({ kind: 'repeat' });
    expect(await after.recordInbound({ ...again, text: 'other' })).toEqual({ kind: 'conflict' });
    await rotated.close();

    const stale = await openDatabase(testDatabase, masterKey);
    const refused = stale.workspace(workspaceId).findConversation(made.conversationId);
    await expect(refused).rejects.toThrow('master key second, which is not configured');
    await stale.close();
  });
});

describe('API keys', () => {
  test('a secret finds its workspace until it is revoked; only its hash is stored', async () => {
    const { system } = stores.database;
    const { apiKeyId, secret } = await system.createApiKey(stores.workspaceId, 'shop');
    expect(await system.findApiKey(secret)).toEqual({ workspaceId: stores.workspaceId, apiKeyId });
    expect(await system.findApiKey(`${secret}x`)).toBeUndefined();
    expect(await system.listApiKeys(stores.workspaceId)).toMatchObject([
      { apiKeyId, name: 'shop', revokedAt: undefined, lastUsedAt: expect.any(Date) },
    ]);
    expect(await system.revokeApiKey(apiKeyId)).toBe(true);
    expect(await system.revokeApiKey(apiKeyId)).toBe(false);
    expect(await system.revokeApiKey('x')).toBe(false);
    expect(await system.findApiKey(secret)).toBeUndefined();
  });

  test('workspaces are found by name', async () => {
    const { system } = stores.database;
    expect(await system.findWorkspaceByName('Acme')).toEqual({ workspaceId: stores.workspaceId });
    expect(await system.findWorkspaceByName('nobody')).toBeUndefined();
    expect(await system.listWorkspaces()).toContainEqual({
      workspaceId: stores.workspaceId,
      name: 'Acme',
    });
    expect(await system.listApiKeys('x')).toEqual([]);
    for (const id of ['x', randomUUID()])
      await expect(system.createApiKey(id, 'key')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the relay', () => {
  test('messages without a turn are found in order of arrival once they are old enough', async () => {
    const { store, database, workspaceId } = stores;
    const other = database.workspace((await database.system.createWorkspace('Relay')).workspaceId);
    const first = await newConversation();
    const { conversationId: second } = await other.createConversation(conversationOf({ externalId: 'bob' }));
    const inbound = async (of: typeof store, conversationId: string, messageId: string) =>
      of.recordInbound({ conversationId, messageId, text: 'x', at: new Date() });
    const stored = [
      await inbound(store, first, 'a'),
      await inbound(other, second, 'a'),
      await inbound(store, first, 'b'),
    ];
    const ids = stored.map((answer) => ('inboundId' in answer ? answer.inboundId : ''));
    const found = (await database.system.findUndelivered(0, 100)).filter(({ inboundId }) => ids.includes(inboundId));
    expect(found.map(({ inboundId }) => inboundId)).toEqual(ids);
    expect(found[0]).toMatchObject({
      workspaceId,
      conversationId: first,
      flow: 'sales-dm',
      channel: 'api',
    });
    expect(await database.system.findUndelivered(3_600_000, 100)).toEqual([]);
    expect(await store.findConversation(first)).toMatchObject({ pendingMessages: 2 });
  });
});

test('states that open conversations stand in and a build does not know are counted by flow', async () => {
  const { store, database } = stores;
  const flow = `flow-${randomUUID()}`;
  for (const state of ['kept', 'gone', 'gone']) {
    await store.createConversation(
      conversationOf({ externalId: randomUUID() }, { flow, initialSnapshot: { ...START, state } }),
    );
  }
  const unknown = await database.system.findUnknownStates({
    [flow]: ['kept'],
    'sales-dm': ['initial_contact'],
  });
  expect(unknown).toEqual([{ flow, state: 'gone', conversations: 2 }]);
});
