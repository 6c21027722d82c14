import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import type { PendingAssistantReply as PendingBody } from '../../contracts/schemas/assistant.ts';
import {
  AssistantChat,
  AssistantReply,
  ChatQuery,
  NewAssistantMessage,
  PendingAssistantReply,
} from '../../contracts/schemas/assistant.ts';
import type { EndUserSession } from '../../db/end-user-store.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';
import { NO_KEY, PROBLEMS } from '../docs.ts';
import { messageIdOf } from '../message-ids.ts';
import { IdempotencyHeaders } from '../routes/conversations.ts';
import { refuseTooLong, sendAndWait } from '../turn-waiting.ts';
import type { AssistantContext } from './deps.ts';
import { showChat, showReply } from './show-chat.ts';
import { findPresentVisitor, refuseForgery, setCookie } from './visitors.ts';

/** What end users say and are answered, by cookie. */
export function chatRoutes(context: AssistantContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/api/send-message/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Send a message and get its answer',
        description:
          'Without a cookie a guest’s session begins, whose cookie comes with the answer; with one, X-CSRF-Token is needed. The message id (in the body or as Idempotency-Key) makes a repeat in the same session safe. When the answer takes long it is 202 with a link to ask at.',
        headers: IdempotencyHeaders,
        body: NewAssistantMessage,
        response: { 200: AssistantReply, 202: PendingAssistantReply, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = await context.store();
        const known = await findPresentVisitor(request, reply, store);
        refuseForgery(request, known);
        const { message: text, message_id: inBody } = request.body;
        const messageId = messageIdOf(inBody, request.headers['idempotency-key']);
        refuseTooLong(text, context.settings.maxTextChars);
        const { session } = known ?? setCookie(request, reply, await store.openEndUserSession(new Date()));
        const conversationId = await conversationOf(context, store, session);
        const turn = await sendAndWait(context, store, { conversationId, messageId, text, userName: undefined });
        if (turn !== undefined) return showReply(session.sessionId, turn);
        const pending = pendingReply(session, messageId);
        return reply.code(202).header('location', pending.link).send(pending);
      },
    });

    app.route({
      method: 'GET',
      url: '/api/messages/:message_id/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Read the answer to a message of this session',
        description: '202 while it is not answered yet.',
        params: z.object({ message_id: z.string() }),
        response: { 200: AssistantReply, 202: PendingAssistantReply, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = await context.store();
        const { message_id: messageId } = request.params;
        const visitor = await findPresentVisitor(request, reply, store);
        const conversationId = visitor?.session.conversationId;
        const inbound = conversationId === undefined ? undefined : await store.findInbound(conversationId, messageId);
        if (visitor === undefined || inbound === undefined) {
          throw new ParleyError('not_found', 'There is no such message in this session.');
        }
        const turn = await store.findTurnByInbound(inbound.inboundId);
        if (turn?.status === 'done') return showReply(visitor.session.sessionId, turn);
        return reply.code(202).send(pendingReply(visitor.session, messageId));
      },
    });

    app.route({
      method: 'GET',
      url: '/api/chat/',
      schema: {
        tags: ['assistant'],
        security: NO_KEY,
        summary: 'Read what was said, newest session first',
        description: 'This session and, for who is logged in, all earlier ones. Empty without a session.',
        querystring: ChatQuery,
        response: { 200: z.array(AssistantChat), ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = await context.store();
        const visitor = await findPresentVisitor(request, reply, store);
        if (visitor === undefined) return [];
        const { limit, before } = request.query;
        const chats = await store.listEndUserChats(visitor.session, { limit, beforeSessionId: before });
        return chats.map((chat) => showChat(chat, visitor.session.sessionId));
      },
    });
  };
}

/** The conversation of a session, which begins with its first message; two first messages at once begin one. */
async function conversationOf(
  context: AssistantContext,
  store: WorkspaceStore,
  session: EndUserSession,
): Promise<string> {
  if (session.conversationId !== undefined) return session.conversationId;
  const flow = context.flow();
  const made = await store.createConversation({
    flow: flow.name,
    channel: 'web',
    initialSnapshot: flow.start(),
    defaultQuietHours: flow.defaultQuietHours,
    contact: { externalId: session.externalId },
    idempotencyKey: `assistant|${session.sessionId}`,
    at: new Date(),
  });
  const conversationId = await store.setEndUserConversation(session.sessionId, made);
  if (conversationId === undefined) throw new ParleyError('not_logged_in', 'The session has ended. Log in again.');
  return conversationId;
}

function pendingReply({ sessionId }: EndUserSession, messageId: string): PendingBody {
  const link = `/api/messages/${encodeURIComponent(messageId)}/`;
  return { status: 'pending', session_id: sessionId, message_id: messageId, link };
}
