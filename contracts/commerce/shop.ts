/** What a flow may know of the shop when it decides, and what it may have done. Read and written in the transaction of the turn. */
import type { Language } from '../dialogue.ts';
import type { BaseUnit, PackName, SpokenSize } from './order-talk.ts';
import type { OrderCommandName, OrderItem, OrderStatus } from './orders.ts';
import type { ReturnReason } from './returns.ts';

/** What to look up before the step. */
export interface ShopQuery {
  /** Words of products to be found. */
  readonly phrases: readonly ProductPhrase[];
  /** Products by SKU, such as those in the basket. */
  readonly skus: readonly string[];
  /** E.164; whose is it? */
  readonly phone?: string;
  /** Is this the name that its holder is registered under? Only looked at with `phone`. */
  readonly name?: string;
  /** To name products in. */
  readonly language: Language;
}

export interface ProductPhrase {
  readonly text: string;
  readonly sizes: readonly SpokenSize[];
  readonly language: Language;
}

/** What customers ask of a shop beside its goods; what is not given nobody knows. */
export interface ShopFacts {
  /** Places, as a customer reads them. */
  readonly deliveryArea?: string;
  /** What is delivered to, as a rule; nothing is placed by chat to an address outside. */
  readonly deliversTo?: DeliveryArea;
  /** Gross of an order, minor units of its currency: less is not taken by chat. */
  readonly minimumOrderMinor?: number;
  /** When it is open, as a customer reads it. */
  readonly openingHours?: string;
  /** How is paid, as a customer reads it. */
  readonly payment?: string;
}

/** Where a shop delivers. An address is of it by its postcode, or where it has none by a place that it names. */
export interface DeliveryArea {
  /** Digits; `x` stands for any one: `411038`, `4110xx`. */
  readonly postcodes?: readonly string[];
  /** Names of places, in every spelling that customers use. */
  readonly places?: readonly string[];
  /** Towns and countries that the places are in: an address may end with them. They admit none. */
  readonly towns?: readonly string[];
}

export interface ShopView {
  readonly currency: string;
  /** Orders of this gross and above wait for a person. */
  readonly approvalLimitMinor: number | undefined;
  readonly isTaxIncluded: boolean;
  /** Recorded views of an earlier build have none. */
  readonly facts?: ShopFacts;
  /** For so many days after its delivery goods can come back. */
  readonly returnDays?: number;
  /** Categories whose goods a customer returns only where the shop is to blame; else a person decides. */
  readonly freshCategories: readonly string[];
  /** Undefined: whoever speaks is nobody's customer yet. */
  readonly customer: ShopCustomer | undefined;
  /** Of the phone that was asked about. */
  readonly phoneHolder: 'nobody' | 'this_customer' | 'another_customer' | undefined;
  /** Whether `name` is the holder's; nothing else is told of another customer. */
  readonly isHolderNamed: boolean;
  /** The contact's user id, where that is a phone: E.164. */
  readonly contactPhone: string | undefined;
  /** The phrases that were asked for; `found` answers them one by one. */
  readonly asked: readonly ProductPhrase[];
  /** For each phrase what was found, best first, at most 5. */
  readonly found: readonly (readonly FoundProduct[])[];
  /** The products of `skus` that exist, those of `orders` and those of `usual`. */
  readonly products: readonly ShopProduct[];
  /** The customer's orders, newest first, at most 5; drafts are not among them. */
  readonly orders: readonly ShopOrder[];
  /** Next slots with room, soonest first, at most 60. */
  readonly slots: readonly DeliverySlot[];
  /** Why the shop did not do what the turn had decided first (a code of errors.ts): it is decided again, and may do nothing. */
  readonly refused?: string;
  /** What they buy most, at most 5; and the median days between their orders. */
  readonly usual: readonly OrderItem[];
  readonly rhythmDays: number | undefined;
}

export interface ShopCustomer {
  readonly customerId: string;
  readonly kind: 'person' | 'outlet';
  readonly name: string;
  readonly address: string | undefined;
  /** E.164. */
  readonly phone: string | undefined;
}

