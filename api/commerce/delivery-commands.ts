import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Delivery, DeliveryCommandBody } from '../../contracts/schemas/commerce/orders.ts';
import { ParleyError } from '../../contracts/errors.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { IdempotencyHeaders } from '../routes/conversations.ts';
import { DeliveryParams } from './deliveries.ts';
import { IfMatchHeaders, seenVersion, setETag } from './etags.ts';
import { commandOrder } from './orders.ts';
import { showDelivery } from './show-order.ts';

const COMMANDS = [
  ['pack', 'Pack a delivery order', 'A planned one. With the first of them its order is packed.'],
  ['dispatch', 'Send a delivery order', 'A packed one. With the first of them its order is out for delivery.'],
  [
    'deliver',
    'Say that a delivery order arrived',
    'One that is out. When nothing else of its order is left, the order is delivered and the return window opens.',
  ],
  [
    'cancel',
    'Cancel a delivery order',
    'Until it arrived; its number stays. What was on it waits for another delivery order, or for the order’s drop-rest.',
  ],
] as const;

/** What may be done with one delivery order: carried out by its order’s workflow, so that order and customer hear of it. */
export function deliveryCommandRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    for (const [name, summary, description] of COMMANDS) {
      app.route({
        method: 'POST',
        url: `/deliveries/:id/${name}`,
        schema: {
          tags: ['deliveries'],
          summary,
          description: `${description} Answers 409 where its state does not allow it. Sent again with the same Idempotency-Key, nothing is done twice.`,
          params: DeliveryParams,
          headers: IdempotencyHeaders.extend(IfMatchHeaders.shape),
          body: DeliveryCommandBody.nullish(),
          response: { 200: Delivery, ...PROBLEMS },
        },
        handler: async (request, reply) => {
          const store = storeOf(request, deps.database).commerce;
          const known = await store.findDelivery(request.params.id);
          if (known === undefined) throw noDelivery();
          const { deliveryId, orderId } = known;
          const version = seenVersion(request.headers);
          await commandOrder(deps, request, orderId, {
            name,
            by: 'person',
            deliveryId,
            ...withoutUndefined({ reason: request.body?.reason, version }),
          });
          const delivery = (await store.findDelivery(deliveryId)) ?? known;
          setETag(reply, delivery.version);
          return showDelivery(delivery);
        },
      });
    }
  };
}

function noDelivery(): ParleyError {
  return new ParleyError('not_found', 'There is no such delivery in this workspace.');
}
