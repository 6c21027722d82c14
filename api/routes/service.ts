import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { ERRORS, ParleyError } from '../../contracts/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { PROBLEMS } from '../docs.ts';

/** Routes for operators; they need no key and tell nothing of any workspace. */
export function serviceRoutes(deps: ApiDeps, metrics: Registry): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/',
      schema: {
        tags: ['service'],
        summary: 'Name and version',
        response: { 200: z.object({ name: z.string(), version: z.string(), docs: z.string() }) },
      },
      handler: async () => ({ name: 'parley', version: deps.settings.version, docs: '/docs' }),
    });

    app.route({
      method: 'GET',
      url: '/health',
      schema: {
        tags: ['service'],
        summary: 'Whether this process lives',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
      handler: async () => ({ status: 'ok' as const }),
    });

    app.route({
      method: 'GET',
      url: '/ready',
      schema: {
        tags: ['service'],
        summary: 'Whether messages can be answered: database, Temporal and a polling worker',
        response: { 200: z.object({ status: z.literal('ready') }), ...PROBLEMS },
      },
      handler: async () => {
        const looked = await Promise.allSettled([deps.database.ping(), deps.conversations.checkReady()]);
        const failures = looked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
        if (failures.length === 0) return { status: 'ready' as const };
        const details = failures.map((failure) =>
          failure instanceof ParleyError ? `${failure.code}: ${failure.detail}` : 'unknown failure',
        );
        const code = failures[0] instanceof ParleyError ? failures[0].code : 'internal';
        throw new ParleyError(code, details.join(' '), { retryAfterSeconds: 1 });
      },
    });

    app.route({
      method: 'GET',
      url: '/metrics',
      schema: { tags: ['service'], summary: 'Metrics in the Prometheus format' },
      handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()),
    });

    app.route({
      method: 'GET',
      url: '/openapi.json',
      schema: { hide: true },
      handler: async () => app.swagger(),
    });

    app.route({
      method: 'GET',
      url: '/docs/errors',
      schema: { tags: ['service'], summary: 'Every error code and what it means' },
      handler: async () =>
        Object.entries(ERRORS).map(([code, { httpStatus, retryable, title }]) => ({
          code,
          status: httpStatus,
          retryable,
          title,
        })),
    });
  };
}
