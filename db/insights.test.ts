import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { asAdmin } from '../test/support/postgres.ts';
import type { RecordedConversation, RecordedIds } from '../test/support/recorded.ts';
import { assign, RECORDED_AT, record } from '../test/support/recorded.ts';
import type { TestStores } from '../test/support/stores.ts';
import { conversationOf, openTestStores, START } from '../test/support/stores.ts';
import type { FlowSpan } from './insights-store.ts';
import type { TurnDecision, TurnOpening, WorkspaceStore } from './interfaces.ts';

const FROM = new Date('2026-03-01T00:00:00Z');
const TO = new Date('2026-04-01T00:00:00Z');
const SPAN: FlowSpan = { flow: 'shop', from: FROM, to: TO, renamed: { pricing: 'price' } };
const MINUTE_MS = 60_000;

let stores: TestStores;
let store: WorkspaceStore;
let workspaceId: string;

beforeAll(async () => {
  stores = await openTestStores();
});

afterAll(() => stores.close());

/** Each test counts in a workspace of its own, beside rows that must not be counted. */
beforeEach(async () => {
  ({ workspaceId } = await stores.database.system.createWorkspace(randomUUID()));
  store = stores.database.workspace(workspaceId);
  const { workspaceId: otherId } = await stores.database.system.createWorkspace(randomUUID());
  const sold = { turns: [{ to: 'sold', objection: 'price', latencyMs: 1, events: ['handoff_requested'] }] };
  await asAdmin(stores.testDatabase.url, async (client) => {
    for (const [owner, elsewhere] of [
      [otherId, sold],
      [workspaceId, { ...sold, flow: 'other' }],
      [workspaceId, { ...sold, createdAt: new Date(FROM.getTime() - 1) }],
      [workspaceId, { ...sold, createdAt: TO }],
    ] as const) {
      await assign(client, owner, await record(client, owner, elsewhere), {
        experiment: 'pitch',
        variant: 'control',
        turn: 0,
      });
    }
  });
});

function write(work: (client: pg.Client) => Promise<void>): Promise<void> {
  return asAdmin(stores.testDatabase.url, work);
}

function recordAll(...conversations: readonly RecordedConversation[]): Promise<void> {
  return write(async (client) => {
    for (const one of conversations) await record(client, workspaceId, one);
  });
}

describe('the funnel', () => {
  test('counts who reached a state, who left it for where, how many turns and how long it took', async () => {
    await recordAll(
      { turns: [{}, {}, { to: 'offer' }, { to: 'price' }, { to: 'sold' }] },
      { turns: [{ to: 'offer' }, {}, { to: 'price' }] },
      { turns: [{ to: 'offer' }, { to: 'start' }, { to: 'offer' }] },
      {},
    );
    const funnel = await store.readFunnel(SPAN);
    expect(funnel.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
      // Stays of 1, 2 and 1 turns; the third conversation came back and stands in it.
      {
        state: 'offer',
        reached: 3,
        left: 3,
        standing: 1,
        leftTo: { price: 2, start: 1 },
        medianTurns: 1,
        medianMs: MINUTE_MS,
      },
      { state: 'price', reached: 2, left: 1, standing: 1, leftTo: { sold: 1 }, medianTurns: 1, medianMs: MINUTE_MS },
      { state: 'sold', reached: 1, left: 0, standing: 1, leftTo: {}, medianTurns: undefined, medianMs: undefined },
      // Stays of 3, 1, 1 and 1 turns; the fourth conversation has said nothing yet.
      { state: 'start', reached: 4, left: 3, standing: 1, leftTo: { offer: 3 }, medianTurns: 1, medianMs: MINUTE_MS },
    ]);
  });

  test('the median of an even number of stays lies between them', async () => {
    await recordAll({ turns: [{ to: 'offer' }] }, { turns: [{}, {}, {}, { to: 'offer' }] });
    const [start] = (await store.readFunnel(SPAN)).filter(({ state }) => state === 'start');
    expect([start?.medianTurns, start?.medianMs]).toEqual([2.5, 2.5 * MINUTE_MS]);
  });

  test('a state that was renamed is counted under its name of now, and the change of name is no move', async () => {
    await recordAll({ initialState: 'pricing', turns: [{ to: 'price' }, { to: 'sold' }] });
    expect(await store.readFunnel(SPAN)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state: 'price', reached: 1, leftTo: { sold: 1 }, medianTurns: 2 }),
        expect.objectContaining({ state: 'sold', reached: 1 }),
      ]),
    );
    expect(await store.readFunnel(SPAN)).toHaveLength(2);
  });

  test('is empty where nobody began', async () => {
    expect(await store.readFunnel(SPAN)).toEqual([]);
  });
});

