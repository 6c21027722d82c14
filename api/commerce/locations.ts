import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import type { Location as Shown } from '../../contracts/schemas/commerce/locations.ts';
import { Location, LocationChanges, NewLocation } from '../../contracts/schemas/commerce/locations.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import type { LocationRecord } from '../../db/commerce/catalogue-store.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { GONE, IfMatchHeaders, seenVersion, setETag } from './etags.ts';

const LocationParams = z.object({ id: z.string() });

/** Places of ours with stock. */
export function locationRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/locations',
      schema: {
        tags: ['locations'],
        summary: 'List locations',
        description: 'Shops and warehouses; one is the default.',
        querystring: PageQuery,
        response: { 200: pageOf(Location), ...PROBLEMS },
      },
      handler: async (request) =>
        showPage(
          await storeOf(request, deps.database).commerce.listLocations(withoutUndefined(request.query)),
          showLocation,
        ),
    });

    app.route({
      method: 'POST',
      url: '/locations',
      schema: {
        tags: ['locations'],
        summary: 'Add a location',
        description: 'The first one is the default.',
        body: NewLocation,
        response: { 201: Location, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { name, kind, flow, is_default: isDefault } = request.body;
        const location = { name, kind, flow: flow ?? undefined, isDefault };
        const made = await storeOf(request, deps.database).commerce.createLocation(location);
        setETag(reply, made.version);
        reply.code(201).header('location', `/locations/${made.locationId}`);
        return showLocation(made);
      },
    });

    app.route({
      method: 'GET',
      url: '/locations/:id',
      schema: {
        tags: ['locations'],
        summary: 'Read a location',
        description: 'The ETag is its version.',
        params: LocationParams,
        response: { 200: Location, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const location = await storeOf(request, deps.database).commerce.findLocation(request.params.id);
        if (location === undefined) throw new ParleyError('not_found', 'There is no such location.');
        setETag(reply, location.version);
        return showLocation(location);
      },
    });

    app.route({
      method: 'PATCH',
      url: '/locations/:id',
      schema: {
        tags: ['locations'],
        summary: 'Change a location',
        description: 'Made the default, it takes the place of the one before.',
        params: LocationParams,
        headers: IfMatchHeaders,
        body: LocationChanges,
        response: { 200: Location, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        const { name, kind, flow, is_default: isDefault } = request.body;
        const changes = {
          ...withoutUndefined({ name, kind, isDefault }),
          ...(flow === undefined ? {} : { flow: flow ?? undefined }),
        };
        const { id } = request.params;
        const changed = await commerce.changeLocation(id, changes, seenVersion(request.headers));
        setETag(reply, changed.version);
        return showLocation(changed);
      },
    });

    app.route({
      method: 'DELETE',
      url: '/locations/:id',
      schema: {
        tags: ['locations'],
        summary: 'Remove a location',
        description: 'One that never had stock, delivery slots or orders.',
        params: LocationParams,
        headers: IfMatchHeaders,
        response: { 204: GONE, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { commerce } = storeOf(request, deps.database);
        await commerce.removeLocation(request.params.id, seenVersion(request.headers));
        return reply.code(204).send(null);
      },
    });
  };
}

function showLocation(location: LocationRecord): Shown {
  return {
    location_id: location.locationId,
    name: location.name,
    kind: location.kind,
    flow: location.flow ?? null,
    is_default: location.isDefault,
    version: location.version,
    created_at: location.createdAt.toISOString(),
  };
}
