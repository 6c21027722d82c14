import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WorkspaceStore } from '../../db/interfaces.ts';
import { storeOf } from '../auth.ts';
import { noConversation } from '../conversation-address.ts';
import type { ApiContext } from '../deps.ts';
import type { Sent, StoredMessage } from '../turn-waiting.ts';
import { countTurn, deliverMessage, storeMessage } from '../turn-waiting.ts';
import { turnFrames } from './turn-events.ts';

/** Whether the caller asks for server-sent events. */
export function wantsStream(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((type) => type.trim().toLowerCase().startsWith('text/event-stream'));
}

/**
 * Stores a message and answers with the events of its turn. The errors of `storeMessage` before the stream begins; what
 * fails later is an event of it, and the message is not lost by it.
 */
export async function streamTurn(
  deps: ApiContext,
  sent: Sent,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const store = storeOf(request, deps.database);
  const { conversationId, messageId } = sent;
  const from = await store.findStreamEnd(conversationId);
  if (from === undefined) throw noConversation();
  const stored = await storeMessage(deps, store, sent);
  const delivered = (await isDone(store, stored)) ? Promise.resolve() : deliverMessage(deps, stored, sent);
  // Its failure is told by the stream, which may be gone by then.
  delivered.catch(() => undefined);
  const message = { inboundId: stored.inboundId, messageId, from, delivered };
  const source = { store, turns: deps.database.turns, conversationId };
  return deps.streams.send(reply, (signal) =>
    turnFrames({ ...source, signal }, message, request, (turn) => {
      if (stored.kind === 'stored') countTurn(deps, turn);
    }),
  );
}

/** A message that was answered before needs no second delivery. */
async function isDone(store: WorkspaceStore, { kind, inboundId }: StoredMessage): Promise<boolean> {
  return kind === 'repeat' && (await store.findTurnByInbound(inboundId))?.status === 'done';
}
