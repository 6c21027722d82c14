import type { ContactClock, QuietHours, Slots, Snapshot } from '../contracts/dialogue.ts';
import { ParleyError } from '../contracts/errors.ts';
import type { Channel, Owner } from '../contracts/names.ts';
import { BACK_IN_STOCK, HAND_BACK } from '../contracts/names.ts';
import type { PendingFollowUp } from '../contracts/turn.ts';
import { lockConversation, readStanding } from './conversations.ts';
import type { TakenTurn, TurnDecider, TurnKey, TurnOpening } from './interfaces.ts';
import type { Decided } from './commerce/effects.ts';
import { doInShop, readErrands } from './commerce/effects.ts';
import { readShopView } from './commerce/shop-view.ts';
import { searchKnowledge } from './knowledge.ts';
import type { ComposingRow } from './kept-composition.ts';
import { COMPOSING_COLUMNS, openKept } from './kept-composition.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openSlots, openText } from './store-context.ts';
import { placeOfNew, placeOfReplaced, writeTurn } from './turn-write.ts';

/** Of the conversation `c` and its contact `ct`. Some follow-ups outlive a turn: what a customer asked to be told, and a person who is awaited. */
export const OPENING_COLUMNS = `c.flow, c.channel, c.owner, c.status, c.session, c.turn, c.message_number, c.snapshot,
  c.slots_encrypted, c.contact_id, ct.time_zone, ct.quiet_hours, ct.opted_out_at, ct.locale,
  (SELECT jsonb_agg(jsonb_build_object('id', f.follow_up_id, 'kind', f.kind, 'dueAt', round(extract(epoch FROM f.due_at) * 1000)::bigint))
    FROM follow_ups f WHERE f.conversation_id = c.conversation_id AND f.status = 'pending'
      AND (f.kind = '${BACK_IN_STOCK}' OR f.kind = '${HAND_BACK}' AND c.owner = 'person')) AS lasting_follow_ups,
  c.owner = 'person' AND EXISTS (SELECT 1 FROM follow_ups f WHERE f.conversation_id = c.conversation_id
      AND f.status = 'pending' AND f.kind = '${HAND_BACK}' AND NOT EXISTS (SELECT 1 FROM messages m
        WHERE m.conversation_id = c.conversation_id AND m.role = 'agent' AND m.created_at >= f.created_at)) AS is_person_awaited`;
/** Read after the lock, in a statement of its own: its snapshot then shows what the holder before has written. */
const OPENING = statement(
  'turn_opening',
  `SELECT ${OPENING_COLUMNS}, i.inbound_id, i.message_id, i.payload_encrypted, i.turn_id, t.status AS turn_status
   FROM conversations c
   JOIN contacts ct ON ct.contact_id = c.contact_id
   JOIN inbound_messages i ON i.conversation_id = c.conversation_id AND i.inbound_id = ANY ($2::uuid[])
   LEFT JOIN turns t ON t.turn_id = i.turn_id
   WHERE c.conversation_id = $1 ORDER BY i.sequence`,
);
/** Only the last turn can be planned again: a later one stands on what it decided. */
const REPLACED = statement(
  'turn_replaced',
  `SELECT ${COMPOSING_COLUMNS} FROM turns t JOIN conversations c USING (conversation_id)
   WHERE t.conversation_id = $1 AND t.turn_id = $2 AND t.status = 'composing' AND t.number = c.turn`,
);

const LAST_REPLY = statement(
  'last_reply',
  `SELECT message_id, text_encrypted FROM messages WHERE conversation_id = $1 AND role = 'assistant'
   ORDER BY number DESC LIMIT 1`,
);

/** The conversation and its contact, as they are when the lock is held. */
export interface OpeningRow {
  flow: string;
  channel: Channel;
  owner: Owner;
  status: 'open' | 'closed';
  session: number;
  turn: number;
  message_number: number;
  snapshot: Snapshot;
  slots_encrypted: Buffer | null;
  contact_id: string;
  time_zone: string;
  quiet_hours: QuietHours | null;
  opted_out_at: Date | null;
  locale: string | null;
  lasting_follow_ups: PendingFollowUp[] | null;
  /** Handed over, and no person has written yet. */
  is_person_awaited: boolean;
}

