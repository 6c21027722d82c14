import type { Slots } from '../../contracts/dialogue.ts';
import type { OrderItem } from '../../contracts/commerce/orders.ts';
import type { ShopEffect, ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';

/** So many base units of a product. */
export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
}

/** What a conversation is about to order: the slot `basket`, lines `"<base units> <SKU>"`, in the order they were asked for. */
export function basketOf(slots: Slots): readonly BasketLine[] {
  return listOf(slots, 'basket').flatMap((line) => {
    const [, quantity, sku] = /^(\d{1,12}) (\S+)$/u.exec(line) ?? [];
    return sku === undefined ? [] : [{ sku, quantity: Number(quantity) }];
  });
}

/** The slot that holds these lines. */
export function basketSlot(lines: readonly BasketLine[]): { readonly basket: readonly string[] } {
  return { basket: lines.map(({ sku, quantity }) => `${quantity} ${sku}`) };
}

/** A slot that is a list, empty when it is not there. */
export function listOf(slots: Slots, name: string): readonly string[] {
  const value = slots[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** A slot that is one text. */
export function textOf(slots: Slots, name: string): string | undefined {
  const value = slots[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The basket with another quantity of a product; 0 takes it out. */
export function withQuantity(lines: readonly BasketLine[], sku: string, quantity: number): readonly BasketLine[] {
  if (quantity <= 0) return lines.filter((line) => line.sku !== sku);
  if (!lines.some((line) => line.sku === sku)) return [...lines, { sku, quantity }];
  return lines.map((line) => (line.sku === sku ? { sku, quantity } : line));
}

export function quantityOf(lines: readonly BasketLine[], sku: string): number {
  return lines.find((line) => line.sku === sku)?.quantity ?? 0;
}

/** The product of this SKU, as far as the view knows it. */
export function productOf(view: ShopView, sku: string): ShopProduct | undefined {
  return view.products.find((product) => product.sku === sku) ?? view.found.flat().find((found) => found.sku === sku);
}

/** The lines whose products exist, as orders hold them. */
export function itemsOf(lines: readonly BasketLine[], view: ShopView): readonly OrderItem[] {
  return lines.flatMap(({ sku, quantity }) => {
    const productId = productOf(view, sku)?.productId;
    return productId === undefined ? [] : [{ productId, quantity }];
  });
}

/** Keeps the basket as a draft; nothing where nothing changed. */
export function savingBasket(
  before: readonly BasketLine[],
  after: readonly BasketLine[],
  view: ShopView,
): readonly ShopEffect[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ kind: 'save_basket', items: itemsOf(after, view) }];
}
