import type { ToolOutcome } from '../../engine/definition.ts';
import { listOf, productOf, withQuantity } from '../basket.ts';
import { workAt } from '../answers.ts';
import { agreesAtLength } from '../courtesy.ts';
import { askDelivery, CLEARED, deliveryOf, orderEffects, orderShown, unservedAddress } from '../checkout.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { setTo } from '../wanting.ts';
import { saysDone, saysNo, saysYes } from '../said.ts';
import { totalOf } from '../wording.ts';
import type { DeskTool } from './tool.ts';

const DAY_MS = 86_400_000;

/**
 * The customer's own yes to what was read back places the order, or changes the one that is being changed. What is not as it
 * was read back any more (price, stock, slot) is read back again first.
 */
export const CONFIRM_ORDER: DeskTool = {
  name: 'confirm_order',
  description: 'Places the order that was read back.',
  states: ['review'],
  isBinding: true,
  hears: ({ text, language }) => saysYes(text, language) || agreesAtLength(text),
  run: (desk) => stillThere(desk) ?? unservedAddress(desk, '') ?? stillFree(desk) ?? stillSame(desk) ?? placed(desk),
};

/** What else is said to a read-back: a no asks what to change; a new address or day is read back. */
export const REVIEW_AGAIN: DeskTool = {
  name: 'review_again',
  description: 'Changes what was read back.',
  states: ['review'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots } = desk;
    if (saysNo(reading.text, language)) return { reply: 'what_to_change', to: 'shopping', slots: { shown: [] } };
    // "Done" is no yes, but wants to go on: the order is read once more.
    const isGoingOn = saysDone(reading.text, language) || reading.intent === 'checkout';
    const isAsShown = listOf(slots, 'shown')[0] === orderShown(desk) && !isGoingOn;
    return isAsShown ? undefined : onward(desk, {});
  },
};

/** What is not there any more as it was read back is asked about. */
function stillThere(desk: Desk): ToolOutcome | undefined {
  const work = workAt(desk);
  for (const { sku, quantity } of desk.basket) {
    const product = productOf(desk.view, sku);
    if (product !== undefined) setTo(product, quantity, work);
    else {
      work.basket = withQuantity(work.basket, sku, 0);
      work.notes.push({ kind: 'left_out', product: sku });
    }
  }
  const { basket, open, notes } = work;
  const isSame = open.length === desk.open.length && basket.length === desk.basket.length;
  return isSame ? undefined : onward(desk, { basket, open, notes });
}

function stillFree(desk: Desk): ToolOutcome | undefined {
  return deliveryOf(desk) === undefined ? { ...askDelivery(desk, ''), reply: 'slot_gone' } : undefined;
}

function stillSame(desk: Desk): ToolOutcome | undefined {
  return listOf(desk.slots, 'shown')[0] === orderShown(desk) ? undefined : onward(desk, {});
}

function placed(desk: Desk): ToolOutcome {
  const { view, basket, slots, at } = desk;
  const { approvalLimitMinor: limit, rhythmDays } = view;
  const isChange = listOf(slots, 'changing').length > 0;
  const isLarge = limit !== undefined && totalOf(basket, view).grossMinor >= limit;
  const reply = isChange ? 'order_changed' : isLarge ? 'placed_for_approval' : 'placed';
  const reorder = rhythmDays === undefined ? {} : { reorder_at: Math.round(at + rhythmDays * DAY_MS) };
  return { reply, to: 'ordered', effects: orderEffects(desk), slots: { ...CLEARED, ...reorder } };
}