interface InboundRow extends OpeningRow {
  inbound_id: string;
  message_id: string;
  payload_encrypted: Buffer | null;
  turn_id: string | null;
  turn_status: 'done' | 'composing' | null;
}

/** See WorkspaceStore.takeTurn. */
export async function takeTurn(ctx: StoreContext, key: TurnKey, decider: TurnDecider): Promise<TakenTurn | undefined> {
  const { conversationId } = key;
  if (![conversationId, ...key.inboundIds].every(isUuid)) return undefined;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, rows, [replaced]] = await Promise.all([
      lockConversation(tx, conversationId),
      tx.rows<InboundRow>(OPENING, [conversationId, key.inboundIds]),
      findReplaced(tx, key),
    ]);
    const fresh = rows.filter(({ turn_id }) => turn_id === null);
    const [row] = fresh;
    if (row === undefined) return repeated(tx, conversationId, replaced ?? rows[0]);
    const subjectKey = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
    const said = fresh.map((inbound) => openInbound(inbound, subjectKey));
    const kept = replaced === undefined ? undefined : openKept(subjectKey, row.contact_id, replaced);
    const before = kept?.before ?? beforeOf(row, conversationId, subjectKey);
    const opening = openTurn(row, {
      ...before,
      text: [...(before.text === undefined ? [] : [before.text]), ...said.map(({ text }) => text)].join('\n'),
      longestChars: Math.max(...said.map(({ text }) => text.length)),
      userName: said.findLast(({ userName }) => userName !== undefined)?.userName ?? before.userName,
    });
    const place = replaced === undefined ? placeOfNew(row.turn + 1, said) : placeOfReplaced(replaced, said);
    const deciding = { ctx, decider, conversationId, subjectKey, turnId: place.turnId };
    const { opening: known, decision, orders } = await decide(tx, opening, deciding);
    const taken = await writeTurn({
      tx,
      workspaceId: ctx.workspaceId,
      conversationId,
      place,
      row,
      subjectKey,
      said,
      opening: known,
      circumstances: decider.circumstances,
      decision,
    });
    return orders.length === 0 ? taken : { ...taken, orders };
  });
}

async function findReplaced(tx: Transaction, { conversationId, replaces }: TurnKey): Promise<ComposingRow[]> {
  if (replaces === undefined || !isUuid(replaces)) return [];
  return tx.rows<ComposingRow>(REPLACED, [conversationId, replaces]);
}

async function repeated(
  tx: Transaction,
  conversationId: string,
  turn: { turn_id: string | null; turn_status?: 'done' | 'composing' | null } | undefined,
): Promise<TakenTurn | undefined> {
  if (turn === undefined) return undefined;
  const [standing, orders] = await Promise.all([
    readStanding(tx, conversationId),
    turn.turn_id === null ? [] : readErrands(tx, turn.turn_id),
  ]);
  if (standing === undefined || turn.turn_id === null) throw new ParleyError('internal', 'A conversation vanished.');
  const taken: TakenTurn = { turnId: turn.turn_id, status: turn.turn_status ?? 'done', isRepeat: true, standing };
  return orders.length === 0 ? taken : { ...taken, orders };
}

/** A message on its way into the transcript. */
export interface Said {
  readonly inboundId: string;
  readonly messageId: string;
  readonly text: string;
  readonly userName: string | undefined;
}

function openInbound(row: InboundRow, subjectKey: Buffer): Said {
  if (row.payload_encrypted === null)
    throw new ParleyError('internal', 'An inbound message has neither text nor turn.');
  const ids = { contactId: row.contact_id, rowId: row.inbound_id };
  const { text, userName } = JSON.parse(openText(subjectKey, 'inbound', ids, row.payload_encrypted)) as {
    text: string;
    userName?: string;
  };
  return { inboundId: row.inbound_id, messageId: row.message_id, text, userName };
}

