import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiContext } from '../deps.ts';
import { chatbotRoutes } from './chatbot.ts';
import { locationRoutes } from './locations.ts';
import { priceListRoutes } from './price-lists.ts';
import { productFileRoutes } from './product-files.ts';
import { productRoutes } from './products.ts';
import { stockRoutes } from './stock.ts';

/** One plugin a resource. */
const RESOURCES: readonly ((deps: ApiContext) => FastifyPluginAsyncZod)[] = [
  productRoutes,
  productFileRoutes,
  priceListRoutes,
  locationRoutes,
  stockRoutes,
  chatbotRoutes,
];

/** Everything about products, stock, customers, orders and invoices. */
export function commerceRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    for (const routes of RESOURCES) await app.register(routes(deps));
  };
}
