import type { ShopEffect } from '../../contracts/commerce/shop.ts';
import type { Slots } from '../../contracts/dialogue.ts';
import type { BasketLine } from '../../flows/shop/basket.ts';
import { basketOf, quantityOf } from '../../flows/shop/basket.ts';
import type { CatalogueEntry } from '../flow-tests/shop/catalogue.ts';
import type { Random } from './random.ts';

/** So much of a product, in its base units. */
export interface Wanted {
  readonly entry: CatalogueEntry;
  readonly quantity: number;
}

/** Tries to get an item across, until it is done without. */
const MAX_TRIES = 4;

/** What a customer came for, as it is agreed with the shop: what is sold out or too little is taken off or taken as it is. */
export class ShoppingList {
  private items: readonly Wanted[];
  private readonly tries = new Map<string, number>();
  private missed = 0;

  constructor(items: readonly Wanted[]) {
    this.items = items;
  }

  /** One to four products, in amounts that people buy. */
  static random(catalogue: readonly CatalogueEntry[], random: Random): ShoppingList {
    const entries = Array.from({ length: random.between(1, 4) }, () => random.pick(catalogue));
    return new ShoppingList([...new Set(entries)].map((entry) => ({ entry, quantity: amountOf(entry, random) })));
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  find(sku: string): Wanted | undefined {
    return this.items.find(({ entry }) => skuOf(entry) === sku);
  }

  /** What is not in the basket yet. What was said in vain too often is done without. */
  missing(slots: Slots): readonly Wanted[] {
    const basket = basketOf(slots);
    const lacking = this.items.filter(({ entry }) => quantityOf(basket, skuOf(entry)) === 0);
    for (const { entry } of lacking) if ((this.tries.get(skuOf(entry)) ?? 0) >= MAX_TRIES) this.doWithout(skuOf(entry));
    return lacking.filter(({ entry }) => this.find(skuOf(entry)) !== undefined);
  }

  /** Counts that an item was asked for. */
  tried({ entry }: Wanted): void {
    this.tries.set(skuOf(entry), (this.tries.get(skuOf(entry)) ?? 0) + 1);
  }

  /** A line of the basket that is not as it should be: too much, too little, or not wanted at all. */
  wrongLine(slots: Slots): BasketLine | undefined {
    return basketOf(slots).find(({ sku, quantity }) => this.find(sku)?.quantity !== quantity);
  }

  /** What the shop has of it is taken. */
  settleFor(sku: string, quantity: number): void {
    this.items = this.items.map((item) => (skuOf(item.entry) === sku ? { ...item, quantity } : item));
  }

  /** The item is bought elsewhere. `isAgreed`: the shop said that it has none. */
  doWithout(sku: string, isAgreed = false): void {
    if (!isAgreed) this.missed += 1;
    this.items = this.items.filter(({ entry }) => skuOf(entry) !== sku);
  }

  add(item: Wanted): void {
    this.items = [...this.items, item];
  }

  /** Whether just what was wanted was ordered. */
  isIn(effects: readonly ShopEffect[]): boolean {
    const order = effects.find((effect) => effect.kind === 'place_order');
    if (order === undefined || this.missed > 0) return false;
    const ordered = new Map(order.items.map(({ productId, quantity }) => [productId, quantity]));
    const isThere = ({ entry, quantity }: Wanted): boolean => ordered.get(`product:${skuOf(entry)}`) === quantity;
    return order.items.length === this.items.length && this.items.every(isThere);
  }
}

export function skuOf({ row }: CatalogueEntry): string {
  return row.product.sku;
}

/** By the dozen and the kilo in a grocery; a wholesaler's prices are for 100, and so are the orders. */
export function amountOf({ row: { product } }: CatalogueEntry, random: Random): number {
  if (product.baseUnit !== 'piece') return random.pick([500, 1000, 2000]);
  return product.pricePer >= 100 ? random.pick([50, 100, 200, 400]) : random.between(1, 6);
}