/** Where a turn starts from: what stood before it, and what was said in it. */
export interface Beginning {
  readonly snapshot: Snapshot;
  readonly slots: Slots;
  readonly text: string;
  /** See TurnOpening. */
  readonly longestChars?: number;
  readonly userName: string | undefined;
}

function beforeOf(
  row: OpeningRow,
  conversationId: string,
  subjectKey: Buffer,
): Omit<Beginning, 'text'> & { readonly text: undefined } {
  const slots = openSlots(subjectKey, row.contact_id, conversationId, row.slots_encrypted);
  return { snapshot: row.snapshot, slots, text: undefined, userName: undefined };
}

export function openTurn(row: OpeningRow, beginning: Beginning): TurnOpening {
  return {
    flow: row.flow,
    owner: row.owner,
    ...(row.is_person_awaited ? { isPersonAwaited: true as const, ...handBackOf(row) } : {}),
    snapshot: beginning.snapshot,
    slots: beginning.slots,
    isOptedOut: row.opted_out_at !== null,
    clock: clockOf(row),
    contactId: row.contact_id,
    channel: row.channel,
    locale: row.locale ?? undefined,
    text: beginning.text,
    ...(beginning.longestChars === undefined ? {} : { longestChars: beginning.longestChars }),
    userName: beginning.userName,
    passages: [],
  };
}

function handBackOf({ lasting_follow_ups }: OpeningRow): Pick<TurnOpening, 'handBackAt'> {
  const handBack = lasting_follow_ups?.find(({ kind }) => kind === HAND_BACK);
  return handBack === undefined ? {} : { handBackAt: handBack.dueAt };
}

/**
 * Searches the knowledge, reads what was said last and looks at the shop only when the flow asks for it: most turns cost nothing
 * more. What was decided for the shop is done at once; what the shop refuses is decided again.
 */
export async function decide(tx: Transaction, opening: TurnOpening, deciding: Deciding): Promise<Decided> {
  const known = await lookUp(tx, opening, deciding);
  const decision = deciding.decider.decide(known);
  if (decision.effects === undefined || decision.effects.length === 0) return { opening: known, decision, orders: [] };
  return doInShop({ ...deciding, tx, opening: known }, decision);
}

async function lookUp(tx: Transaction, opening: TurnOpening, deciding: Deciding): Promise<TurnOpening> {
  const { ctx, decider, conversationId, subjectKey } = deciding;
  const query = decider.lookUp(opening);
  const needsLastReply = decider.needsLastReply(opening);
  const shopQuery = decider.shopQuery?.(opening);
  const now = new Date(decider.circumstances?.at ?? Date.now());
  const [passages, [said], shop] = await Promise.all([
    query === undefined ? [] : searchKnowledge(tx, query, opening.flow),
    needsLastReply ? tx.rows<{ message_id: string; text_encrypted: Buffer }>(LAST_REPLY, [conversationId]) : [],
    shopQuery === undefined ? undefined : readShopView(ctx, tx, { ...opening, subjectKey, at: now }, shopQuery),
  ]);
  const ids = { contactId: opening.contactId, rowId: said?.message_id ?? '' };
  const lastReply = said === undefined ? {} : { lastReply: openText(subjectKey, 'message', ids, said.text_encrypted) };
  return { ...opening, passages, ...lastReply, ...(shop === undefined ? {} : { shop }) };
}

/** What a decision is made with. */
export interface Deciding {
  readonly ctx: StoreContext;
  readonly decider: TurnDecider;
  readonly conversationId: string;
  readonly subjectKey: Buffer;
  readonly turnId: string;
}

export function clockOf(row: { time_zone: string; quiet_hours: QuietHours | null }): ContactClock {
  return { timeZone: row.time_zone, quietHours: row.quiet_hours ?? undefined };
}
