import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TwoProcesses } from '../test/support/stores.ts';
import { COMPOSITION, finishedReply, newConversationIn, openTwoProcesses, say } from '../test/support/stores.ts';
import type { WorkspaceStore } from './interfaces.ts';

let stores: TwoProcesses;
let store: WorkspaceStore;
/** The same workspace, as another process sees it. */
let elsewhere: WorkspaceStore;

beforeAll(async () => {
  stores = await openTwoProcesses();
  ({ store, elsewhere } = stores);
});

afterAll(() => stores.close());

const newConversation = () => newConversationIn(store);

describe('composing turns', () => {
  const finished = finishedReply();

  test('the composition waits sealed, is opened with the words so far, and is finished once', async () => {
    const conversationId = await newConversation();
    await say(store, conversationId, 'hi');
    const { turnId, inboundId, status } = await say(store, conversationId, 'I am Ann', {
      composition: COMPOSITION,
      slots: { name: 'Ann' },
    });
    expect(status).toBe('composing');
    expect(await store.findTurnByInbound(inboundId)).toMatchObject({
      status: 'composing',
      reply: undefined,
      latencyMs: undefined,
    });
    await say(store, conversationId, 'are you there?');
    expect(await store.openComposition(turnId)).toMatchObject({
      kind: 'composing',
      flow: 'sales-dm',
      composition: COMPOSITION,
      fallback: { text: 'Thanks, tell me more.' },
      transcript: [
        { role: 'customer', text: 'hi' },
        { role: 'assistant', text: 'Thanks, tell me more.' },
        { role: 'customer', text: 'I am Ann' },
      ],
    });
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => store.finishTurn(turnId, 1, finished)),
      ...Array.from({ length: 5 }, () => elsewhere.finishTurn(turnId, 1, finished)),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await store.openComposition(turnId)).toEqual({ kind: 'finished' });
    expect(await store.findTurnByInbound(inboundId)).toMatchObject({
      status: 'done',
      reply: finished.text,
      replySource: 'model',
      model: 'gpt-4o',
      modelLatencyMs: 413,
      latencyMs: expect.any(Number),
    });
    const { items } = await store.listMessages(conversationId, { limit: 50 });
    expect(items.filter(({ text }) => text === finished.text)).toHaveLength(1);
  });

  test('replies finished at once with new turns leave one row each and no gap in the transcript', async () => {
    const conversationId = await newConversation();
    const composing = [];
    for (let n = 0; n < 8; n += 1)
      composing.push(await say(store, conversationId, `question ${n}`, { composition: COMPOSITION }));
    for (const { turnId } of composing) await store.openComposition(turnId);
    await Promise.all([
      ...composing.map(({ turnId }) => elsewhere.finishTurn(turnId, 1, finished)),
      ...Array.from({ length: 8 }, (_, n) => say(store, conversationId, `more ${n}`)),
    ]);
    const { items } = await store.listMessages(conversationId, { limit: 200 });
    expect(items).toHaveLength(32);
    expect(new Set(items.map(({ messageId }) => messageId)).size).toBe(32);
  });

  test('unknown and malformed turns are not there', async () => {
    for (const turnId of ['x', randomUUID()]) {
      expect(await store.openComposition(turnId)).toBeUndefined();
      expect(await store.finishTurn(turnId, 1, finished)).toBe(false);
    }
  });
});
