import { z } from 'zod';
import { line, Name, TimeZone, UserId } from '../conversation.ts';

export const Phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, such as +919812345678');
const Code = line(64);
const Address = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'must be well-formed Unicode without NUL');
const Group = line(64);
const ShopLanguage = z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as en or hi');

const fields = {
  name: Name,
  phone: Phone.optional(),
  address: Address.optional(),
  customer_group: Group.optional().describe('Whose price list the customer gets.'),
  language: ShopLanguage.default('en'),
  time_zone: TimeZone.optional().describe('Delivery times are told in it; UTC unless given.'),
  user_id: UserId.optional().describe('Your id of the contact who speaks for the customer; the phone unless given.'),
};

export const NewCustomer = z.strictObject(fields).meta({ id: 'NewCustomer' });
export const NewOutlet = z
  .strictObject({ ...fields, code: Code.describe('What the business calls its place; unique.') })
  .meta({ id: 'NewOutlet' });

const changes = {
  name: Name.optional(),
  phone: Phone.nullable().optional(),
  address: Address.nullable().optional(),
  customer_group: Group.nullable().optional(),
  language: ShopLanguage.optional(),
  is_active: z.boolean().optional(),
};
export const CustomerChanges = z.strictObject(changes).meta({ id: 'CustomerChanges' });
export const OutletChanges = z.strictObject({ ...changes, code: Code.optional() }).meta({ id: 'OutletChanges' });

export const Customer = z
  .object({
    customer_id: z.string(),
    kind: z.enum(['person', 'outlet']),
    code: z.string().optional(),
    name: z.string(),
    phone: z.string().optional(),
    address: z.string().optional(),
    customer_group: z.string().optional(),
    language: z.string(),
    is_active: z.boolean(),
    version: z.number().int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Customer' });
export type Customer = z.infer<typeof Customer>;

export const CustomerDetail = Customer.extend({
  habits: z
    .object({
      order_count: z.number().int(),
      last_order_at: z.string().nullable(),
      rhythm_days: z.number().nullable().describe('Median days between orders; null: fewer than three orders.'),
      preferred: z.array(z.object({ product_id: z.string(), times: z.number().int(), quantity: z.number().int() })),
      last_topics: z.array(z.string()),
    })
    .nullable()
    .describe('Null: no order was accepted yet.'),
}).meta({ id: 'CustomerDetail' });
export type CustomerDetail = z.infer<typeof CustomerDetail>;
