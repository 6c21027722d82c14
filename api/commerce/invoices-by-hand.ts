import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  Invoice,
  InvoiceCorrections,
  InvoiceVersion,
  NewCreditNote,
  NewInvoice,
} from '../../contracts/schemas/commerce/invoices.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { IdempotencyHeaders } from '../routes/conversations.ts';
import { IfMatchHeaders, seenVersion, setETag } from './etags.ts';
import { InvoiceParams, showInvoice } from './invoices.ts';
import { keyedBy } from './keyed-by.ts';
import { itemsOf } from './orders.ts';

/** What a person does about invoices. Their money and goods never change: a mistake is credited, and invoiced anew. */
export function invoiceByHandRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/invoices',
      schema: {
        tags: ['invoices'],
        summary: 'Invoice an order by hand',
        description:
          'What an accepted order does not charge because its invoice was credited by hand, to its customer as they are now. While another invoice of it is open: 409, credit that first. Sent again with the same Idempotency-Key, it answers the same invoice; with another request it is refused.',
        headers: IdempotencyHeaders,
        body: NewInvoice,
        response: { 201: Invoice, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { order_id: orderId, reference, note, due_on: dueOn } = request.body;
        const invoice = await storeOf(request, deps.database).commerce.issueInvoice({
          orderId,
          ...keyedBy(request.headers, request.body),
          ...withoutUndefined({ reference, note, dueOn }),
          at: new Date(),
        });
        reply.code(201).header('location', `/invoices/${invoice.invoiceId}`);
        setETag(reply, invoice.version);
        return showInvoice(invoice);
      },
    });

    app.route({
      method: 'POST',
      url: '/invoices/:id/credit-notes',
      schema: {
        tags: ['invoices'],
        summary: 'Credit an invoice, whole or by lines',
        description:
          'Voids it, or part of it, with a credit note; the goods stay with the buyer (what comes back is a return of the order). What was credited can be invoiced anew. Sent again with the same Idempotency-Key, it answers the same credit note; with another request it is refused.',
        params: InvoiceParams,
        headers: IdempotencyHeaders.extend(IfMatchHeaders.shape),
        body: NewCreditNote,
        response: { 201: Invoice, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        const { reason, items } = request.body;
        const credit = await store.creditInvoice(request.params.id, {
          ...keyedBy(request.headers, { invoice_id: request.params.id, ...request.body }),
          reason,
          ...withoutUndefined({ version: seenVersion(request.headers) }),
          ...(items === undefined ? {} : { items: await itemsOf(store, items) }),
          at: new Date(),
        });
        reply.code(201).header('location', `/invoices/${credit.invoiceId}`);
        setETag(reply, credit.version);
        return showInvoice(credit);
      },
    });

    app.route({
      method: 'PATCH',
      url: '/invoices/:id',
      schema: {
        tags: ['invoices'],
        summary: 'Correct reference, note or due date of an invoice',
        description:
          'Of a credit note, too. Null takes a field away. Lines, amounts, buyer and seller stay: credit the invoice and issue another.',
        params: InvoiceParams,
        headers: IfMatchHeaders,
        body: InvoiceCorrections,
        response: { 200: Invoice, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { reference, note, due_on: dueOn } = request.body;
        const invoice = await storeOf(request, deps.database).commerce.correctInvoice(request.params.id, {
          ...withoutUndefined({ reference, note, dueOn, version: seenVersion(request.headers) }),
          at: new Date(),
        });
        setETag(reply, invoice.version);
        return showInvoice(invoice);
      },
    });

    app.route({
      method: 'GET',
      url: '/invoices/:id/versions',
      schema: {
        tags: ['invoices'],
        summary: 'List what was corrected of an invoice, newest first',
        description: 'Version 1 is the invoice as it was issued.',
        params: InvoiceParams,
        response: { 200: z.object({ items: z.array(InvoiceVersion) }), ...PROBLEMS },
      },
      handler: async (request) => {
        const versions = await storeOf(request, deps.database).commerce.listInvoiceVersions(request.params.id);
        return {
          items: versions.map(({ version, reference, note, dueOn, at }) => ({
            version,
            reference,
            note,
            due_on: dueOn,
            at: at.toISOString(),
          })),
        };
      },
    });
  };
}
