import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { OrderCommandName, OrderItem } from '../../contracts/commerce/orders.ts';
import { ORDER_STATUSES } from '../../contracts/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { Item, OrderDetail as Detail } from '../../contracts/schemas/commerce/orders.ts';
import { NewOrder, Order, OrderChanges, OrderDetail } from '../../contracts/schemas/commerce/orders.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import type { CommerceStore } from '../../db/commerce/interfaces.ts';
import type { OrderRecord } from '../../db/commerce/order-store.ts';
import { callerOf, storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { IdempotencyHeaders } from '../routes/conversations.ts';
import { GONE, IfMatchHeaders, seenVersion, setETag } from './etags.ts';
import { keyedBy } from './keyed-by.ts';
import { showOrder, showOrderDetail } from './show-order.ts';

export const OrderParams = z.object({ id: z.string() });

/** From (included) and to (excluded), for lists by time. */
export const SpanQuery = PageQuery.extend({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
const ListQuery = SpanQuery.extend({
  status: z.enum(ORDER_STATUSES).optional(),
  number: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  customer_id: z.string().max(36).optional().describe('A person or an outlet.'),
  location_id: z.string().max(36).optional(),
  conversation_id: z.string().max(36).optional(),
  flow: z.string().max(64).optional(),
});
const ConfirmHeaders = IdempotencyHeaders.extend(IfMatchHeaders.shape);

/** Orders: placed, read, changed, and while they are drafts deleted. Commands are in order-commands.ts. */
export function orderRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/orders',
      schema: {
        tags: ['orders'],
        summary: 'Place an order, or keep a draft of one',
        description:
          'At the prices and names of the customer’s price list now. A confirmed order is reserved, accepted and invoiced without being asked again; read it, or follow its events. Sent again with the same Idempotency-Key, it answers the same order; with another request it is refused.',
        headers: IdempotencyHeaders,
        body: NewOrder,
        response: { 201: Order, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        const { items, status } = request.body;
        const { order } = await store.placeOrder({
          ...placementOf(request.body),
          status,
          items: await itemsOf(store, items),
          ...keyedBy(request.headers, request.body),
          isTold: false,
          at: new Date(),
        });
        if (status === 'confirmed') await begin(deps, request, order);
        reply.code(201).header('location', `/orders/${order.orderId}`);
        setETag(reply, order.version);
        return showOrder(order);
      },
    });

    app.route({
      method: 'GET',
      url: '/orders',
      schema: {
        tags: ['orders'],
        summary: 'List orders, newest first',
        description:
          'Filters by status, number, customer or outlet, location, conversation, flow and time can be combined.',
        querystring: ListQuery,
        response: { 200: pageOf(Order), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, status, number, flow, ...query } = request.query;
        const filter = {
          ...withoutUndefined({ status, number, flow, customerId: query.customer_id }),
          ...withoutUndefined({ locationId: query.location_id, conversationId: query.conversation_id }),
          ...spanOf(query),
        };
        const page = await storeOf(request, deps.database).commerce.listOrders(
          filter,
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showOrder);
      },
    });

    app.route({
      method: 'GET',
      url: '/orders/:id',
      schema: {
        tags: ['orders'],
        summary: 'Read an order',
        description: 'With lines, events, invoices and delivery.',
        params: OrderParams,
        response: { 200: OrderDetail, ...PROBLEMS },
      },
      handler: async (request, reply) => answerOrder(deps, request, reply, request.params.id),
    });

    app.route({
      method: 'PATCH',
      url: '/orders/:id',
      schema: {
        tags: ['orders'],
        summary: 'Change an order',
        description:
          'A draft, or until it is dispatched: an invoice is then credited and another issued. What cannot be had in full is refused, and the order stays as it was.',
        params: OrderParams,
        headers: ConfirmHeaders,
        body: OrderChanges,
        response: { 200: OrderDetail, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { id } = request.params;
        const store = storeOf(request, deps.database).commerce;
        const { items, slot_id: slotId, deliver_on: deliverOn, address, note } = request.body;
        const change = withoutUndefined({ slotId, deliverOn, version: seenVersion(request.headers) });
        const wanted = items === undefined ? {} : { items: await itemsOf(store, items) };
        const order = await getOrder(store, id);
        if (order.status === 'draft') {
          await store.changeDraft(id, { ...change, ...wanted, ...withoutUndefined({ address, note }), at: new Date() });
        } else {
          if (address !== undefined || note !== undefined)
            throw new ParleyError(
              'order_command_refused',
              'Only drafts change their address or note; later, change them on the delivery order.',
            );
          await commandOrder(deps, request, id, { name: 'change', ...change, ...wanted, by: 'person' });
        }
        return answerOrder(deps, request, reply, id);
      },
    });

    app.route({
      method: 'DELETE',
      url: '/orders/:id',
      schema: {
        tags: ['orders'],
        summary: 'Delete a draft',
        description: 'Any other order is cancelled instead: its number stays.',
        params: OrderParams,
        headers: IfMatchHeaders,
        response: { 204: GONE, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        await store.deleteDraft(request.params.id, seenVersion(request.headers));
        return reply.code(204).send(null);
      },
    });

    app.route({
      method: 'POST',
      url: '/orders/:id/confirm',
      schema: {
        tags: ['orders'],
        summary: 'Confirm a draft',
        description: 'At the prices of now. One that is confirmed already is answered as it is.',
        params: OrderParams,
        headers: IfMatchHeaders,
        response: { 200: OrderDetail, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database).commerce;
        const version = seenVersion(request.headers);
        const order = await store.confirmDraft(request.params.id, { ...withoutUndefined({ version }), at: new Date() });
        await begin(deps, request, order);
        return answerOrder(deps, request, reply, order.orderId);
      },
    });
  };
}

/** Starts its workflow. What is confirmed is safe: when Temporal is away, the relay starts it later. */
async function begin(deps: ApiContext, request: FastifyRequest, { orderId }: OrderRecord): Promise<void> {
  const { workspaceId } = callerOf(request);
  await deps.orders.start({ workspaceId, orderId }).catch((error: unknown) => {
    if (!(error instanceof ParleyError) || error.code !== 'temporal_unavailable') throw error;
  });
}

export interface Commanded {
  readonly name: OrderCommandName;
  readonly by: 'customer' | 'person';
  readonly items?: readonly OrderItem[];
  readonly slotId?: string;
  readonly deliverOn?: string;
  readonly deliveryId?: string;
  readonly reason?: string;
  readonly version?: number;
}

/** Has the order's workflow carry out a command. What is refused, or done already, costs the workflow nothing. */
export async function commandOrder(
  deps: ApiContext,
  request: FastifyRequest & { readonly headers: { readonly 'idempotency-key'?: string | undefined } },
  orderId: string,
  commanded: Commanded,
): Promise<void> {
  const { workspaceId } = callerOf(request);
  const command = { ...commanded, key: `api/${request.headers['idempotency-key'] ?? randomUUID()}` };
  const state = await storeOf(request, deps.database).commerce.checkCommand(orderId, command, new Date());
  if (state === 'allowed') await deps.orders.command({ workspaceId, orderId }, command);
}

export async function answerOrder(
  deps: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  orderId: string,
): Promise<Detail> {
  const store = storeOf(request, deps.database).commerce;
  const order = await getOrder(store, orderId);
  setETag(reply, order.version);
  return showOrderDetail(store, order);
}

async function getOrder(store: CommerceStore, orderId: string): Promise<OrderRecord> {
  const order = await store.findOrder(orderId);
  if (order === undefined) throw new ParleyError('not_found', 'There is no such order in this workspace.');
  return order;
}

/** ParleyError `unknown_product` names the first SKU that no product has. */
export async function itemsOf(store: CommerceStore, items: readonly Item[]): Promise<readonly OrderItem[]> {
  const skus = items.flatMap((item) => ('sku' in item ? [item.sku] : []));
  const ids = await store.findProductIds(skus);
  return items.map((item) => {
    const productId = 'sku' in item ? ids.get(item.sku) : item.product_id;
    if (productId === undefined) throw new ParleyError('unknown_product', 'No product has one of these SKUs.');
    return { productId, quantity: item.quantity };
  });
}

/** Of a query with `from` and `to`. */
export function spanOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  return withoutUndefined({
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  });
}

function placementOf(body: NewOrder) {
  return {
    customerId: body.customer_id,
    ...withoutUndefined({
      conversationId: body.conversation_id,
      flow: body.flow,
      locationId: body.location_id,
      slotId: body.slot_id,
      deliverOn: body.deliver_on,
      address: body.address,
      note: body.note,
    }),
  };
}
