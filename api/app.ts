import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { fastify, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import { ParleyError } from '../contracts/errors.ts';
import { assistantRoutes } from './assistant/plugin.ts';
import { Authenticator, callerOf } from './auth.ts';
import { commerceRoutes } from './commerce/plugin.ts';
import type { ApiContext, ApiDeps } from './deps.ts';
import { KnownRoutes } from './known-routes.ts';
import { createMeters, instrument } from './metrics.ts';
import { parseJson } from './parse-json.ts';
import { sendProblem } from './problems.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { followUpRoutes } from './routes/follow-ups.ts';
import { insightRoutes } from './routes/insights.ts';
import { messageRoutes } from './routes/messages.ts';
import { peopleRoutes } from './routes/people.ts';
import { serviceRoutes } from './routes/service.ts';
import { streamRoutes } from './routes/streams.ts';
import { OpenStreams } from './streams/open-streams.ts';
import { UnusedConnections } from './unused-connections.ts';

/** The HTTP API, ready to listen or to be injected into. */
export async function buildApp(deps: ApiDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.logger as never,
    // A line a request would name ids of users (in queries) and cost more CPU than the request: metrics count instead.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: deps.settings.bodyLimitBytes,
    genReqId: () => crypto.randomUUID(),
    trustProxy: [...(deps.settings.trustedProxies ?? [])],
    forceCloseConnections: 'idle',
    // A message id may have 200 characters, and each may arrive percent-encoded as three.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 600 },
    // While it closes, a kept-alive connection is answered once more and told to close: no request is lost to a restart.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  }) as unknown as FastifyInstance;
  const metrics = deps.metrics ?? new Registry();
  const meters = createMeters(metrics);
  const streams = new OpenStreams(meters.openStreams);
  const context: ApiContext = { ...deps, meters, streams };
  const routes = new KnownRoutes();
  app.addHook('onRoute', ({ method, url }) => routes.add(method, url));
  const unused = new UnusedConnections(app.server);
  app.addHook('preClose', async () => {
    streams.endAll();
    await unused.end();
  });
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
    await keyed.register(conversationRoutes(context));
    await keyed.register(messageRoutes(context));
    await keyed.register(streamRoutes(context));
    await keyed.register(peopleRoutes(context));
    await keyed.register(followUpRoutes(context));
    await keyed.register(insightRoutes(context));
    await keyed.register(commerceRoutes(context));
  });
  const { assistant } = deps.settings;
  if (assistant !== undefined) await app.register(assistantRoutes(context, assistant));
  app.setNotFoundHandler((request, reply) => {
    const allowed = routes.methodsOf(request.url);
    if (allowed.length === 0) throw new ParleyError('not_found', 'There is no such path; see /docs.');
    reply.header('allow', allowed.join(', '));
    throw new ParleyError('method_not_allowed', `This path takes ${allowed.join(', ')}.`);
  });
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
      components: {
        securitySchemes: {
          api_key: { type: 'http', scheme: 'bearer', description: 'A key of your workspace.' },
          api_key_header: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key.' },
        },
      },
      security: [{ api_key: [] }, { api_key_header: [] }],
      tags: [
        { name: 'conversations', description: 'Begin, find, read and close conversations.' },
        { name: 'messages', description: 'What the customer says, what is answered, and why.' },
        { name: 'people', description: 'A person takes over, speaks, and gives the conversation back.' },
        { name: 'follow-ups', description: 'What is sent if the customer stays silent.' },
        { name: 'insights', description: 'What the conversations came to, and the results of experiments.' },
        { name: 'products', description: 'What is sold: names, units, sizes, packs, tax; search, import and export.' },
        { name: 'price lists', description: 'What it costs, for everybody or for a group of customers.' },
        { name: 'locations', description: 'Shops and warehouses with stock.' },
        { name: 'stock', description: 'What is there, what came and what went.' },
        { name: 'customers', description: 'Who buys: people, and outlets of businesses.' },
        { name: 'orders', description: 'From the yes of the customer to the door, with every change.' },
        { name: 'deliveries', description: 'What goes where, and when there is room.' },
        { name: 'invoices', description: 'Invoices and credit notes, as JSON and PDF.' },
        { name: 'chatbot', description: 'The grocery by phone number, and how many it talks to.' },
        { name: 'assistant', description: 'For people with a browser: by cookie, without a key.' },
        { name: 'service', description: 'For operators; no key needed.' },
      ],
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
