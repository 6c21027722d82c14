import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { conversationWorkflowId } from '../contracts/names.ts';
import { Installation } from '../test/chaos/installation.ts';
import type { LoadResult } from './load.ts';
import { summarise } from './load.ts';
import { ModelPeer } from './model-peer.ts';

const LINES = [
  'we need to automate our invoices',
  'how much is it?',
  'that is too expensive',
  'ok that works',
  'how does it work?',
];

async function post(installation: Installation, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${installation.api}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${installation.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.status !== 200 && response.status !== 201)
    throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** New conversations with their first turn taken. */
export async function openConversations(installation: Installation, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const made = await post(installation, '/conversations', {
      user_id: crypto.randomUUID(),
      initial_message: 'I am interested',
    });
    ids.push(String(made['conversation_id']));
  }
  return ids;
}

/** Sends the next line and waits for its turn. */
export function sayTo(installation: Installation): (id: string) => Promise<void> {
  let number = 0;
  return async (id) => {
    number += 1;
    await post(installation, `/conversations/${id}/messages`, { text: LINES[number % LINES.length] });
  };
}

/** Events and bytes a turn adds to the history of its workflow. */
export async function historyOf(
  installation: Installation,
): Promise<{ events_per_turn: number; bytes_per_turn: number }> {
  const [id = ''] = await openConversations(installation, 1);
  const connection = await Connection.connect({ address: installation.temporalAddress });
  try {
    const describe = async () => {
      const { workflowExecutionInfo } = await connection.workflowService.describeWorkflowExecution({
        namespace: 'default',
        execution: { workflowId: conversationWorkflowId(installation.workspaceId, id) },
      });
      return {
        events: Number(workflowExecutionInfo?.historyLength),
        bytes: Number(workflowExecutionInfo?.historySizeBytes),
      };
    };
    const before = await describe();
    const turns = 20;
    const say = sayTo(installation);
    for (let i = 0; i < turns; i += 1) await say(id);
    await sleep(200);
    const after = await describe();
    return {
      events_per_turn: (after.events - before.events) / turns,
      bytes_per_turn: Math.round((after.bytes - before.bytes) / turns),
    };
  } finally {
    await connection.close();
  }
}

/** Open loop: messages leave at a fixed rate whether or not those before are answered; timed from their planned moment. */
export async function measureOpenLoop(
  installation: Installation,
  { conversations, rate, seconds }: { conversations: number; rate: number; seconds: number },
): Promise<LoadResult & { conversations: number; rate: number }> {
  const ids = await openConversations(installation, conversations);
  const say = sayTo(installation);
  const latencies: number[] = [];
  const sent: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < rate * seconds; i += 1) {
    const planned = startedAt + (i * 1000) / rate;
    await sleep(Math.max(0, planned - performance.now()));
    sent.push(
      say(ids[i % ids.length] ?? '').then(() => {
        latencies.push(performance.now() - planned);
      }),
    );
  }
  await Promise.all(sent);
  return { conversations, rate, ...summarise(latencies, (performance.now() - startedAt) / 1000) };
}

/** POST /conversations with a first message: contact, conversation, workflow and turn. */
export async function measureFirstTurns(installation: Installation, count: number): Promise<LoadResult> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < count; i += 1) {
    const sentAt = performance.now();
    await openConversations(installation, 1);
    latencies.push(performance.now() - sentAt);
  }
  return summarise(latencies, (performance.now() - startedAt) / 1000);
}

/** The worker is killed while a turn is under way; time from the next worker being ready to the answer. */
export async function measureKilledWorker(installation: Installation, repeats: number) {
  const afterReady: number[] = [];
  for (let i = 0; i < repeats; i += 1) {
    const [id = ''] = await openConversations(installation, 1);
    const answer = post(installation, `/conversations/${id}/messages`, { text: 'how much is it?' }).then(
      () => performance.now(),
      () => performance.now(),
    );
    await sleep(4);
    await installation.kill('worker');
    await installation.startPart('worker');
    const readyAt = performance.now();
    afterReady.push(Math.max(0, (await answer) - readyAt));
  }
  const { p50_ms: median, p99_ms: max } = summarise(afterReady, 1);
  return { repeats, after_ready_median_ms: median, after_ready_max_ms: max };
}

/**
 * Turns whose reply a model words, one at a time, on an installation of its own. The model says all it says after 300 ms; turns
 * that the flow words itself are left out.
 */
export async function measureModel(count: number): Promise<LoadResult & { overhead_p50_ms: number }> {
  const model = await ModelPeer.start(({ isStructured }) => ({
    pieces: [isStructured ? NO_PROPOSAL : 'What would you like to automate first?'],
    firstAfterMs: MODEL_MS,
  }));
  const installation = await Installation.start({
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: model.url,
    PARLEY_LOG_LEVEL: 'warn',
  });
  try {
    const latencies: number[] = [];
    const startedAt = performance.now();
    for (let i = 0; latencies.length < count; i += 1) {
      if (i > 10 * count) throw new Error('too few turns were worded by the model');
      const [id = ''] = await openConversations(installation, 1);
      const calls = model.calls.length;
      const sentAt = performance.now();
      const turn = await post(installation, `/conversations/${id}/messages`, { text: LINES[i % LINES.length] });
      const took = performance.now() - sentAt;
      if (turn['source'] === 'model' && model.calls.length === calls + 1) latencies.push(took);
    }
    const load = summarise(latencies, (performance.now() - startedAt) / 1000);
    return { ...load, overhead_p50_ms: Number((load.p50_ms - MODEL_MS).toFixed(1)) };
  } finally {
    await installation.stop();
    model.stop();
  }
}

const MODEL_MS = 300;
const NO_PROPOSAL = JSON.stringify({ intents: [], slots: [], edge: null, tool: null });
