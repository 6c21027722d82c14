import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { ERRORS, ParleyError } from '../../contracts/errors.ts';
import type { ApiDeps } from '../deps.ts';
import { NO_KEY, PROBLEMS } from '../docs.ts';

const ErrorCodeRow = z
  .object({ code: z.string(), status: z.int(), retryable: z.boolean(), title: z.string() })
  .meta({ id: 'ErrorCode' });

/** Routes for operators; they need no key and tell nothing of any workspace. */
export function serviceRoutes(deps: ApiDeps, metrics: Registry): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/',
      schema: {
        tags: ['service'],
        security: NO_KEY,
        summary: 'Read name and version',
        description: 'Where a person who opens the address finds the documentation.',
        response: { 200: z.object({ name: z.string(), version: z.string(), docs: z.string() }) },
      },
      handler: async () => ({ name: 'parley', version: deps.settings.version, docs: '/docs' }),
    });

    app.route({
      method: 'GET',
      url: '/health',
      schema: {
        tags: ['service'],
        security: NO_KEY,
        summary: 'Ask whether this process lives',
        description: 'Looks at nothing else, so that a restart is not asked for because a server behind it is away.',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
      handler: async () => ({ status: 'ok' as const }),
    });

    app.route({
      method: 'GET',
      url: '/ready',
      schema: {
        tags: ['service'],
        security: NO_KEY,
        summary: 'Ask whether messages can be answered',
        description: 'Looks at the database, at Temporal and for a polling worker; a problem says what is missing.',
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
      schema: {
        tags: ['service'],
        security: NO_KEY,
        summary: 'Metrics in the Prometheus format',
        description: 'Requests by route, turns by source, waits, and the process. Labels hold no ids.',
        response: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } },
      },
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
      schema: {
        tags: ['service'],
        security: NO_KEY,
        summary: 'List every error code and what it means',
        description: 'The table that problems take their `code`, `status` and `title` from.',
        response: { 200: z.array(ErrorCodeRow) },
      },
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
