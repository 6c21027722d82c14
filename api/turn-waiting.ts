import type { DialogueFlow } from '../contracts/dialogue.ts';
import { ParleyError } from '../contracts/errors.ts';
import type { Channel } from '../contracts/names.ts';
import { CHANNELS } from '../contracts/names.ts';
import type { RecordedInbound, TurnRecord, WorkspaceStore } from '../db/interfaces.ts';
import { noConversation } from './conversation-address.ts';
import type { ApiContext } from './deps.ts';

export interface Sent {
  readonly conversationId: string;
  readonly messageId: string;
  readonly text: string;
  readonly userName: string | undefined;
}

/** A message that is stored: new, or sent before with the same text. */
export type StoredMessage = Extract<RecordedInbound, { readonly kind: 'stored' | 'repeat' }>;

/**
 * Stores a message. ParleyError `not_found`, `message_id_reused`, `text_too_long`, or `conversation_busy` where the flow
 * refuses messages that overlap.
 */
export async function storeMessage(deps: ApiContext, store: WorkspaceStore, sent: Sent): Promise<StoredMessage> {
  const { conversationId, messageId, text, userName } = sent;
  refuseTooLong(text, deps.settings.maxTextChars);
  const recorded = await store.recordInbound({
    conversationId,
    messageId,
    text,
    at: new Date(),
    ...(userName === undefined ? {} : { userName }),
    ...((await isRejectedWhenBusy(deps, store, sent)) ? { isRejectedWhenBusy: true } : {}),
  });
  if (recorded.kind === 'no_conversation') throw noConversation();
  if (recorded.kind === 'conflict') {
    throw new ParleyError('message_id_reused', 'Send another message_id, or the same text.', {
      ids: { message_id: messageId },
    });
  }
  return recorded;
}

/** The flow and channel of a conversation are asked for only where an answer could be yes. */
async function isRejectedWhenBusy(
  deps: ApiContext,
  store: WorkspaceStore,
  { conversationId, text }: Sent,
): Promise<boolean> {
  if (![...deps.flows.values()].some((flow) => CHANNELS.some((channel) => rejectsOn(flow, channel)))) return false;
  const address = await store.findAddress(conversationId);
  const flow = address === undefined ? undefined : deps.flows.get(address.flow);
  return address !== undefined && flow !== undefined && rejectsOn(flow, address.channel) && !flow.isUrgent(text);
}

function rejectsOn(flow: DialogueFlow, channel: Channel): boolean {
  return flow.overlapOn(channel).mode === 'reject';
}

/** Tells the engine of a stored message. ParleyError `…_unavailable` that says what is stored already. */
export async function deliverMessage(deps: ApiContext, stored: StoredMessage, sent: Sent): Promise<void> {
  const isUrgent = deps.flows.get(stored.address.flow)?.isUrgent(sent.text) === true;
  try {
    await deps.conversations.deliver(stored.address, stored.inboundId, isUrgent);
  } catch (error) {
    throw withIds(error, { conversation_id: sent.conversationId, message_id: sent.messageId });
  }
}

/**
 * Stores a message, has it delivered and waits for its turn. Undefined when the turn takes longer than the settings allow.
 * The errors of `storeMessage` and `deliverMessage`.
 */
export async function sendAndWait(
  deps: ApiContext,
  store: WorkspaceStore,
  sent: Sent,
): Promise<TurnRecord | undefined> {
  const stored = await storeMessage(deps, store, sent);
  const deadline = Date.now() + deps.settings.turnWaitMs;
  // Waiting begins before anything is looked at, so that no announcement falls in between.
  const first = deps.database.turns.wait(stored.inboundId, Math.min(deps.settings.turnWaitMs, LOOK_AGAIN_MS));
  if (stored.kind === 'repeat') {
    const done = await findDone(store, stored.inboundId);
    if (done !== undefined) return done;
  }
  const stopTimer = deps.meters.turnWaitSeconds.startTimer();
  await deliverMessage(deps, stored, sent);
  await first;
  const turn = await untilDone(deps, store, stored.inboundId, deadline);
  stopTimer();
  countTurn(deps, turn);
  return turn;
}

/** Undefined: the caller was told to come back. */
export function countTurn({ meters }: ApiContext, turn: TurnRecord | undefined): void {
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
