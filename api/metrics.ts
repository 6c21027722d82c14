import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { Counter, collectDefaultMetrics, Gauge, Histogram } from 'prom-client';

/** What the API counts besides requests. Labels are names of ours, never an id or a word of a customer. */
export interface Meters {
  /** Turns that were answered for the first time in this process, by the source of the reply. */
  readonly turns: Counter<'source'>;
  /** Requests that were told to come back for their turn (202). */
  readonly pendingAnswers: Counter;
  /** From a stored message to its turn, or to giving up. */
  readonly turnWaitSeconds: Histogram;
  /** Streams that are open in this process. */
  readonly openStreams: Gauge;
}

export function createMeters(registry: Registry): Meters {
  const registers = [registry];
  return {
    turns: new Counter({
      name: 'parley_api_turns_total',
      help: 'Turns answered by this process, by the source of the reply',
      labelNames: ['source'],
      registers,
    }),
    pendingAnswers: new Counter({
      name: 'parley_api_pending_answers_total',
      help: 'Requests answered 202 because their turn took long',
      registers,
    }),
    turnWaitSeconds: new Histogram({
      name: 'parley_api_turn_wait_seconds',
      help: 'Time a request waited for its turn',
      buckets: BUCKETS,
      registers,
    }),
    openStreams: new Gauge({ name: 'parley_api_open_streams', help: 'Streams that are open', registers }),
  };
}

/** Counts and times requests by route and status; the pattern of the route, never an id. */
export function instrument(app: FastifyInstance, registry: Registry): void {
  collectDefaultMetrics({ register: registry, prefix: 'parley_' });
  const seconds = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // A stream lasts as long as its reader likes: that is no time of an answer.
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}

/** Around the measured 10 to 20 ms of a template turn and the 2 s a model may take. */
const BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
