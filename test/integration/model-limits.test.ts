import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ModelPeer } from '../../bench/model-peer.ts';
import { taskQueues } from '../../contracts/names.ts';
import { serveWorkerMetrics } from '../../workers/worker-metrics.ts';
import type { RunningWorker } from '../../workers/worker-runtime.ts';
import { modelSettings } from '../support/model-settings.ts';
import { SpokenPieces } from '../support/spoken-pieces.ts';
import { eventually, TestStack } from '../support/stack.ts';

const REPLY = 'Wonderful! What would you like to automate?';

/** Two models at one server that fails as the test says, behind API, workflow and worker. */
describe('a model that fails, seen from outside', () => {
  const server = new LLMock({ port: 0 });
  let stack: TestStack;
  let worker: RunningWorker;
  beforeAll(async () => {
    await server.start();
    stack = await TestStack.start({
      modelUrl: `${server.url}/v1`,
      model: {
        models: ['gpt-4o', 'gpt-4o-mini'],
        providers: modelSettings(`${server.url}/v1`).providers.map((provider) => ({ ...provider, ratePerSecond: 40 })),
        circuit: { failures: 2, openMs: 600_000 },
      },
    });
    await stack.stopWorkers();
    worker = await stack.startWorker();
  });
  afterAll(async () => {
    await stack.stop();
    await server.stop();
  });

  async function turnFor(text: string) {
    const id = await stack.newConversation();
    const { body } = await stack.say(id, text);
    const { body: turns } = await stack.call('GET', `/conversations/${id}/turns`);
    return { id, answer: body, turn: turns.items.at(-1) };
  }

  /** Numbers of the attempts at `composeReply` that were started, with the failures before them, by Temporal's history. */
  async function attemptsAt(id: string) {
    const { events } = await stack.handle(id).fetchHistory();
    return (events ?? []).flatMap(({ activityTaskStartedEventAttributes: started }) =>
      started === null || started === undefined
        ? []
        : [{ attempt: started.attempt, after: started.lastFailure?.applicationFailureInfo?.type }],
    );
  }

  test("a busy server's Retry-After is Temporal's next retry, and the reply comes then", async () => {
    server.reset();
    server.on({ model: 'gpt-4o', sequenceIndex: 0 }, { error: { message: 'busy' }, status: 429, retryAfter: 1 });
    server.on({ model: 'gpt-4o', sequenceIndex: 1 }, { content: REPLY });
    const { id, answer } = await turnFor('I am interested');
    expect(answer).toMatchObject({ reply: REPLY, source: 'model' });
    expect(
      await eventually(
        () => attemptsAt(id),
        (attempts) => attempts.length > 0,
      ),
    ).toEqual([{ attempt: 2, after: 'model_rate_limited' }]);
  });

  test("the providers' rate is a limit of the task queue", async () => {
    const { pollers } = await stack.temporal.workflowService.describeTaskQueue({
      namespace: 'default',
      taskQueue: { name: taskQueues(stack.prefix).model },
      taskQueueType: 2,
    });
    expect(pollers?.map(({ ratePerSecond }) => ratePerSecond)).toContain(40);
  });

  test('an open circuit is shown by worker and turn, and the next model of the chain speaks', async () => {
    server.reset();
    server.on({ model: 'gpt-4o-mini' }, { content: REPLY });
    server.on({ model: /^gpt-4o$/ }, { error: { message: 'no' }, status: 500 });
    const endpoint = await serveWorkerMetrics({
      host: '127.0.0.1',
      port: 0,
      metrics: stack.metrics,
      modelStatus: () => worker.modelStatus(),
    });
    const shown = async () => ({
      metrics: await (await fetch(`${endpoint.url}/metrics`)).text(),
      status: await (await fetch(`${endpoint.url}/status`)).json(),
    });
    try {
      expect((await shown()).metrics).toMatch(/circuit_state\{provider="openai",model="gpt-4o"\} 0/);
      for (let n = 0; n < 2; n += 1) expect((await turnFor('I am interested')).answer.source).toBe('model');
      const { metrics, status } = await shown();
      expect(metrics).toMatch(/circuit_state\{provider="openai",model="gpt-4o"\} 2/);
      expect(metrics).toMatch(/circuit_state\{provider="openai",model="gpt-4o-mini"\} 0/);
      expect(status).toMatchObject({ models: [{ model: 'gpt-4o', circuit: 'open' }, { circuit: 'closed' }] });
      server.clearRequests();
      const { answer, turn } = await turnFor('I am interested');
      expect([answer.reply, turn.model]).toEqual([REPLY, 'gpt-4o-mini']);
      expect(turn.trace).toContainEqual({ rule: 'model_call', outcome: 'gpt-4o: model_circuit_open' });
      expect(server.getRequests().map(({ body }) => (body as { model?: string }).model)).toEqual(['gpt-4o-mini']);
    } finally {
      await endpoint.close();
    }
  });

  test('with every circuit open the template speaks at once, without a call', async () => {
    server.reset();
    server.on({ model: /.*/ }, { error: { message: 'no' }, status: 500 });
    for (let n = 0; n < 2; n += 1) await turnFor('I am interested');
    server.clearRequests();
    const { answer } = await turnFor('I am interested');
    expect(answer).toMatchObject({ source: 'template', source_reason: 'model_circuit_open' });
    expect(server.getRequests()).toEqual([]);
  });
});

