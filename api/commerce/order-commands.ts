import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { OrderCommandBody, OrderDetail } from '../../contracts/schemas/commerce/orders.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { IdempotencyHeaders } from '../routes/conversations.ts';
import { IfMatchHeaders, seenVersion } from './etags.ts';
import { answerOrder, commandOrder, itemsOf, OrderParams } from './orders.ts';

const COMMANDS = [
  ['accept-short', 'accept_short', 'Take what is left of a short order', 'The customer says that it will do.'],
  [
    'approve',
    'approve',
    'Approve an order above the limit',
    'It is accepted: the stock leaves, the invoice is issued.',
  ],
  ['refuse', 'refuse', 'Refuse an order above the limit', 'It is cancelled, and nothing is charged.'],
  [
    'cancel',
    'cancel',
    'Cancel an order',
    'A customer until it is packed, a person until it is dispatched. An invoice is credited.',
  ],
  ['pack', 'pack', 'Pack an accepted order', 'From now on only a person changes or cancels it.'],
  ['dispatch', 'dispatch', 'Send a packed order', 'From now on it can only be delivered.'],
  [
    'deliver',
    'deliver',
    'Say that an order was delivered',
    'All of it that is out. When nothing else is left the return window opens; else it stays out for delivery.',
  ],
  [
    'drop-rest',
    'drop_rest',
    'Give up what was not delivered',
    'When no delivery order of it is open: the rest goes back to stock and is credited. An order of which nothing arrived is cancelled.',
  ],
  [
    'return',
    'return',
    'Take back what was delivered',
    'All of it or some items, within the return window; they are credited. What is sound goes back to stock where the shop says so: with the reasons damaged, spoiled and other nothing does.',
  ],
] as const;

/** What may be done with a confirmed order: one route a command, answered when it was carried out. */
export function orderCommandRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    for (const [path, name, summary, description] of COMMANDS) {
      app.route({
        method: 'POST',
        url: `/orders/:id/${path}`,
        schema: {
          tags: ['orders'],
          summary,
          description: `${description} Answers 409 where the order’s state does not allow it. Sent again with the same Idempotency-Key, nothing is done twice.`,
          params: OrderParams,
          headers: IdempotencyHeaders.extend(IfMatchHeaders.shape),
          body: OrderCommandBody.nullish(),
          response: { 200: OrderDetail, ...PROBLEMS },
        },
        handler: async (request, reply) => {
          const { by = 'person', reason, items } = request.body ?? {};
          const store = storeOf(request, deps.database).commerce;
          await commandOrder(deps, request, request.params.id, {
            name,
            by,
            ...withoutUndefined({ reason, version: seenVersion(request.headers) }),
            ...(items === undefined ? {} : { items: await itemsOf(store, items) }),
          });
          return answerOrder(deps, request, reply, request.params.id);
        },
      });
    }
  };
}