describe('the summary', () => {
  test('counts conversations by what they needed and where they got', async () => {
    await recordAll(
      { turns: [{ to: 'price' }, { to: 'sold' }, {}] },
      { turns: [{}, { events: ['loop_broken', 'handoff_requested'] }] },
      { turns: [{ source: null, reason: 'owned_by_person' }] },
      { owner: 'person', turns: [{}] },
      { hasAgentMessage: true, turns: [{}] },
      { turns: [{ events: ['opted_out'] }] },
      // Began where others are sold: nothing was gained.
      { initialState: 'sold', turns: [{}] },
      // Has written nothing, so it proves nothing.
      {},
    );
    expect(await store.readSummary(SPAN, ['sold'])).toMatchObject({
      conversations: 8,
      active: 7,
      neededPerson: 4,
      optedOut: 1,
      converted: 1,
      turns: 10,
    });
    expect(await store.readSummary(SPAN, [])).toMatchObject({ converted: 0 });
  });

  test('whoever carries out a sale was not needed to make it, whoever helped to make it was', async () => {
    await recordAll(
      { owner: 'person', hasAgentMessage: true, turns: [{}, { to: 'sold', events: ['handoff_requested'] }] },
      {
        owner: 'person',
        turns: [
          { to: 'sold', events: ['handoff_requested'] },
          { source: null, reason: 'owned_by_person' },
        ],
      },
      { turns: [{ events: ['handoff_requested'] }, { to: 'sold' }] },
      { turns: [{ source: null, reason: 'owned_by_person' }, { to: 'sold' }] },
      // What was said while a person was awaited was no service of the bot's.
      { turns: [{ reason: 'waiting_for_person' }, { to: 'sold' }] },
    );
    expect(await store.readSummary(SPAN, ['sold'])).toMatchObject({ active: 5, converted: 5, neededPerson: 3 });
    expect(await store.readSummary(SPAN, [])).toMatchObject({ neededPerson: 5 });
  });

  test('counts where the words came from and why, what models used, and how long it took', async () => {
    const model = { source: 'model', model: 'small', tokens: [100, 10] } as const;
    await recordAll(
      {
        turns: Array.from({ length: 98 }, (_, n) => ({ reason: 'no_model', latencyMs: n + 1 })),
      },
      {
        turns: [
          { ...model, latencyMs: 99, firstTokenMs: 40, costMicros: 7 },
          { ...model, latencyMs: 100, firstTokenMs: 80 },
          { source: 'template', reason: 'model_slow', tokens: [50, 0], costMicros: 2 },
          { source: null },
        ],
      },
    );
    expect(await store.readSummary(SPAN, [])).toMatchObject({
      replies: [
        { source: 'template', reason: 'no_model', turns: 98 },
        { source: 'model', reason: undefined, turns: 2 },
        { source: 'template', reason: 'model_slow', turns: 1 },
        { source: undefined, reason: undefined, turns: 1 },
      ],
      models: [
        { model: 'small', turns: 2, inputTokens: 200, outputTokens: 20, costMicros: 7, unpricedTurns: 1 },
        { model: undefined, turns: 1, inputTokens: 50, outputTokens: 0, costMicros: 2, unpricedTurns: 0 },
      ],
      responseMs: { p50: 50, p90: 90, p95: 95, p99: 99 },
      firstTokenMs: { p50: 40, p90: 80, p95: 80, p99: 80 },
    });
  });

  test('is all zero where nobody began', async () => {
    expect(await store.readSummary(SPAN, ['sold'])).toEqual({
      conversations: 0,
      active: 0,
      neededPerson: 0,
      optedOut: 0,
      converted: 0,
      turns: 0,
      replies: [],
      models: [],
      responseMs: undefined,
      firstTokenMs: undefined,
    });
  });
});

