import type { ConversationAddress } from '../contracts/turn.ts';
import type { Sql } from './sql.ts';
import { SYSTEM_SCOPE, statement } from './sql.ts';
import type { StoredNudge, UndeliveredMessage, UnknownState } from './system-store.ts';

const UNDELIVERED = statement(
  'find_undelivered',
  `SELECT i.inbound_id, c.workspace_id, c.conversation_id, c.contact_id, c.flow, c.channel, c.state
   FROM inbound_messages i JOIN conversations c USING (conversation_id)
   WHERE i.turn_id IS NULL AND i.received_at < clock_timestamp() - $1 * interval '1 millisecond'
   ORDER BY i.sequence LIMIT $2`,
);
const OVERDUE = statement(
  'find_overdue_follow_ups',
  `SELECT c.workspace_id, c.conversation_id, c.contact_id, c.flow, c.channel, c.state
   FROM follow_ups f JOIN conversations c USING (conversation_id)
   WHERE f.status = 'pending' AND f.due_at < clock_timestamp() - $1 * interval '1 millisecond'
   GROUP BY c.conversation_id ORDER BY min(f.due_at) LIMIT $2`,
);
const NUDGES = statement(
  'find_nudges',
  `SELECT n.nudge_id::float8 AS nudge_id, c.workspace_id, c.conversation_id, c.contact_id, c.flow, c.channel, c.state
   FROM nudges n JOIN conversations c USING (conversation_id) ORDER BY n.nudge_id LIMIT $1`,
);
const FORGET_NUDGES = statement('forget_nudges', 'DELETE FROM nudges WHERE nudge_id = ANY ($1::bigint[])');
const STATES = statement(
  'open_states',
  `SELECT flow, state, count(*)::int AS conversations FROM conversations WHERE status = 'open' GROUP BY flow, state`,
);

interface AddressRow {
  workspace_id: string;
  conversation_id: string;
  contact_id: string;
  flow: string;
  channel: 'api';
  state: string;
}

export async function findUndelivered(
  sql: Sql,
  olderThanMs: number,
  limit: number,
): Promise<readonly UndeliveredMessage[]> {
  const rows = await sql.rows<AddressRow & { inbound_id: string }>(SYSTEM_SCOPE, UNDELIVERED, [olderThanMs, limit]);
  return rows.map((row) => ({ ...toAddress(row), inboundId: row.inbound_id }));
}

export async function findOverdueFollowUps(
  sql: Sql,
  olderThanMs: number,
  limit: number,
): Promise<readonly ConversationAddress[]> {
  const rows = await sql.rows<AddressRow>(SYSTEM_SCOPE, OVERDUE, [olderThanMs, limit]);
  return rows.map(toAddress);
}

export async function findNudges(sql: Sql, limit: number): Promise<readonly StoredNudge[]> {
  const rows = await sql.rows<AddressRow & { nudge_id: number }>(SYSTEM_SCOPE, NUDGES, [limit]);
  return rows.map((row) => ({ ...toAddress(row), nudgeId: row.nudge_id }));
}

export async function forgetNudges(sql: Sql, nudgeIds: readonly number[]): Promise<void> {
  await sql.rows(SYSTEM_SCOPE, FORGET_NUDGES, [nudgeIds]);
}

export async function findUnknownStates(
  sql: Sql,
  known: Readonly<Record<string, readonly string[]>>,
): Promise<readonly UnknownState[]> {
  const rows = await sql.rows<UnknownState>(SYSTEM_SCOPE, STATES, []);
  return rows.filter(({ flow, state }) => known[flow]?.includes(state) !== true);
}

function toAddress(row: AddressRow): ConversationAddress {
  return {
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    flow: row.flow,
    channel: row.channel,
    state: row.state,
  };
}