describe('the money of a conversation', () => {
  let peer: ModelPeer;
  let stack: TestStack;
  beforeAll(async () => {
    peer = await ModelPeer.start(() => ({ pieces: [REPLY] }));
    const { budget } = modelSettings('');
    // One reply costs about 1100 millionths: 440 tokens of prompt at 2.5.
    stack = await TestStack.start({
      modelUrl: peer.url,
      model: { budget: { ...budget, maxConversationCostMicros: 1500 } },
    });
  });
  afterAll(async () => {
    await stack.stop();
    peer.stop();
  });

  const lastTurn = async (id: string) => (await stack.call('GET', `/conversations/${id}/turns`)).body.items.at(-1);

  test('when it is spent no model is called any more, and the turn says so', async () => {
    const id = await stack.newConversation();
    const sources = [];
    for (const text of ['I am interested', 'we need to automate invoices', 'how much does it cost?']) {
      sources.push((await stack.say(id, text)).body.source);
    }
    expect(sources).toEqual(['model', 'model', 'template']);
    const calls = peer.calls.length;
    const { body } = await stack.say(id, 'and how does it work?');
    expect(body).toMatchObject({ source: 'template', source_reason: 'model_budget_spent' });
    expect(peer.calls).toHaveLength(calls);
    const { trace } = await lastTurn(id);
    expect(trace).toContainEqual(
      expect.objectContaining({ rule: 'model_budget', details: expect.objectContaining({ limit_micros: 1500 }) }),
    );
  });

  test('a reply that was abandoned for a newer message is paid for by the turn', async () => {
    const id = await stack.newConversation();
    const abandoned = new SpokenPieces();
    abandoned.say('Wonderful, ');
    peer.answer = () => ({ pieces: abandoned });
    const begun = peer.calls.length;
    const first = stack.say(id, 'I am interested');
    await eventually(
      () => peer.calls[begun]?.firstTokenAt,
      (at) => at !== undefined,
    );
    peer.answer = ({ isStructured }) => ({ pieces: [isStructured ? '{}' : REPLY] });
    const second = await stack.say(id, 'we need to automate our invoices');
    expect([(await first).body.turn, second.body.turn, second.body.source]).toEqual([1, 1, 'model']);
    await eventually(
      () => peer.calls[begun]?.abortedAt,
      (at) => at !== undefined,
    );
    const told = peer.calls.at(-1)?.request.promptTokens ?? 0;
    const turn = await eventually(
      () => lastTurn(id),
      ({ input_tokens: tokens }) => tokens > told * 1.5,
    );
    expect(turn.cost_usd).toBeGreaterThan((told * 2.5 * 1.5) / 1e6);
  });
});
