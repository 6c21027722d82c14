import type { StreamCursor } from '../contracts/stream.ts';
import type { MessageRecord, StreamItem, TurnRecord } from './interfaces.ts';

/** Items in one read of a stream. */
export const MAX_ITEMS = 200;
/** Stands behind all attempts of a turn: the finished turn was seen. The largest number that a cursor takes. */
export const AFTER_TURN = 999_999_999;

export interface StreamChunk {
  readonly sequence: number;
  readonly text: string;
}

/** What is in a stream, before it is known what of it a reader has seen. */
export type StreamEntry =
  | {
      readonly kind: 'turn';
      /** Number of its last message in the transcript; infinite while it is composing. */
      readonly position: number;
      /** The present one. */
      readonly attempt: number;
      readonly turn: TurnRecord;
      /** Of the present attempt, in order. */
      readonly chunks: readonly StreamChunk[];
    }
  | { readonly kind: 'message'; readonly position: number; readonly message: MessageRecord };

type TurnEntry = Extract<StreamEntry, { kind: 'turn' }>;

/** What a reader who stands at `cursor` is shown of these, in the order of the transcript. Pure. */
export function itemsOf(entries: readonly StreamEntry[], cursor: StreamCursor): readonly StreamItem[] {
  const items: StreamItem[] = [];
  let stand = cursor;
  for (const entry of entries.toSorted((a, b) => a.position - b.position)) {
    items.push(...(entry.kind === 'message' ? [messageItem(entry, stand)] : turnItems(entry, stand)));
    stand = items.at(-1)?.cursor ?? stand;
  }
  return items.slice(0, MAX_ITEMS);
}

function messageItem(
  { position, message }: Extract<StreamEntry, { kind: 'message' }>,
  stand: StreamCursor,
): StreamItem {
  return { kind: 'message', message, cursor: { ...stand, message: position } };
}

function turnItems(entry: TurnEntry, stand: StreamCursor): readonly StreamItem[] {
  const isInside = stand.turn === entry.turn.turn;
  const shown = isInside ? stand.chunk : 0;
  const isSameAttempt = isInside && stand.attempt === entry.attempt;
  if (entry.turn.status === 'composing') {
    const reset = shown > 0 && !isSameAttempt ? [resetItem(entry, stand)] : [];
    return [...reset, ...chunkItems(entry, stand, isSameAttempt ? shown : 0)];
  }
  const isAsShown = isSameAttempt && becameReply(entry);
  const rest = isAsShown ? chunkItems(entry, stand, shown) : shown > 0 ? [resetItem(entry, stand)] : [];
  return [...rest, turnItem(entry, stand)];
}

/** Whether the reply is what the chunks of the attempt make up; not so when a template replaced it, or they are gone. */
function becameReply({ turn, chunks }: TurnEntry): boolean {
  return (
    chunks[0]?.sequence === 1 &&
    chunks
      .map(({ text }) => text)
      .join('')
      .trim() === turn.reply?.trim()
  );
}

function resetItem({ turn, attempt }: TurnEntry, stand: StreamCursor): StreamItem {
  return { kind: 'reset', turn: turn.turn, attempt, cursor: { ...stand, turn: turn.turn, attempt, chunk: 0 } };
}

/** Those behind `seen`, up to the first gap. */
function chunkItems(entry: TurnEntry, stand: StreamCursor, seen: number): readonly StreamItem[] {
  const { turn } = entry.turn;
  const { attempt } = entry;
  return entry.chunks
    .filter(({ sequence }) => sequence > seen)
    .filter(({ sequence }, index) => sequence === seen + index + 1)
    .map(({ sequence, text }) => ({
      kind: 'chunk',
      chunk: { turn, attempt, sequence, text },
      cursor: { ...stand, turn, attempt, chunk: sequence },
    }));
}

function turnItem({ turn, position }: TurnEntry, stand: StreamCursor): StreamItem {
  const message = Math.max(stand.message, position);
  return { kind: 'turn', turn, cursor: { turn: turn.turn, attempt: AFTER_TURN, chunk: 0, message } };
}
