import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestStores } from '../test/support/stores.ts';
import { COMPOSITION, finishedReply, newConversationIn, openTestStores, say } from '../test/support/stores.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

async function composing() {
  const conversationId = await newConversationIn(stores.store);
  const { turnId, inboundId } = await say(stores.store, conversationId, 'hello', { composition: COMPOSITION });
  return { conversationId, turnId, inboundId };
}

const spentBefore = async (turnId: string): Promise<unknown> => {
  const opened = await stores.store.openComposition(turnId);
  return opened?.kind === 'composing' ? opened.costMicros : opened;
};

test('abandoned calls count against the money of the conversation, and stand with those of the reply in the turn', async () => {
  const { store } = stores;
  const { conversationId, turnId, inboundId } = await composing();
  await store.chargeTurn(turnId, { inputTokens: 100, outputTokens: 7, costMicros: 30 });
  await store.chargeTurn(turnId, { inputTokens: 10, outputTokens: 1, costMicros: 3 });
  expect(await spentBefore(turnId)).toBe(33);
  await store.finishTurn(turnId, 1, finishedReply({ inputTokens: 1000, outputTokens: 50, costMicros: 200 }));
  await store.chargeTurn(turnId, { inputTokens: 5, outputTokens: 5, costMicros: 5 });
  expect(await store.findTurnByInbound(inboundId)).toMatchObject({
    inputTokens: 1115,
    outputTokens: 63,
    costMicros: 238,
  });
  const next = await say(store, conversationId, 'and now?', { composition: COMPOSITION });
  expect(await spentBefore(next.turnId)).toBe(238);
});

test('calls without a price have tokens, and leave the cost as it is', async () => {
  const { store } = stores;
  const { turnId, inboundId } = await composing();
  await store.chargeTurn(turnId, { inputTokens: 100, outputTokens: 7, costMicros: undefined });
  expect(await store.findTurnByInbound(inboundId)).toMatchObject({ inputTokens: 100, costMicros: undefined });
  await store.finishTurn(turnId, 0, finishedReply({ inputTokens: undefined, outputTokens: undefined, costMicros: 9 }));
  expect(await store.findTurnByInbound(inboundId)).toMatchObject({ inputTokens: 100, outputTokens: 7, costMicros: 9 });
});

test('another workspace is not charged, nor is a turn that is not there', async () => {
  const { turnId } = await composing();
  const foreign = stores.database.workspace((await stores.database.system.createWorkspace('other')).workspaceId);
  const charge = { inputTokens: 1, outputTokens: 1, costMicros: 1 };
  await foreign.chargeTurn(turnId, charge);
  for (const unknown of ['x', randomUUID()]) await stores.store.chargeTurn(unknown, charge);
  expect(await spentBefore(turnId)).toBe(0);
});
