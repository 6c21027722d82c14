import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { ConversationClient } from '../../client/conversation-client.ts';
import type { OrderClient } from '../../client/order-client.ts';
import type { DialogueFlow, ExperimentSummary } from '../../contracts/dialogue.ts';
import { asAdmin } from '../../test/support/postgres.ts';
import type { RecordedConversation } from '../../test/support/recorded.ts';
import { assign, record } from '../../test/support/recorded.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import { buildApp } from '../app.ts';
import { tinyFlow } from '../test-support/tiny-flow.ts';
import { showResults } from './show-experiment.ts';
import { stepsToConversion } from './show-figures.ts';

const PITCH: ExperimentSummary = {
  name: 'pitch',
  kind: 'template',
  variants: ['control', 'short', 'bold'],
  shares: { control: 0.5, short: 0.25, bold: 0.25 },
  conversionStates: ['sold'],
};
const TONE: ExperimentSummary = { ...PITCH, name: 'tone', kind: 'prompt', variants: ['plain'], shares: { plain: 1 } };
const SHOP: DialogueFlow = {
  ...tinyFlow,
  name: 'shop',
  states: ['start', 'offer', 'price', 'sold', 'lost'],
  edges: { start: ['offer'], offer: ['price', 'lost'], price: ['sold', 'offer'], sold: [], lost: [] },
  renamed: {},
  conversionStates: ['sold'],
  experiments: [PITCH, TONE],
};
const CHAT: DialogueFlow = { ...SHOP, name: 'chat', conversionStates: [], experiments: [TONE] };
const SPAN = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';

let stores: TestStores;
let app: FastifyInstance;
let key: string;
let otherKey: string;

beforeAll(async () => {
  stores = await openTestStores();
  const { database, workspaceId } = stores;
  const { workspaceId: otherId } = await database.system.createWorkspace('Other');
  ({ secret: key } = await database.system.createApiKey(workspaceId, 'test'));
  ({ secret: otherKey } = await database.system.createApiKey(otherId, 'test'));
  app = await buildApp({
    database,
    // Figures are read from PostgreSQL alone: whoever asks a workflow fails.
    conversations: {} as ConversationClient,
    orders: {} as OrderClient,
    flows: new Map([SHOP, CHAT].map((flow) => [flow.name, flow])),
    logger: pino({ level: 'silent' }),
    settings: {
      turnWaitMs: 1000,
      rateLimitPerMinute: 100_000,
      bodyLimitBytes: 65_536,
      maxTextChars: 4000,
      version: '0.0.0',
    },
  });
});

afterAll(async () => {
  await app.close();
  await stores.close();
});

// oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of the body
async function get(url: string, secret: string | undefined = key): Promise<{ status: number; body: any }> {
  const headers = secret === '' ? {} : { authorization: `Bearer ${secret}` };
  const response = await app.inject({ method: 'GET', url, headers });
  return { status: response.statusCode, body: response.json() };
}

function recordAll(conversations: readonly (RecordedConversation & { readonly variant?: string })[]): Promise<void> {
  return asAdmin(stores.testDatabase.url, async (client) => {
    for (const one of conversations) {
      const ids = await record(client, stores.workspaceId, one);
      const { variant } = one;
      if (variant !== undefined) await assign(client, stores.workspaceId, ids, { experiment: 'pitch', variant });
    }
  });
}

