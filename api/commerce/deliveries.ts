import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import {
  Delivery,
  DeliveryChanges,
  IsoDate,
  NewDelivery,
  OrderEvent,
} from '../../contracts/schemas/commerce/orders.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { IdempotencyHeaders } from '../routes/conversations.ts';
import { IfMatchHeaders, seenVersion, setETag } from './etags.ts';
import { keyedBy } from './keyed-by.ts';
import { itemsOf, SpanQuery, spanOf } from './orders.ts';
import { showDelivery, showEvent } from './show-order.ts';

export const DeliveryParams = z.object({ id: z.string() });
const Id = z.string().max(36).optional();
const Count = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional();
const ListQuery = SpanQuery.extend({
  status: z.enum(['planned', 'packed', 'out_for_delivery', 'delivered', 'cancelled']).optional(),
  number: Count,
  order_id: Id,
  order_number: Count,
  customer_id: Id.describe('A person or an outlet.'),
  location_id: Id.describe('Where it leaves from.'),
  slot_id: Id,
  deliver_on: IsoDate.optional(),
  first_day: IsoDate.optional().describe('The day it is agreed for, or that of its slot in UTC, is this one or later.'),
  last_day: IsoDate.optional().describe('Or earlier.'),
});

/** Delivery orders: one is made when an order is accepted, others by hand; how they move is in delivery-commands.ts. */
export function deliveryRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/deliveries',
      schema: {
        tags: ['deliveries'],
        summary: 'List delivery orders, newest first',
        description: 'By status, number, order, customer or outlet, location, slot and day; filters can be combined.',
        querystring: ListQuery,
        response: { 200: pageOf(Delivery), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, status, number, from, to, ...query } = request.query;
        const filter = {
          ...withoutUndefined({ status, number, orderId: query.order_id, orderNumber: query.order_number }),
          ...withoutUndefined({ customerId: query.customer_id, locationId: query.location_id, slotId: query.slot_id }),
          ...withoutUndefined({ deliverOn: query.deliver_on, firstDay: query.first_day, lastDay: query.last_day }),
          ...spanOf({ from, to }),
        };
        const page = await storeOf(request, deps.database).commerce.listDeliveries(
          filter,
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showDelivery);
      },
    });

    app.route({
      method: 'POST',
      url: '/deliveries',
      schema: {
        tags: ['deliveries'],
        summary: 'Make a delivery order by hand',
        description:
          'For part of an accepted order, or as another attempt at what a cancelled one had. Without items it gets all that is on none. Items that planned ones have are taken from these, the first made first. Sent again with the same Idempotency-Key, it answers the same one; with another request it is refused.',
        headers: IdempotencyHeaders,
        body: NewDelivery,
        response: { 201: Delivery, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        const { order_id: orderId, items, slot_id: slotId, deliver_on: deliverOn, address, note } = request.body;
        const delivery = await store.planDelivery({
          orderId,
          ...keyedBy(request.headers, request.body),
          ...withoutUndefined({ slotId, deliverOn, address, note }),
          ...(items === undefined ? {} : { items: await itemsOf(store, items) }),
          at: new Date(),
        });
        reply.code(201).header('location', `/deliveries/${delivery.deliveryId}`);
        setETag(reply, delivery.version);
        return showDelivery(delivery);
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
        if (delivery === undefined) throw noDelivery();
        setETag(reply, delivery.version);
        return showDelivery(delivery);
      },
    });

    app.route({
      method: 'PATCH',
      url: '/deliveries/:id',
      schema: {
        tags: ['deliveries'],
        summary: 'Change day, slot, address, note or goods of a delivery order',
        description:
          'Until it is dispatched; its goods only while it is planned, and only to less: what is taken off waits for another. Null takes a field away. The one that came with its order moves the order’s own day and slot with it.',
        params: DeliveryParams,
        headers: IfMatchHeaders,
        body: DeliveryChanges,
        response: { 200: Delivery, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        const { items, slot_id: slotId, deliver_on: deliverOn, address, note } = request.body;
        const delivery = await store.changeDelivery(request.params.id, {
          ...withoutUndefined({ slotId, deliverOn, address, note, version: seenVersion(request.headers) }),
          ...(items === undefined ? {} : { items: await itemsOf(store, items) }),
          at: new Date(),
        });
        setETag(reply, delivery.version);
        return showDelivery(delivery);
      },
    });

    app.route({
      method: 'GET',
      url: '/deliveries/:id/events',
      schema: {
        tags: ['deliveries'],
        summary: 'List the history of a delivery order, newest first',
        description: 'What happened to it since it was planned, each once, as events of its order.',
        params: DeliveryParams,
        querystring: PageQuery,
        response: { 200: pageOf(OrderEvent), ...PROBLEMS },
      },
      handler: async (request) => {
        const store = storeOf(request, deps.database).commerce;
        const delivery = await store.findDelivery(request.params.id);
        if (delivery === undefined) throw noDelivery();
        const { orderId, deliveryId } = delivery;
        const page = await store.listOrderEvents({ orderId, deliveryId }, withoutUndefined(request.query));
        return showPage(page, showEvent);
      },
    });
  };
}

function noDelivery(): ParleyError {
  return new ParleyError('not_found', 'There is no such delivery in this workspace.');
}
