import type { QuietHours, Slots } from '../contracts/dialogue.ts';
import type { CloseReason, ConversationStatus, Owner } from '../contracts/names.ts';
import { keyedHash } from './crypto.ts';
import type { ConversationFilter, ConversationRecord, Page, PageRequest, StateChange } from './interfaces.ts';
import type { WrappedSubjectKey } from './keys.ts';
import { cursorOf, pageOf, readCursor } from './paging.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openSlots, openText } from './store-context.ts';

/** Columns by name: a star in a prepared statement breaks processes of the build before when a migration adds a column. */
const SELECT = `SELECT c.workspace_id, c.conversation_id, c.contact_id, c.flow, c.channel, c.status, c.owner, c.state, c.turn,
    c.session, c.probability, c.slots_encrypted, c.created_at, c.updated_at, c.closed_at, c.close_reason,
    sk.wrapped_key, sk.master_key_id, ct.name_encrypted, ct.locale, ct.time_zone, ct.quiet_hours, ct.opted_out_at, ci.value_encrypted,
    (SELECT count(*)::int FROM inbound_messages i WHERE i.conversation_id = c.conversation_id AND i.turn_id IS NULL) AS pending
  FROM conversations c JOIN contacts ct ON ct.contact_id = c.contact_id
  JOIN subject_keys sk ON sk.contact_id = c.contact_id
  LEFT JOIN contact_identities ci ON ci.contact_id = c.contact_id AND ci.kind = 'external'`;
const FIND = statement('find_conversation', `${SELECT} WHERE c.conversation_id = $1`);
const MATCHING = `c.workspace_id = $1 AND ($2::text IS NULL OR c.status = $2) AND ($3::text IS NULL OR c.state = $3)
     AND ($4::text IS NULL OR c.flow = $4) AND ($5::timestamptz IS NULL OR (c.created_at, c.conversation_id) < ($5, $6::uuid))`;
const NEWEST_FIRST = 'ORDER BY c.created_at DESC, c.conversation_id DESC LIMIT $7';
const LIST = statement('list_conversations', `${SELECT} WHERE ${MATCHING} ${NEWEST_FIRST}`);
/** A statement of its own, so that it starts from the contact and not from all conversations. */
const LIST_OF_CONTACT = statement(
  'list_conversations_of_contact',
  `${SELECT} WHERE ${MATCHING} AND c.contact_id = (SELECT i.contact_id FROM contact_identities i
     WHERE i.workspace_id = $1 AND i.kind = 'external' AND i.value_hmac = $8) ${NEWEST_FIRST}`,
);
const HISTORY = statement(
  'state_history',
  `SELECT initial_state AS state, NULL AS previous_state, 0 AS turn, 'the conversation began' AS reason, created_at AS at
   FROM conversations WHERE conversation_id = $1
   UNION ALL
   SELECT state_after, state_before, number, reason, at FROM turns
   WHERE conversation_id = $1 AND state_before <> state_after ORDER BY turn`,
);

interface ConversationRow extends WrappedSubjectKey {
  conversation_id: string;
  flow: string;
  channel: 'api';
  status: ConversationStatus;
  owner: Owner;
  state: string;
  turn: number;
  session: number;
  probability: number;
  slots_encrypted: Buffer | null;
  created_at: Date;
  updated_at: Date;
  closed_at: Date | null;
  close_reason: CloseReason | null;
  name_encrypted: Buffer | null;
  locale: string | null;
  time_zone: string;
  quiet_hours: QuietHours | null;
  opted_out_at: Date | null;
  value_encrypted: Buffer | null;
  pending: number;
}

export async function findConversation(
  ctx: StoreContext,
  conversationId: string,
): Promise<ConversationRecord | undefined> {
  if (!isUuid(conversationId)) return undefined;
  const [row] = await ctx.sql.rows<ConversationRow>(ctx.workspaceId, FIND, [conversationId]);
  return row === undefined ? undefined : toRecord(ctx, row);
}

/** Newest first. */
export async function listConversations(
  ctx: StoreContext,
  filter: ConversationFilter,
  page: PageRequest,
): Promise<Page<ConversationRecord>> {
  const [at, id] = readCursor(page.cursor, ['time', 'uuid']);
  const values = [
    ctx.workspaceId,
    filter.status ?? null,
    filter.state ?? null,
    filter.flow ?? null,
    at,
    id,
    page.limit + 1,
  ];
  const rows =
    filter.externalId === undefined
      ? await ctx.sql.rows<ConversationRow>(ctx.workspaceId, LIST, values)
      : await ctx.sql.rows<ConversationRow>(ctx.workspaceId, LIST_OF_CONTACT, [
          ...values,
          keyedHash(await ctx.keys.ofWorkspace(ctx.workspaceId), `external|${filter.externalId}`),
        ]);
  return pageOf(
    rows,
    page.limit,
    (row) => toRecord(ctx, row),
    (row) => cursorOf([row.created_at.toISOString(), row.conversation_id]),
  );
}

/** Oldest first, beginning with the initial state. */
export async function listStateHistory(ctx: StoreContext, conversationId: string): Promise<readonly StateChange[]> {
  if (!isUuid(conversationId)) return [];
  const rows = await ctx.sql.rows<{
    state: string;
    previous_state: string | null;
    turn: number;
    reason: string;
    at: Date;
  }>(ctx.workspaceId, HISTORY, [conversationId]);
  return rows.map(({ previous_state, ...change }) => ({
    ...change,
    previousState: previous_state ?? undefined,
  }));
}

function toRecord(ctx: StoreContext, row: ConversationRow): ConversationRecord {
  const key = ctx.keys.open(row);
  const slots: Slots = openSlots(key, row.contact_id, row.conversation_id, row.slots_encrypted);
  const open = (sealed: Buffer | null, purpose: string, rowId: string): string | undefined =>
    sealed === null ? undefined : openText(key, purpose, { contactId: row.contact_id, rowId }, sealed);
  return {
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    externalId: open(row.value_encrypted, 'identity', 'external') ?? '',
    contactName: open(row.name_encrypted, 'name', 'contact'),
    flow: row.flow,
    channel: row.channel,
    locale: row.locale ?? undefined,
    timeZone: row.time_zone,
    quietHours: row.quiet_hours ?? undefined,
    status: row.status,
    owner: row.owner,
    state: row.state,
    turn: row.turn,
    session: row.session,
    probability: row.probability,
    slots,
    isOptedOut: row.opted_out_at !== null,
    pendingMessages: row.pending,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at ?? undefined,
    closeReason: row.close_reason ?? undefined,
  };
}