describe('figures of a flow', () => {
  beforeAll(() =>
    recordAll([
      {
        turns: [{ to: 'offer' }, { objection: 'price', latencyMs: 30 }, { to: 'price', latencyMs: 50 }, { to: 'sold' }],
      },
      { turns: [{ to: 'offer', model: 'small', source: 'model', tokens: [90, 9], costMicros: 4 }] },
      {
        turns: [
          { to: 'offer', objection: 'price' },
          { events: ['handoff_requested'], source: null },
        ],
      },
      {},
      { flow: 'chat', turns: [{ objection: 'trust' }] },
    ]),
  );

  test('the funnel has every state in the order of the flow', async () => {
    const { status, body } = await get(`/insights/funnel?flow=shop&${SPAN}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ flow: 'shop', from: '2026-03-01T00:00:00.000Z', conversations: 4 });
    const shown = (body.states as { state: string; reached: { count: number }; left: { rate: number | null } }[]).map(
      ({ state, reached, left }) => [state, reached.count, left.rate],
    );
    expect(shown).toEqual([
      ['start', 4, 0.75],
      ['offer', 3, 1 / 3],
      ['price', 1, 1],
      ['sold', 1, 0],
      ['lost', 0, null],
    ]);
    expect(body.states[1]).toMatchObject({
      is_conversion: false,
      standing: 2,
      left_to: [{ state: 'price', conversations: 1 }],
      median_turns: 2,
      median_ms: 120_000,
    });
  });

  test('the summary says how many needed no person, what converted, and what it took', async () => {
    const { body } = await get(`/insights/summary?flow=shop&${SPAN}`);
    expect(body).toMatchObject({
      conversations: 4,
      active: 3,
      autonomous: { count: 2, of: 3, rate: 2 / 3 },
      opt_outs: { count: 0, of: 3 },
      conversions: { count: 1, of: 3 },
      turns: 7,
      replies: [
        { source: 'template', reason: null, turns: 5, share: 5 / 7 },
        { source: 'model', turns: 1 },
        { source: null, turns: 1 },
      ],
      response_ms: { p50: 30, p99: 50 },
      first_token_ms: null,
      input_tokens: 90,
      output_tokens: 9,
      cost_micros: 4,
      is_cost_complete: true,
      models: [{ model: 'small', turns: 1 }],
    });
    expect(body.autonomous.lower).toBeLessThan(2 / 3);
    expect(body.autonomous.upper).toBeGreaterThan(2 / 3);
  });

  test('objections say how often they were overcome', async () => {
    const { body } = await get(`/insights/objections?flow=shop&${SPAN}`);
    expect(body.items).toMatchObject([
      { objection: 'price', raised: 2, conversations: 2, overcome: { count: 1 }, converted: { count: 1, of: 2 } },
    ]);
  });

  test('a flow without a conversion has no rate of conversions', async () => {
    expect((await get(`/insights/summary?flow=chat&${SPAN}`)).body.conversions).toBeNull();
    expect((await get(`/insights/objections?flow=chat&${SPAN}`)).body.items).toMatchObject([
      { objection: 'trust', raised: 1, overcome: null, converted: null },
    ]);
  });

  test('another workspace sees none of it, and nobody without a key', async () => {
    expect((await get(`/insights/summary?flow=shop&${SPAN}`, otherKey)).body).toMatchObject({
      conversations: 0,
      turns: 0,
    });
    expect((await get(`/insights/funnel?flow=shop&${SPAN}`, otherKey)).body.conversations).toBe(0);
    expect((await get('/experiments', '')).status).toBe(401);
    expect((await get('/insights/summary?flow=shop', '')).status).toBe(401);
  });

  test('without a span, the last 30 days count', async () => {
    const { body } = await get('/insights/funnel?flow=shop');
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(30 * 86_400_000);
  });

  test.each([
    ['/insights/funnel', 400, 'invalid_request'],
    ['/insights/funnel?flow=nowhere', 422, 'unknown_flow'],
    ['/insights/funnel?flow=shop&from=yesterday', 400, 'invalid_request'],
    ['/insights/funnel?flow=shop&since=2026-01-01T00:00:00Z', 400, 'invalid_request'],
    ['/insights/summary?flow=shop&from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z', 400, 'invalid_request'],
    ['/insights/summary?flow=shop&from=2020-03-01T00:00:00Z', 400, 'invalid_request'],
    ['/experiments/none', 404, 'not_found'],
    ['/experiments/pitch?flow=chat', 404, 'not_found'],
    ['/experiments/tone', 400, 'invalid_request'],
    ['/experiments/pitch?minimum_lift=0', 400, 'invalid_request'],
    ['/experiments/pitch?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 400, 'invalid_request'],
  ])('%s is refused with %p', async (url, status, code) => {
    expect(await get(url)).toMatchObject({ status, body: { code } });
  });
});

describe('experiments', () => {
  const sold = { turns: [{ to: 'sold' }] };
  const silent = { turns: [{}] };
  const talked = { turns: [{}, {}] };

  beforeAll(() =>
    recordAll([
      ...Array.from({ length: 60 }, (_, n) => ({ variant: 'control', ...(n < 6 ? sold : talked) })),
      ...Array.from({ length: 30 }, (_, n) => ({ variant: 'short', ...(n < 24 ? sold : silent) })),
      ...Array.from({ length: 2 }, () => ({ variant: 'bold', ...silent })),
      { variant: 'retired', ...sold },
    ]),
  );

  test('are listed with their shares, over all flows', async () => {
    const { body } = await get('/experiments');
    expect(body.items.map(({ name, flow }: { name: string; flow: string }) => [name, flow])).toEqual([
      ['pitch', 'shop'],
      ['tone', 'shop'],
      ['tone', 'chat'],
    ]);
    expect(body.items[0]).toEqual({
      name: 'pitch',
      flow: 'shop',
      kind: 'template',
      variants: [
        { variant: 'control', share: 0.5 },
        { variant: 'short', share: 0.25 },
        { variant: 'bold', share: 0.25 },
      ],
      conversion_states: ['sold'],
    });
  });

  test('results count by variant, compare each with the first, and say which test to trust', async () => {
    const { body } = await get('/experiments/pitch');
    expect(body).toMatchObject({
      from: null,
      variants: [
        { variant: 'control', conversations: 60, conversion: { count: 6, rate: 0.1 }, reply: { count: 54, rate: 0.9 } },
        { variant: 'short', conversations: 30, conversion: { count: 24, rate: 0.8 }, reply: { count: 0 } },
        { variant: 'bold', conversations: 2, conversion: { count: 0, rate: 0 } },
        { variant: 'retired', share: 0, conversations: 1, conversion: { count: 1 } },
      ],
      comparisons: [
        { variant: 'short', control: 'control', alpha: 0.025, verdict: 'better', is_split_suspicious: false },
        // Of 62 contacts a third should be here: two are not by chance.
        { variant: 'bold', control: 'control', verdict: 'undecided', is_split_suspicious: true },
      ],
      minimum_lift: 0.2,
    });
    const [short] = body.comparisons;
    expect(short.difference).toBeCloseTo(0.7, 10);
    // Pooled: 30 of 90; 0.7 / √(1/3 · 2/3 · (1/60 + 1/30)) = 6.6408.
    expect(short.two_proportion.z).toBeCloseTo(6.6408, 3);
    expect(short.sequential.p_value).toBeLessThan(0.001);
    expect(short.sequential.rate_ratio.lower).toBeGreaterThan(1);
    expect(body.needed_per_variant).toBeGreaterThan(3841);
    expect(body.advice).toContain(String(body.needed_per_variant));
  });

  test('a larger gain needs fewer conversations; without any, nothing is claimed', async () => {
    const { body } = await get('/experiments/pitch?minimum_lift=2');
    expect(body.needed_per_variant).toBeLessThan(100);
    const none = await get('/experiments/pitch?from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z');
    expect(none.body).toMatchObject({
      from: '2027-01-01T00:00:00.000Z',
      comparisons: [{ verdict: 'undecided', difference: null, two_proportion: null, sequential: { p_value: 1 } }, {}],
      needed_per_variant: null,
    });
  });
});

describe('the verdict', () => {
  const asked = { from: undefined, to: new Date(0), minimumLift: 0.2 };
  const verdicts = (...hits: readonly [number, number, number]): readonly string[] => {
    const counts = PITCH.variants.map((variant, n) => {
      const conversations = variant === 'control' ? 400 : 200;
      return { variant, conversations, conversions: hits[n] ?? 0, replied: 0 };
    });
    return showResults({ flow: 'shop', summary: PITCH }, counts, asked).comparisons.map(({ verdict }) => verdict);
  };

  test('is better, worse, or not made', () => {
    expect(verdicts(80, 80, 10)).toEqual(['better', 'worse']);
    expect(verdicts(80, 40, 42)).toEqual(['undecided', 'undecided']);
    expect(verdicts(0, 0, 0)).toEqual(['undecided', 'undecided']);
  });

  test('a variant that gets no contacts is compared by no sequential test', () => {
    const summary = { ...PITCH, shares: { control: 0.5, short: 0.5, bold: 0 } };
    const { comparisons } = showResults({ flow: 'shop', summary }, [], asked);
    expect(comparisons.map(({ sequential }) => sequential === null)).toEqual([false, true]);
  });
});

describe('stepsToConversion', () => {
  test('counts the moves of the shortest way, and leaves out what leads nowhere', () => {
    expect(stepsToConversion(SHOP)).toEqual({ sold: 0, price: 1, offer: 2, start: 3 });
    expect(stepsToConversion(CHAT)).toEqual({});
  });
});
