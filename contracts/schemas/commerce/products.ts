import { z } from 'zod';
import { BASE_UNITS, PACK_NAMES } from '../../commerce/order-talk.ts';
import { PageQuery } from '../paging.ts';

const Language = z.string().regex(/^[a-z]{2,3}$/, 'must be a code of a language, such as en or hi');
const Name = z.string().trim().min(1).max(200);
/** An amount in minor units: 4000 is 40.00 INR. */
export const Minor = z.int().min(0).max(1e12);
export const Sku = z.string().trim().min(1).max(100);
/** How much, in a product's base unit. */
export const BaseUnits = z.int().min(0).max(1e12);

const SIZE_UNITS = ['g', 'ml', 'inch', 'cm', 'mm', 'oz', 'gsm'] as const;

const fields = {
  sku: Sku.describe('Unique in the workspace.'),
  flow: z.string().max(100).nullable().describe("Whose customers may buy it; null: every flow's."),
  category: z.string().trim().min(1).max(100),
  base_unit: z.enum(BASE_UNITS).describe('What quantities and stock are counted in.'),
  price_per: z.int().min(1).max(1e9).describe('Base units that a price is for: 1000 for a price by the kilogram.'),
  sizes: z
    .array(z.object({ amount: z.number().positive().max(1e9), unit: z.enum(SIZE_UNITS) }))
    .max(10)
    .describe('What tells it apart: 5000 g, 10 inch.'),
  packs: z
    .array(z.object({ name: z.enum(PACK_NAMES), size: z.int().min(1).max(1e9) }))
    .max(20)
    .describe('Base units in a dozen, a carton.'),
  tax_basis_points: z.int().min(0).max(10_000).describe('1800 is 18 %.'),
  image_url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  is_active: z.boolean().describe('Only active ones are sold.'),
  names: z
    .record(Language, Name)
    .refine((names) => Object.keys(names).length > 0, 'must have a name')
    .describe('By language.'),
  synonyms: z.record(Language, z.array(Name).max(50)).describe('By language: what else people say.'),
};

export const NewProduct = z
  .strictObject({
    ...fields,
    flow: fields.flow.default(null),
    price_per: fields.price_per.default(1),
    sizes: fields.sizes.default([]),
    packs: fields.packs.default([]),
    tax_basis_points: fields.tax_basis_points.default(0),
    image_url: fields.image_url.default(null),
    is_active: fields.is_active.default(true),
    synonyms: fields.synonyms.default({}),
  })
  .meta({ id: 'NewProduct' });
export type NewProduct = z.infer<typeof NewProduct>;

export const ProductChanges = z.strictObject(fields).partial().meta({ id: 'ProductChanges' });
export type ProductChanges = z.infer<typeof ProductChanges>;

export const Product = z
  .object({
    product_id: z.string(),
    ...fields,
    prices: z.array(
      z.object({ price_list_id: z.string(), price_list: z.string(), currency: z.string(), minor: Minor }),
    ),
    stock: z
      .object({ on_hand: z.number(), reserved: z.number(), available: z.number() })
      .describe('Base units over all locations.'),
    score: z.number().optional().describe('Of a search: how well it fits, 0 to 1; 1 is a name as it is.'),
    version: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof Product>;

export const ProductListQuery = PageQuery.extend({
  q: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .optional()
    .describe('Words to search for; typos and sizes are understood. One page, best first.'),
  category: z.string().max(100).optional(),
  flow: z.string().max(100).optional(),
  sku: z.string().max(100).optional().describe('Not together with q.'),
  is_active: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
});

export const ProductImportQuery = z.strictObject({
  price_list: z
    .string()
    .max(200)
    .optional()
    .describe('Name of the list that prices go to; the one for everybody unless given.'),
  location: z
    .string()
    .max(200)
    .optional()
    .describe('Name of the location that stock is set at; the default one unless given.'),
  flow: z.string().max(100).optional().describe('Of rows that name none.'),
});
export const ProductExportQuery = ProductImportQuery.omit({ flow: true });

export const ImportReport = z
  .object({
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    failed: z.int(),
    errors: z
      .array(z.object({ line: z.int(), column: z.string().optional(), message: z.string() }))
      .describe('The first 1000. The header is line 1.'),
  })
  .meta({ id: 'ProductImportReport' });
export type ImportReport = z.infer<typeof ImportReport>;
