import type { Amounts } from '../../contracts/commerce/money.ts';
import type { OrderEventData, OrderTale } from '../../contracts/commerce/order-tale.ts';
import type { BaseUnit } from '../../contracts/commerce/order-talk.ts';
import type {
  OrderCommand,
  OrderEventType,
  OrderItem,
  OrderStanding,
  OrderStatus,
} from '../../contracts/commerce/orders.ts';
import type { DeliverySlot } from '../../contracts/commerce/shop.ts';
import type { Page, PageRequest } from '../interfaces.ts';

/**
 * Orders, their events, deliveries and delivery slots of a workspace. Each step is one transaction under the order's lock: the
 * order's row, its event, stock, slot and invoice change together or not at all. A step that was taken, and a command whose key
 * is known, change nothing and answer how the order stands.
 */
export interface OrderStore {
  /**
   * Makes an order, confirmed or a draft, at the prices and names of the customer's price list now. With a key that was used
   * before it answers that order (`isNew: false`), or ParleyError `idempotency_key_reused` when `requestHash` differs. Other
   * ParleyErrors: `not_found` (customer, slot, conversation), `unknown_product`, `shop_not_ready`.
   */
  placeOrder(order: NewOrder): Promise<PlacedOrder>;
  /** Confirms a draft at the prices of now; one that is confirmed already is answered as it is. Errors as placeOrder. */
  confirmDraft(orderId: string, confirmation: DraftChange): Promise<OrderRecord>;
  /** ParleyError `not_found`, `version_conflict`, or `order_command_refused` when it is no draft any more. */
  changeDraft(orderId: string, change: DraftChange): Promise<OrderRecord>;
  /** Errors as changeDraft. */
  deleteDraft(orderId: string, version: number | undefined): Promise<void>;
  /** Ids by SKU; unknown ones are left out. */
  findProductIds(skus: readonly string[]): Promise<ReadonlyMap<string, string>>;
  findOrder(orderId: string): Promise<OrderRecord | undefined>;
  /** Newest first. */
  listOrders(filter: OrderFilter, page: PageRequest): Promise<Page<OrderRecord>>;
  /** Newest first. */
  listOrderEvents(filter: OrderEventFilter, page: PageRequest): Promise<Page<OrderEventRecord>>;

  /** What its workflow waits for; undefined: there is no such order. */
  loadOrder(orderId: string): Promise<OrderStanding | undefined>;
  /**
   * Reserves stock and slot of a confirmed order: in full, in part (`isShort`: the customer is to be asked), or not at all (then
   * it is cancelled, `out_of_stock`). Above the limit it then needs approval.
   */
  reserveOrder(orderId: string, at: Date): Promise<OrderStanding | undefined>;
  /** Accepts a reserved order that needs nobody's word: the stock leaves, delivery and invoice are made. */
  acceptOrder(orderId: string, at: Date): Promise<OrderStanding | undefined>;
  /** Cancels a reserved order whose reservation has ended (`reservation_expired`). */
  expireOrder(orderId: string, at: Date): Promise<OrderStanding | undefined>;
  /** ParleyError `not_found`, `version_conflict`, `order_command_refused`, `not_enough_stock` or `unknown_product`. */
  commandOrder(orderId: string, command: OrderCommand, at: Date): Promise<OrderStanding>;
  /** Whether a command can be meant: `done` when its key is known. Errors as commandOrder, nothing is changed. */
  checkCommand(orderId: string, command: OrderCommand, at: Date): Promise<'allowed' | 'done'>;
  /**
   * Tells the customer, in the order's conversation, of the events after `after` that were not told: one message each where
   * `word` has words for it. Not while a person owns the conversation, nor after an opt-out: what was not told then never is.
   */
  tellOrder(telling: Telling, word: (tale: OrderTale) => string | undefined): Promise<void>;

