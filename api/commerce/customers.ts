import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import type { Customer as Shown, CustomerDetail as Detail } from '../../contracts/schemas/commerce/customers.ts';
import {
  Customer,
  CustomerChanges,
  CustomerDetail,
  NewCustomer,
  NewOutlet,
  OutletChanges,
  Phone,
} from '../../contracts/schemas/commerce/customers.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import type { CustomerHabits, CustomerKind, CustomerRecord } from '../../db/commerce/customer-store.ts';
import type { CommerceStore } from '../../db/commerce/interfaces.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { GONE, IfMatchHeaders, seenVersion, setETag } from './etags.ts';

const CustomerParams = z.object({ id: z.string() });
const ListQuery = PageQuery.extend({
  phone: Phone.optional(),
  code: z.string().max(64).optional(),
  customer_group: z.string().max(64).optional(),
  is_active: z.stringbool().optional(),
});

/** The same resource twice: people, and places of businesses, which have a code. */
interface Kind {
  readonly kind: CustomerKind;
  readonly path: '/customers' | '/outlets';
  readonly one: string;
  readonly created: typeof NewCustomer | typeof NewOutlet;
  readonly changes: typeof CustomerChanges | typeof OutletChanges;
}

export function customerRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return routesOf(deps, {
    kind: 'person',
    path: '/customers',
    one: 'a customer',
    created: NewCustomer,
    changes: CustomerChanges,
  });
}

export function outletRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return routesOf(deps, {
    kind: 'outlet',
    path: '/outlets',
    one: 'an outlet',
    created: NewOutlet,
    changes: OutletChanges,
  });
}

function routesOf(deps: ApiContext, { kind, path, one, created, changes }: Kind): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: path,
      schema: {
        tags: ['customers'],
        summary: `Add ${one}`,
        description:
          'Name, phone and address are encrypted. A contact of the same user id (or phone) speaks for it. 409 when phone, code or user id is taken.',
        body: created,
        response: { 201: Customer, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { customer_group: customerGroup, user_id: userId, time_zone: timeZone, ...body } = request.body;
        const customer = await storeOf(request, deps.database).commerce.createCustomer({
          kind,
          ...withoutUndefined({ ...body, customerGroup, userId, timeZone }),
          name: body.name,
          language: body.language,
          at: new Date(),
        });
        reply.code(201).header('location', `${path}/${customer.customerId}`);
        setETag(reply, customer.version);
        return showCustomer(customer);
      },
    });

    app.route({
      method: 'GET',
      url: path,
      schema: {
        tags: ['customers'],
        summary: `List ${path.slice(1)}, newest first`,
        description: 'By phone, code, group, and whether they are active.',
        querystring: ListQuery,
        response: { 200: pageOf(Customer), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, phone, code, customer_group: customerGroup, is_active: isActive } = request.query;
        const page = await storeOf(request, deps.database).commerce.listCustomers(
          { kind, ...withoutUndefined({ phone, code, customerGroup, isActive }) },
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showCustomer);
      },
    });

    app.route({
      method: 'GET',
      url: `${path}/:id`,
      schema: {
        tags: ['customers'],
        summary: `Read ${one}`,
        description: 'With what is known of their habits: rhythm, preferred products, last topics.',
        params: CustomerParams,
        response: { 200: CustomerDetail, ...PROBLEMS },
      },
      handler: async (request, reply): Promise<Detail> => {
        const store = storeOf(request, deps.database).commerce;
        const customer = await getCustomer(store, kind, request.params.id);
        setETag(reply, customer.version);
        return { ...showCustomer(customer), habits: showHabits(await store.readHabits(customer.customerId)) };
      },
    });

    app.route({
      method: 'PATCH',
      url: `${path}/:id`,
      schema: {
        tags: ['customers'],
        summary: `Change ${one}`,
        description: 'Null takes a field away. Invoices keep name and address as they were.',
        params: CustomerParams,
        headers: IfMatchHeaders,
        body: changes,
        response: { 200: Customer, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        const { customerId } = await getCustomer(store, kind, request.params.id);
        const { customer_group: customerGroup, is_active: isActive, ...body } = request.body;
        const customer = await store.changeCustomer(
          customerId,
          { ...withoutUndefined({ ...body, customerGroup, isActive }), at: new Date() },
          seenVersion(request.headers),
        );
        setETag(reply, customer.version);
        return showCustomer(customer);
      },
    });

    app.route({
      method: 'DELETE',
      url: `${path}/:id`,
      schema: {
        tags: ['customers'],
        summary: `Delete ${one}`,
        description: 'Answers 409 when it has orders: it can be made inactive instead.',
        params: CustomerParams,
        headers: IfMatchHeaders,
        response: { 204: GONE, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        const { customerId } = await getCustomer(store, kind, request.params.id);
        await store.removeCustomer(customerId, seenVersion(request.headers));
        return reply.code(204).send(null);
      },
    });
  };
}

async function getCustomer(store: CommerceStore, kind: CustomerKind, id: string): Promise<CustomerRecord> {
  const customer = await store.findCustomer(id);
  if (customer === undefined || customer.kind !== kind)
    throw new ParleyError('not_found', 'There is no such customer in this workspace.');
  return customer;
}

function showCustomer(customer: CustomerRecord): Shown {
  return {
    customer_id: customer.customerId,
    kind: customer.kind,
    code: customer.code,
    name: customer.name,
    phone: customer.phone,
    address: customer.address,
    customer_group: customer.customerGroup,
    language: customer.language,
    is_active: customer.isActive,
    version: customer.version,
    created_at: customer.createdAt.toISOString(),
    updated_at: customer.updatedAt.toISOString(),
  };
}

function showHabits(habits: CustomerHabits | undefined): Detail['habits'] {
  if (habits === undefined) return null;
  return {
    order_count: habits.orderCount,
    last_order_at: habits.lastOrderAt?.toISOString() ?? null,
    rhythm_days: habits.rhythmDays ?? null,
    preferred: habits.preferred.map(({ productId, times, quantity }) => ({ product_id: productId, times, quantity })),
    last_topics: [...habits.lastTopics],
  };
}
