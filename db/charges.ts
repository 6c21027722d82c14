import { lockConversation } from './conversations.ts';
import type { ModelCharge } from './interfaces.ts';
import { isUuid, statement } from './sql.ts';
import type { StoreContext } from './store-context.ts';

const CONVERSATION_OF = statement('conversation_of_charge', 'SELECT conversation_id FROM turns WHERE turn_id = $1');
const CHARGE = statement(
  'charge_turn',
  `WITH charged AS (
     UPDATE turns SET input_tokens = coalesce(input_tokens + $2, $2), output_tokens = coalesce(output_tokens + $3, $3),
       cost_micros = coalesce(cost_micros + $4, cost_micros, $4)
     WHERE turn_id = $1 RETURNING conversation_id)
   UPDATE conversations c SET cost_micros = c.cost_micros + coalesce($4, 0)
   FROM charged WHERE c.conversation_id = charged.conversation_id`,
);

/** See WorkspaceStore.chargeTurn. The conversation's row is locked first, as by everything that writes to both. */
export async function chargeTurn(ctx: StoreContext, turnId: string, charge: ModelCharge): Promise<void> {
  if (!isUuid(turnId)) return;
  const { inputTokens, outputTokens, costMicros } = charge;
  await ctx.sql.transaction(ctx.workspaceId, async (tx) => {
    const [turn] = await tx.rows<{ conversation_id: string }>(CONVERSATION_OF, [turnId]);
    if (turn === undefined) return;
    const values = [turnId, inputTokens, outputTokens, costMicros === undefined ? null : Math.round(costMicros)];
    await Promise.all([lockConversation(tx, turn.conversation_id), tx.last(CHARGE, values)]);
  });
}
