import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ParleyError } from '../../contracts/errors.ts';
import { ConversationDetail, NewOwner } from '../../contracts/schemas/conversation.ts';
import { Message, NewAgentMessage } from '../../contracts/schemas/message.ts';
import type { NewAgentMessage as AgentMessage, MessageRecord, WorkspaceStore } from '../../db/interfaces.ts';
import { storeOf } from '../auth.ts';
import { addressOf, noConversation } from '../conversation-address.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS } from '../docs.ts';
import { messageIdOf } from '../message-ids.ts';
import { showMessage } from '../presenters.ts';
import { refuseTooLong } from '../turn-waiting.ts';
import { ConversationParams, conversationDetail, IdempotencyHeaders } from './conversations.ts';

export function peopleRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'PUT',
      url: '/conversations/:id/owner',
      schema: {
        tags: ['people'],
        summary: 'Give the conversation to a person, or back to the bot',
        description:
          'It changes between two turns: a reply that is being written is finished first. While a person owns it, messages of the customer are kept and the bot is silent.',
        params: ConversationParams,
        body: NewOwner,
        response: { 200: ConversationDetail, ...PROBLEMS },
      },
      handler: async (request) => {
        const store = storeOf(request, deps.database);
        const address = await addressOf(store, request.params.id);
        await deps.conversations.command(address, { kind: 'set_owner', owner: request.body.owner });
        return conversationDetail(store, request.params.id);
      },
    });

    app.route({
      method: 'POST',
      url: '/conversations/:id/agent-messages',
      schema: {
        tags: ['people'],
        summary: 'Say something as a person',
        description:
          'Only while a person owns the conversation. The message id (in the body or as Idempotency-Key) makes a repeat safe.',
        params: ConversationParams,
        headers: IdempotencyHeaders,
        body: NewAgentMessage,
        response: { 201: Message, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const { text, message_id: inBody } = request.body;
        refuseTooLong(text, deps.settings.maxTextChars);
        const message = await say(storeOf(request, deps.database), {
          conversationId: request.params.id,
          messageId: messageIdOf(inBody, request.headers['idempotency-key']),
          text,
          at: new Date(),
        });
        reply.code(201);
        return showMessage(message);
      },
    });
  };
}

async function say(store: WorkspaceStore, said: AgentMessage): Promise<MessageRecord> {
  const recorded = await store.recordAgentMessage(said);
  switch (recorded.kind) {
    case 'stored':
    case 'repeat':
      return recorded.message;
    case 'no_conversation':
      throw noConversation();
    case 'not_owned':
      throw new ParleyError('bot_owns_conversation', 'Take it over first: PUT …/owner with {"owner": "person"}.');
    case 'conflict':
      throw new ParleyError('message_id_reused', 'Send another message_id, or the same text.', {
        ids: { message_id: said.messageId },
      });
  }
}
