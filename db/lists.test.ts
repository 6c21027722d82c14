import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestStores } from '../test/support/stores.ts';
import { conversationOf, newConversationIn, openDatabase, openTestStores, START, say } from '../test/support/stores.ts';
import type { Page, PageRequest, WorkspaceStore } from './interfaces.ts';

let stores: TestStores;
let store: WorkspaceStore;

beforeAll(async () => {
  stores = await openTestStores();
  store = stores.store;
});

afterAll(() => stores.close());

async function all<T>(list: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page: Page<T> = await list(cursor === undefined ? { limit } : { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe('createConversation', () => {
  test('an idempotency key makes one conversation and one contact, however often and however fast it comes', async () => {
    const input = conversationOf(
      { externalId: randomUUID(), name: 'Ann' },
      { idempotencyKey: randomUUID(), requestHash: 'a' },
    );
    const other = await openDatabase(stores.testDatabase, stores.masterKey);
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 === 0 ? store : other.workspace(stores.workspaceId)).createConversation(input),
      ),
    );
    await other.close();
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(made.map(({ conversationId }) => conversationId)).size).toBe(1);
    await expect(store.createConversation({ ...input, requestHash: 'b' })).rejects.toMatchObject({
      code: 'conversation_exists',
    });
  });

  test('one person has one contact; what a later request states replaces what was stored, the rest stays', async () => {
    const externalId = randomUUID();
    const [first, second] = await Promise.all([
      store.createConversation(conversationOf({ externalId })),
      store.createConversation(conversationOf({ externalId })),
    ]);
    expect(first.contactId).toBe(second.contactId);
    const stated = {
      externalId,
      name: 'Ann',
      locale: 'en-GB',
      timeZone: 'Europe/London',
      quietHours: { start: '20:00', end: '08:00' },
    };
    await store.createConversation(conversationOf(stated));
    await store.createConversation(conversationOf({ externalId }));
    const { externalId: _, name: contactName, ...clock } = stated;
    expect(await store.findConversation(first.conversationId)).toMatchObject({
      externalId,
      contactName,
      ...clock,
    });
    await store.createConversation(conversationOf({ externalId, quietHours: null }));
    expect(await store.findConversation(first.conversationId)).toMatchObject({
      contactName,
      quietHours: undefined,
    });
  });

  test('a new contact has the quiet hours of the flow', async () => {
    const conversationId = await newConversationIn(store);
    expect(await store.findConversation(conversationId)).toMatchObject({
      timeZone: 'UTC',
      quietHours: { start: '21:00', end: '09:00' },
      slots: {},
      turn: 0,
      session: 1,
      pendingMessages: 0,
    });
  });
});

