import { z } from 'zod';
import { Minor, Sku } from './products.ts';

const fields = {
  name: z.string().trim().min(1).max(200),
  flow: z
    .string()
    .max(100)
    .nullable()
    .describe('Whose orders it is for; null: those of flows that have no list of their own.'),
  customer_group: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .nullable()
    .describe('Customers of this group get it; null: everybody else.'),
  is_tax_included: z.boolean(),
};

export const NewPriceList = z
  .strictObject({
    ...fields,
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be a code of ISO 4217, such as INR'),
    flow: fields.flow.default(null),
    customer_group: fields.customer_group.default(null),
  })
  .meta({ id: 'NewPriceList' });

export const PriceListChanges = z.strictObject(fields).partial().meta({ id: 'PriceListChanges' });
export type PriceListChanges = z.infer<typeof PriceListChanges>;

export const PriceList = z
  .object({
    price_list_id: z.string(),
    ...fields,
    currency: z.string(),
    prices: z.int().describe('How many products it has a price of.'),
    version: z.int(),
    created_at: z.string(),
  })
  .meta({ id: 'PriceList' });
export type PriceList = z.infer<typeof PriceList>;

export const Price = z
  .object({ product_id: z.string(), sku: z.string(), minor: Minor, price_per: z.int() })
  .meta({ id: 'Price' });

export const NewPrices = z
  .strictObject({
    prices: z
      .array(z.strictObject({ sku: Sku, minor: Minor.nullable().describe('null: it has none any more.') }))
      .min(1)
      .max(5000),
  })
  .meta({ id: 'NewPrices' });

export const PricesSet = z
  .object({
    set: z.int(),
    removed: z.int(),
    unknown_skus: z.array(z.string()).describe('Left out.'),
    version: z.int(),
  })
  .meta({ id: 'PricesSet' });
