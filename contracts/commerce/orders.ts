/** Orders: their states, what moves them, and what is told about it. Pure data; imports nothing but names. */

/** `partly_fulfilled`: delivered, and less than was ordered. */
export const ORDER_STATUSES = [
  'draft',
  'confirmed',
  'reserved',
  'accepted',
  'packed',
  'out_for_delivery',
  'delivered',
  'partly_fulfilled',
  'cancelled',
  'returned',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Until it leaves the house somebody can still read what the customer asks of whoever delivers. */
export const TAKES_NOTES: ReadonlySet<OrderStatus> = new Set(['confirmed', 'reserved', 'accepted', 'packed']);

/** What people and customers may ask of an order that was confirmed. */
export const ORDER_COMMANDS = [
  'accept_short',
  'approve',
  'refuse',
  'change',
  'cancel',
  'pack',
  'dispatch',
  'deliver',
  'drop_rest',
  'return',
] as const;
export type OrderCommandName = (typeof ORDER_COMMANDS)[number];

/** An item of an order: how many base units of which product. */
export interface OrderItem {
  readonly productId: string;
  readonly quantity: number;
}

/** Ids, names and counts only: it travels through Temporal histories. */
export interface OrderCommand {
  readonly name: OrderCommandName;
  /** The same key twice is one command: of the turn or of the API call. */
  readonly key: string;
  readonly by: 'customer' | 'person';
  /** Of `change`: all items as they shall be; of `return`: what comes back (absent: everything). */
  readonly items?: readonly OrderItem[];
  /** Of `change`: another slot or day; absent: as it was. */
  readonly slotId?: string;
  /** ISO date. */
  readonly deliverOn?: string;
  /** Of `pack`, `dispatch`, `deliver` and `cancel`: only this delivery order of it, instead of the order as a whole. */
  readonly deliveryId?: string;
  /** The version that the caller has seen, of the delivery order if one is named; a command on a newer one is refused. */
  readonly version?: number;
  /** Of `cancel`, `refuse` and `return` (returns.ts): why, in a word. */
  readonly reason?: string;
}

/** Types of order events, as in `{type, timestamp, data}` of Standard Webhooks. */
export const ORDER_EVENTS = [
  'order.confirmed',
  'order.reserved',
  'order.short',
  'order.approval_needed',
  'order.accepted',
  'order.changed',
  'order.packed',
  'order.out_for_delivery',
  'order.delivered',
  'order.partly_fulfilled',
  'order.cancelled',
  'order.returned',
  'delivery.planned',
  'delivery.changed',
  'delivery.packed',
  'delivery.out_for_delivery',
  'delivery.delivered',
  'delivery.cancelled',
  'invoice.issued',
  'invoice.corrected',
  'credit_note.issued',
] as const;
export type OrderEventType = (typeof ORDER_EVENTS)[number];

/** Workflow id of an order. */
export function orderWorkflowId(workspaceId: string, orderId: string): string {
  return `order/${workspaceId}/${orderId}`;
}

/** Identifies an order. */
export interface OrderKey {
  readonly workspaceId: string;
  readonly orderId: string;
}

/** Workflow type. */
export const ORDER_WORKFLOW = 'order';
/** Update: a command, answered when it was carried out; a refusal is an ApplicationFailure whose type is an error code. */
export const ORDER_COMMAND_UPDATE = 'command';
/** Signal: a command that nobody waits for. A refusal changes nothing. Argument: the command. */
export const ORDER_COMMAND_SIGNAL = 'order_command';
/** Signal: read your standing afresh. No argument. */
export const ORDER_NUDGE_SIGNAL = 'nudge';

/** Start argument of the order workflow. */
export interface OrderInput extends OrderKey {
  readonly version: 1;
}

/** What the workflow needs to know of an order to wait for the right thing. */
export interface OrderStanding {
  readonly status: OrderStatus;
  readonly isShort: boolean;
  readonly approval: 'needed' | 'given' | 'refused' | undefined;
  /** Sequence of its last event; 0: none. */
  readonly lastEvent: number;
  /** When what is reserved is given up, milliseconds since the epoch; undefined: nothing is reserved. */
  readonly expiresAt: number | undefined;
  /** When what was delivered can no longer come back; undefined: it was not delivered. */
  readonly returnUntil: number | undefined;
}
