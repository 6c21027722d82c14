import type { OrderTalk, ProductSaid } from '../../contracts/commerce/order-talk.ts';
import type { ShopOrder, ShopProduct } from '../../contracts/commerce/shop.ts';
import type { Slots } from '../../contracts/dialogue.ts';
import { basketSlot, listOf, productOf } from './basket.ts';
import { CLEARED } from './checkout.ts';
import type { Desk } from './desk.ts';
import { foundFor } from './match.ts';

/** The desk with an order opened for changes: its items are the basket, its time of delivery stays. */
export function openedFor(desk: Desk, order: ShopOrder): Desk {
  const basket = order.items.map(({ sku, quantity }) => ({ sku, quantity }));
  const opened: Slots = { ...CLEARED, ...basketSlot(basket), changing: [order.orderId], delivery: deliveryOf(order) };
  return { ...desk, basket, open: [], slots: { ...desk.slots, ...opened } };
}

function deliveryOf({ slot, deliverOn }: ShopOrder): readonly string[] {
  if (slot !== undefined) return ['slot', slot.slotId];
  return deliverOn === undefined ? [] : ['day', deliverOn];
}

/** Nothing is being ordered or changed at the moment. */
export function isIdle({ basket, open, slots }: Desk): boolean {
  return basket.length === 0 && open.length === 0 && listOf(slots, 'changing').length === 0;
}

/** The newest order that may be changed and has all that the talk takes out or makes more or less. */
export function orderSpokenOf(talk: readonly OrderTalk[], { view }: Desk): ShopOrder | undefined {
  return view.orders.find(
    (order) => order.allows.includes('change') && talk.every((one) => isAboutItem(one, order, view)),
  );
}

function isAboutItem(one: OrderTalk, { items }: ShopOrder, view: Desk['view']): boolean {
  if (one.kind === 'add' || one.kind === 'same_as_last' || one.kind === 'clear') return false;
  if (one.kind === 'keep') return one.products.length > 0 && one.products.every((kept) => isNamed(kept, items, view));
  return isNamed(
    { product: one.product, sizes: 'sizes' in one && one.kind !== 'replace' ? one.sizes : [] },
    items,
    view,
  );
}

function isNamed({ product, sizes }: ProductSaid, items: ShopOrder['items'], view: Desk['view']): boolean {
  if (product === undefined) return sizes.length > 0 && items.some(({ sku }) => isOfSize(productOf(view, sku), sizes));
  const skus = new Set(items.map(({ sku }) => sku));
  return foundFor(view, product, sizes).some(({ sku, score }) => skus.has(sku) && score >= NAMED);
}

/** "The 12 inch". */
function isOfSize(product: ShopProduct | undefined, sizes: ProductSaid['sizes']): boolean {
  return sizes.every(({ amount, unit }) => product?.sizes.some((size) => size.amount === amount && size.unit === unit));
}

/** Below it the words are merely spelled alike. By the scores of the search. */
const NAMED = 0.5;
