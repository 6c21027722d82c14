import { randomUUID } from 'node:crypto';
import type { OrderEventData, OrderTale } from '../../contracts/commerce/order-tale.ts';
import type { OrderEventType } from '../../contracts/commerce/orders.ts';
import type { Snapshot } from '../../contracts/dialogue.ts';
import type { Owner } from '../../contracts/names.ts';
import { STREAM_NOTIFY_CHANNEL } from '../../contracts/names.ts';
import { lockConversation } from '../conversations.ts';
import { redact } from '../redact.ts';
import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { StoreContext } from '../store-context.ts';
import { sealText } from '../store-context.ts';
import { readOrderRow, toOrder } from './order-rows.ts';
import type { Telling } from './order-store.ts';

const OPENING = statement(
  'tell_opening',
  `SELECT c.conversation_id, c.contact_id, c.owner, c.snapshot, c.message_number, ct.time_zone, ct.opted_out_at
   FROM conversations c JOIN contacts ct ON ct.contact_id = c.contact_id WHERE c.conversation_id = $1`,
);
/** Not those before one that was told, nor of yesterday: what could not be told in its time would only confuse. */
const UNTOLD = statement(
  'untold_events',
  `SELECT event_id, type, data FROM order_events e
   WHERE order_id = $1 AND sequence > $2 AND told_at IS NULL
     AND at > $3::timestamptz - interval '1 day'
     AND sequence > (SELECT coalesce(max(t.sequence), 0) FROM order_events t WHERE t.order_id = $1 AND t.told_at IS NOT NULL)
   ORDER BY sequence`,
);
const TELL = statement(
  'tell_event',
  `WITH told AS (
     UPDATE order_events SET told_at = $3 WHERE event_id = $2 AND told_at IS NULL RETURNING workspace_id),
   conversation AS (
     UPDATE conversations SET message_number = $4, updated_at = $3 FROM told WHERE conversation_id = $1),
   transcript AS (
     INSERT INTO messages (message_id, workspace_id, conversation_id, number, role, text_redacted, text_encrypted, created_at)
     SELECT $5, workspace_id, $1, $4, 'assistant', $6, $7, $3 FROM told)
   SELECT pg_notify('${STREAM_NOTIFY_CHANNEL}', $1::text) FROM told`,
);

interface OpeningRow {
  conversation_id: string;
  contact_id: string;
  owner: Owner;
  snapshot: Snapshot;
  message_number: number;
  time_zone: string;
  opted_out_at: Date | null;
}

interface UntoldRow {
  event_id: string;
  type: OrderEventType;
  data: OrderEventData;
}

/**
 * See OrderStore.tellOrder. The conversation's lock is taken before anything of the order is read, and nothing of the order is
 * locked: a turn holds the conversation while it waits for an order.
 */
export async function tellOrder(
  ctx: StoreContext,
  telling: Telling,
  word: (tale: OrderTale) => string | undefined,
): Promise<void> {
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const known = await readOrderRow(tx, telling.orderId);
    if (known?.conversation_id == null) return;
    const [, [opening], untold] = await Promise.all([
      lockConversation(tx, known.conversation_id),
      tx.rows<OpeningRow>(OPENING, [known.conversation_id]),
      tx.rows<UntoldRow>(UNTOLD, [telling.orderId, telling.after, telling.at]),
    ]);
    if (opening === undefined || opening.owner === 'person' || opening.opted_out_at !== null) return;
    const order = toOrder(ctx, (await readOrderRow(tx, telling.orderId)) ?? known);
    let said = 0;
    for (const event of untold) {
      const text = word({
        type: event.type,
        data: event.data,
        language: opening.snapshot.language,
        timeZone: opening.time_zone,
        slot: order.slot,
        deliverOn: order.deliverOn,
        lines: order.lines,
      });
      if (text === undefined) continue;
      said += 1;
      await append(ctx, tx, { opening, event, text, number: opening.message_number + said, at: telling.at });
    }
  });
}

interface Saying {
  readonly opening: OpeningRow;
  readonly event: UntoldRow;
  readonly text: string;
  readonly number: number;
  readonly at: Date;
}

async function append(ctx: StoreContext, tx: Transaction, saying: Saying): Promise<void> {
  const { opening, event, text, number, at } = saying;
  const { conversation_id: conversationId, contact_id: contactId } = opening;
  const key = await ctx.keys.ofSubject(ctx.workspaceId, contactId, tx);
  const rowId = randomUUID();
  const sealed = sealText(key, 'message', { contactId, rowId }, text);
  await tx.rows(TELL, [conversationId, event.event_id, at, number, rowId, redact(text), sealed]);
}
