import { ParleyError } from '../contracts/errors.ts';
import type { TurnRecord, WorkspaceStore } from '../db/interfaces.ts';
import type { ApiContext } from './deps.ts';

export interface Sent {
  readonly conversationId: string;
  readonly messageId: string;
  readonly text: string;
  readonly userName: string | undefined;
}

/**
 * Stores a message, has it delivered and waits for its turn. Undefined when the turn takes longer than the settings allow.
 * ParleyError `not_found`, `message_id_reused`, `text_too_long`, or a `…_unavailable` that says what is stored already.
 */
export async function sendAndWait(
  deps: ApiContext,
  store: WorkspaceStore,
  sent: Sent,
): Promise<TurnRecord | undefined> {
  const { conversationId, messageId, text, userName } = sent;
  refuseTooLong(text, deps.settings.maxTextChars);
  const recorded = await store.recordInbound({
    conversationId,
    messageId,
    text,
    at: new Date(),
    ...(userName === undefined ? {} : { userName }),
  });
  if (recorded.kind === 'no_conversation')
    throw new ParleyError('not_found', 'There is no such conversation in this workspace.');
  if (recorded.kind === 'conflict') {
    throw new ParleyError('message_id_reused', 'Send another message_id, or the same text.', {
      ids: { message_id: messageId },
    });
  }
  const deadline = Date.now() + deps.settings.turnWaitMs;
  // Waiting begins before anything is looked at, so that no announcement falls in between.
  const first = deps.database.turns.wait(recorded.inboundId, Math.min(deps.settings.turnWaitMs, LOOK_AGAIN_MS));
  if (recorded.kind === 'repeat') {
    const done = await findDone(store, recorded.inboundId);
    if (done !== undefined) return done;
  }
  const stopTimer = deps.meters.turnWaitSeconds.startTimer();
  try {
    await deps.conversations.deliver(recorded.address, recorded.inboundId);
  } catch (error) {
    throw withIds(error, { conversation_id: conversationId, message_id: messageId });
  }
  await first;
  const turn = await untilDone(deps, store, recorded.inboundId, deadline);
  stopTimer();
  count(deps, turn);
  return turn;
}

function count({ meters }: ApiContext, turn: TurnRecord | undefined): void {
  if (turn === undefined) meters.pendingAnswers.inc();
  else meters.turns.inc({ source: turn.replySource ?? 'silent' });
}

/** ParleyError `text_too_long`. */
export function refuseTooLong(text: string, maxTextChars: number): void {
  if (text.length <= maxTextChars) return;
  throw new ParleyError('text_too_long', `A message may have ${maxTextChars} characters. Send it in parts.`);
}

async function untilDone(
  deps: ApiContext,
  store: WorkspaceStore,
  inboundId: string,
  deadline: number,
): Promise<TurnRecord | undefined> {
  for (;;) {
    const done = await findDone(store, inboundId);
    const left = deadline - Date.now();
    if (done !== undefined || left <= 0) return done;
    await deps.database.turns.wait(inboundId, Math.min(left, LOOK_AGAIN_MS));
  }
}

/** An announcement can be lost with the listening connection; then a look at the row finds the turn. */
const LOOK_AGAIN_MS = 500;

async function findDone(store: WorkspaceStore, inboundId: string): Promise<TurnRecord | undefined> {
  const turn = await store.findTurnByInbound(inboundId);
  return turn?.status === 'done' ? turn : undefined;
}

function withIds(error: unknown, ids: { conversation_id: string; message_id: string }): unknown {
  if (!(error instanceof ParleyError)) return error;
  return new ParleyError(error.code, error.detail, {
    cause: error,
    ids,
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
  });
}