describe('objections', () => {
  const STEPS = { start: 3, offer: 2, doubt: 2, price: 1, sold: 0 };

  test('are overcome when, after the last time, the conversation comes nearer to a conversion than it was', async () => {
    await recordAll(
      // Into the state of objections and on: overcome, and sold.
      { turns: [{ to: 'offer' }, { to: 'doubt', objection: 'price' }, { to: 'price' }, { to: 'sold' }] },
      // Raised twice; on after the second.
      { turns: [{ to: 'offer' }, { objection: 'price' }, { objection: 'price' }, { to: 'price' }] },
      // On after the first, raised again, never again on.
      { turns: [{ to: 'offer' }, { objection: 'price' }, { to: 'price' }, { to: 'offer', objection: 'price' }] },
      // Thrown back by it and no further than it was: not overcome.
      { turns: [{ to: 'price' }, { to: 'offer', objection: 'price' }, { to: 'pricing' }] },
      { turns: [{ objection: 'trust' }] },
      // After the sale: none of these.
      { turns: [{ to: 'sold' }, { objection: 'trust' }] },
    );
    expect(await store.readObjections(SPAN, STEPS)).toEqual([
      { objection: 'price', raised: 6, conversations: 4, overcome: 2, converted: 1 },
      { objection: 'trust', raised: 1, conversations: 1, overcome: 0, converted: 0 },
    ]);
  });

  test('from a state with no way to a conversion, any state with one is nearer', async () => {
    await recordAll({ initialState: 'lost', turns: [{ objection: 'need' }, { to: 'start' }] });
    expect(await store.readObjections(SPAN, STEPS)).toMatchObject([{ objection: 'need', overcome: 1 }]);
  });
});

describe('an experiment', () => {
  const PITCH = { name: 'pitch', conversionStates: ['sold', 'repeat_sale'] };

  async function assigned(
    conversation: RecordedConversation,
    variant: string,
    turn = 1,
    experiment = 'pitch',
  ): Promise<RecordedIds> {
    let ids: RecordedIds | undefined;
    await write(async (client) => {
      ids = await record(client, workspaceId, conversation);
      await assign(client, workspaceId, ids, { experiment, variant, turn });
    });
    if (ids === undefined) throw new Error('nothing was recorded');
    return ids;
  }

  test('counts conversations, conversions since the assignment, and who wrote again', async () => {
    await assigned({ turns: [{ to: 'offer' }, { to: 'sold' }] }, 'control');
    await assigned({ turns: [{ to: 'offer' }] }, 'control');
    await assigned({ turns: [{ source: null }, {}] }, 'control');
    await assigned({ turns: [{ to: 'sold' }] }, 'short');
    await assigned({ turns: [{ to: 'price' }, {}, {}] }, 'short');
    const counts = await store.readExperiment(SPAN, PITCH);
    expect(counts.toSorted((a, b) => a.variant.localeCompare(b.variant))).toEqual([
      // The third was never answered before it wrote again.
      { variant: 'control', conversations: 3, conversions: 1, replied: 1 },
      { variant: 'short', conversations: 2, conversions: 1, replied: 1 },
    ]);
  });

  test('what was gained before the assignment is not its doing, nor is staying where it was gained', async () => {
    await assigned({ turns: [{ to: 'sold' }, {}] }, 'late', 2);
    await assigned({ turns: [{ to: 'sold' }, { to: 'repeat_sale' }] }, 'late', 2);
    await assigned({ turns: [{ to: 'sold' }, { to: 'offer' }, { to: 'sold' }] }, 'again', 2);
    const counts = await store.readExperiment(SPAN, PITCH);
    expect(counts.find(({ variant }) => variant === 'late')).toMatchObject({ conversations: 2, conversions: 0 });
    expect(counts.find(({ variant }) => variant === 'again')).toMatchObject({ conversations: 1, conversions: 1 });
  });

  test('a contact counts once, whatever its other conversations do, and each experiment for itself', async () => {
    const { contactId } = await assigned({ turns: [{}] }, 'control');
    await recordAll({ contactId, turns: [{ to: 'sold' }] });
    await assigned({ turns: [{ to: 'sold' }] }, 'control', 1, 'price');
    expect(await store.readExperiment(SPAN, PITCH)).toEqual([
      { variant: 'control', conversations: 1, conversions: 0, replied: 0 },
    ]);
  });

  test('the span is that of the assignment', async () => {
    await assigned({ createdAt: new Date(TO.getTime() - MINUTE_MS), turns: [{ to: 'sold' }] }, 'after');
    await assigned({ createdAt: new Date(FROM.getTime() - MINUTE_MS), turns: [{ to: 'sold' }] }, 'inside');
    expect(await store.readExperiment(SPAN, PITCH)).toEqual([
      { variant: 'inside', conversations: 1, conversions: 1, replied: 0 },
    ]);
    expect(await store.readExperiment({ ...SPAN, to: RECORDED_AT }, { ...PITCH, name: 'none' })).toEqual([]);
  });
});

