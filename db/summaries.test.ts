import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestStores } from '../test/support/stores.ts';
import { COMPOSITION, newConversationIn, openTestStores, say } from '../test/support/stores.ts';
import type { WorkspaceStore } from './interfaces.ts';

let stores: TestStores;
let store: WorkspaceStore;

beforeAll(async () => {
  stores = await openTestStores();
  store = stores.store;
});

afterAll(() => stores.close());

const AT = new Date('2026-01-05T10:00:00Z');

/** With that many answered turns: two messages each. */
async function talked(turns: number): Promise<string> {
  const conversationId = await newConversationIn(store);
  for (let n = 1; n <= turns; n += 1) await say(store, conversationId, `message ${n}`, { followUps: [] });
  return conversationId;
}

async function compose(conversationId: string) {
  const { turnId } = await say(store, conversationId, 'the last', { composition: COMPOSITION, followUps: [] });
  const opened = await store.openComposition(turnId);
  if (opened?.kind !== 'composing') throw new Error('not composing');
  return opened;
}

test('a summary is read back with the messages behind it; one that covers less is refused', async () => {
  const conversationId = await talked(4);
  const none = await store.openSummary(conversationId);
  expect(none).toMatchObject({ text: undefined, upTo: 0 });
  expect(none?.messages.map(({ number, role }) => [number, role]).slice(0, 2)).toEqual([
    [1, 'customer'],
    [2, 'assistant'],
  ]);
  expect(none?.messages).toHaveLength(8);
  expect(await store.saveSummary(conversationId, { text: 'They want invoices.', upTo: 6, at: AT })).toBe(true);
  expect(await store.saveSummary(conversationId, { text: 'Too late.', upTo: 6, at: AT })).toBe(false);
  expect(await store.saveSummary(conversationId, { text: 'Too late.', upTo: 4, at: AT })).toBe(false);
  expect(await store.openSummary(conversationId)).toEqual({
    text: 'They want invoices.',
    upTo: 6,
    messages: [
      { number: 7, role: 'customer', text: 'message 4' },
      { number: 8, role: 'assistant', text: 'Thanks, tell me more.' },
    ],
  });
  expect(await store.saveSummary(conversationId, { text: 'They want more.', upTo: 8, at: AT })).toBe(true);
  expect(await store.openSummary(conversationId)).toMatchObject({ text: 'They want more.', messages: [] });
});

test('at most 200 messages are given at once', async () => {
  const conversationId = await talked(101);
  const opened = await store.openSummary(conversationId);
  expect(opened?.messages).toHaveLength(200);
  expect(opened?.messages[0]).toMatchObject({ number: 1 });
});

test('a composition has the last 20 messages, and with a summary only those behind it, but always the last six', async () => {
  const conversationId = await talked(15);
  const before = await compose(conversationId);
  expect(before.summary).toBeUndefined();
  expect(before.transcript).toHaveLength(20);
  expect(before.transcript.at(-1)).toEqual({ role: 'customer', text: 'the last' });
  await store.saveSummary(conversationId, { text: 'In short.', upTo: 22, at: AT });
  const some = await compose(conversationId);
  expect(some.summary).toBe('In short.');
  expect(some.transcript).toHaveLength(10);
  await store.saveSummary(conversationId, { text: 'All of it.', upTo: 32, at: AT });
  const few = await compose(conversationId);
  expect(few.summary).toBe('All of it.');
  expect(few.transcript).toHaveLength(6);
  expect(few.transcript.at(-1)).toEqual({ role: 'customer', text: 'the last' });
});

test('a conversation that is not there has no summary', async () => {
  for (const id of ['x', randomUUID()]) {
    expect(await store.openSummary(id)).toBeUndefined();
    expect(await store.saveSummary(id, { text: 'x', upTo: 1, at: AT })).toBe(false);
  }
});
