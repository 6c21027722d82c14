import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRelay } from '../../workers/relay.ts';
import { flowsByPolicy, HeldConversation } from '../support/held-conversation.ts';
import { eventually, TestStack } from '../support/stack.ts';
import { startTimeSkippingServer } from '../support/time-skipping.ts';

let clock: TestWorkflowEnvironment;
let stack: TestStack;

beforeAll(async () => {
  clock = await startTimeSkippingServer();
  stack = await TestStack.start({ flows: flowsByPolicy(), clock });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
  await clock?.teardown();
});

test('a request to stop that only the relay delivers waits for no window, and takes what waits with it', async () => {
  const conversation = await HeldConversation.begin(stack, clock, { flow: 'merge-held' });
  const { answer } = await conversation.hears('tell me about your prices');
  // The API process ended after it had stored the message, before it told the workflow.
  const { database, conversations, orders, logger, workspaceId } = stack;
  const store = database.workspace(workspaceId);
  await store.recordInbound({ conversationId: conversation.id, messageId: randomUUID(), text: 'STOP', at: new Date() });
  const relay = startRelay({
    database,
    conversations,
    orders,
    flows: flowsByPolicy(),
    logger,
    intervalMs: 50,
    afterMs: 0,
  });
  try {
    const turns = await eventually(
      () => conversation.turns(),
      (seen) => seen.length > 0,
    );
    expect(turns.map(({ message_ids: ids }) => ids.length)).toEqual([2]);
    expect((await answer).body.events).toContainEqual({ name: 'opted_out' });
    expect(stack.logs.join('')).not.toContain('STOP');
  } finally {
    await relay.stop();
  }
});
