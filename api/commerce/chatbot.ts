import process from 'node:process';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { CHATBOT_FLOW, MAX_CONVERSATION_AGE_MS } from '../../contracts/commerce/chatbot.ts';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { ParleyError } from '../../contracts/errors.ts';
import type { ChatbotOrder } from '../../contracts/schemas/commerce/chatbot.ts';
import { ChatbotReply, DeploymentStats, NewChatbotMessage } from '../../contracts/schemas/commerce/chatbot.ts';
import { PendingTurn } from '../../contracts/schemas/turn.ts';
import type { OrderRecord } from '../../db/commerce/order-store.ts';
import type { TurnRecord, WorkspaceStore } from '../../db/interfaces.ts';
import { storeOf } from '../auth.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { messageIdOf } from '../message-ids.ts';
import { IdempotencyHeaders } from '../routes/conversations.ts';
import { pendingTurn } from '../routes/messages.ts';
import { refuseTooLong, sendAndWait } from '../turn-waiting.ts';
import { phoneOf } from './chatbot-phone.ts';

/** The grocery's chatbot by phone number, in the source's words. */
export function chatbotRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/api/chatbot/process',
      schema: {
        tags: ['chatbot'],
        summary: 'Send what a customer said, by phone number',
        description:
          'Finds or begins the one conversation of that phone with the grocery, and answers. The message id (in the body or as Idempotency-Key) makes a repeat safe. When the answer takes long it is 202 with a link to ask at.',
        headers: IdempotencyHeaders,
        body: NewChatbotMessage,
        response: { 200: ChatbotReply, 202: PendingTurn, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const store = storeOf(request, deps.database);
        const { customer_phone: said, user_input: text, message_id: inBody } = request.body;
        const messageId = messageIdOf(inBody, request.headers['idempotency-key']);
        refuseTooLong(text, deps.settings.maxTextChars);
        const flow = flowOf(deps);
        const phone = phoneOf(said);
        const { conversationId } = await store.findOrCreateConversation({
          flow: flow.name,
          channel: 'api',
          initialSnapshot: flow.start(),
          defaultQuietHours: flow.defaultQuietHours,
          ...withoutUndefined({ defaultTimeZone: flow.defaultTimeZone }),
          contact: { externalId: phone },
          at: new Date(),
        });
        const turn = await sendAndWait(deps, store, { conversationId, messageId, text, userName: undefined });
        if (turn !== undefined) {
          const order = await findOrder(store, conversationId);
          return { ...showReply(conversationId, phone, turn), ...(order === undefined ? {} : { order }) };
        }
        const pending = pendingTurn(conversationId, messageId);
        return reply.code(202).header('location', pending.link).send(pending);
      },
    });

    app.route({
      method: 'GET',
      url: '/api/deployment/stats',
      schema: {
        tags: ['chatbot'],
        summary: 'How many conversations the grocery has',
        description:
          'Of the workspace of the key: total, active and completed conversations, failed turns, and the phones of who is being talked to.',
        response: { 200: DeploymentStats, ...PROBLEMS },
      },
      handler: async (request) => {
        const now = new Date();
        const activeSince = new Date(now.getTime() - MAX_CONVERSATION_AGE_MS);
        const figures = await storeOf(request, deps.database).readDeployment(CHATBOT_FLOW, activeSince);
        return {
          status: 'running' as const,
          uptime: uptimeText(process.uptime()),
          stats: {
            total_conversations: figures.conversations,
            active_conversations: figures.active,
            completed_conversations: figures.conversations - figures.active,
            errors: figures.errors,
          },
          active_conversations: [...figures.activePhones],
          timestamp: now.toISOString(),
        };
      },
    });
  };
}

async function findOrder(store: WorkspaceStore, conversationId: string): Promise<ChatbotOrder | undefined> {
  const { items } = await store.commerce.listOrders({ conversationId }, { limit: 1 });
  return items[0] === undefined ? undefined : showOrder(items[0]);
}

function showOrder({ orderId, number, status, currency, grossMinor, lines }: OrderRecord): ChatbotOrder {
  return {
    order_id: orderId,
    number: number ?? null,
    status,
    currency,
    gross_minor: grossMinor,
    items: lines.map(({ sku, name, baseUnit, quantity }) => ({ sku, name, base_unit: baseUnit, quantity })),
  };
}

/** As the source writes it: `2:30:15`. */
export function uptimeText(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'));
  return [Math.floor(whole / 3600), ...parts].join(':');
}

function flowOf({ flows }: ApiContext): DialogueFlow {
  const flow = flows.get(CHATBOT_FLOW);
  if (flow === undefined) throw new ParleyError('unknown_flow', `This installation has no flow ${CHATBOT_FLOW}.`);
  return flow;
}

function showReply(conversationId: string, phone: string, turn: TurnRecord): ChatbotReply {
  return {
    response: turn.reply ?? null,
    conversation_id: conversationId,
    customer_phone: phone,
    state: turn.stateAfter,
    stage: turn.stateAfter,
    turn: turn.turn,
    message_id: turn.messageId,
  };
}
