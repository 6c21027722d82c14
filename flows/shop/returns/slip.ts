import type { Amounts } from '../../../contracts/commerce/money.ts';
import { sumOf } from '../../../contracts/commerce/money.ts';
import type { SpokenQuantity } from '../../../contracts/commerce/order-talk.ts';
import type { OrderItem } from '../../../contracts/commerce/orders.ts';
import type { ReturnReason } from '../../../contracts/commerce/returns.ts';
import { creditForReturn, isFault } from '../../../contracts/commerce/returns.ts';
import type { ShopOrder, ShopOrderItem, ShopProduct } from '../../../contracts/commerce/shop.ts';
import type { Slots } from '../../../contracts/dialogue.ts';
import { listOf, productOf } from '../basket.ts';
import type { Desk } from '../desk.ts';

/** A return under way: what is known of it, and what was asked. Kept as JSON in the slot `returning`. */
export interface ReturnSlip {
  /** Undefined: which order is meant has to be asked, of `orders`. */
  readonly orderId: string | undefined;
  /** Ids, in the order in which they were offered. */
  readonly orders: readonly string[];
  readonly lines: readonly SlipLine[];
  /** SKUs among which the customer has to choose, and how much they said of it; empty: nothing is ambiguous. */
  readonly which: readonly string[];
  readonly said?: SpokenQuantity | undefined;
  /** What was said of the items before the order was known. */
  readonly words: readonly string[];
  readonly isAll: boolean;
  readonly isPair: boolean;
  readonly reason: ReturnReason | undefined;
  /** An exchange, and the words of what is wanted instead; empty: that is asked afterwards. */
  readonly instead: string | undefined;
}

/** So many base units of a line; undefined: how many has to be asked. */
export interface SlipLine {
  readonly sku: string;
  readonly quantity: number | undefined;
}

export const EMPTY_SLIP: ReturnSlip = {
  orderId: undefined,
  orders: [],
  lines: [],
  which: [],
  words: [],
  isAll: false,
  isPair: false,
  reason: undefined,
  instead: undefined,
};

/** No return is under way. */
export const NO_SLIP: Slots = { returning: [], return_shown: [], return_question: '' };

export function slipSlot(slip: ReturnSlip): Slots {
  return { returning: [JSON.stringify(slip)] };
}

/** Undefined: no return is under way. */
export function slipOf(slots: Slots): ReturnSlip | undefined {
  const [kept] = listOf(slots, 'returning');
  return kept === undefined ? undefined : { ...EMPTY_SLIP, ...(JSON.parse(kept) as Partial<ReturnSlip>) };
}

/** Orders of which something can still come back, the newest first. */
export function returnableOrders({ view }: Desk): readonly ShopOrder[] {
  return view.orders.filter((order) => order.allows.includes('return') && leftOf(order).length > 0);
}

/** The lines of which something is still with the customer. */
export function leftOf(order: ShopOrder): readonly ShopOrderItem[] {
  return order.items.filter((item) => keptOf(item) > 0);
}

/** Base units of a line that were delivered and did not come back. */
export function keptOf({ fulfilled, returned }: ShopOrderItem): number {
  return fulfilled - returned;
}

export function itemOf(order: ShopOrder, sku: string): ShopOrderItem | undefined {
  return leftOf(order).find((item) => item.sku === sku);
}

/** The lines with their items, as far as they are in the order and their quantity is known. */
export function chosen(
  order: ShopOrder,
  { lines }: ReturnSlip,
): readonly { readonly item: ShopOrderItem; readonly quantity: number }[] {
  return lines.flatMap(({ sku, quantity }) => {
    const item = itemOf(order, sku);
    return item === undefined || quantity === undefined ? [] : [{ item, quantity }];
  });
}

/** What would be credited: at the prices of the order, to the last minor unit as the credit note has it. */
export function creditFor(order: ShopOrder, slip: ReturnSlip): Amounts {
  return sumOf(
    chosen(order, slip).map(({ item, quantity }) =>
      creditForReturn(item, quantity, { ...item, isTaxIncluded: order.isTaxIncluded }),
    ),
  );
}

export function itemsOfSlip(order: ShopOrder, slip: ReturnSlip): readonly OrderItem[] {
  return chosen(order, slip).map(({ item, quantity }) => ({ productId: item.productId, quantity }));
}

/** Nothing is wrong with it, and something of it is fresh: the shop's people decide. */
export function needsPerson({ view }: Desk, { lines, reason }: ReturnSlip): boolean {
  if (isFault(reason)) return false;
  return lines.some(({ sku }) => view.freshCategories.includes(productOf(view, sku)?.category ?? ''));
}

/** What was read back: a yes is to just that. */
export function slipShown(order: ShopOrder, slip: ReturnSlip): string {
  return JSON.stringify([order.orderId, slip.lines, slip.reason, creditFor(order, slip).grossMinor]);
}

/** The product of a line, to count it by; one that is not sold any more is counted in its base unit. */
export function countedAs({ view }: Desk, item: ShopOrderItem): ShopProduct {
  return productOf(view, item.sku) ?? { ...item, category: '', sizes: [], packs: [], available: 0 };
}