  /** Newest first. */
  listDeliveries(filter: DeliveryFilter, page: PageRequest): Promise<Page<DeliveryRecord>>;
  findDelivery(deliveryId: string): Promise<DeliveryRecord | undefined>;
  /**
   * Another delivery order of an accepted order, for what is on none yet, or for items that others of it still have planned.
   * With a key that was used before it answers that one. ParleyError `not_found`, `order_command_refused`, `not_enough_stock`
   * (the slot is full), `unknown_product`, `idempotency_key_reused`.
   */
  planDelivery(delivery: NewDelivery): Promise<DeliveryRecord>;
  /**
   * Another day, slot, address, note or less goods for what has not left yet. ParleyError `not_found`, `version_conflict`,
   * `order_command_refused`, `not_enough_stock` (the slot is full).
   */
  changeDelivery(deliveryId: string, change: DeliveryChange): Promise<DeliveryRecord>;

  /** Answers how many were made: one that begins at the same time at the same place stays as it is. */
  createSlots(range: SlotRange): Promise<number>;
  /** Soonest first. */
  listSlots(filter: SlotFilter, page: PageRequest): Promise<Page<SlotRecord>>;
  findSlot(slotId: string): Promise<SlotRecord | undefined>;
  /** ParleyError `not_found`, or `in_use` when more orders are in it. */
  changeSlotCapacity(slotId: string, capacity: number): Promise<SlotRecord>;
  /** ParleyError `not_found`, or `in_use` when orders refer to it. */
  removeSlot(slotId: string): Promise<void>;
}

export interface NewOrder {
  /** The caller's or the turn's: the same order is placed once. */
  readonly key: string;
  readonly requestHash?: string;
  readonly status: 'draft' | 'confirmed';
  readonly customerId: string;
  /** Where it is spoken of: the customer is told there. A draft of this conversation becomes this order. */
  readonly conversationId?: string;
  readonly flow?: string;
  /** At least one; the same product twice is added up. */
  readonly items: readonly OrderItem[];
  /** Absent: the slot's, or the one that is the default. */
  readonly locationId?: string;
  readonly slotId?: string;
  /** ISO date. */
  readonly deliverOn?: string;
  /** Absent: the customer's. */
  readonly address?: string;
  /** For whoever delivers. */
  readonly note?: string;
  /** The customer hears that it is confirmed from whoever places it: no message is written. */
  readonly isTold: boolean;
  readonly at: Date;
}

export interface PlacedOrder {
  readonly order: OrderRecord;
  readonly isNew: boolean;
}

export interface DraftChange {
  readonly items?: readonly OrderItem[];
  readonly slotId?: string;
  readonly deliverOn?: string;
  readonly address?: string;
  readonly note?: string;
  readonly version?: number;
  readonly at: Date;
}

export interface OrderFilter {
  readonly status?: OrderStatus;
  readonly number?: number;
  readonly customerId?: string;
  readonly locationId?: string;
  readonly conversationId?: string;
  readonly flow?: string;
  /** Made at this time or later, and before `to`. */
  readonly from?: Date;
  readonly to?: Date;
}

export interface OrderRecord extends Amounts {
  readonly orderId: string;
  /** Undefined: a draft. */
  readonly number: number | undefined;
  readonly customerId: string;
  readonly contactId: string;
  readonly conversationId: string | undefined;
  readonly flow: string | undefined;
  readonly status: OrderStatus;
  readonly approval: 'needed' | 'given' | 'refused' | undefined;
  readonly isShort: boolean;
  readonly currency: string;
  readonly priceListId: string;
  readonly isTaxIncluded: boolean;
  readonly locationId: string;
  readonly slot: DeliverySlot | undefined;
  readonly deliverOn: string | undefined;
  readonly address: string | undefined;
  /** What the customer asks of whoever delivers. */
  readonly note: string | undefined;
  /** Of the invoice that was issued last; undefined: none was. */
  readonly invoiceNumber: number | undefined;
  readonly cancelReason: string | undefined;
  readonly version: number;
  readonly createdAt: Date;
  readonly confirmedAt: Date | undefined;
  readonly updatedAt: Date;
  readonly expiresAt: Date | undefined;
  readonly returnUntil: Date | undefined;
  readonly lines: readonly OrderLine[];
}

