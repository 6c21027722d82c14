import type { FastifyRequest } from 'fastify';
import { ParleyError } from '../../contracts/errors.ts';
import type { StreamEvent } from '../../contracts/schemas/stream.ts';
import type { StreamCursor } from '../../contracts/stream.ts';
import { parseCursor } from '../../contracts/stream.ts';
import type { StreamItem, WorkspaceStore } from '../../db/interfaces.ts';
import { showMessage, showTurn } from '../presenters.ts';
import { reportProblem } from '../problems.ts';
import { frameOf, HEARTBEAT_FRAME, openingFrame } from './frames.ts';
import type { StreamSource } from './stream-reader.ts';
import { StreamReader } from './stream-reader.ts';

/** Everything after `from`, then what comes, until the signal aborts. */
export async function* conversationFrames(
  source: StreamSource,
  from: StreamCursor,
  request: FastifyRequest,
): AsyncGenerator<string> {
  const reader = new StreamReader(source, from);
  try {
    yield openingFrame(from);
    while (!source.signal.aborted) {
      const items = await reader.next();
      for (const item of items) yield frameOf(eventOf(source.conversationId, item), item.cursor);
      if (items.length === 0) yield HEARTBEAT_FRAME;
    }
  } catch (error) {
    yield frameOf({ event: 'error', data: reportProblem(error, request) }, undefined);
  } finally {
    reader.close();
  }
}

/** An item of the database's stream in the words of the API. */
export function eventOf(conversationId: string, item: StreamItem): StreamEvent {
  switch (item.kind) {
    case 'chunk': {
      const { turn, attempt, text } = item.chunk;
      return { event: 'reply.delta', data: { turn, attempt, text } };
    }
    case 'reset':
      return { event: 'reply.reset', data: { turn: item.turn, attempt: item.attempt } };
    case 'turn':
      return { event: 'turn.done', data: showTurn(conversationId, item.turn) };
    case 'message':
      return { event: 'message', data: showMessage(item.message) };
  }
}

/**
 * Where a reader begins: at the cursor it names, or at the end of the stream. Undefined when there is no such conversation;
 * ParleyError `invalid_cursor` for what is no cursor.
 */
export async function findStart(
  store: WorkspaceStore,
  conversationId: string,
  named: string | undefined,
): Promise<StreamCursor | undefined> {
  const cursor = named === undefined ? undefined : parseCursor(named);
  if (named !== undefined && cursor === undefined) {
    throw new ParleyError(
      'invalid_cursor',
      'Send the id of the last event you saw, or 0.0.0.0 for everything, or nothing.',
    );
  }
  const end = await store.findStreamEnd(conversationId);
  return end === undefined ? undefined : (cursor ?? end);
}
