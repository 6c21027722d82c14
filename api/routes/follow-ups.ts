import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ParleyError } from '../../contracts/errors.ts';
import { FollowUp, MoveFollowUp } from '../../contracts/schemas/follow-up.ts';
import { PageQuery, pageOf } from '../../contracts/schemas/paging.ts';
import type { Command } from '../../contracts/turn.ts';
import { storeOf } from '../auth.ts';
import { addressOf } from '../conversation-address.ts';
import type { ApiContext } from '../deps.ts';
import { PROBLEMS, withoutUndefined } from '../docs.ts';
import { showFollowUp, showPage } from '../presenters.ts';
import { ConversationParams } from './conversations.ts';

const FollowUpParams = ConversationParams.extend({ follow_up_id: z.string() });
const ListQuery = PageQuery.extend({ status: z.enum(['pending', 'fired', 'cancelled']).optional() });
const YEAR_MS = 366 * 86_400_000;

export function followUpRoutes(deps: ApiContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/conversations/:id/follow-ups',
      schema: {
        tags: ['follow-ups'],
        summary: 'List follow-ups by due time',
        description: 'Pending, fired and cancelled ones, soonest first.',
        params: ConversationParams,
        querystring: ListQuery,
        response: { 200: pageOf(FollowUp), ...PROBLEMS },
      },
      handler: async (request) => {
        const store = storeOf(request, deps.database);
        await addressOf(store, request.params.id);
        const { limit, cursor, status } = request.query;
        return showPage(
          await store.listFollowUps(request.params.id, withoutUndefined({ limit, cursor, status })),
          showFollowUp,
        );
      },
    });

    app.route({
      method: 'GET',
      url: '/conversations/:id/follow-ups/:follow_up_id',
      schema: {
        tags: ['follow-ups'],
        summary: 'Read a follow-up',
        description: 'When it is due and why, or what became of it.',
        params: FollowUpParams,
        response: { 200: FollowUp, ...PROBLEMS },
      },
      handler: async (request) => show(deps, request, request.params),
    });

    app.route({
      method: 'PATCH',
      url: '/conversations/:id/follow-ups/:follow_up_id',
      schema: {
        tags: ['follow-ups'],
        summary: 'Move a pending follow-up',
        description: 'To a time in the future, within a year. Quiet hours still hold it back.',
        params: FollowUpParams,
        body: MoveFollowUp,
        response: { 200: FollowUp, ...PROBLEMS },
      },
      handler: async (request) => {
        const dueAt = Date.parse(request.body.due_at);
        if (dueAt <= Date.now() || dueAt > Date.now() + YEAR_MS) {
          throw new ParleyError('invalid_request', 'due_at: must be in the future and within a year.');
        }
        const { follow_up_id: followUpId } = request.params;
        return command(deps, request, request.params, { kind: 'move_follow_up', followUpId, dueAt });
      },
    });

    for (const [action, kind, summary] of ACTIONS) {
      app.route({
        method: 'POST',
        url: `/conversations/:id/follow-ups/:follow_up_id/${action}`,
        schema: {
          tags: ['follow-ups'],
          summary,
          description: NOT_PENDING,
          params: FollowUpParams,
          response: { 200: FollowUp, ...PROBLEMS },
        },
        handler: async (request) =>
          command(deps, request, request.params, { kind, followUpId: request.params.follow_up_id }),
      });
    }

    app.route({
      method: 'DELETE',
      url: '/conversations/:id/follow-ups/:follow_up_id',
      schema: {
        tags: ['follow-ups'],
        summary: 'Cancel a pending follow-up',
        description: NOT_PENDING,
        params: FollowUpParams,
        response: { 200: FollowUp, ...PROBLEMS },
      },
      handler: async (request) =>
        command(deps, request, request.params, { kind: 'cancel_follow_up', followUpId: request.params.follow_up_id }),
    });
  };
}

const NOT_PENDING = 'Answers 409 when it was fired or cancelled meanwhile.';

const ACTIONS = [
  ['fire', 'fire_follow_up', 'Send a pending follow-up now, quiet hours or not'],
  ['cancel', 'cancel_follow_up', 'Cancel a pending follow-up'],
] as const;

type Params = z.infer<typeof FollowUpParams>;

async function command(deps: ApiContext, request: FastifyRequest, params: Params, what: Command): Promise<FollowUp> {
  const store = storeOf(request, deps.database);
  const address = await addressOf(store, params.id);
  // Refused here, a command for something that is not there costs the workflow nothing.
  const before = await show(deps, request, params);
  if (before.status !== 'pending') {
    throw new ParleyError('follow_up_not_pending', `It is ${before.status} already.`);
  }
  await deps.conversations.command(address, what);
  return show(deps, request, params);
}

async function show(deps: ApiContext, request: FastifyRequest, params: Params): Promise<FollowUp> {
  const record = await storeOf(request, deps.database).findFollowUp(params.id, params.follow_up_id);
  if (record === undefined) throw new ParleyError('not_found', 'There is no such follow-up in this workspace.');
  return showFollowUp(record);
}
