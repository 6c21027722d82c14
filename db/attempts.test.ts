import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TwoProcesses } from '../test/support/stores.ts';
import {
  beginComposing,
  COMPOSITION,
  deciderOf,
  decidingBy,
  decisionOf,
  finishedReply,
  newConversationIn,
  openTwoProcesses,
  say,
  transcriptOf,
} from '../test/support/stores.ts';
import type { TurnDecision, TurnOpening, WorkspaceStore } from './interfaces.ts';

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

const transcript = (conversationId: string) => transcriptOf(store, conversationId);
const composing = (overrides: Partial<TurnDecision> = {}) => beginComposing(store, overrides);

describe('attempts', () => {
  test('each opening raises the attempt; only the last may write', async () => {
    const { turnId, inboundId } = await composing();
    const opened = await Promise.all(
      Array.from({ length: 6 }, (_, n) => (n % 2 === 0 ? store : elsewhere).openComposition(turnId)),
    );
    const attempts = opened.map((one) => (one?.kind === 'composing' ? one.attempt : 0)).toSorted((a, b) => a - b);
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6]);
    for (const attempt of [1, 5, 7]) {
      expect(await store.appendChunk(turnId, { attempt, sequence: 1, text: 'no' })).toBe('superseded');
      expect(await store.finishTurn(turnId, attempt, finishedReply())).toBe(false);
    }
    expect(await store.appendChunk(turnId, { attempt: 6, sequence: 1, text: 'yes' })).toBe('written');
    const trace = [{ rule: 'model', outcome: 'written' }];
    const reply = finishedReply({ trace, isPartial: true, costMicros: 1234 });
    expect(await store.finishTurn(turnId, 6, reply)).toBe(true);
    expect(await store.findTurnByInbound(inboundId)).toMatchObject({
      isPartial: true,
      firstTokenMs: 210,
      costMicros: 1234,
      trace: [{ rule: 'classifier' }, { rule: 'model' }],
    });
  });

  test('a decision with what a model proposed takes the place of the first, in the same attempt', async () => {
    const { conversationId, turnId } = await composing();
    await store.openComposition(turnId);
    const seen: TurnOpening[] = [];
    const decider = decidingBy((opening) => {
      seen.push(opening);
      return decisionOf(opening, {
        composition: { ...COMPOSITION, goal: 'Quote the price.' },
        slots: { ...opening.slots, budget: '500' },
        snapshot: { ...opening.snapshot, turn: 2, state: 'price' },
        followUps: [],
      });
    });
    const again = await store.decideAgain(turnId, 1, decider);
    expect(seen).toMatchObject([{ text: 'first thought', slots: { name: 'Ann' }, snapshot: { turn: 1 } }]);
    expect(again).toMatchObject({
      kind: 'composing',
      attempt: 1,
      composition: { goal: 'Quote the price.' },
      slots: { name: 'Ann', budget: '500' },
    });
    expect(await store.loadStanding(conversationId)).toMatchObject({ state: 'price', turn: 2, followUps: [] });
    expect(await store.finishTurn(turnId, 1, finishedReply())).toBe(true);
    expect(await store.decideAgain(turnId, 1, decider)).toBeUndefined();
    expect((await transcript(conversationId)).map(([, text]) => text).slice(2)).toEqual([
      'first thought',
      'What does your team need?',
    ]);
  });

  test('a second decision that needs no model finishes the turn and announces it', async () => {
    const { conversationId, turnId, inboundId } = await composing();
    await store.openComposition(turnId);
    const waiting = stores.database.turns.wait(inboundId, 10_000);
    expect(await store.decideAgain(turnId, 1, deciderOf())).toEqual({ kind: 'finished' });
    expect(await waiting).toBe(true);
    expect(await store.finishTurn(turnId, 1, finishedReply())).toBe(false);
    expect((await transcript(conversationId)).at(-1)).toEqual(['assistant', 'Thanks, tell me more.', 2]);
  });

  test('a stop is told to the writer at once and ends the chunks; nothing to stop is said so', async () => {
    const { conversationId, turnId } = await composing();
    const opened = await store.openComposition(turnId);
    expect(opened).toMatchObject({ isStopped: false });
    expect(await store.appendChunk(turnId, { attempt: 1, sequence: 1, text: 'What' })).toBe('written');
    const told = new Promise<void>((resolve) => {
      stores.database.turns.watchComposition(turnId, resolve);
    });
    expect(await elsewhere.stopComposition(conversationId, new Date())).toEqual({ turnId, turn: 2 });
    await told;
    expect(await store.appendChunk(turnId, { attempt: 1, sequence: 2, text: ' does' })).toBe('stopped');
    expect(await store.openComposition(turnId)).toMatchObject({ isStopped: true });
    expect(await store.finishTurn(turnId, 2, finishedReply({ isPartial: true }))).toBe(true);
    expect(await store.stopComposition(conversationId, new Date())).toBeUndefined();
    expect(await store.stopComposition(await newConversation(), new Date())).toBeUndefined();
  });

  test('the cost of all turns of the conversation is known to the next attempt', async () => {
    const { conversationId, turnId } = await composing();
    await store.openComposition(turnId);
    await store.finishTurn(turnId, 1, finishedReply({ costMicros: 700 }));
    const second = await say(store, conversationId, 'more', { composition: COMPOSITION });
    await store.openComposition(second.turnId);
    await store.finishTurn(second.turnId, 1, finishedReply({ costMicros: undefined }));
    const third = await say(store, conversationId, 'and more', { composition: COMPOSITION });
    expect(await store.openComposition(third.turnId)).toMatchObject({ costMicros: 700 });
  });

  test('a reply that is finished after a person took over is not sent', async () => {
    const { conversationId, turnId, inboundId } = await composing();
    await store.openComposition(turnId);
    await store.setOwner(conversationId, 'person', new Date());
    expect(await store.finishTurn(turnId, 1, finishedReply())).toBe(true);
    expect(await store.findTurnByInbound(inboundId)).toMatchObject({
      status: 'done',
      reply: undefined,
      replySource: undefined,
      replyReason: 'owned_by_person',
    });
    expect((await transcript(conversationId)).at(-1)).toEqual(['customer', 'first thought', 2]);
  });
});
