import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createDatabase } from '../db/database.ts';
import type { WorkspaceStore } from '../db/interfaces.ts';
import { asAdmin, createTestDatabase, startPostgres } from '../test/support/postgres.ts';
import { printLine, printProgress } from './output.ts';

export const HELP = `insights: how long the figures of a workspace take to read

  npm run bench -- insights [--json] [--conversations 25000] [--turns 8] [--repeats 10]

  Fills a PostgreSQL of its own with that many conversations of that many turns, as SQL (the rows have the size of real
  ones; half belong to another workspace), and reads each figure over all of them.`;

const STATES = ['initial_contact', 'interest_qualification', 'value_proposition', 'price_negotiation', 'post_purchase'];
const SPAN = { flow: 'sales-dm', from: new Date('2026-01-01'), to: new Date('2026-07-01'), renamed: {} };

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      conversations: { type: 'string', default: '25000' },
      turns: { type: 'string', default: '8' },
      repeats: { type: 'string', default: '10' },
    },
  });
  const [conversations, turns, repeats] = [values.conversations, values.turns, values.repeats].map(Number);
  if (!conversations || !turns || !repeats) throw new Error('Give numbers above 0.');
  const server = await startPostgres();
  const testDatabase = await createTestDatabase(server.url);
  const database = await createDatabase({
    connectionString: testDatabase.url,
    masterKeys: { current: { id: 'bench', key: randomBytes(32) }, previous: [] },
    poolSize: 2,
    applicationName: 'bench-insights',
    logger: { warn: () => undefined },
  });
  try {
    const { workspaceId } = await database.system.createWorkspace('Bench');
    const { workspaceId: otherId } = await database.system.createWorkspace('Other');
    printProgress(`filling ${2 * conversations * turns} turns …`);
    for (const id of [workspaceId, otherId]) await fill(testDatabase.url, id, { conversations, turns });
    await asAdmin(testDatabase.url, (client) => client.query('VACUUM ANALYZE'));
    const figures = await measure(database.workspace(workspaceId), repeats);
    if (values.json) printLine(JSON.stringify({ turns: conversations * turns, ...figures }));
    else
      for (const [name, { p50, max }] of Object.entries(figures))
        printLine(`${name}: ${p50} ms p50, ${max} ms at most`);
  } finally {
    await database.close();
    await testDatabase.drop();
    await server.stop();
  }
}

type Figures = Readonly<Record<string, { readonly p50: number; readonly max: number }>>;

async function measure(store: WorkspaceStore, repeats: number): Promise<Figures> {
  const steps = Object.fromEntries(STATES.map((state, index) => [state, STATES.length - 1 - index]));
  const week = { ...SPAN, to: new Date('2026-01-08') };
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    funnel: () => store.readFunnel(SPAN),
    summary: () => store.readSummary(SPAN, ['post_purchase']),
    objections: () => store.readObjections(SPAN, steps),
    experiment: () => store.readExperiment(SPAN, { name: 'pitch', conversionStates: ['post_purchase'] }),
    summary_of_a_week: () => store.readSummary(week, ['post_purchase']),
    funnel_of_a_week: () => store.readFunnel(week),
  };
  const figures: Record<string, { p50: number; max: number }> = {};
  for (const [name, read] of Object.entries(reads)) {
    const times: number[] = [];
    for (let i = 0; i < repeats; i += 1) {
      const startedAt = performance.now();
      await read();
      times.push(performance.now() - startedAt);
    }
    const sorted = times.toSorted((a, b) => a - b);
    figures[name] = { p50: round(sorted[Math.floor((repeats - 1) / 2)]), max: round(sorted.at(-1)) };
  }
  return figures;
}

function round(ms = 0): number {
  return Number(ms.toFixed(1));
}

