import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiContext } from '../deps.ts';
import { chatbotRoutes } from './chatbot.ts';

/** One plugin a resource. */
const RESOURCES: readonly ((deps: ApiContext) => FastifyPluginAsyncZod)[] = [chatbotRoutes];

/** Everything about products, stock, customers, orders and invoices. */
export function commerceRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    for (const routes of RESOURCES) await app.register(routes(deps));
  };
}
