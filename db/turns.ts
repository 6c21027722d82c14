import type { ContactClock, QuietHours, Snapshot } from '../contracts/dialogue.ts';
import { ParleyError } from '../contracts/errors.ts';
import type { Owner } from '../contracts/names.ts';
import { lockConversation, readStanding } from './conversations.ts';
import type { TakenTurn, TurnDecision, TurnKey, TurnOpening } from './interfaces.ts';
import type { Transaction } from './sql.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';
import { openSlots, openText } from './store-context.ts';
import { writeTurn } from './turn-write.ts';

/** Read after the lock, in a statement of its own: its snapshot then shows what the holder before has written. */
const OPENING = statement(
  'turn_opening',
  `SELECT c.flow, c.owner, c.status, c.session, c.turn, c.message_number, c.snapshot, c.slots_encrypted, c.contact_id,
     i.message_id, i.payload_encrypted, i.turn_id, t.status AS turn_status,
     ct.time_zone, ct.quiet_hours, ct.opted_out_at
   FROM conversations c
   JOIN contacts ct ON ct.contact_id = c.contact_id
   JOIN inbound_messages i ON i.conversation_id = c.conversation_id AND i.inbound_id = $2
   LEFT JOIN turns t ON t.turn_id = i.turn_id
   WHERE c.conversation_id = $1`,
);
/** The conversation, its contact and the message, as they are when the lock is held. */
export interface OpeningRow {
  flow: string;
  owner: Owner;
  status: 'open' | 'closed';
  session: number;
  turn: number;
  message_number: number;
  snapshot: Snapshot;
  slots_encrypted: Buffer | null;
  contact_id: string;
  message_id: string;
  payload_encrypted: Buffer | null;
  turn_id: string | null;
  turn_status: 'done' | 'composing' | null;
  time_zone: string;
  quiet_hours: QuietHours | null;
  opted_out_at: Date | null;
}

/** See WorkspaceStore.takeTurn. */
export async function takeTurn(
  ctx: StoreContext,
  key: TurnKey,
  decide: (opening: TurnOpening) => TurnDecision,
): Promise<TakenTurn | undefined> {
  if (!isUuid(key.conversationId) || !isUuid(key.inboundId)) return undefined;
  return ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [, [row]] = await Promise.all([
      lockConversation(tx, key.conversationId),
      tx.rows<OpeningRow>(OPENING, [key.conversationId, key.inboundId]),
    ]);
    if (row === undefined) return undefined;
    if (row.turn_id !== null) return repeated(tx, key, row);
    const subjectKey = await ctx.keys.ofSubject(ctx.workspaceId, row.contact_id, tx);
    const opening = openTurn(row, key, subjectKey);
    const decision = decide(opening);
    return writeTurn({
      tx,
      workspaceId: ctx.workspaceId,
      key,
      row,
      subjectKey,
      opening,
      decision,
    });
  });
}

async function repeated(tx: Transaction, key: TurnKey, row: OpeningRow): Promise<TakenTurn> {
  const standing = await readStanding(tx, key.conversationId);
  if (standing === undefined || row.turn_id === null) throw new ParleyError('internal', 'A conversation vanished.');
  return { turnId: row.turn_id, status: row.turn_status ?? 'done', isRepeat: true, standing };
}

function openTurn(row: OpeningRow, key: TurnKey, subjectKey: Buffer): TurnOpening {
  if (row.payload_encrypted === null)
    throw new ParleyError('internal', 'An inbound message has neither text nor turn.');
  const ids = { contactId: row.contact_id, rowId: key.inboundId };
  const payload = JSON.parse(openText(subjectKey, 'inbound', ids, row.payload_encrypted)) as {
    text: string;
    userName?: string;
  };
  return {
    flow: row.flow,
    owner: row.owner,
    snapshot: row.snapshot,
    slots: openSlots(subjectKey, row.contact_id, key.conversationId, row.slots_encrypted),
    isOptedOut: row.opted_out_at !== null,
    clock: clockOf(row),
    text: payload.text,
    userName: payload.userName,
  };
}

export function clockOf(row: { time_zone: string; quiet_hours: QuietHours | null }): ContactClock {
  return { timeZone: row.time_zone, quietHours: row.quiet_hours ?? undefined };
}
