import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TwoProcesses } from '../test/support/stores.ts';
import {
  conversationOf,
  deciderOf,
  decidingBy,
  decisionOf,
  openTwoProcesses,
  START,
  say,
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

async function newConversation(externalId: string = randomUUID()): Promise<string> {
  return (await store.createConversation(conversationOf({ externalId }))).conversationId;
}

async function record(conversationId: string, text: string, messageId: string = randomUUID()): Promise<string> {
  const stored = await store.recordInbound({ conversationId, messageId, text, at: new Date() });
  if (!('inboundId' in stored)) throw new Error(stored.kind);
  return stored.inboundId;
}

describe('recordInbound', () => {
  test('one id sent twenty times at once is stored once, and each caller gets the same row', async () => {
    const conversationId = await newConversation();
    const messageId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? store : elsewhere).recordInbound({
          conversationId,
          messageId,
          text: 'hello',
          at: new Date(),
        }),
      ),
    );
    expect(answers.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'repeat')).toHaveLength(19);
    expect(new Set(answers.map((answer) => 'inboundId' in answer && answer.inboundId)).size).toBe(1);
  });

  test('the same id with another text is a conflict, before and after its turn', async () => {
    const conversationId = await newConversation();
    const inboundId = await record(conversationId, 'hello', 'm1');
    const again = { conversationId, messageId: 'm1', text: 'good bye', at: new Date() };
    expect(await store.recordInbound(again)).toEqual({ kind: 'conflict' });
    await store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf());
    expect(await store.recordInbound(again)).toEqual({ kind: 'conflict' });
    expect(await store.recordInbound({ ...again, text: 'hello' })).toMatchObject({
      kind: 'repeat',
      inboundId,
    });
  });

  test('the address tells the state at that moment', async () => {
    const conversationId = await newConversation();
    await say(store, conversationId, 'hi', {
      snapshot: { ...(await openingSnapshot(conversationId)), state: 'closing_attempt' },
    });
    const stored = await store.recordInbound({
      conversationId,
      messageId: 'm2',
      text: 'go on',
      at: new Date(),
    });
    expect(stored).toMatchObject({
      kind: 'stored',
      address: { conversationId, flow: 'sales-dm', state: 'closing_attempt' },
    });
  });

  test('malformed and unknown ids name no conversation', async () => {
    for (const conversationId of [
      '',
      'x',
      "'; DROP TABLE turns; --",
      randomUUID(),
      (await newConversation()).toUpperCase(),
    ]) {
      const answer = await store.recordInbound({
        conversationId,
        messageId: 'm',
        text: 'hello',
        at: new Date(),
      });
      expect(answer).toEqual({ kind: 'no_conversation' });
    }
  });

  test('a message id that PostgreSQL cannot store is an invalid request', async () => {
    const conversationId = await newConversation();
    const input = { conversationId, messageId: 'a\0b', text: 'hello', at: new Date() };
    await expect(store.recordInbound(input)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

async function openingSnapshot(conversationId: string) {
  const record = await store.findConversation(conversationId);
  if (record === undefined) throw new Error('no conversation');
  const { state, turn, probability } = record;
  return {
    ...START,
    state,
    turn: turn + 1,
    probability,
  };
}

describe('takeTurn', () => {
  test('asked twenty times at once by two processes, one turn is taken and one decision is made', async () => {
    const conversationId = await newConversation();
    const inboundId = await record(conversationId, 'hello');
    let decisions = 0;
    const decide = (opening: TurnOpening): TurnDecision => {
      decisions += 1;
      return decisionOf(opening);
    };
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? store : elsewhere).takeTurn({ conversationId, inboundIds: [inboundId] }, decidingBy(decide)),
      ),
    );
    expect(decisions).toBe(1);
    expect(taken.filter((turn) => turn?.isRepeat === false)).toHaveLength(1);
    expect(new Set(taken.map((turn) => turn?.turnId)).size).toBe(1);
    for (const turn of taken) expect(turn?.standing).toEqual(taken[0]?.standing);
    const { items } = await store.listMessages(conversationId, { limit: 200 });
    expect(items.map(({ role, text, turn }) => [role, text, turn])).toEqual([
      ['customer', 'hello', 1],
      ['assistant', 'Thanks, tell me more.', 1],
    ]);
  });

  test('thirty messages at once get the numbers 1 to 30, and each decision sees the one before', async () => {
    const conversationId = await newConversation();
    const inboundIds = await Promise.all(Array.from({ length: 30 }, (_, n) => record(conversationId, `message ${n}`)));
    const seen: number[] = [];
    await Promise.all(
      inboundIds.map((inboundId, n) =>
        (n % 2 === 0 ? store : elsewhere).takeTurn(
          { conversationId, inboundIds: [inboundId] },
          decidingBy((opening) => {
            seen.push(opening.snapshot.turn);
            return decisionOf(opening, {
              slots: {
                ...opening.slots,
                objections: [...list(opening.slots['objections']), opening.text],
              },
            });
          }),
        ),
      ),
    );
    const numbers = Array.from({ length: 30 }, (_, n) => n);
    expect(seen.toSorted((a, b) => a - b)).toEqual(numbers);
    const { items: turns } = await store.listTurns(conversationId, { limit: 200 });
    expect(turns.map(({ turn }) => turn)).toEqual(numbers.map((n) => n + 1));
    expect(new Set(turns.map(({ inboundId }) => inboundId)).size).toBe(30);
    const record30 = await store.findConversation(conversationId);
    expect(record30).toMatchObject({ turn: 30, pendingMessages: 0 });
    expect(record30?.slots['objections']).toHaveLength(30);
    const pending = await store.listFollowUps(conversationId, { limit: 200, status: 'pending' });
    expect(pending.items).toHaveLength(1);
    const cancelled = await store.listFollowUps(conversationId, {
      limit: 200,
      status: 'cancelled',
    });
    expect(cancelled.items.map(({ cancelReason }) => cancelReason)).toEqual(
      Array.from({ length: 29 }, () => 'customer_replied'),
    );
  });

  test('a decision that throws leaves nothing behind, and the next attempt takes the turn', async () => {
    const conversationId = await newConversation();
    const inboundId = await record(conversationId, 'hello');
    const broken = store.takeTurn(
      { conversationId, inboundIds: [inboundId] },
      decidingBy(() => {
        throw new TypeError('the flow is broken');
      }),
    );
    await expect(broken).rejects.toThrow('the flow is broken');
    expect(await store.findTurnByInbound(inboundId)).toBeUndefined();
    expect(await store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf())).toMatchObject({
      isRepeat: false,
      standing: { turn: 1 },
    });
  });

  test('a decision that cannot be written rolls back and leaves the connection usable', async () => {
    const conversationId = await newConversation();
    const inboundId = await record(conversationId, 'hello');
    const reason = 'secret words \0';
    const failed = store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf({ reason }));
    await expect(failed).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.not.stringContaining('secret'),
    });
    expect(await store.loadStanding(conversationId)).toMatchObject({ turn: 0, followUps: [] });
    const again = await Promise.all(
      Array.from({ length: 16 }, () => store.takeTurn({ conversationId, inboundIds: [inboundId] }, deciderOf())),
    );
    expect(again.filter((turn) => turn?.isRepeat === false)).toHaveLength(1);
  });

  test('standing has what waits, soonest first; a repeat tells how things stand now', async () => {
    const conversationId = await newConversation();
    const followUps = [
      { kind: 'later', dueAt: Date.parse('2026-01-09T10:00:00Z'), reason: 'b' },
      { kind: 'sooner', dueAt: Date.parse('2026-01-06T10:00:00Z'), reason: 'a' },
    ];
    const first = await say(store, conversationId, 'hi', { followUps });
    expect(first.standing.followUps.map(({ kind }) => kind)).toEqual(['sooner', 'later']);
    expect(await store.loadStanding(conversationId)).toEqual(first.standing);
    const second = await say(store, conversationId, 'still here', { followUps: [] });
    const repeat = await store.takeTurn({ conversationId, inboundIds: [first.inboundId] }, deciderOf());
    expect(repeat).toEqual({
      turnId: first.turnId,
      status: 'done',
      isRepeat: true,
      standing: second.standing,
    });
  });

  test('a closed conversation opens again with its memory, in a new session', async () => {
    const conversationId = await newConversation();
    await say(store, conversationId, 'hi', { slots: { name: 'Ann' } });
    await store.closeConversation(conversationId, 'idle', new Date('2026-02-05T10:00:00Z'));
    await store.closeConversation(conversationId, 'api', new Date('2026-02-06T10:00:00Z'));
    expect(await store.findConversation(conversationId)).toMatchObject({
      status: 'closed',
      closeReason: 'idle',
      session: 1,
    });
    expect(await store.loadStanding(conversationId)).toMatchObject({
      isOpen: false,
      followUps: [],
    });
    const { items } = await store.listFollowUps(conversationId, { limit: 10 });
    expect(items).toMatchObject([{ status: 'cancelled', cancelReason: 'conversation_closed' }]);
    const taken = await say(store, conversationId, 'me again');
    expect(taken.standing).toMatchObject({ isOpen: true, turn: 2 });
    const reopened = await store.findConversation(conversationId);
    expect(reopened).toMatchObject({
      status: 'open',
      session: 2,
      closeReason: undefined,
      slots: { name: 'Ann' },
    });
  });

  test('an opt-out cancels what waits in every conversation of the contact, and nothing is planned any more', async () => {
    const externalId = randomUUID();
    const [first, second, foreign] = [
      await newConversation(externalId),
      await newConversation(externalId),
      await newConversation(),
    ];
    for (const id of [first, second, foreign]) await say(store, id, 'hi');
    const out = await say(store, first, 'stop', { isOptOut: true });
    expect(out.standing.followUps).toEqual([]);
    for (const id of [first, second]) {
      expect((await store.loadStanding(id))?.followUps).toEqual([]);
      expect(await store.findConversation(id)).toMatchObject({ isOptedOut: true });
      const { items } = await store.listFollowUps(id, { limit: 10 });
      expect(items.map(({ status, cancelReason }) => [status, cancelReason])).toEqual([['cancelled', 'opted_out']]);
    }
    expect((await store.loadStanding(foreign))?.followUps).toHaveLength(1);
    expect((await say(store, second, 'hi again')).standing.followUps).toEqual([]);
  });

  test('opting out in many conversations of one contact at once ends in no deadlock', async () => {
    const externalId = randomUUID();
    const ids = await Promise.all(Array.from({ length: 6 }, () => newConversation(externalId)));
    await Promise.all(ids.map((id) => say(store, id, 'hi')));
    await Promise.all(ids.map((id, n) => say(n % 2 === 0 ? store : elsewhere, id, 'stop', { isOptOut: true })));
    for (const id of ids) expect((await store.loadStanding(id))?.followUps).toEqual([]);
  });

  test('a person owns the conversation: the message is recorded and nothing is said', async () => {
    const conversationId = await newConversation();
    const { inboundId } = await say(store, conversationId, 'hi', {
      reply: undefined,
      replyReason: undefined,
    });
    expect(await store.findTurnByInbound(inboundId)).toMatchObject({
      status: 'done',
      reply: undefined,
      replyReason: 'owned_by_person',
    });
    expect((await store.listMessages(conversationId, { limit: 10 })).items.map(({ role }) => role)).toEqual([
      'customer',
    ]);
  });

  test('unknown messages, other conversations and malformed ids take no turn', async () => {
    const conversationId = await newConversation();
    const inboundId = await record(conversationId, 'hello');
    for (const key of [
      { conversationId, inboundIds: [randomUUID()] },
      { conversationId: await newConversation(), inboundIds: [inboundId] },
      { conversationId: 'x', inboundIds: [inboundId] },
      { conversationId, inboundIds: ['y'] },
      { conversationId, inboundIds: [] },
    ]) {
      expect(await store.takeTurn(key, deciderOf())).toBeUndefined();
    }
  });

  test('the latency is from the arrival by the clock of the database, whatever time the workflow has', async () => {
    const conversationId = await newConversation();
    const { inboundId } = await say(store, conversationId, 'hi', {
      at: new Date('2031-01-01T00:00:00Z'),
    });
    const turn = await store.findTurnByInbound(inboundId);
    expect(turn?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(turn?.latencyMs).toBeLessThan(60_000);
    expect(turn?.at).toEqual(new Date('2031-01-01T00:00:00Z'));
  });

  test('any text comes back as it was sent', async () => {
    const conversationId = await newConversation();
    const texts = ['\0 zero', 'שלום 👩‍👩‍👧‍👦', 'x'.repeat(100_000), "'; DROP TABLE turns; --", ' '];
    for (const text of texts) await say(store, conversationId, text);
    const { items } = await store.listMessages(conversationId, { limit: 200, role: 'customer' });
    expect(items.map(({ text }) => text)).toEqual(texts);
  });
});

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}
