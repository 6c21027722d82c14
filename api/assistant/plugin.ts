import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ParleyError } from '../../contracts/errors.ts';
import type { ApiContext, AssistantSettings } from '../deps.ts';
import { accountRoutes } from './account-routes.ts';
import { networkOf } from './addresses.ts';
import { chatRoutes } from './chat-routes.ts';
import { assistantContext } from './deps.ts';
import { pageRoutes } from './page-routes.ts';

/** The assistant for people with a browser: they log in or stay guests, and need no API key. */
export function assistantRoutes(context: ApiContext, settings: AssistantSettings): FastifyPluginAsyncZod {
  const assistant = assistantContext(context, settings);
  return async (app) => {
    await app.register(pageRoutes());
    await app.register(async (api) => {
      await api.register(cookie);
      await api.register(rateLimit, {
        max: settings.ratePerMinute,
        timeWindow: '1 minute',
        cache: 10_000,
        keyGenerator: (request) => networkOf(request.ip),
        errorResponseBuilder: (_request, { max, ttl }) =>
          new ParleyError('rate_limited', `From one address ${max} requests a minute are taken.`, {
            retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)),
          }),
      });
      api.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      await api.register(accountRoutes(assistant));
      await api.register(chatRoutes(assistant));
    });
  };
}
