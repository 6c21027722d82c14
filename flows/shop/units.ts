import type { SpokenQuantity } from '../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';

/** What a spoken quantity is in a product's base units. */
export type Units =
  | { readonly kind: 'units'; readonly quantity: number }
  /** None was said, or one that this product is not counted in: it must be asked. */
  | { readonly kind: 'unsaid' }
  /** It falls between what is sold: 7 kg of rice in bags of 5 kg. `low` is undefined where there is nothing below. */
  | { readonly kind: 'between'; readonly low: number | undefined; readonly high: number };

/**
 * Converts what was said: packs by the product's own packs, weights of packaged goods by their content, bare numbers only where
 * pieces are counted. With `isAnswer`, a bare number answers "how many kilos".
 */
export function unitsOf(product: ShopProduct, said: SpokenQuantity | undefined, isAnswer = false): Units {
  if (said === undefined || said.isVague === true || !(said.amount > 0)) return { kind: 'unsaid' };
  if (said.pack !== undefined) return packed(product, said.amount, said.pack);
  if (said.unit === undefined || said.unit === 'piece') return bare(product, said, isAnswer);
  return measured(product, said.amount, said.unit);
}

/** What a customer is asked to count this product in: `kg` and `l` for loose goods priced by the thousand. */
export function askedIn({ baseUnit, pricePer }: ShopProduct): 'piece' | 'g' | 'kg' | 'ml' | 'l' {
  if (baseUnit === 'piece') return 'piece';
  if (pricePer < KILO) return baseUnit;
  return baseUnit === 'g' ? 'kg' : 'l';
}

const KILO = 1000;

function packed(product: ShopProduct, amount: number, pack: NonNullable<SpokenQuantity['pack']>): Units {
  const own = product.packs.find(({ name }) => name === pack)?.size;
  const size = own ?? (isPiece(product, pack) ? (COUNTS[pack] ?? 1) : undefined);
  return size === undefined ? { kind: 'unsaid' } : whole(amount * size, 1);
}

/**
 * Whether a pack that the product has no size for counts its pieces: "3 packets of milk", "400 boxes". Not where it holds many by
 * its name, and not where the product comes in packs of many only: of those it is asked how many.
 */
function isPiece({ baseUnit, packs }: ShopProduct, pack: NonNullable<SpokenQuantity['pack']>): boolean {
  if (baseUnit !== 'piece' || COUNTS[pack] !== undefined) return baseUnit === 'piece';
  const isOfMany = packs.length > 0 && packs.every(({ size }) => size > 1);
  return !isOfMany && !HOLDS_MANY.has(pack);
}

const HOLDS_MANY: ReadonlySet<string> = new Set(['carton', 'case', 'crate', 'sack', 'bundle']);

/** However they are packed. */
const COUNTS: Readonly<Partial<Record<NonNullable<SpokenQuantity['pack']>, number>>> = { dozen: 12, pair: 2 };

function bare(product: ShopProduct, { amount, unit }: SpokenQuantity, isAnswer: boolean): Units {
  if (product.baseUnit === 'piece') return whole(amount, 1);
  if (!isAnswer || unit === 'piece') return { kind: 'unsaid' };
  const asked = askedIn(product);
  return whole(asked === 'kg' || asked === 'l' ? amount * KILO : amount, stepOf(product));
}

function measured(product: ShopProduct, amount: number, unit: 'g' | 'ml'): Units {
  if (product.baseUnit === unit) return whole(amount, stepOf(product));
  const content = product.baseUnit === 'piece' ? contentOf(product, unit) : undefined;
  return content === undefined ? { kind: 'unsaid' } : whole(amount / content, 1);
}

/** What a piece holds, in this unit. */
export function contentOf({ sizes }: ShopProduct, unit: 'g' | 'ml'): number | undefined {
  return sizes.find((size) => size.unit === unit)?.amount;
}

/** Loose goods are weighed in steps: 50 g of vegetables, 10 g of what is priced by less than a kilo. */
function stepOf({ pricePer }: ShopProduct): number {
  return pricePer >= KILO ? 50 : 10;
}

function whole(amount: number, step: number): Units {
  if (amount > MAX_UNITS) return { kind: 'unsaid' };
  const steps = Number((amount / step).toFixed(6));
  if (Number.isInteger(steps) && steps > 0) return { kind: 'units', quantity: steps * step };
  const low = Math.floor(steps) * step;
  return { kind: 'between', low: low > 0 ? low : undefined, high: Math.max(1, Math.ceil(steps)) * step };
}

/** A thousand tonnes: beyond it somebody plays. Base units. */
const MAX_UNITS = 1e9;
