import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import { Message, NewMessage, NewTransition } from '../../contracts/schemas/message.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import { StreamEvent } from '../../contracts/schemas/stream.ts';
import { PendingTurn, Transition, Turn, TurnDetail } from '../../contracts/schemas/turn.ts';
import { storeOf } from '../auth.ts';
import { addressOf } from '../conversation-address.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { messageIdOf } from '../message-ids.ts';
import { showMessage, showPage, showTransition, showTurn, showTurnDetail } from '../presenters.ts';
import { streamTurn, wantsStream } from '../streams/stream-turn.ts';
import { sendAndWait } from '../turn-waiting.ts';
import { ConversationParams, IdempotencyHeaders } from './conversations.ts';

const MessageParams = ConversationParams.extend({ message_id: z.string() });
const MessageQuery = PageQuery.extend({ role: z.enum(['customer', 'assistant', 'agent']).optional() });

const SendHeaders = IdempotencyHeaders.extend({
  accept: z.string().optional().describe('`text/event-stream` streams the turn.'),
});
const TurnOrStream = {
  description: 'The turn, or the events that lead to it.',
  content: { 'application/json': { schema: Turn }, 'text/event-stream': { schema: StreamEvent } },
};

export function messageRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/conversations/:id/messages',
      schema: {
        tags: ['messages'],
        summary: 'Send a message of the customer and get its turn',
        description:
          'The message id (in the body or as Idempotency-Key) makes a repeat safe: the same id with the same text answers the same turn, with another text 409. When the turn takes long the answer is 202 with a link to ask at. With `Accept: text/event-stream` the turn is streamed: `turn.started`, `reply.delta` while a model writes, `reply.reset` when it begins anew, `turn.done`; a stream that broke is taken up at GET …/events with the last `id`.',
        params: ConversationParams,
        headers: SendHeaders,
        body: NewMessage,
        response: { 200: TurnOrStream, 202: PendingTurn, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { id } = request.params;
        const messageId = messageIdOf(request.body.message_id, request.headers['idempotency-key']);
        const { text, user_name: userName } = request.body;
        const sent = { conversationId: id, messageId, text, userName };
        if (wantsStream(request.headers.accept)) return streamTurn(deps, sent, request, reply);
        const turn = await sendAndWait(deps, storeOf(request, deps.database), sent);
        if (turn !== undefined) return showTurn(id, turn);
        const pending = pendingTurn(id, messageId);
        return reply.code(202).header('location', pending.link).send(pending);
      },
    });

    app.route({
      method: 'GET',
      url: '/conversations/:id/messages/:message_id/turn',
      schema: {
        tags: ['messages'],
        summary: 'Read the turn of a message',
        description: 'What the message was answered with; 202 while it is not answered yet.',
        params: MessageParams,
        response: { 200: Turn, 202: PendingTurn, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { id, message_id: messageId } = request.params;
        const store = storeOf(request, deps.database);
        const inbound = await store.findInbound(id, messageId);
        if (inbound === undefined) throw new ParleyError('not_found', 'There is no such message in this conversation.');
        const turn = await store.findTurnByInbound(inbound.inboundId);
        if (turn?.status === 'done') return showTurn(id, turn);
        return reply.code(202).send(pendingTurn(id, messageId));
      },
    });

    app.route({
      method: 'POST',
      url: '/conversations/:id/transition',
      schema: {
        tags: ['messages'],
        summary: 'Send a message in the form {user_message, user_name}',
        description:
          'As POST …/messages, with the answer in `message`. Without an Idempotency-Key a repeat is another message.',
        params: ConversationParams,
        headers: IdempotencyHeaders,
        body: NewTransition,
        response: { 200: Transition, 202: PendingTurn, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { id } = request.params;
        const messageId = messageIdOf(undefined, request.headers['idempotency-key']);
        const { user_message: text, user_name: userName } = request.body;
        const sent = { conversationId: id, messageId, text, userName };
        const turn = await sendAndWait(deps, storeOf(request, deps.database), sent);
        if (turn !== undefined) return showTransition(id, turn);
        const pending = pendingTurn(id, messageId);
        return reply.code(202).header('location', pending.link).send(pending);
      },
    });

    app.route({
      method: 'GET',
      url: '/conversations/:id/messages',
      schema: {
        tags: ['messages'],
        summary: 'List the transcript, oldest first',
        description: 'What the customer, the assistant and agents said; follow-ups belong to no turn.',
        params: ConversationParams,
        querystring: MessageQuery,
        response: { 200: pageOf(Message), ...PROBLEMS },
      },
      handler: async (request) => {
        const store = storeOf(request, deps.database);
        await addressOf(store, request.params.id);
        const { limit, cursor, role } = request.query;
        return showPage(
          await store.listMessages(request.params.id, withoutUndefined({ limit, cursor, role })),
          showMessage,
        );
      },
    });

    app.route({
      method: 'GET',
      url: '/conversations/:id/turns',
      schema: {
        tags: ['messages'],
        summary: 'List the turns, oldest first',
        description: 'Each with what was understood, the trace of why, and where its words came from.',
        params: ConversationParams,
        querystring: PageQuery,
        response: { 200: pageOf(TurnDetail), ...PROBLEMS },
      },
      handler: async (request) => {
        const store = storeOf(request, deps.database);
        await addressOf(store, request.params.id);
        const { limit, cursor } = request.query;
        return showPage(await store.listTurns(request.params.id, withoutUndefined({ limit, cursor })), showTurnDetail);
      },
    });
  };
}

/** Where to ask for a turn that takes longer than a request waits. */
export function pendingTurn(conversationId: string, messageId: string): PendingTurn {
  const link = `/conversations/${conversationId}/messages/${encodeURIComponent(messageId)}/turn`;
  return { conversation_id: conversationId, message_id: messageId, status: 'pending', link };
}
