import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { taxTable } from '../../contracts/commerce/money.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Invoice as Shown } from '../../contracts/schemas/commerce/invoices.ts';
import { Invoice } from '../../contracts/schemas/commerce/invoices.ts';
import { IsoDate } from '../../contracts/schemas/commerce/orders.ts';
import { pageOf } from '../../contracts/schemas/paging.ts';
import type { InvoiceRecord } from '../../db/commerce/invoice-store.ts';
import type { CommerceStore } from '../../db/commerce/interfaces.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { setETag } from './etags.ts';
import { renderInvoice } from './invoice-pdf.ts';
import { SpanQuery, spanOf } from './orders.ts';
import { showAmounts } from './show-order.ts';

export const InvoiceParams = z.object({ id: z.string() });
const Count = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional();
const ListQuery = SpanQuery.extend({
  kind: z.enum(['invoice', 'credit_note']).optional(),
  number: Count,
  order_id: z.string().max(36).optional(),
  order_number: Count,
  customer_id: z.string().max(36).optional().describe('A person or an outlet.'),
  credits: z.string().max(36).optional().describe('Credit notes of this invoice.'),
  is_credited: z.stringbool().optional().describe('Invoices that were credited as a whole, or those that were not.'),
  due_before: IsoDate.optional(),
});

const PDF = {
  description: 'The invoice, A4.',
  content: { 'application/pdf': { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
};

/** Invoices and credit notes: issued with the steps of orders or by hand, corrected in words alone, never deleted. */
export function invoiceRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/invoices',
      schema: {
        tags: ['invoices'],
        summary: 'List invoices and credit notes, newest first',
        description:
          'By kind, number, order, customer or outlet, time, due date and whether they were credited; filters can be combined.',
        querystring: ListQuery,
        response: { 200: pageOf(Invoice), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, kind, number, credits, ...query } = request.query;
        const filter = {
          ...withoutUndefined({ kind, number, credits, customerId: query.customer_id, dueBefore: query.due_before }),
          ...withoutUndefined({ orderId: query.order_id, orderNumber: query.order_number }),
          ...withoutUndefined({ isCredited: query.is_credited }),
          ...spanOf(query),
        };
        const page = await storeOf(request, deps.database).commerce.listInvoices(
          filter,
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showInvoice);
      },
    });

    app.route({
      method: 'GET',
      url: '/invoices/:id',
      schema: {
        tags: ['invoices'],
        summary: 'Read an invoice or credit note',
        description: 'As it was issued, with its taxes by rate.',
        params: InvoiceParams,
        response: { 200: Invoice, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const invoice = await getInvoice(storeOf(request, deps.database).commerce, request.params.id);
        setETag(reply, invoice.version);
        return showInvoice(invoice);
      },
    });

    app.route({
      method: 'GET',
      url: '/invoices/:id/pdf',
      schema: {
        tags: ['invoices'],
        summary: 'Read an invoice or credit note as PDF',
        description:
          'Made of what was stored when it was issued, and of its last correction: the same bytes each time.',
        params: InvoiceParams,
        response: { 200: PDF, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const invoice = await getInvoice(storeOf(request, deps.database).commerce, request.params.id);
        reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${invoice.kind}-${invoice.number}.pdf"`);
        return reply.send(await renderInvoice(invoice));
      },
    });
  };
}

async function getInvoice(store: CommerceStore, id: string): Promise<InvoiceRecord> {
  const invoice = await store.findInvoice(id);
  if (invoice === undefined) throw new ParleyError('not_found', 'There is no such invoice in this workspace.');
  return invoice;
}

/** As the API shows it. */
export function showInvoice(invoice: InvoiceRecord): Shown {
  const { credits, seller } = invoice;
  return {
    invoice_id: invoice.invoiceId,
    kind: invoice.kind,
    number: invoice.number,
    order_id: invoice.orderId,
    order_number: invoice.orderNumber,
    customer_id: invoice.customerId,
    credits: credits === undefined ? null : { invoice_id: credits.invoiceId, number: credits.number },
    currency: invoice.currency,
    ...showAmounts(invoice),
    taxes: taxTable(invoice.lines).map((rate) => ({ tax_basis_points: rate.taxBasisPoints, ...showAmounts(rate) })),
    lines: invoice.lines.map((line) => ({
      sku: line.sku,
      name: line.name,
      base_unit: line.baseUnit,
      quantity: line.quantity,
      price_minor: line.priceMinor,
      price_per: line.pricePer,
      tax_basis_points: line.taxBasisPoints,
      ...showAmounts(line),
    })),
    buyer: { ...invoice.buyer },
    seller: { name: seller.name, address: seller.address, tax_number: seller.taxNumber },
    issued_at: invoice.issuedAt.toISOString(),
    reason: invoice.reason,
    credited_minor: invoice.creditedMinor,
    reference: invoice.reference,
    note: invoice.note,
    due_on: invoice.dueOn,
    version: invoice.version,
  };
}
