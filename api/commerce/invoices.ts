import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { taxTable } from '../../contracts/commerce/money.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Invoice as Shown } from '../../contracts/schemas/commerce/invoices.ts';
import { Invoice } from '../../contracts/schemas/commerce/invoices.ts';
import { pageOf } from '../../contracts/schemas/paging.ts';
import type { InvoiceRecord } from '../../db/commerce/invoice-store.ts';
import type { CommerceStore } from '../../db/commerce/interfaces.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { renderInvoice } from './invoice-pdf.ts';
import { SpanQuery, spanOf } from './orders.ts';
import { showAmounts } from './show-order.ts';

const InvoiceParams = z.object({ id: z.string() });
const ListQuery = SpanQuery.extend({
  kind: z.enum(['invoice', 'credit_note']).optional(),
  order_id: z.string().max(36).optional(),
  customer_id: z.string().max(36).optional(),
});

const PDF = {
  description: 'The invoice, A4.',
  content: { 'application/pdf': { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
};

/** Invoices and credit notes: issued with the steps of orders, never changed and never deleted. */
export function invoiceRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/invoices',
      schema: {
        tags: ['invoices'],
        summary: 'List invoices and credit notes, newest first',
        description: 'By kind, order, customer and time.',
        querystring: ListQuery,
        response: { 200: pageOf(Invoice), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, kind, order_id: orderId, customer_id: customerId, ...span } = request.query;
        const page = await storeOf(request, deps.database).commerce.listInvoices(
          { ...withoutUndefined({ kind, orderId, customerId }), ...spanOf(span) },
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
      handler: async (request) =>
        showInvoice(await getInvoice(storeOf(request, deps.database).commerce, request.params.id)),
    });

    app.route({
      method: 'GET',
      url: '/invoices/:id/pdf',
      schema: {
        tags: ['invoices'],
        summary: 'Read an invoice or credit note as PDF',
        description: 'Made of what was stored when it was issued: the same bytes each time.',
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

function showInvoice(invoice: InvoiceRecord): Shown {
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
  };
}
