import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A conversation as rows, for tests of what is counted. Each turn is a minute after the one before, from `createdAt`. */
export interface RecordedConversation {
  readonly flow?: string;
  readonly createdAt?: Date;
  readonly initialState?: string;
  readonly owner?: 'bot' | 'person';
  /** The contact of an earlier one; a new contact when not given. */
  readonly contactId?: string;
  readonly turns?: readonly RecordedTurn[];
  /** A person wrote in it. */
  readonly hasAgentMessage?: boolean;
}

/** Columns of a turn that are counted; the state stays and the bot answers by template unless given. */
export interface RecordedTurn {
  readonly to?: string;
  readonly objection?: string;
  readonly events?: readonly string[];
  /** Null: the bot was silent. */
  readonly source?: 'template' | 'model' | null;
  readonly reason?: string;
  readonly latencyMs?: number;
  readonly firstTokenMs?: number;
  readonly model?: string;
  readonly tokens?: readonly [input: number, output: number];
  readonly costMicros?: number;
}

export interface RecordedIds {
  readonly conversationId: string;
  readonly contactId: string;
  readonly createdAt: Date;
}

export const RECORDED_AT = new Date('2026-03-02T10:00:00Z');
const MINUTE_MS = 60_000;

/** Writes the rows as the superuser that `client` is. */
export async function record(
  client: pg.Client,
  workspaceId: string,
  conversation: RecordedConversation,
): Promise<RecordedIds> {
  const { createdAt = RECORDED_AT, initialState = 'start', turns = [] } = conversation;
  const ids = { conversationId: randomUUID(), contactId: conversation.contactId ?? randomUUID(), createdAt };
  const keys = { workspace_id: workspaceId, conversation_id: ids.conversationId, contact_id: ids.contactId };
  const steps = stepsOf(initialState, turns);
  await client.query(CONTACT, [ids.contactId, workspaceId]);
  await client.query(CONVERSATION, [
    JSON.stringify({
      ...keys,
      flow: conversation.flow ?? 'shop',
      owner: conversation.owner ?? 'bot',
      initial_state: initialState,
      state: steps.at(-1)?.state_after ?? initialState,
      turn: turns.length,
      created_at: createdAt,
    }),
  ]);
  for (const [index, turn] of turns.entries()) {
    const number = index + 1;
    const at = new Date(createdAt.getTime() + number * MINUTE_MS);
    await client.query(TURN, [JSON.stringify({ ...keys, ...steps[index], ...columnsOf(turn), number, at })]);
  }
  if (conversation.hasAgentMessage === true)
    await client.query(AGENT_MESSAGE, [workspaceId, ids.conversationId, createdAt]);
  return ids;
}

function stepsOf(
  initialState: string,
  turns: readonly RecordedTurn[],
): { state_before: string; state_after: string }[] {
  let state = initialState;
  return turns.map(({ to = state }) => {
    const step = { state_before: state, state_after: to };
    state = to;
    return step;
  });
}

/** What is undefined is no key of the JSON, and null in the row. */
function columnsOf(turn: RecordedTurn): object {
  return {
    understanding: { intents: [], sentiment: 'neutral', objection: turn.objection },
    events: (turn.events ?? []).map((name) => ({ name, details: { reason: 'test' } })),
    reply_source: turn.source === undefined ? 'template' : turn.source,
    reply_reason: turn.reason,
    latency_ms: turn.latencyMs,
    first_token_ms: turn.firstTokenMs,
    model: turn.model,
    input_tokens: turn.tokens?.[0],
    output_tokens: turn.tokens?.[1],
    cost_micros: turn.costMicros,
  };
}

const CONTACT = 'INSERT INTO contacts (contact_id, workspace_id) VALUES ($1, $2) ON CONFLICT DO NOTHING';
const CONVERSATION = `
  INSERT INTO conversations (conversation_id, workspace_id, contact_id, flow, channel, owner, state, initial_state, turn,
    probability, snapshot, created_at, updated_at)
  SELECT conversation_id, workspace_id, contact_id, flow, 'api', owner, state, initial_state, turn, 0.5, '{}', created_at, created_at
  FROM jsonb_populate_record(NULL::conversations, $1)`;
const AGENT_MESSAGE = `
  INSERT INTO messages (message_id, workspace_id, conversation_id, number, role, text_redacted, text_encrypted, created_at)
  VALUES (gen_random_uuid(), $1, $2, 1, 'agent', 'Hello', '', $3)`;
const TURN = `
  WITH turn AS (SELECT * FROM jsonb_populate_record(NULL::turns, $1)),
  inbound AS (
    INSERT INTO inbound_messages (inbound_id, workspace_id, conversation_id, message_id, text_hmac)
    SELECT gen_random_uuid(), workspace_id, conversation_id, number::text, '' FROM turn
    RETURNING inbound_id, message_id)
  INSERT INTO turns (turn_id, workspace_id, conversation_id, contact_id, number, inbound_id, message_id, status, state_before,
    state_after, reason, probability, understanding, trace, events, reply_source, reply_reason, latency_ms, first_token_ms,
    model, input_tokens, output_tokens, cost_micros, language, at)
  SELECT gen_random_uuid(), workspace_id, conversation_id, contact_id, number, inbound.inbound_id, inbound.message_id, 'done',
    state_before, state_after, 'recorded', 0.5, understanding, '[]', events, reply_source, reply_reason, latency_ms,
    first_token_ms, model, input_tokens, output_tokens, cost_micros, 'en', at
  FROM turn, inbound`;

/** Assigns the contact a variant, with the turn of that number. */
export async function assign(
  client: pg.Client,
  workspaceId: string,
  ids: RecordedIds,
  assignment: { readonly experiment: string; readonly variant: string; readonly turn?: number },
): Promise<void> {
  const { experiment, variant, turn = 1 } = assignment;
  await client.query(
    `INSERT INTO experiment_assignments (workspace_id, experiment, contact_id, variant, conversation_id, assigned_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      workspaceId,
      experiment,
      ids.contactId,
      variant,
      ids.conversationId,
      new Date(ids.createdAt.getTime() + turn * MINUTE_MS),
    ],
  );
}