export interface ShopProduct {
  readonly productId: string;
  readonly sku: string;
  /** In the customer's language, or the first there is. */
  readonly name: string;
  readonly category: string;
  readonly baseUnit: BaseUnit;
  /** Price of `pricePer` base units, minor units of the shop's currency. */
  readonly priceMinor: number;
  readonly pricePer: number;
  readonly taxBasisPoints: number;
  readonly sizes: readonly SpokenSize[];
  readonly packs: readonly { readonly name: PackName; readonly size: number }[];
  /** Base units that nobody has reserved. */
  readonly available: number;
}

export type FoundProduct = ShopProduct & {
  /** How well it fits the phrase, 0..1; comparable within one phrase. */
  readonly score: number;
};

export interface ShopOrder {
  readonly orderId: string;
  readonly number: number;
  readonly status: OrderStatus;
  readonly isShort: boolean;
  readonly isAwaitingApproval: boolean;
  readonly grossMinor: number;
  /** Milliseconds since the epoch. */
  readonly placedAt: number;
  readonly slot: DeliverySlot | undefined;
  /** ISO date. */
  readonly deliverOn: string | undefined;
  /** Where it goes; recorded views of an earlier build have none. */
  readonly address?: string | undefined;
  /** What the customer asks of whoever delivers. */
  readonly note?: string | undefined;
  /** Of the invoice that was issued last. */
  readonly invoiceNumber?: number | undefined;
  readonly items: readonly ShopOrderItem[];
  /** Whether its prices include tax. */
  readonly isTaxIncluded: boolean;
  /** Until when what was delivered can come back, milliseconds since the epoch; undefined: it was not delivered. */
  readonly returnUntil: number | undefined;
  /** What its state allows the customer. */
  readonly allows: readonly OrderCommandName[];
}

/** A line of an order, as it was agreed. */
export interface ShopOrderItem extends OrderItem {
  readonly sku: string;
  readonly name: string;
  readonly baseUnit: BaseUnit;
  /** Base units: what there was of it, then what came back. */
  readonly fulfilled: number;
  readonly returned: number;
  /** Of what did not come back: what was credited by hand already. */
  readonly uncharged: number;
  readonly priceMinor: number;
  readonly pricePer: number;
  readonly taxBasisPoints: number;
}

export interface DeliverySlot {
  readonly slotId: string;
  /** Milliseconds since the epoch. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * What a turn does in the shop. Personal words (name, address) go no further than the transaction. A flow returns effects
 * only for what the customer confirmed, but for the basket, which binds nobody.
 */
export type ShopEffect =
  | {
      readonly kind: 'register_customer';
      readonly as: 'person' | 'outlet';
      readonly phone: string;
      readonly name: string;
      readonly address: string;
    }
  /** Links this conversation's contact with the customer of that phone, after their answer to a check. */
  | { readonly kind: 'link_customer'; readonly phone: string }
  | { readonly kind: 'change_address'; readonly address: string }
  | { readonly kind: 'change_name'; readonly name: string }
  /** The basket as it is now; empty: there is none. Kept as a draft order. */
  | { readonly kind: 'save_basket'; readonly items: readonly OrderItem[] }
  | {
      readonly kind: 'place_order';
      readonly items: readonly OrderItem[];
      readonly slotId?: string;
      /** ISO date. */
      readonly deliverOn?: string;
      /** For whoever delivers. */
      readonly note?: string;
    }
  | {
      readonly kind: 'command_order';
      readonly orderId: string;
      readonly command: Extract<OrderCommandName, 'accept_short' | 'change' | 'cancel' | 'return'>;
      readonly items?: readonly OrderItem[];
      /** Of `return`: why. */
      readonly reason?: ReturnReason;
      /** Of `change`: another slot or day; absent: as it was. */
      readonly slotId?: string;
      readonly deliverOn?: string;
    }
  /** An order that was placed goes to another address. */
  | { readonly kind: 'redirect_order'; readonly orderId: string; readonly address: string }
  /** Whoever delivers an order reads this of it, instead of what was noted before. */
  | { readonly kind: 'note_order'; readonly orderId: string; readonly note: string }
  | { readonly kind: 'wait_for_stock'; readonly productId: string; readonly quantity: number };

/** What the workflow has to do about the orders of a turn; ids and names only. */
export interface OrderErrand {
  readonly orderId: string;
  /** Undefined: start its workflow. */
  readonly command?: {
    readonly name: OrderCommandName;
    readonly key: string;
    readonly items?: readonly OrderItem[];
    readonly reason?: string;
    readonly slotId?: string;
    readonly deliverOn?: string;
  };
}
