import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import { Delivery, DeliveryChanges, IsoDate } from '../../contracts/schemas/commerce/orders.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { IfMatchHeaders, seenVersion, setETag } from './etags.ts';
import { showDelivery } from './show-order.ts';

const DeliveryParams = z.object({ id: z.string() });
const ListQuery = PageQuery.extend({
  status: z.enum(['planned', 'packed', 'out_for_delivery', 'delivered', 'cancelled']).optional(),
  order_id: z.string().max(36).optional(),
  deliver_on: IsoDate.optional(),
});

/** Delivery orders: made when an order is accepted, moved on with it. */
export function deliveryRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/deliveries',
      schema: {
        tags: ['deliveries'],
        summary: 'List delivery orders, newest first',
        description: 'By status, order and day.',
        querystring: ListQuery,
        response: { 200: pageOf(Delivery), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, status, order_id: orderId, deliver_on: deliverOn } = request.query;
        const page = await storeOf(request, deps.database).commerce.listDeliveries(
          withoutUndefined({ status, orderId, deliverOn }),
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showDelivery);
      },
    });

    app.route({
      method: 'GET',
      url: '/deliveries/:id',
      schema: {
        tags: ['deliveries'],
        summary: 'Read a delivery order',
        description: 'What goes where, and when.',
        params: DeliveryParams,
        response: { 200: Delivery, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const delivery = await storeOf(request, deps.database).commerce.findDelivery(request.params.id);
        if (delivery === undefined) throw new ParleyError('not_found', 'There is no such delivery in this workspace.');
        setETag(reply, delivery.version);
        return showDelivery(delivery);
      },
    });

    app.route({
      method: 'PATCH',
      url: '/deliveries/:id',
      schema: {
        tags: ['deliveries'],
        summary: 'Move a delivery order to another day',
        description: 'Until it is dispatched. The order is packed, dispatched and delivered by its own commands.',
        params: DeliveryParams,
        headers: IfMatchHeaders,
        body: DeliveryChanges,
        response: { 200: Delivery, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const delivery = await storeOf(request, deps.database).commerce.moveDelivery(
          request.params.id,
          request.body.deliver_on,
          seenVersion(request.headers),
        );
        setETag(reply, delivery.version);
        return showDelivery(delivery);
      },
    });
  };
}