describe('lists', () => {
  test('conversations come newest first, each once, while new ones are made between the pages', async () => {
    const flow = `flow-${randomUUID()}`;
    const made: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      // Three share a time: the id decides.
      const at = new Date(Date.UTC(2026, 0, 1 + Math.floor(n / 3)));
      made.push(
        (await store.createConversation(conversationOf({ externalId: randomUUID() }, { flow, at }))).conversationId,
      );
    }
    const seen = await all(async (page) => {
      const answer = await store.listConversations({ flow }, page);
      await store.createConversation(
        conversationOf({ externalId: randomUUID() }, { flow, at: new Date('2026-06-01T00:00:00Z') }),
      );
      return answer;
    }, 2);
    expect(seen.map(({ conversationId }) => conversationId).toSorted()).toEqual(made.toSorted());
    const times = seen.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test('conversations are filtered by status, state, flow and external id', async () => {
    const [flow, externalId] = [`flow-${randomUUID()}`, randomUUID()];
    const initialSnapshot = { ...START, state: 'post_purchase' };
    const { conversationId: open } = await store.createConversation(
      conversationOf({ externalId }, { flow, initialSnapshot }),
    );
    const { conversationId: closed } = await store.createConversation(conversationOf({ externalId }, { flow }));
    await store.createConversation(conversationOf({ externalId: randomUUID() }, { flow }));
    await store.closeConversation(closed, 'api', new Date());
    const ids = async (filter: Parameters<WorkspaceStore['listConversations']>[0]) =>
      (await store.listConversations(filter, { limit: 10 })).items.map(({ conversationId }) => conversationId);
    expect(await ids({ flow })).toHaveLength(3);
    expect(await ids({ flow, status: 'closed' })).toEqual([closed]);
    expect(await ids({ flow, state: 'post_purchase' })).toEqual([open]);
    expect((await ids({ externalId })).toSorted()).toEqual([open, closed].toSorted());
    expect(await ids({ externalId, status: 'open' })).toEqual([open]);
    expect(await ids({ externalId: 'nobody' })).toEqual([]);
    expect(await ids({ flow: 'none' })).toEqual([]);
  });

  test('messages, turns and follow-ups come page by page, each once and in order', async () => {
    const conversationId = await newConversationIn(store);
    for (let n = 1; n <= 5; n += 1) await say(store, conversationId, `message ${n}`);
    const messages = await all((page) => store.listMessages(conversationId, page), 3);
    expect(messages.filter(({ role }) => role === 'customer').map(({ text }) => text)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `message ${n}`),
    );
    expect(messages).toHaveLength(10);
    expect(await all((page) => store.listMessages(conversationId, { ...page, role: 'assistant' }), 2)).toHaveLength(5);
    const turns = await all((page) => store.listTurns(conversationId, page), 2);
    expect(turns.map(({ turn }) => turn)).toEqual([1, 2, 3, 4, 5]);
    expect(turns[0]).toMatchObject({
      status: 'done',
      reply: 'Thanks, tell me more.',
      replySource: 'template',
      replyReason: 'no_model',
      trace: [{ rule: 'classifier' }],
    });
    expect(await all((page) => store.listFollowUps(conversationId, page), 2)).toHaveLength(5);
  });

  test('a cursor that no list returned is refused', async () => {
    const conversationId = await newConversationIn(store);
    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      '',
      'x',
      '%%%',
      encoded({}),
      encoded([]),
      encoded(['2026-01-01', 'x']),
      encoded([1.5]),
      encoded([2 ** 40]),
      encoded(['1']),
      encoded(['2026-13-45T99:99:99Z', randomUUID()]),
    ]) {
      const page = { limit: 5, cursor };
      const refused = { code: 'invalid_cursor' };
      await expect(store.listConversations({}, page)).rejects.toMatchObject(refused);
      await expect(store.listMessages(conversationId, page)).rejects.toMatchObject(refused);
      await expect(store.listTurns(conversationId, page)).rejects.toMatchObject(refused);
      await expect(store.listFollowUps(conversationId, page)).rejects.toMatchObject(refused);
    }
  });

  test('the state history begins with the initial state and has only changes', async () => {
    const conversationId = await newConversationIn(store);
    await say(store, conversationId, 'hi');
    const snapshot = { ...START, state: 'interest_qualification', turn: 2 };
    await say(store, conversationId, 'I need a CRM', { snapshot, reason: 'stated a need' });
    expect(await store.listStateHistory(conversationId)).toMatchObject([
      { state: 'initial_contact', previousState: undefined, turn: 0 },
      {
        state: 'interest_qualification',
        previousState: 'initial_contact',
        turn: 2,
        reason: 'stated a need',
      },
    ]);
  });

  test('malformed and unknown ids are an empty answer', async () => {
    for (const id of ['x', '', randomUUID()]) {
      expect(await store.findConversation(id)).toBeUndefined();
      expect(await store.findAddress(id)).toBeUndefined();
      expect(await store.loadStanding(id)).toBeUndefined();
      expect(await store.findTurnByInbound(id)).toBeUndefined();
      expect(await store.findInbound(id, 'm')).toBeUndefined();
      expect(await store.listStateHistory(id)).toEqual([]);
      expect((await store.listMessages(id, { limit: 5 })).items).toEqual([]);
      await store.closeConversation(id, 'api', new Date());
    }
  });
});
