import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ORDER_EVENTS } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import { OrderEvent } from '../../contracts/schemas/commerce/orders.ts';
import { pageOf } from '../../contracts/schemas/paging.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { OrderParams, SpanQuery, spanOf } from './orders.ts';
import { showEvent } from './show-order.ts';

const ListQuery = SpanQuery.extend({ type: z.enum(ORDER_EVENTS).optional() });
const AllQuery = ListQuery.extend({
  order_id: z.string().max(36).optional(),
  customer_id: z.string().max(36).optional(),
});

/** What happened to orders, shaped as Standard Webhooks has it. */
export function orderEventRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/orders/:id/events',
      schema: {
        tags: ['orders'],
        summary: 'List the history of an order, newest first',
        description: 'Every change of the order, each once.',
        params: OrderParams,
        querystring: ListQuery,
        response: { 200: pageOf(OrderEvent), ...PROBLEMS },
      },
      handler: async (request) => {
        const store = storeOf(request, deps.database).commerce;
        const { limit, cursor, type, ...span } = request.query;
        const { id: orderId } = request.params;
        if ((await store.findOrder(orderId)) === undefined)
          throw new ParleyError('not_found', 'There is no such order in this workspace.');
        const filter = { orderId, ...withoutUndefined({ type }), ...spanOf(span) };
        return showPage(await store.listOrderEvents(filter, withoutUndefined({ limit, cursor })), showEvent);
      },
    });

    app.route({
      method: 'GET',
      url: '/order-events',
      schema: {
        tags: ['orders'],
        summary: 'List what happened to orders, newest first',
        description: 'Of all orders: by type, order, customer and time.',
        querystring: AllQuery,
        response: { 200: pageOf(OrderEvent), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, type, order_id: orderId, customer_id: customerId, ...span } = request.query;
        const page = await storeOf(request, deps.database).commerce.listOrderEvents(
          { ...withoutUndefined({ type, orderId, customerId }), ...spanOf(span) },
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showEvent);
      },
    });
  };
}
