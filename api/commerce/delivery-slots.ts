import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import type { DeliverySlot as Shown } from '../../contracts/schemas/commerce/delivery-slots.ts';
import {
  CreatedDeliverySlots,
  DeliverySlot,
  DeliverySlotChanges,
  NewDeliverySlots,
} from '../../contracts/schemas/commerce/delivery-slots.ts';
import { pageOf } from '../../contracts/schemas/paging.ts';
import type { SlotRecord } from '../../db/commerce/order-store.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { GONE } from './etags.ts';
import { SpanQuery, spanOf } from './orders.ts';

const SlotParams = z.object({ id: z.string() });
const ListQuery = SpanQuery.extend({
  location_id: z.string().max(36).optional(),
  has_room: z.stringbool().optional(),
});

/** When orders can be brought, and how many. */
export function deliverySlotRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/delivery-slots',
      schema: {
        tags: ['deliveries'],
        summary: 'Make delivery slots for a range of days',
        description: 'The same windows on each day, by the clock of a time zone.',
        body: NewDeliverySlots,
        response: { 201: CreatedDeliverySlots, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { location_id: locationId, first_day: firstDay, last_day: lastDay, ...body } = request.body;
        const { weekdays, windows, capacity, time_zone: timeZone } = body;
        const range = { firstDay, lastDay, windows, capacity, timeZone, ...withoutUndefined({ locationId, weekdays }) };
        const created = await storeOf(request, deps.database).commerce.createSlots(range);
        reply.code(201);
        return { created };
      },
    });

    app.route({
      method: 'GET',
      url: '/delivery-slots',
      schema: {
        tags: ['deliveries'],
        summary: 'List delivery slots, soonest first',
        description: 'By location, time, and whether there is room.',
        querystring: ListQuery,
        response: { 200: pageOf(DeliverySlot), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, location_id: locationId, has_room: hasRoom, ...span } = request.query;
        const page = await storeOf(request, deps.database).commerce.listSlots(
          { ...withoutUndefined({ locationId, hasRoom }), ...spanOf(span) },
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showSlot);
      },
    });

    app.route({
      method: 'GET',
      url: '/delivery-slots/:id',
      schema: {
        tags: ['deliveries'],
        summary: 'Read a delivery slot',
        description: 'With how many orders are in it.',
        params: SlotParams,
        response: { 200: DeliverySlot, ...PROBLEMS },
      },
      handler: async (request) => {
        const slot = await storeOf(request, deps.database).commerce.findSlot(request.params.id);
        if (slot === undefined) throw new ParleyError('not_found', 'There is no such delivery slot in this workspace.');
        return showSlot(slot);
      },
    });

    app.route({
      method: 'PATCH',
      url: '/delivery-slots/:id',
      schema: {
        tags: ['deliveries'],
        summary: 'Change how many orders fit into a delivery slot',
        description: 'Answers 409 when more are in it.',
        params: SlotParams,
        body: DeliverySlotChanges,
        response: { 200: DeliverySlot, ...PROBLEMS },
      },
      handler: async (request) =>
        showSlot(
          await storeOf(request, deps.database).commerce.changeSlotCapacity(request.params.id, request.body.capacity),
        ),
    });

    app.route({
      method: 'DELETE',
      url: '/delivery-slots/:id',
      schema: {
        tags: ['deliveries'],
        summary: 'Delete a delivery slot',
        description: 'Answers 409 when orders refer to it: its capacity can be 0 instead.',
        params: SlotParams,
        response: { 204: GONE, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        await storeOf(request, deps.database).commerce.removeSlot(request.params.id);
        return reply.code(204).send(null);
      },
    });
  };
}

function showSlot(slot: SlotRecord): Shown {
  return {
    slot_id: slot.slotId,
    location_id: slot.locationId,
    starts_at: slot.startsAt.toISOString(),
    ends_at: slot.endsAt.toISOString(),
    capacity: slot.capacity,
    taken: slot.taken,
  };
}
