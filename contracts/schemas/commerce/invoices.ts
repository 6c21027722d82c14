import { z } from 'zod';
import { line } from '../conversation.ts';
import { Item, Reason } from './orders.ts';

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
    reason: z.string().optional().describe('Of a credit note that was issued by hand.'),
    credited_minor: z.number().int().describe('Of an invoice: gross of its credit notes.'),
    reference: z.string().optional().describe('Of the buyer, such as the number of their own order.'),
    note: z.string().optional(),
    due_on: z.string().optional(),
    version: z.number().int().describe('1 as it was issued, one more with each correction.'),
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof Invoice>;

const Reference = line(100);
const Note = line(500);

export const NewInvoice = z
  .strictObject({
    order_id: z.uuid(),
    reference: Reference.optional().describe('Of the buyer, such as the number of their own order.'),
    note: Note.optional(),
    due_on: z.iso.date().optional(),
  })
  .meta({ id: 'NewInvoice' });

export const InvoiceCorrections = z
  .strictObject({
    reference: Reference.nullable().optional(),
    note: Note.nullable().optional(),
    due_on: z.iso.date().nullable().optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'must correct something')
  .meta({ id: 'InvoiceCorrections' });

export const NewCreditNote = z
  .strictObject({
    reason: Reason.describe('Why, in a word such as wrong_price.'),
    items: z.array(Item).min(1).max(200).optional().describe('Absent: all that the invoice still charges.'),
  })
  .meta({ id: 'NewCreditNote' });

export const InvoiceVersion = z
  .object({
    version: z.number().int(),
    reference: z.string().optional(),
    note: z.string().optional(),
    due_on: z.string().optional(),
    at: z.string(),
  })
  .meta({ id: 'InvoiceVersion' });

const Names = z.array(line(80)).max(500);
const DeliversTo = z
  .strictObject({
    postcodes: z
      .array(z.string().regex(/^(?=.{5,6}$)\d+x*$/, 'must be five or six digits, of which the last may be x'))
      .max(2000)
      .optional()
      .describe('Five or six digits; an x at the end stands for any one: 411038, 4110xx.'),
    places: Names.optional().describe('Names of places, in every spelling that customers use.'),
    towns: Names.optional().describe(
      'What an address may end with behind such a place: towns and countries. They admit none.',
    ),
  })
  .refine(({ postcodes = [], places = [] }) => postcodes.length + places.length > 0, 'must name postcodes or places')
  .describe(
    'Where is delivered to: by chat nothing is ordered to an address outside. Its postcode decides, without one a place of these.',
  );

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
  facts: z
    .array(
      z.strictObject({
        flow: line(64).optional().describe('Of this flow; without it, of every flow that has none of its own.'),
        delivery_area: line(300).optional(),
        delivers_to: DeliversTo.optional(),
        minimum_order_minor: z
          .number()
          .int()
          .min(1)
          .max(Number.MAX_SAFE_INTEGER)
          .optional()
          .describe('Gross: by chat less is not ordered.'),
        opening_hours: line(200).optional(),
        payment: line(300).optional(),
      }),
    )
    .max(20)
    .default([])
    .describe('What customers are told who ask; what is not given they are told nobody here knows.'),
};
export const NewShopSettings = z.strictObject(settings).meta({ id: 'NewShopSettings' });
export const ShopSettings = z.object({ ...settings, version: z.number().int() }).meta({ id: 'ShopSettings' });
export type ShopSettings = z.infer<typeof ShopSettings>;
