import type { ProductSaid, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';
import { fitsSizes } from './same-kind.ts';

/** What tells which of several products is meant. */
export type Telling = Pick<ProductSaid, 'sizes' | 'priceMajor' | 'trait'>;

/** Whether anything was said that tells products apart. */
export function isTelling({ sizes, priceMajor, trait }: Telling): boolean {
  return sizes.length > 0 || priceMajor !== undefined || trait !== undefined;
}

/** Those of the products that what was said can mean. Prices are in the currency of the shop (ISO 4217). */
export function toldBy<Product extends ShopProduct>(
  products: readonly Product[],
  { sizes, priceMajor, trait }: Telling,
  currency: string,
): readonly Product[] {
  const sized = products.filter((product) => fitsSizes(product, sizes));
  const priced = priceMajor === undefined ? sized : pricedAt(sized, priceMajor, currency);
  return trait === undefined ? priced : extremesOf(priced, trait);
}

/** Those of which one piece costs so much; what is weighed has no such price. `priceMajor` in whole units of the currency. */
export function pricedAt<Product extends ShopProduct>(
  products: readonly Product[],
  priceMajor: number,
  currency: string,
): readonly Product[] {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const minor = Math.round(priceMajor * 10 ** digits);
  return products.filter(
    ({ baseUnit, priceMinor, pricePer }) => baseUnit === 'piece' && priceMinor === minor * pricePer,
  );
}

/** The biggest or the smallest, where just one kind comes in more than one size. */
export function extremesOf<Product extends ShopProduct>(
  products: readonly Product[],
  trait: NonNullable<Telling['trait']>,
): readonly Product[] {
  const kinds = Map.groupBy(
    products.filter(({ sizes }) => sizes.length > 0),
    ({ category, sizes }) => `${category} ${sizes[0]?.unit}`,
  );
  const graded = [...kinds.values()].filter((kind) => new Set(kind.map(sizeOf)).size > 1);
  return graded.flatMap((kind) => {
    const wanted = (trait === 'big' ? Math.max : Math.min)(...kind.map(sizeOf));
    return kind.filter((product) => sizeOf(product) === wanted);
  });
}

function sizeOf({ sizes: [size] }: { readonly sizes: readonly SpokenSize[] }): number {
  return size?.amount ?? 0;
}
