import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Moved, NewMovement, StockItem, StockLevel, StockQuery } from '../../contracts/schemas/commerce/stock.ts';
import { pageOf } from '../../contracts/schemas/paging.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showPage } from '../presenters.ts';
import { showMovement, showStock } from './show-stock.ts';

const StockParams = z.object({ location_id: z.string(), product_id: z.string() });
const MovementHeaders = z.object({
  'idempotency-key': z.string().min(1).max(200).describe('Yours for this movement: sent again, nothing moves twice.'),
});

/** What is there, and what came. What orders take and give back is theirs to move. */
export function stockRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/stock',
      schema: {
        tags: ['stock'],
        summary: 'List stock',
        description: 'By SKU, of each location; with is_low what should be ordered again.',
        querystring: StockQuery,
        response: { 200: pageOf(StockItem), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, sku, product_id: productId, location_id: locationId, is_low: isLow } = request.query;
        const filter = withoutUndefined({ productId, sku, locationId, isLow });
        const { commerce } = storeOf(request, deps.database);
        return showPage(await commerce.listStock(filter, withoutUndefined({ limit, cursor })), showStock);
      },
    });

    app.route({
      method: 'POST',
      url: '/stock/movements',
      schema: {
        tags: ['stock'],
        summary: 'Receive goods, or correct a count',
        description:
          'Those who asked to hear when the product is back are told. A repeat of the key answers 200 with the same movement.',
        headers: MovementHeaders,
        body: NewMovement,
        response: { 200: Moved, 201: Moved, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { product_id: productId, location_id: locationId, kind, quantity } = request.body;
        const { movement, stock, isRepeat } = await storeOf(request, deps.database).commerce.moveStock({
          productId,
          locationId,
          kind,
          quantity,
          key: request.headers['idempotency-key'],
          at: new Date(),
        });
        return reply.code(isRepeat ? 200 : 201).send({ movement: showMovement(movement), stock: showStock(stock) });
      },
    });

    app.route({
      method: 'PATCH',
      url: '/stock/:location_id/:product_id',
      schema: {
        tags: ['stock'],
        summary: 'Set the reorder level',
        description: 'Below it the product counts as low there.',
        params: StockParams,
        body: StockLevel,
        response: { 200: StockItem, ...PROBLEMS },
      },
      handler: async (request) => {
        const { product_id: productId, location_id: locationId } = request.params;
        const { commerce } = storeOf(request, deps.database);
        return showStock(await commerce.setReorderLevel(productId, locationId, request.body.reorder_level));
      },
    });
  };
}