async function fill(url: string, workspaceId: string, size: { conversations: number; turns: number }): Promise<void> {
  await asAdmin(url, async (client) => {
    await client.query(
      'CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS contact FROM generate_series(1, $1::int) n',
      [size.conversations],
    );
    await client.query('INSERT INTO contacts (contact_id, workspace_id) SELECT contact, $1 FROM made', [workspaceId]);
    await client.query(
      `INSERT INTO conversations (conversation_id, workspace_id, contact_id, flow, channel, state, initial_state, turn,
         probability, snapshot, created_at, updated_at)
       SELECT id, $1, contact, 'sales-dm', 'api', ($2::text[])[1 + least(n % 7, 4)], $2[1], $3, 0.5, '{}', at, at
       FROM made, LATERAL (SELECT timestamptz '2026-01-01' + n * interval '10 minutes' AS at) AS times`,
      [workspaceId, STATES, size.turns],
    );
    await client.query(
      `INSERT INTO inbound_messages (inbound_id, workspace_id, conversation_id, message_id, text_hmac)
       SELECT gen_random_uuid(), $1, id, t::text, '' FROM made, generate_series(1, $2::int) t`,
      [workspaceId, size.turns],
    );
    await client.query(TURNS, [workspaceId, STATES]);
    await client.query(
      `INSERT INTO experiment_assignments (workspace_id, experiment, contact_id, variant, conversation_id, assigned_at)
       SELECT $1, 'pitch', contact, CASE WHEN n % 2 = 0 THEN 'control' ELSE 'short' END, id, created_at + interval '1 minute'
       FROM made JOIN conversations ON conversation_id = id WHERE workspace_id = $1`,
      [workspaceId],
    );
  });
}

/** A conversation moves on by a state every other turn, up to a state that depends on it; every ninth turn objects. */
const TURNS = `
  INSERT INTO turns (turn_id, workspace_id, conversation_id, contact_id, number, inbound_id, message_id, status, state_before,
    state_after, reason, probability, understanding, trace, template, reply_encrypted, reply_source, reply_reason, model,
    input_tokens, output_tokens, latency_ms, first_token_ms, cost_micros, events, at)
  SELECT gen_random_uuid(), $1, id, contact, k, inbound_id, message_id, 'done',
    ($2::text[])[1 + least((k - 1) / 2, n % 7, 4)], $2[1 + least(k / 2, n % 7, 4)], 'the customer shows interest', 0.5,
    jsonb_build_object('intents', '[{"name": "interest", "score": 0.81}, {"name": "need", "score": 0.1}]'::jsonb,
      'intent', 'interest', 'sentiment', 'neutral', 'language', '{"code": "en", "confidence": 0.97}'::jsonb,
      'entities', '[{"kind": "money", "start": 3, "end": 9}]'::jsonb)
      || CASE WHEN (n + k) % 9 = 0 THEN '{"objection": "price"}'::jsonb ELSE '{}' END,
    '[{"rule": "classifier", "outcome": "interest", "details": {"score": 0.81, "margin": 0.7}}, {"rule": "edge", "outcome": "taken"},
      {"rule": "template", "outcome": "ask_challenge"}, {"rule": "slots", "outcome": "filled", "details": {"slots": ["need"]}}]',
    'ask_challenge', decode(repeat('ab', 160), 'hex'),
    CASE WHEN k % 3 = 0 THEN 'template' ELSE 'model' END, CASE WHEN k % 3 = 0 THEN 'model_slow' END,
    CASE WHEN k % 3 > 0 THEN 'gpt-small' END, 900, 60, 20 + (n * k) % 900, 10 + (n * k) % 300, 120,
    CASE WHEN n % 11 = 0 AND k = 5 THEN '[{"name": "handoff_requested", "details": {"reason": "loop"}}]'::jsonb
      ELSE '[{"name": "state_changed", "details": {"from": "a", "to": "b"}}]' END,
    timestamptz '2026-01-01' + n * interval '10 minutes' + k * interval '1 minute'
  FROM made JOIN inbound_messages ON conversation_id = id, LATERAL (SELECT message_id::int AS k) AS numbers
  WHERE workspace_id = $1 ORDER BY k, n`;
