import { z } from 'zod';
import { BASE_UNITS, PACK_NAMES } from '../../commerce/order-talk.ts';

const optional = <T extends z.ZodType>(value: T) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(value);
const count = (what: string, least: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/, `must be a whole number of ${what}`)
    .transform(Number)
    .refine((number) => number >= least, `must be ${least} or more`);
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'must be a number such as 12.50');

const Pack = z.string().transform((text, context) => {
  const [, name = '', size = ''] = /^\s*([a-z]+)\s*=\s*(\d{1,9})\s*$/.exec(text) ?? [];
  const known = PACK_NAMES.find((pack) => pack === name);
  if (known !== undefined && Number(size) > 0) return { name: known, size: Number(size) };
  context.addIssue({
    code: 'custom',
    message: `must be packs such as dozen=12, by the names ${PACK_NAMES.join(', ')}`,
  });
  return z.NEVER;
});

/** Parts between semicolons, without the empty ones. */
export const listCell = z
  .string()
  .transform((text) => text.split(';').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''));

/** The cells of a row that every file of products has, and those it may leave out. Sizes and names are read apart. */
export const ProductRow = z.object({
  sku: z.string().min(1, 'is missing').max(100, 'is too long'),
  category: z.string().min(1, 'is missing').max(100, 'is too long'),
  base_unit: z.enum(BASE_UNITS, `must be one of ${BASE_UNITS.join(', ')}`),
  price_per: optional(count('base units', 1)).default(1),
  price: optional(decimal),
  currency: optional(z.string().regex(/^[A-Z]{3}$/, 'must be a code such as INR')),
  tax_percent: optional(decimal.refine((text) => Number(text) <= 100, 'must be 100 or less')),
  content: listCell,
  packs: listCell.pipe(z.array(Pack)),
  stock: optional(count('base units', 0)),
  reorder_level: optional(count('base units', 0)),
  image_url: optional(z.url({ protocol: /^https?$/, error: 'must be a web address' }).max(2000)),
  flow: optional(z.string().max(100)),
  is_active: optional(z.enum(['true', 'false'], 'must be true or false')),
});
export type ProductRow = z.infer<typeof ProductRow>;

/** Columns of a row but names and synonyms by language. */
export const PRODUCT_COLUMNS = Object.keys(ProductRow.shape);
/** Without these a file is not one of products. */
export const NEEDED_COLUMNS = ['sku', 'category', 'base_unit'] as const;
