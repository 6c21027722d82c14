import { z } from 'zod';
import { ORDER_COMMANDS, ORDER_EVENTS, ORDER_STATUSES } from '../../commerce/orders.ts';
import { line } from '../conversation.ts';

const MAX_QUANTITY = 1_000_000_000;
const Quantity = z.number().int().min(1).max(MAX_QUANTITY).describe('Base units: pieces, grams or millilitres.');
export const Item = z
  .union([
    z.strictObject({ product_id: z.uuid(), quantity: Quantity }),
    z.strictObject({ sku: line(64), quantity: Quantity }),
  ])
  .meta({ id: 'OrderItem' });
export type Item = z.infer<typeof Item>;
const Items = z.array(Item).min(1).max(200);
export const IsoDate = z.iso.date();
const Address = line(500);
const Note = line(500);

export const NewOrder = z
  .strictObject({
    customer_id: z.uuid(),
    status: z.enum(['draft', 'confirmed']).default('confirmed').describe('A draft reserves nothing.'),
    items: Items,
    conversation_id: z.uuid().optional().describe('Where the customer is told of it.'),
    flow: line(64).optional().describe('The flow whose products and prices it is about.'),
    location_id: z.uuid().optional().describe('Absent: the slot’s, or the default.'),
    slot_id: z.uuid().optional(),
    deliver_on: IsoDate.optional(),
    address: Address.optional().describe('Absent: the customer’s.'),
    note: Note.optional().describe('What the customer asks of whoever delivers.'),
  })
  .meta({ id: 'NewOrder' });
export type NewOrder = z.infer<typeof NewOrder>;

export const OrderChanges = z
  .strictObject({
    items: Items.optional().describe('All items as they shall be.'),
    slot_id: z.uuid().optional(),
    deliver_on: IsoDate.optional(),
    address: Address.optional().describe('Of drafts only.'),
    note: Note.optional().describe('Of drafts only; later it is changed on the delivery order.'),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'must change something')
  .meta({ id: 'OrderChanges' });

/** Why, as a code word: it stands in histories and events, so no sentence fits. */
export const Reason = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a word such as customer_moved');

export const OrderCommandBody = z
  .strictObject({
    by: z.enum(['customer', 'person']).default('person').describe('Customers may do less.'),
    reason: Reason.optional(),
    items: Items.optional().describe('Of a return: what comes back; absent: everything.'),
  })
  .meta({ id: 'OrderCommand' });

const Slot = z.object({ slot_id: z.string(), starts_at: z.string(), ends_at: z.string() });
const Amounts = { net_minor: z.number().int(), tax_minor: z.number().int(), gross_minor: z.number().int() };

export const OrderLine = z
  .object({
    line_number: z.number().int(),
    product_id: z.string(),
    sku: z.string(),
    name: z.string(),
    base_unit: z.enum(['piece', 'g', 'ml']),
    quantity: z.number().int(),
    fulfilled: z.number().int(),
    returned: z.number().int(),
    uncharged: z.number().int().describe('Credited by hand, and not charged at present.'),
    price_minor: z.number().int(),
    price_per: z.number().int(),
    tax_basis_points: z.number().int(),
    ...Amounts,
  })
  .meta({ id: 'OrderLine' });

export const Order = z
  .object({
    order_id: z.string(),
    number: z.number().int().nullable().describe('Null: a draft.'),
    status: z.enum(ORDER_STATUSES),
    customer_id: z.string(),
    conversation_id: z.string().optional(),
    flow: z.string().optional(),
    approval: z.enum(['needed', 'given', 'refused']).optional(),
    is_short: z.boolean().describe('Not all of it can be had, and the customer has not said what to do.'),
    allows: z.array(z.enum(ORDER_COMMANDS)).describe('What a person may ask of it now.'),
    currency: z.string(),
    is_tax_included: z.boolean().describe('Whether prices include tax.'),
    ...Amounts,
    location_id: z.string(),
    slot: Slot.nullable(),
    deliver_on: z.string().optional(),
    address: z.string().optional(),
    note: z.string().optional().describe('What the customer asks of whoever delivers.'),
    cancel_reason: z.string().optional(),
    version: z.number().int(),
    created_at: z.string(),
    confirmed_at: z.string().optional(),
    updated_at: z.string(),
    reserved_until: z.string().optional(),
    returnable_until: z.string().optional(),
    lines: z.array(OrderLine),
  })
  .meta({ id: 'Order' });
export type Order = z.infer<typeof Order>;

/** Standard Webhooks: `type`, `timestamp`, `data`. */
export const OrderEvent = z
  .object({
    event_id: z.string(),
    type: z.enum(ORDER_EVENTS),
    timestamp: z.string(),
    sequence: z.number().int().describe('From 1 for each order, without gaps.'),
    told_at: z.string().nullable().describe('When the customer was told of it.'),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'OrderEvent' });
export type OrderEvent = z.infer<typeof OrderEvent>;

const DeliveryLink = z.object({ delivery_id: z.string(), number: z.number().int(), status: z.string() });

export const OrderDetail = Order.extend({
  events: z.array(OrderEvent).describe('Oldest first.'),
  invoices: z.array(
    z.object({
      invoice_id: z.string(),
      kind: z.enum(['invoice', 'credit_note']),
      number: z.number().int(),
      gross_minor: z.number().int(),
    }),
  ),
  delivery: DeliveryLink.nullable().describe('The one that was made when it was accepted.'),
  deliveries: z.array(DeliveryLink).describe('All of it, oldest first.'),
}).meta({ id: 'OrderDetail' });
export type OrderDetail = z.infer<typeof OrderDetail>;

export const Delivery = z
  .object({
    delivery_id: z.string(),
    number: z.number().int(),
    order_id: z.string(),
    order_number: z.number().int(),
    customer_id: z.string(),
    status: z.enum(['planned', 'packed', 'out_for_delivery', 'delivered', 'cancelled']),
    slot: Slot.nullable(),
    deliver_on: z.string().optional(),
    address: z.string().optional().describe('Its own, or the order’s.'),
    note: z.string().optional(),
    is_by_hand: z.boolean().describe('Made by a person, and not when the order was accepted.'),
    cancel_reason: z.string().optional(),
    items: z.array(
      z.object({
        product_id: z.string(),
        sku: z.string(),
        name: z.string(),
        base_unit: z.enum(['piece', 'g', 'ml']),
        quantity: z.number().int(),
      }),
    ),
    version: z.number().int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

export const NewDelivery = z
  .strictObject({
    order_id: z.uuid(),
    items: Items.optional().describe('Absent: all of the order that is on no delivery order.'),
    slot_id: z.uuid().optional().describe('It takes a place of its own in the slot.'),
    deliver_on: IsoDate.optional(),
    address: Address.optional().describe('Absent: the order’s.'),
    note: Note.optional().describe('For whoever packs and drives.'),
  })
  .meta({ id: 'NewDelivery' });

export const DeliveryChanges = z
  .strictObject({
    items: Items.optional().describe('All items as they shall be: none can become more.'),
    slot_id: z.uuid().nullable().optional(),
    deliver_on: IsoDate.nullable().optional(),
    address: Address.nullable().optional().describe('Null: the order’s.'),
    note: Note.nullable().optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'must change something')
  .meta({ id: 'DeliveryChanges' });

export const DeliveryCommandBody = z
  .strictObject({ reason: Reason.optional().describe('Of a cancellation, such as nobody_home.') })
  .meta({ id: 'DeliveryCommand' });
