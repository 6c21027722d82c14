import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fastify } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import { ParleyError } from '../contracts/errors.ts';
import { Authenticator, callerOf } from './auth.ts';
import type { ApiDeps } from './deps.ts';
import { instrument } from './metrics.ts';
import { parseJson } from './parse-json.ts';
import { sendProblem } from './problems.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { followUpRoutes } from './routes/follow-ups.ts';
import { messageRoutes } from './routes/messages.ts';
import { serviceRoutes } from './routes/service.ts';

/** The HTTP API, ready to listen or to be injected into. */
export async function buildApp(deps: ApiDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.logger as never,
    disableRequestLogging: true,
    bodyLimit: deps.settings.bodyLimitBytes,
    genReqId: () => crypto.randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 250 },
    return503OnClosing: true,
  }) as unknown as FastifyInstance;
  const metrics = deps.metrics ?? new Registry();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, parseJson);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  instrument(app, metrics);
  await app.register(helmet, { contentSecurityPolicy: false });
  await documentation(app, deps);
  await app.register(serviceRoutes(deps, metrics));
  await app.register(async (keyed) => {
    await protect(keyed, deps);
    await keyed.register(conversationRoutes(deps));
    await keyed.register(messageRoutes(deps));
    await keyed.register(followUpRoutes(deps));
  });
  app.setNotFoundHandler((request, reply) => sendProblem(missingRoute(app, request), request, reply));
  return app;
}

async function documentation(app: FastifyInstance, deps: ApiDeps): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Parley',
        version: deps.settings.version,
        description:
          'Conversations that are not lost: each message is answered exactly once, whatever is killed meanwhile.',
      },
      components: { securitySchemes: { api_key: { type: 'http', scheme: 'bearer' } } },
      security: [{ api_key: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { persistAuthorization: true, tryItOutEnabled: true },
  });
}

/** Every route registered behind it needs a key and is counted against its rate. */
async function protect(app: FastifyInstance, deps: ApiDeps): Promise<void> {
  const authenticator = new Authenticator(deps.database);
  app.decorateRequest('caller', undefined);
  app.addHook('onRequest', (request) => authenticator.authenticate(request));
  await app.register(rateLimit, {
    max: deps.settings.rateLimitPerMinute,
    timeWindow: '1 minute',
    cache: 10_000,
    hook: 'preParsing',
    keyGenerator: (request) => callerOf(request).apiKeyId,
    errorResponseBuilder: (_request, context) =>
      new ParleyError('rate_limited', `This key may send ${context.max} requests a minute.`, {
        retryAfterSeconds: Math.max(1, Math.ceil(context.ttl / 1000)),
      }),
  });
}

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

function missingRoute(app: FastifyInstance, request: FastifyRequest): ParleyError {
  const url = request.url.split('?')[0] ?? '/';
  const allowed = METHODS.filter((method) => app.findRoute({ method, url }) !== null || matches(app, method, url));
  if (allowed.length > 0) return new ParleyError('method_not_allowed', `This path takes ${allowed.join(', ')}.`);
  return new ParleyError('not_found', 'There is no such path; see /docs.');
}

/** `findRoute` compares patterns; a path is looked for by the shape of our routes. */
function matches(app: FastifyInstance, method: (typeof METHODS)[number], url: string): boolean {
  const [, root, , sub, , action] = url.split('/');
  if (root !== 'conversations') return false;
  const pattern = ['', root, ':id', sub, sub === 'messages' ? ':message_id' : ':follow_up_id', action]
    .slice(0, url.replace(/\/$/, '').split('/').length)
    .join('/');
  return app.findRoute({ method, url: pattern }) !== null;
}
