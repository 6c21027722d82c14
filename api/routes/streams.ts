import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import { StoppingTurn, StreamEvent } from '../../contracts/schemas/stream.ts';
import { storeOf } from '../auth.ts';
import { addressOf, noConversation } from '../conversation-address.ts';
import type { ApiContext } from '../deps.ts';
import { eventStream, PROBLEMS } from '../docs.ts';
import { conversationFrames, findStart } from '../streams/conversation-events.ts';
import { ConversationParams } from './conversations.ts';

const EventHeaders = z.object({
  'last-event-id': z.string().max(100).optional().describe('`id` of the last event you saw; goes before `after`.'),
});
const EventQuery = z.object({
  after: z.string().max(100).optional().describe('The same for clients that cannot send headers; 0.0.0.0: everything.'),
});

export function streamRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/conversations/:id/events',
      schema: {
        tags: ['messages'],
        summary: 'Follow a conversation as it happens',
        description:
          'Server-sent events: replies while they are written (`reply.delta`; `reply.reset` voids them), finished turns (`turn.done`), and what is said outside turns (`message`: follow-ups, people). With `Last-Event-ID` it goes on after that event, on any API process; without, it begins with what comes.',
        params: ConversationParams,
        headers: EventHeaders,
        querystring: EventQuery,
        response: { 200: eventStream(StreamEvent), ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database);
        const { id } = request.params;
        const from = await findStart(store, id, request.headers['last-event-id'] ?? request.query.after);
        if (from === undefined) throw noConversation();
        const source = { store, turns: deps.database.turns, conversationId: id };
        return deps.streams.send(reply, (signal) => conversationFrames({ ...source, signal }, from, request));
      },
    });

    app.route({
      method: 'POST',
      url: '/conversations/:id/stop',
      schema: {
        tags: ['messages'],
        summary: 'Stop the reply that is being written',
        description:
          'Ends the generation. What was written by then is kept as the reply and marked `is_partial`; the turn follows as `turn.done`. Answers 409 when no reply is being written.',
        params: ConversationParams,
        response: { 202: StoppingTurn, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database);
        const { id } = request.params;
        const stopped = await store.stopComposition(id, new Date());
        if (stopped === undefined) {
          await addressOf(store, id);
          throw new ParleyError('nothing_to_stop', 'Every message so far is answered, or its reply is not begun yet.');
        }
        reply.code(202);
        return { conversation_id: id, turn: stopped.turn, status: 'stopping' as const };
      },
    });
  };
}
