import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import { NewSlotPlan, SlotPlan } from '../../contracts/schemas/commerce/slot-plan.ts';
import type { SlotPlanRecord } from '../../db/commerce/slot-plan-store.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS } from '../docs.ts';

const LocationParams = z.object({ id: z.string() });
const URL = '/locations/:id/slot-plan';

/** Delivery slots that a location has made by themselves. */
export function slotPlanRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'PUT',
      url: URL,
      schema: {
        tags: ['locations'],
        summary: 'Have delivery slots made every day',
        description:
          'Makes them as far ahead as the plan says, at once and from then on. Slots that are there stay as they are, and one that is removed by hand is not made again.',
        params: LocationParams,
        body: NewSlotPlan,
        response: { 200: SlotPlan, ...PROBLEMS },
      },
      handler: async (request) => {
        const { windows, weekdays, time_zone: timeZone, capacity, days_ahead: daysAhead } = request.body;
        const plan = { windows, weekdays, timeZone, capacity, daysAhead };
        const { id } = request.params;
        return showPlan(id, await storeOf(request, deps.database).saveSlotPlan(id, plan));
      },
    });

    app.route({
      method: 'GET',
      url: URL,
      schema: {
        tags: ['locations'],
        summary: 'Read by which plan delivery slots are made',
        description: 'Not found where they are made by hand.',
        params: LocationParams,
        response: { 200: SlotPlan, ...PROBLEMS },
      },
      handler: async (request) => {
        const plan = await storeOf(request, deps.database).findSlotPlan(request.params.id);
        if (plan === undefined) throw noPlan();
        return showPlan(request.params.id, plan);
      },
    });

    app.route({
      method: 'DELETE',
      url: URL,
      schema: {
        tags: ['locations'],
        summary: 'Make no more delivery slots',
        description: 'Those that are there stay.',
        params: LocationParams,
        response: { 204: z.null(), ...PROBLEMS },
      },
      handler: async (request, reply) => {
        if (!(await storeOf(request, deps.database).removeSlotPlan(request.params.id))) throw noPlan();
        return reply.code(204).send(null);
      },
    });
  };
}

function showPlan(locationId: string, plan: SlotPlanRecord): SlotPlan {
  return {
    location_id: locationId,
    windows: [...plan.windows],
    ...(plan.weekdays === undefined ? {} : { weekdays: [...plan.weekdays] }),
    time_zone: plan.timeZone,
    capacity: plan.capacity,
    days_ahead: plan.daysAhead,
    planned_until: plan.plannedUntil,
  };
}

function noPlan(): ParleyError {
  return new ParleyError('not_found', 'There is no plan for the delivery slots of this location.');
}
