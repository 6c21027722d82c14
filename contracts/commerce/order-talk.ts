/** What people say about the items of an order: the grammar's result. Pure data; imports nothing. */

/** What stock and quantities are counted in. Weights are grams, volumes millilitres. */
export const BASE_UNITS = ['piece', 'g', 'ml'] as const;
export type BaseUnit = (typeof BASE_UNITS)[number];

/** Packs that people count in besides pieces; a product says how many base units its pack holds. */
export const PACK_NAMES = [
  'dozen',
  'packet',
  'box',
  'carton',
  'case',
  'crate',
  'tray',
  'bag',
  'sack',
  'bottle',
  'jar',
  'tin',
  'roll',
  'bundle',
  'bunch',
  'pair',
  'set',
] as const;
export type PackName = (typeof PACK_NAMES)[number];

/** A quantity as it was said. */
export interface SpokenQuantity {
  /** Greater than 0; a fraction where it was said: 1.5 dozen. In base units when `unit` is given: half a kilo is 500 g. */
  readonly amount: number;
  /** Undefined: a bare number, or packs. */
  readonly unit?: BaseUnit;
  /** Counted in these; "two dozen" is 2 with `dozen`. */
  readonly pack?: PackName;
  /** "Some", "a few": it must be asked. */
  readonly isVague?: true;
}

/** A size that tells products apart: "10 inch", "5 kg", "500 ml". */
export interface SpokenSize {
  readonly amount: number;
  readonly unit: 'g' | 'ml' | 'inch' | 'cm' | 'mm' | 'oz' | 'gsm';
}

/** Which of several products of one kind is meant: "the big ones". */
export type Trait = 'big' | 'small';

/** A product as it is named. */
export interface ProductSaid {
  /** The words that name the product, lower case, without quantity and filler; undefined: "it", "that": what was spoken of last. */
  readonly product: string | undefined;
  /** Sizes in the words of the product. */
  readonly sizes: readonly SpokenSize[];
  /** A price that names it, "the ₹20 chips": of one piece, in whole units of the shop's currency. */
  readonly priceMajor?: number;
  readonly trait?: Trait;
}

/**
 * One thing a message wants done to the basket, in the order it was said. `start` and `end` are UTF-16 offsets of the words it
 * was read from.
 */
export type OrderTalk = { readonly start: number; readonly end: number } & (
  | (ProductSaid & {
      /** `set`: so many in all, "make it 5 instead". */
      readonly kind: 'add' | 'remove' | 'set';
      /** Undefined: none was said. */
      readonly quantity: SpokenQuantity | undefined;
      /** Of `add`: on top of what is there, "2 more"; else it is all that is wanted. Told by the shop, not by the grammar. */
      readonly isMore?: true;
    })
  /** "Remove everything except the milk", "only keep the rice". No product: all but what was spoken of last, "cancel the rest". */
  | { readonly kind: 'keep'; readonly products: readonly ProductSaid[] }
  /** "Double that", "half of the rice". */
  | { readonly kind: 'scale'; readonly product: string | undefined; readonly factor: number }
  /** "Replace the rice with wheat", "milk instead of curd". */
  | {
      readonly kind: 'replace';
      readonly product: string | undefined;
      readonly by: string;
      readonly quantity: SpokenQuantity | undefined;
      readonly sizes: readonly SpokenSize[];
    }
  /** "Same as last time", "the usual", "what I had last week". */
  | { readonly kind: 'same_as_last' }
  /** "Empty the basket", "remove everything". */
  | { readonly kind: 'clear' }
);
