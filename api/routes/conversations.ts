import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { DialogueFlow } from '../../contracts/dialogue.ts';
import { ParleyError } from '../../contracts/errors.ts';
import {
  Conversation,
  ConversationDetail,
  CreatedConversation,
  MessageId,
  NewConversation,
  UserId,
} from '../../contracts/schemas/conversation.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import type { WorkspaceStore } from '../../db/interfaces.ts';
import { storeOf } from '../auth.ts';
import { addressOf, noConversation } from '../conversation-address.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showConversation, showFollowUp, showPage, showTurn } from '../presenters.ts';
import { refuseTooLong, sendAndWait } from '../turn-waiting.ts';

export const ConversationParams = z.object({ id: z.string() });

export const IdempotencyHeaders = z.object({ 'idempotency-key': MessageId.optional() });

/** A name of a flow's definition, such as `price_negotiation`. */
const FlowWord = z.string().regex(/^[\w.-]{1,100}$/, 'must be a name of letters, digits, _ and -');

const ListQuery = PageQuery.extend({
  status: z.enum(['open', 'closed']).optional(),
  state: FlowWord.optional(),
  flow: FlowWord.optional(),
  user_id: UserId.optional().describe('Your id of the contact.'),
});

export function conversationRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: '/conversations',
      schema: {
        tags: ['conversations'],
        summary: 'Create a conversation',
        description:
          'Finds or makes the contact and begins a conversation. An initial message is answered in the response. Sent again with the same Idempotency-Key, it answers the same conversation.',
        headers: IdempotencyHeaders,
        body: NewConversation,
        response: { 201: CreatedConversation, 202: CreatedConversation, ...PROBLEMS },
      },
      handler: async (request, reply) => {
        const creation = { body: request.body, idempotencyKey: request.headers['idempotency-key'] };
        return create(deps, storeOf(request, deps.database), creation, reply);
      },
    });

    app.route({
      method: 'GET',
      url: '/conversations',
      schema: {
        tags: ['conversations'],
        summary: 'List conversations, newest first',
        description: 'Filters by contact, flow, state and status can be combined.',
        querystring: ListQuery,
        response: { 200: pageOf(Conversation), ...PROBLEMS },
      },
      handler: async (request) => {
        const { limit, cursor, user_id: externalId, status, state, flow } = request.query;
        const page = await storeOf(request, deps.database).listConversations(
          withoutUndefined({ externalId, status, state, flow }),
          withoutUndefined({ limit, cursor }),
        );
        return showPage(page, showConversation);
      },
    });

    app.route({
      method: 'GET',
      url: '/conversations/:id',
      schema: {
        tags: ['conversations'],
        summary: 'Read a conversation',
        description: 'With its state history, what the customer told, and the pending follow-ups.',
        params: ConversationParams,
        response: { 200: ConversationDetail, ...PROBLEMS },
      },
      handler: async (request) => conversationDetail(storeOf(request, deps.database), request.params.id),
    });

    app.route({
      method: 'POST',
      url: '/conversations/:id/close',
      schema: {
        tags: ['conversations'],
        summary: 'Close a conversation',
        description:
          'Ends its follow-ups. The next message opens it again with its memory. Closing twice changes nothing.',
        params: ConversationParams,
        response: { 200: ConversationDetail, ...PROBLEMS },
      },
      handler: async (request) => {
        const store = storeOf(request, deps.database);
        await deps.conversations.command(await addressOf(store, request.params.id), { kind: 'close' });
        return conversationDetail(store, request.params.id);
      },
    });
  };
}

/** The initial message's id does not change with a retry, so it is answered once. */
const INITIAL = 'initial';

interface Creation {
  readonly body: NewConversation;
  readonly idempotencyKey: string | undefined;
}

async function create(
  deps: ApiContext,
  store: WorkspaceStore,
  { body, idempotencyKey }: Creation,
  reply: FastifyReply,
) {
  const { initial_message: text } = body;
  if (text !== undefined) refuseTooLong(text, deps.settings.maxTextChars);
  const { conversationId } = await store.createConversation({
    ...beginningOf(flowOf(deps, body.flow)),
    channel: body.channel,
    contact: contactOf(body),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey, requestHash: hashOf(body) }),
    at: new Date(),
  });
  const turn =
    text === undefined
      ? undefined
      : await sendAndWait(deps, store, { conversationId, messageId: INITIAL, text, userName: body.user_name });
  const record = await store.findConversation(conversationId);
  if (record === undefined) throw noConversation();
  const isPending = text !== undefined && turn === undefined;
  const location = `/conversations/${conversationId}${isPending ? `/messages/${INITIAL}/turn` : ''}`;
  reply.code(isPending ? 202 : 201).header('location', location);
  return { ...showConversation(record), ...(turn === undefined ? {} : { answer: showTurn(conversationId, turn) }) };
}

function flowOf(deps: ApiContext, name: string): DialogueFlow {
  const flow = deps.flows.get(name);
  if (flow === undefined) throw new ParleyError('unknown_flow', `The flows are: ${[...deps.flows.keys()].join(', ')}.`);
  return flow;
}

function beginningOf(flow: DialogueFlow) {
  return {
    flow: flow.name,
    initialSnapshot: flow.start(),
    defaultQuietHours: flow.defaultQuietHours,
    ...withoutUndefined({ defaultTimeZone: flow.defaultTimeZone }),
  };
}

function contactOf(body: NewConversation) {
  const { contact = {} } = body;
  return withoutUndefined({
    externalId: body.user_id,
    name: contact.name ?? body.user_name,
    locale: contact.locale ?? body.locale,
    timeZone: contact.time_zone ?? body.time_zone,
    quietHours: contact.quiet_hours,
  });
}

/** Compared when the key comes again. The usual channel is left out: callers that repeat may have begun before there was a choice. */
function hashOf({ channel, ...rest }: NewConversation): string {
  const hashed = channel === 'api' ? rest : { ...rest, channel };
  return createHash('sha256').update(JSON.stringify(hashed)).digest('base64url');
}

/** ParleyError `not_found` when there is none. */
export async function conversationDetail(store: WorkspaceStore, conversationId: string): Promise<ConversationDetail> {
  const record = await store.findConversation(conversationId);
  if (record === undefined) throw noConversation();
  const [history, followUps] = await Promise.all([
    store.listStateHistory(conversationId),
    store.listFollowUps(conversationId, { limit: 50, status: 'pending' }),
  ]);
  return {
    ...showConversation(record),
    history: history.map(({ state, previousState, turn, reason, at }) => ({
      state,
      previous_state: previousState,
      turn,
      reason,
      at: at.toISOString(),
    })),
    follow_ups: followUps.items.map(showFollowUp),
  };
}
