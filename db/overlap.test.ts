import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../test/support/postgres.ts';
import type { TwoProcesses } from '../test/support/stores.ts';
import {
  beginComposing,
  COMPOSITION,
  conversationOf,
  deciderOf,
  decidingBy,
  decisionOf,
  finishedReply,
  newConversationIn,
  openTwoProcesses,
  receive,
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

describe('several messages', () => {
  test('become one turn: one decision over all texts, a row each in the transcript, each finds the turn', async () => {
    const conversationId = await newConversation();
    const inboundIds = [];
    for (const text of ['I need', 'an invoice tool', 'for five people'])
      inboundIds.push(await receive(store, conversationId, text));
    const texts: string[] = [];
    const decider = decidingBy((opening) => {
      texts.push(opening.text);
      return decisionOf(opening);
    });
    const waiting = Promise.all(inboundIds.map((id) => stores.database.turns.wait(id, 10_000)));
    const results = await Promise.all([
      store.takeTurn({ conversationId, inboundIds }, decider),
      elsewhere.takeTurn({ conversationId, inboundIds }, decider),
    ]);
    expect(texts).toEqual(['I need\nan invoice tool\nfor five people']);
    expect(new Set(results.map((taken) => taken?.turnId)).size).toBe(1);
    expect(await waiting).toEqual([true, true, true]);
    expect(await transcript(conversationId)).toEqual([
      ['customer', 'I need', 1],
      ['customer', 'an invoice tool', 1],
      ['customer', 'for five people', 1],
      ['assistant', 'Thanks, tell me more.', 1],
    ]);
    const turns = await Promise.all(inboundIds.map((id) => elsewhere.findTurnByInbound(id)));
    expect(new Set(turns.map((turn) => turn?.turnId))).toEqual(new Set([results[0]?.turnId]));
    expect(turns[0]?.messageIds).toHaveLength(3);
    expect(turns[0]?.messageIds[0]).toBe(turns[0]?.messageId);
    expect(await store.findConversation(conversationId)).toMatchObject({ turn: 1, pendingMessages: 0 });
  });

  test('those that have a turn already are left out; when none is left, nothing is decided', async () => {
    const conversationId = await newConversation();
    const taken = await say(store, conversationId, 'hi');
    const fresh = await receive(store, conversationId, 'and more');
    const texts: string[] = [];
    const decider = decidingBy((opening) => {
      texts.push(opening.text);
      return decisionOf(opening);
    });
    const inboundIds = [taken.inboundId, fresh];
    const second = await store.takeTurn({ conversationId, inboundIds }, decider);
    expect(texts).toEqual(['and more']);
    expect(second).toMatchObject({ isRepeat: false, standing: { turn: 2 } });
    expect(await store.takeTurn({ conversationId, inboundIds }, decider)).toMatchObject({
      turnId: taken.turnId,
      isRepeat: true,
    });
    expect(texts).toHaveLength(1);
  });
});

describe('a turn that is planned again', () => {
  test('starts from where the conversation stood before it, keeps its id and number, and shuts the old writer out', async () => {
    const { conversationId, turnId, inboundId } = await composing();
    const opened = await store.openComposition(turnId);
    expect(opened).toMatchObject({ attempt: 1, text: 'first thought', slots: { need: 'abandoned' } });
    let isAbandoned = false;
    const unwatch = stores.database.turns.watchComposition(turnId, () => {
      isAbandoned = true;
    });
    const fresh = await receive(store, conversationId, 'no, another');
    const openings: TurnOpening[] = [];
    const key = { conversationId, inboundIds: [fresh], replaces: turnId };
    const decider = decidingBy((opening) => {
      openings.push(opening);
      return decisionOf(opening, { composition: COMPOSITION, slots: { ...opening.slots, need: 'another' } });
    });
    const taken = await elsewhere.takeTurn(key, decider);
    expect(taken).toMatchObject({ turnId, status: 'composing', isRepeat: false, standing: { turn: 2 } });
    expect(openings).toMatchObject([
      { text: 'first thought\nno, another', slots: { name: 'Ann' }, snapshot: { turn: 1 } },
    ]);
    expect(await store.takeTurn(key, decider)).toMatchObject({ turnId, isRepeat: true, status: 'composing' });
    expect(openings).toHaveLength(1);
    expect(await store.appendChunk(turnId, { attempt: 1, sequence: 1, text: 'late' })).toBe('superseded');
    expect(await store.decideAgain(turnId, 1, decider)).toBeUndefined();
    expect(await store.finishTurn(turnId, 1, finishedReply({ text: 'abandoned words' }))).toBe(false);
    const again = await store.openComposition(turnId);
    expect(again).toMatchObject({ attempt: 3, text: 'first thought\nno, another', slots: { need: 'another' } });
    expect(await store.finishTurn(turnId, 3, finishedReply({ text: 'Another it is.' }))).toBe(true);
    expect(await transcript(conversationId)).toEqual([
      ['customer', 'hi', 1],
      ['assistant', 'Thanks, tell me more.', 1],
      ['customer', 'first thought', 2],
      ['customer', 'no, another', 2],
      ['assistant', 'Another it is.', 2],
    ]);
    for (const id of [inboundId, fresh]) {
      expect(await store.findTurnByInbound(id)).toMatchObject({ turnId, turn: 2, stateBefore: 'initial_contact' });
    }
    const pending = await store.listFollowUps(conversationId, { limit: 10, status: 'pending' });
    expect(pending.items).toHaveLength(1);
    unwatch();
    expect(isAbandoned).toBe(true);
  });

  test('many times over keeps every word in order', async () => {
    const { conversationId, turnId } = await composing();
    const texts: string[] = [];
    for (const text of ['two', 'three', 'four']) {
      const inboundIds = [await receive(store, conversationId, text)];
      await store.takeTurn(
        { conversationId, inboundIds, replaces: turnId },
        decidingBy((opening) => {
          texts.push(opening.text);
          return decisionOf(opening, text === 'four' ? {} : { composition: COMPOSITION });
        }),
      );
    }
    expect(texts.at(-1)).toBe('first thought\ntwo\nthree\nfour');
    expect(await store.listTurns(conversationId, { limit: 10 })).toMatchObject({
      items: [{ turn: 1 }, { turn: 2, status: 'done', reply: 'Thanks, tell me more.' }],
    });
    expect((await transcript(conversationId)).map(([, text]) => text).slice(2)).toEqual([
      'first thought',
      'two',
      'three',
      'four',
      'Thanks, tell me more.',
    ]);
  });

  test('racing the end of its reply: planned again or finished before an ordinary turn, never both or neither', async () => {
    for (let n = 0; n < 12; n += 1) {
      const { conversationId, turnId } = await composing();
      await store.openComposition(turnId);
      const inboundIds = [await receive(store, conversationId, 'wait')];
      const finish = () => elsewhere.finishTurn(turnId, 1, finishedReply({ text: 'the model’s words' }));
      const take = () => store.takeTurn({ conversationId, inboundIds, replaces: turnId }, deciderOf());
      const [isFinished, taken] =
        n % 2 === 0 ? await Promise.all([finish(), take()]) : (await Promise.all([take(), finish()])).toReversed();
      const said = await transcript(conversationId);
      const { turnId: takenId } = taken as { turnId: string };
      expect([isFinished, takenId === turnId]).toEqual([takenId !== turnId, takenId === turnId]);
      expect(said.filter(([, text]) => text === 'the model’s words')).toHaveLength(isFinished === true ? 1 : 0);
      expect(said).toHaveLength(isFinished === true ? 6 : 5);
      const { items } = await store.listTurns(conversationId, { limit: 10 });
      expect(items.map(({ status }) => status)).toEqual(items.map(() => 'done'));
      expect(items).toHaveLength(isFinished === true ? 3 : 2);
    }
  });

  test('that is done, or not the last, is left as it is: the message gets a turn of its own', async () => {
    const { conversationId, turnId } = await composing();
    await say(store, conversationId, 'later', { composition: COMPOSITION });
    const inboundIds = [await receive(store, conversationId, 'wait')];
    const taken = await store.takeTurn({ conversationId, inboundIds, replaces: turnId }, deciderOf());
    expect(taken).toMatchObject({ isRepeat: false, standing: { turn: 4 } });
    expect(taken?.turnId).not.toBe(turnId);
    expect(await store.openComposition(turnId)).toMatchObject({ kind: 'composing', text: 'first thought' });
  });

  test('without a new message is answered as it is, to be worded again', async () => {
    const { conversationId, turnId, inboundId } = await composing();
    for (const inboundIds of [[inboundId], [randomUUID()]]) {
      expect(await store.takeTurn({ conversationId, inboundIds, replaces: turnId }, deciderOf())).toMatchObject({
        turnId,
        status: 'composing',
        isRepeat: true,
      });
    }
  });

  test('by a person who took over meanwhile ends in silence', async () => {
    const { conversationId, turnId } = await composing();
    await store.setOwner(conversationId, 'person', new Date());
    const inboundIds = [await receive(store, conversationId, 'wait')];
    const taken = await store.takeTurn(
      { conversationId, inboundIds, replaces: turnId },
      decidingBy((opening) => decisionOf(opening, opening.owner === 'person' ? { reply: undefined } : {})),
    );
    expect(taken).toMatchObject({ turnId, status: 'done', standing: { owner: 'person' } });
    expect((await transcript(conversationId)).map(([role]) => role)).toEqual([
      'customer',
      'assistant',
      'customer',
      'customer',
    ]);
  });
});

describe('overlap policy reject', () => {
  const at = new Date();

  test('a message is refused while another waits or is answered, and leaves no trace; repeats are answered', async () => {
    const conversationId = await newConversation();
    const input = { conversationId, messageId: 'm1', text: 'hi', at, isRejectedWhenBusy: true };
    const first = await store.recordInbound(input);
    if (first.kind !== 'stored') throw new Error(first.kind);
    const busy = { code: 'conversation_busy', retryAfterSeconds: 1 };
    const second = { ...input, messageId: 'm2', text: 'hello?' };
    await expect(store.recordInbound(second)).rejects.toMatchObject(busy);
    expect(await store.recordInbound(input)).toMatchObject({ kind: 'repeat', inboundId: first.inboundId });
    const key = { conversationId, inboundIds: [first.inboundId] };
    const taken = await store.takeTurn(key, deciderOf({ composition: COMPOSITION }));
    await expect(store.recordInbound(second)).rejects.toMatchObject(busy);
    expect(await store.findInbound(conversationId, 'm2')).toBeUndefined();
    await store.openComposition(taken?.turnId ?? '');
    await store.finishTurn(taken?.turnId ?? '', 1, finishedReply());
    expect(await store.recordInbound(second)).toMatchObject({ kind: 'stored' });
  });

  test('of twenty at once exactly one is taken', async () => {
    const conversationId = await newConversation();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? store : elsewhere).recordInbound({
          conversationId,
          messageId: `m${n}`,
          text: 'hi',
          at,
          isRejectedWhenBusy: true,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await store.findConversation(conversationId)).toMatchObject({ pendingMessages: 1 });
  });
});

describe('experiments', () => {
  test('the first assignment of a contact stays; each turn keeps its own', async () => {
    const externalId = randomUUID();
    const variants = { greeting: 'warm' };
    const first = await store.createConversation(conversationOf({ externalId }));
    const second = await store.createConversation(conversationOf({ externalId }));
    const { inboundId } = await say(store, first.conversationId, 'hi', { variants });
    await say(store, second.conversationId, 'hi', { variants: { greeting: 'cold', delay: 'long' } });
    expect(await store.findTurnByInbound(inboundId)).toMatchObject({ language: 'en', events: [] });
    const { rows } = await asAdmin(stores.testDatabase.url, (client) =>
      client.query(
        'SELECT experiment, variant, conversation_id FROM experiment_assignments WHERE contact_id = $1 ORDER BY 1',
        [first.contactId],
      ),
    );
    expect(rows).toEqual([
      { experiment: 'delay', variant: 'long', conversation_id: second.conversationId },
      { experiment: 'greeting', variant: 'warm', conversation_id: first.conversationId },
    ]);
  });
});