export interface OrderLine extends Amounts {
  readonly lineNumber: number;
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly baseUnit: BaseUnit;
  /** Base units: ordered, then what was reserved or delivered of it, then what came back. */
  readonly quantity: number;
  readonly fulfilled: number;
  readonly returned: number;
  /** Of what was fulfilled and did not come back: what was credited by hand and is not charged at present. */
  readonly uncharged: number;
  readonly priceMinor: number;
  readonly pricePer: number;
  readonly taxBasisPoints: number;
}

export interface OrderEventFilter {
  readonly orderId?: string;
  /** What happened to this delivery order. */
  readonly deliveryId?: string;
  readonly customerId?: string;
  readonly type?: OrderEventType;
  readonly from?: Date;
  readonly to?: Date;
}

/** As Standard Webhooks shapes it: type, timestamp, data. */
export interface OrderEventRecord {
  readonly eventId: string;
  readonly orderId: string;
  /** From 1 for each order, without gaps. */
  readonly sequence: number;
  readonly type: OrderEventType;
  readonly data: OrderEventData;
  readonly at: Date;
  readonly toldAt: Date | undefined;
}

export interface Telling {
  readonly orderId: string;
  /** Sequence of the last event that was looked at. */
  readonly after: number;
  readonly at: Date;
}

export type DeliveryStatus = 'planned' | 'packed' | 'out_for_delivery' | 'delivered' | 'cancelled';

export interface DeliveryFilter {
  readonly status?: DeliveryStatus;
  readonly number?: number;
  readonly orderId?: string;
  readonly orderNumber?: number;
  readonly customerId?: string;
  readonly locationId?: string;
  readonly slotId?: string;
  /** ISO date. */
  readonly deliverOn?: string;
  /** ISO dates, both included: the day it is agreed for, or that of its slot in UTC. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** Made at this time or later, and before `to`. */
  readonly from?: Date;
  readonly to?: Date;
}

export interface NewDelivery {
  readonly orderId: string;
  /** The caller's: the same one is made once. */
  readonly key: string;
  /** Of what was asked under the key: ParleyError `idempotency_key_reused` when it comes with another. */
  readonly requestHash?: string;
  /** Absent: all that is on no delivery order. */
  readonly items?: readonly OrderItem[];
  readonly slotId?: string;
  /** ISO date. */
  readonly deliverOn?: string;
  /** Absent: the order's. */
  readonly address?: string;
  readonly note?: string;
  readonly at: Date;
}

/** What is given is replaced; null takes it away. */
export interface DeliveryChange {
  /** All items as they shall be: none can become more. */
  readonly items?: readonly OrderItem[];
  readonly slotId?: string | null;
  readonly deliverOn?: string | null;
  readonly address?: string | null;
  readonly note?: string | null;
  readonly version?: number;
  readonly at: Date;
}

/** A delivery order: what leaves the house for an accepted order, or for a part of it, and when. */
export interface DeliveryRecord {
  readonly deliveryId: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly customerId: string;
  /** From 1, without gaps. */
  readonly number: number;
  readonly status: DeliveryStatus;
  readonly slot: DeliverySlot | undefined;
  readonly deliverOn: string | undefined;
  /** Its own, or the order's. */
  readonly address: string | undefined;
  /** Its own, or the order's. */
  readonly note: string | undefined;
  /** Made by a person, and not when the order was accepted. */
  readonly isByHand: boolean;
  /** A word, such as `nobody_home`. */
  readonly cancelReason: string | undefined;
  readonly items: readonly {
    readonly productId: string;
    readonly sku: string;
    readonly name: string;
    readonly baseUnit: BaseUnit;
    readonly quantity: number;
  }[];
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The same windows on each day of a range, by the clock of a time zone. */
export interface SlotRange {
  /** Absent: the default. */
  readonly locationId?: string;
  /** ISO dates, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** 1 is Monday, 7 is Sunday; absent: all. */
  readonly weekdays?: readonly number[];
  /** HH:MM; one that ends at or before its start ends on the next day. */
  readonly windows: readonly { readonly from: string; readonly to: string }[];
  readonly timeZone: string;
  readonly capacity: number;
}

export interface SlotFilter {
  readonly locationId?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly hasRoom?: boolean;
}

export interface SlotRecord {
  readonly slotId: string;
  readonly locationId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number;
  readonly taken: number;
}
