/** What a reader of a conversation's stream sees, and where it stands in it. */

/**
 * Where a reader stands: everything up to here was seen. Orders by turn, then attempt, then chunk; `message` is the number
 * of the last transcript message that was seen outside turns (follow-ups, people). Written `turn.attempt.chunk.message`.
 */
export interface StreamCursor {
  readonly turn: number;
  readonly attempt: number;
  readonly chunk: number;
  readonly message: number;
}

export function formatCursor({ turn, attempt, chunk, message }: StreamCursor): string {
  return `${turn}.${attempt}.${chunk}.${message}`;
}

/** Undefined when the text is no cursor. */
export function parseCursor(text: string): StreamCursor | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(text);
  if (match === null) return undefined;
  const [turn = 0, attempt = 0, chunk = 0, message = 0] = match.slice(1).map(Number);
  return { turn, attempt, chunk, message };
}

/** A piece of a reply while a model writes it. */
export interface ReplyChunk {
  /** Number of the turn in its conversation. */
  readonly turn: number;
  /** Attempts are numbered from 1 within a turn; a higher one replaces all that the lower ones wrote. */
  readonly attempt: number;
  /** From 1 within an attempt, without gaps. */
  readonly sequence: number;
  readonly text: string;
}
