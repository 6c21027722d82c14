import { z } from 'zod';
import { line } from '../conversation.ts';

const Amounts = { net_minor: z.number().int(), tax_minor: z.number().int(), gross_minor: z.number().int() };
const Seller = z.strictObject({
  name: line(200),
  address: line(500),
  tax_number: line(64).optional().describe('Such as a GSTIN.'),
});

export const Invoice = z
  .object({
    invoice_id: z.string(),
    kind: z.enum(['invoice', 'credit_note']),
    number: z.number().int().describe('From 1 for each kind, without gaps.'),
    order_id: z.string(),
    order_number: z.number().int(),
    customer_id: z.string(),
    credits: z.object({ invoice_id: z.string(), number: z.number().int() }).nullable().describe('Of a credit note.'),
    currency: z.string(),
    ...Amounts,
    taxes: z.array(z.object({ tax_basis_points: z.number().int(), ...Amounts })).describe('By rate.'),
    lines: z.array(
      z.object({
        sku: z.string(),
        name: z.string(),
        base_unit: z.enum(['piece', 'g', 'ml']),
        quantity: z.number().int(),
        price_minor: z.number().int(),
        price_per: z.number().int(),
        tax_basis_points: z.number().int(),
        ...Amounts,
      }),
    ),
    buyer: z.object({ name: z.string(), address: z.string().optional() }),
    seller: z.object({ name: z.string(), address: z.string(), tax_number: z.string().optional() }),
    issued_at: z.string(),
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof Invoice>;

const settings = {
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be ISO 4217, such as INR'),
  seller: Seller.describe('What invoices name.'),
  approval_limit_minor: z
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .nullable()
    .default(null)
    .describe('Orders of this gross and above wait for a person; null: none does.'),
  reservation_minutes: z.number().int().min(1).max(10_080).default(60),
  return_days: z.number().int().min(0).max(365).default(7).describe('How long after its delivery goods can come back.'),
  restock_returns: z
    .boolean()
    .default(true)
    .describe('Sound goods that come back are in stock again at once; false: they are counted in by a movement.'),
  fresh_categories: z
    .array(line(64))
    .max(100)
    .default([])
    .describe(
      'Categories whose goods customers return only where something is wrong with them; else a person decides.',
    ),
};
export const NewShopSettings = z.strictObject(settings).meta({ id: 'NewShopSettings' });
export const ShopSettings = z.object({ ...settings, version: z.number().int() }).meta({ id: 'ShopSettings' });
export type ShopSettings = z.infer<typeof ShopSettings>;
