import { z } from 'zod';
import { ORDER_STATUSES } from '../../../contracts/commerce/orders.ts';

const OrderSetup = z.strictObject({
  number: z.number().int(),
  status: z.enum(ORDER_STATUSES).optional(),
  /** Base units by SKU. */
  items: z.record(z.string(), z.number().int()).default({}),
  short: z.boolean().optional(),
  awaiting_approval: z.boolean().optional(),
  /** Number of its invoice; none was issued unless given. */
  invoice: z.number().int().optional(),
  /** ISO date of its delivery; none is agreed unless given. */
  day: z.iso.date().optional(),
  /** Its place among the free slots, from 1; none is agreed unless given. */
  slot: z.number().int().optional(),
  /** Of a delivered one: 5 unless given, and none from 0. */
  return_days_left: z.number().optional(),
});
/** The shop that a script's customer talks to: the demo catalogue of the flow, with these changes. */
export const ShopSetup = z.strictObject({
  /** Who the contact is to the shop; absent: nobody yet. */
  customer: z
    .strictObject({ name: z.string(), phone: z.string().optional(), address: z.string().optional() })
    .optional(),
  /** The contact's user id, where it is a phone. */
  contact_phone: z.string().optional(),
  /** Customers that others speak for. */
  others: z.array(z.strictObject({ name: z.string(), phone: z.string() })).optional(),
  /** Base units by SKU in place of the catalogue's. */
  stock: z.record(z.string(), z.number().int()).optional(),
  /** Minor units by SKU in place of the catalogue's. */
  prices: z.record(z.string(), z.number().int()).optional(),
  /** Slots with room; 4 unless given. */
  slots: z.number().int().optional(),
  approval_limit: z.number().int().optional(),
  /** Categories whose goods a person takes back. */
  fresh_categories: z.array(z.string()).optional(),
  /** What customers are told who ask; none unless given. */
  facts: z
    .strictObject({
      delivery_area: z.string().optional(),
      delivers_to: z
        .strictObject({
          postcodes: z.array(z.string()).default([]),
          places: z.array(z.string()).default([]),
          towns: z.array(z.string()).default([]),
        })
        .optional(),
      minimum_order: z.number().int().optional(),
      opening_hours: z.string().optional(),
      payment: z.string().optional(),
    })
    .optional(),
  rhythm_days: z.number().optional(),
  /** Newest first. */
  orders: z.array(OrderSetup).optional(),
});
export type ShopSetup = z.infer<typeof ShopSetup>;
