/** What is told of an order: to programs as events, to customers in words. Pure types. */
import type { Language } from '../dialogue.ts';
import type { BaseUnit } from './order-talk.ts';
import type { OrderEventType, OrderStatus } from './orders.ts';
import type { DeliverySlot } from './shop.ts';

/** `data` of an order event, as Standard Webhooks shapes it. Ids, names, counts and amounts; nothing personal. */
export interface OrderEventData {
  readonly order_id: string;
  readonly number: number;
  readonly status: OrderStatus;
  readonly currency: string;
  /** Of the order; of what is left when it is short; of the invoice or credit note. */
  readonly gross_minor: number;
  readonly customer_id: string;
  readonly slot_id?: string;
  /** ISO date. */
  readonly deliver_on?: string;
  readonly reason?: string;
  readonly by?: 'customer' | 'person';
  readonly lines?: readonly { readonly sku: string; readonly quantity: number; readonly fulfilled: number }[];
  readonly is_slot_moved?: boolean;
  /** Of what happened to delivery orders: which. */
  readonly delivery_ids?: readonly string[];
  /** Of what was changed of a delivery order or an invoice: names of its fields. */
  readonly changed?: readonly string[];
  /** Of a correction of an invoice: its new due date, and the version that it made. */
  readonly due_on?: string | null;
  readonly version?: number;
  readonly invoice_id?: string;
  readonly invoice_number?: number;
}

/** An event and what its message needs, as the order is when it is told. */
export interface OrderTale {
  readonly type: OrderEventType;
  readonly data: OrderEventData;
  /** Of the conversation. */
  readonly language: Language;
  readonly timeZone: string;
  readonly slot: DeliverySlot | undefined;
  /** ISO date. */
  readonly deliverOn: string | undefined;
  readonly lines: readonly ToldLine[];
}

export interface ToldLine {
  readonly sku: string;
  readonly name: string;
  readonly baseUnit: BaseUnit;
  /** Base units: ordered, and what there is of it. */
  readonly quantity: number;
  readonly fulfilled: number;
}