describe('what the store writes', () => {
  const AT = new Date('2026-03-05T09:00:00Z');

  /** Takes a turn that moves on to a state and assigns a variant. */
  async function take(conversationId: string, state: string, overrides: Partial<TurnDecision>): Promise<void> {
    const stored = await store.recordInbound({ conversationId, messageId: randomUUID(), text: 'hello', at: AT });
    if (stored.kind !== 'stored') throw new Error(`not stored: ${stored.kind}`);
    const decide = (opening: TurnOpening): TurnDecision => ({
      at: AT,
      snapshot: { ...opening.snapshot, state, turn: opening.snapshot.turn + 1 },
      slots: {},
      understanding: { intents: [], intent: undefined, objection: undefined, sentiment: 'neutral' },
      trace: [],
      reason: 'moved',
      reply: { text: 'Thanks.', template: 'thanks', variant: 0 },
      replyReason: 'no_model',
      composition: undefined,
      followUps: [],
      isOptOut: false,
      events: [],
      handOver: undefined,
      variants: {},
      ...overrides,
    });
    const taken = await store.takeTurn(
      { conversationId, inboundIds: [stored.inboundId] },
      { lookUp: () => undefined, needsLastReply: () => false, decide },
    );
    expect(taken?.isRepeat).toBe(false);
  }

  test('is what the figures count: assignments, events, hand-over, moves', async () => {
    const begin = (): Promise<{ readonly conversationId: string }> =>
      store.createConversation(
        conversationOf(
          { externalId: randomUUID() },
          { flow: 'shop', at: AT, initialSnapshot: { ...START, state: 'start' } },
        ),
      );
    const [first, second] = [await begin(), await begin()];
    await take(first.conversationId, 'offer', { variants: { pitch: 'short' } });
    // Another variant later changes nothing: the first assignment stays.
    await take(first.conversationId, 'sold', {
      at: new Date(AT.getTime() + MINUTE_MS),
      variants: { pitch: 'control' },
    });
    await take(second.conversationId, 'start', {
      variants: { pitch: 'control' },
      events: [{ name: 'handoff_requested', details: { reason: 'customer_asked' } }],
      handOver: { reason: 'customer_asked', unansweredMs: MINUTE_MS },
    });
    const counts = await store.readExperiment(SPAN, { name: 'pitch', conversionStates: ['sold'] });
    expect(counts.toSorted((a, b) => a.variant.localeCompare(b.variant))).toEqual([
      { variant: 'control', conversations: 1, conversions: 0, replied: 0 },
      { variant: 'short', conversations: 1, conversions: 1, replied: 1 },
    ]);
    expect(await store.readSummary(SPAN, ['sold'])).toMatchObject({
      conversations: 2,
      neededPerson: 1,
      converted: 1,
      replies: [{ source: 'template', reason: 'no_model', turns: 3 }],
    });
  });
});
