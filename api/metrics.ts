import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { collectDefaultMetrics, Histogram } from 'prom-client';

/** Counts and times requests by route and status; the pattern of the route, never an id. */
export function instrument(app: FastifyInstance, registry: Registry): void {
  collectDefaultMetrics({ register: registry, prefix: 'parley_' });
  const seconds = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}
