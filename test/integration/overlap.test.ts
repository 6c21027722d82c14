import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ModelPeer } from '../../bench/model-peer.ts';
import { flowsByPolicy, HeldConversation, MINUTE_MS } from '../support/held-conversation.ts';
import { TestStack } from '../support/stack.ts';
import { startTimeSkippingServer } from '../support/time-skipping.ts';

let clock: TestWorkflowEnvironment;
let stack: TestStack;
let model: ModelPeer;

beforeAll(async () => {
  [clock, model] = await Promise.all([
    startTimeSkippingServer(),
    ModelPeer.start(({ isStructured }) => ({ pieces: [isStructured ? NO_PROPOSAL : 'What takes you the most time?'] })),
  ]);
  stack = await TestStack.start({ clock, flows: flowsByPolicy(), modelUrl: model.url });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
  await clock?.teardown();
  model?.stop();
});

const begin = (flow: string, fields: object = {}) => HeldConversation.begin(stack, clock, { flow, ...fields });

describe('messages in fragments', () => {
  test('become one turn with one reply when it was quiet, and nothing happens before', async () => {
    const conversation = await begin('merge-held');
    const first = await conversation.hears('I am interested');
    await conversation.skipMinutes(6);
    const second = await conversation.hears('we need to automate our invoices');
    await conversation.skipMinutes(6);
    const lastArrival = await clock.currentTimeMs();
    const third = await conversation.hears('for five people');
    const asked = model.calls.length;
    await conversation.skipMinutes(9);
    expect([await conversation.turns(), model.calls.length]).toEqual([[], asked]);
    await conversation.skipMinutes(2);
    const answers = await Promise.all([first.answer, second.answer, third.answer]);
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]?.body]);
    expect(answers[0]?.body).toMatchObject({ turn: 1, message_ids: ['m1', 'm2', 'm3'] });
    expect(await conversation.transcript()).toEqual([
      ['customer', 'I am interested', 1],
      ['customer', 'we need to automate our invoices', 1],
      ['customer', 'for five people', 1],
      ['assistant', 'What takes you the most time?', 1],
    ]);
    const [turn] = await conversation.turns();
    expect(Math.round((Date.parse(turn?.at ?? '') - lastArrival) / MINUTE_MS)).toBe(10);
  });
});

const NO_PROPOSAL = JSON.stringify({ intents: [], slots: [], edge: null, tool: null });
