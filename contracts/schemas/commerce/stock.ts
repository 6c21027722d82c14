import { z } from 'zod';
import { PageQuery } from '../paging.ts';
import { BaseUnits } from './products.ts';

export const StockItem = z
  .object({
    product_id: z.string(),
    sku: z.string(),
    location_id: z.string(),
    location: z.string(),
    on_hand: z.number(),
    reserved: z.number().describe('Promised to orders.'),
    available: z.number(),
    reorder_level: z.number(),
    is_low: z.boolean(),
    updated_at: z.string(),
  })
  .describe('In base units of the product.')
  .meta({ id: 'StockItem' });
export type StockItem = z.infer<typeof StockItem>;

export const StockQuery = PageQuery.extend({
  product_id: z.string().max(100).optional(),
  sku: z.string().max(100).optional(),
  location_id: z.string().max(100).optional(),
  is_low: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .default(false)
    .describe('Only what is available in less than its reorder level.'),
});

export const StockLevel = z.strictObject({ reorder_level: BaseUnits }).meta({ id: 'StockLevel' });

export const NewMovement = z
  .strictObject({
    product_id: z.string().max(100),
    location_id: z.string().max(100),
    kind: z.enum(['receipt', 'correction']).describe('receipt: so much came; correction: so much was counted.'),
    quantity: BaseUnits,
  })
  .refine(({ kind, quantity }) => kind === 'correction' || quantity > 0, {
    path: ['quantity'],
    message: 'must be above 0',
  })
  .meta({ id: 'NewStockMovement' });

export const Movement = z
  .object({
    movement_id: z.string(),
    product_id: z.string(),
    location_id: z.string(),
    kind: z.enum(['receipt', 'correction', 'reserve', 'release', 'commit', 'return']),
    on_hand_change: z.number(),
    reserved_change: z.number(),
    order_id: z.string().optional(),
    at: z.string(),
  })
  .meta({ id: 'StockMovement' });
export type Movement = z.infer<typeof Movement>;

export const Moved = z.object({ movement: Movement, stock: StockItem }).meta({ id: 'StockMoved' });
