import { isFault, isSound } from '../../contracts/commerce/returns.ts';
import type { OrderCommand } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import { statement } from '../sql.ts';
import type { Step } from './order-step.ts';

const RULES = statement(
  'return_rules',
  `SELECT restock_returns, EXISTS (
     SELECT 1 FROM products p WHERE p.product_id = ANY ($2::uuid[]) AND p.category = ANY (cs.fresh_categories)) AS has_fresh
   FROM commerce_settings cs WHERE cs.workspace_id = $1`,
);

/**
 * Whether what comes back is put into stock, by the shop's rules. ParleyError `order_command_refused` when a customer returns
 * fresh goods that nothing is wrong with: a person may take them back.
 */
export async function restocks(
  { tx, row }: Pick<Step, 'tx' | 'row'>,
  { by, reason }: Pick<OrderCommand, 'by' | 'reason'>,
  productIds: readonly string[],
): Promise<boolean> {
  const [rules] = await tx.rows<{ restock_returns: boolean; has_fresh: boolean }>(RULES, [
    row.workspace_id,
    productIds,
  ]);
  if (by === 'customer' && rules?.has_fresh === true && !isFault(reason)) {
    throw new ParleyError(
      'order_command_refused',
      'Fresh goods come back by themselves only where something is wrong.',
    );
  }
  return rules?.restock_returns !== false && isSound(reason);
}
