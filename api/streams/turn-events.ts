import type { FastifyRequest } from 'fastify';
import type { StreamCursor } from '../../contracts/stream.ts';
import type { StreamItem, TurnRecord, WorkspaceStore } from '../../db/interfaces.ts';
import { reportProblem } from '../problems.ts';
import { eventOf } from './conversation-events.ts';
import { frameOf, HEARTBEAT_FRAME, openingFrame } from './frames.ts';
import type { StreamSource } from './stream-reader.ts';
import { StreamReader } from './stream-reader.ts';

/** A stored message whose turn is streamed. */
export interface StreamedMessage {
  readonly inboundId: string;
  readonly messageId: string;
  /** Where the stream of the conversation ended before the message was stored. */
  readonly from: StreamCursor;
  /** Resolves when the engine knows of the message. */
  readonly delivered: Promise<void>;
}

type TurnSource = StreamSource & { readonly store: Pick<WorkspaceStore, 'readStream' | 'findTurnByInbound'> };

/**
 * `turn.started`, the reply of the turn that answers the message while it is written, and `turn.done`; the end then. Other
 * turns are left out: a message that waits behind others sees its own only. `onDone` is told once.
 */
export async function* turnFrames(
  source: TurnSource,
  message: StreamedMessage,
  request: FastifyRequest,
  onDone: (turn: TurnRecord) => void,
): AsyncGenerator<string> {
  const { conversationId } = source;
  const { from, messageId } = message;
  yield openingFrame(from);
  yield frameOf({ event: 'turn.started', data: { conversation_id: conversationId, message_id: messageId } }, from);
  try {
    await message.delivered;
    for await (const item of turnItems(source, message)) {
      if (item?.kind === 'turn') onDone(item.turn);
      yield item === undefined ? HEARTBEAT_FRAME : frameOf(eventOf(conversationId, item), item.cursor);
    }
  } catch (error) {
    yield frameOf({ event: 'error', data: reportProblem(error, request) }, undefined);
  }
}

/** The items of the message's turn up to the turn itself; undefined where nothing came for long. */
async function* turnItems(source: TurnSource, message: StreamedMessage): AsyncGenerator<StreamItem | undefined> {
  const known = await source.store.findTurnByInbound(message.inboundId);
  const reader = new StreamReader(source, startOf(known, message.from));
  let number = known?.turn;
  try {
    for (let isDone = false; !isDone && !source.signal.aborted; ) {
      const items = await reader.next();
      if (items.length === 0) yield undefined;
      // Asked after the items were read: a turn that holds the message is found before anything of it is let go by.
      else number ??= (await source.store.findTurnByInbound(message.inboundId))?.turn;
      const own = items.filter((item) => number !== undefined && turnOf(item) === number);
      yield* own;
      isDone = own.some(({ kind }) => kind === 'turn');
    }
  } finally {
    reader.close();
  }
}

/** A message that was sent before may have its turn behind the end of the stream: it is shown from its beginning. */
function startOf(turn: TurnRecord | undefined, end: StreamCursor): StreamCursor {
  if (turn === undefined || turn.turn > end.turn) return end;
  return { turn: turn.turn, attempt: 0, chunk: 0, message: end.message };
}

function turnOf(item: StreamItem): number | undefined {
  switch (item.kind) {
    case 'chunk':
      return item.chunk.turn;
    case 'reset':
      return item.turn;
    case 'turn':
      return item.turn.turn;
    case 'message':
      return undefined;
  }
}
