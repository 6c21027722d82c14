import type { ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';
import type { BasketLine } from './basket.ts';
import type { OpenQuestion } from './open-questions.ts';

/** What the customer is told about a change besides the basket itself. */
export type Note =
  | {
      readonly kind:
        | 'unknown'
        | 'not_in_basket'
        | 'not_in_order'
        | 'left_open'
        | 'dropped'
        | 'later'
        | 'address_noted'
        | 'basket_left'
        | 'po_noted'
        | 'note_taken'
        | 'name_noted';
      readonly words: string;
    }
  | {
      readonly kind: 'removed' | 'will_tell' | 'left_out' | 'by_piece' | 'by_weight' | 'by_volume';
      readonly product: string;
    }
  /** In which packs it is sold, where another one was named. */
  | ({ readonly kind: 'comes_in'; readonly product: string } & Pick<ShopProduct, 'packs' | 'baseUnit'>)
  | { readonly kind: 'emptied' | 'languages' | 'no_last_order' | 'which_one' | 'basket_full' };

export interface Resolved {
  readonly basket: readonly BasketLine[];
  readonly open: readonly OpenQuestion[];
  readonly notes: readonly Note[];
  /** SKUs that were spoken of: what "it" means next. */
  readonly last: readonly string[];
}

export interface Resolving {
  readonly view: ShopView;
  readonly basket: readonly BasketLine[];
  readonly open: readonly OpenQuestion[];
  readonly last: readonly string[];
  /** Base units by SKU that an order which is being changed holds already. */
  readonly held: ReadonlyMap<string, number>;
  /** The message asked for "the usual", not for the last order. */
  readonly isUsual: boolean;
  /** What is named takes the place of what was asked, else noted, last. */
  readonly isInstead: boolean;
}

/** A resolution under way. */
export interface Work extends Omit<Resolving, 'basket' | 'open'> {
  basket: readonly BasketLine[];
  open: OpenQuestion[];
  /** How many questions were open before. */
  readonly asked: number;
  notes: Note[];
  touched: string[];
}
