import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DialogueClient } from './dialogue-client.ts';
import { readWords, readTurn } from './dialogue-client.ts';
import { endlessPieces, LANES, purposeOf, speaker } from './dialogue-words.ts';
import type { ModelPeer, PeerCall } from './model-peer.ts';

/** The two ends of the measurement, on one clock. */
export interface Ends {
  readonly client: DialogueClient;
  readonly peer: ModelPeer;
}

/** About the pace of a large hosted model: 65 tokens a second, and a while before the first. */
const PACE = { firstAfterMs: 60, betweenMs: 15 };

/** What the product adds around the model's first token, milliseconds. */
export interface FirstToken {
  /** From the moment the model's server wrote it to the moment the client has read the event that shows it. */
  readonly overhead: number;
  /** From sending the message to the moment the model's server has the first request for it: what comes before any token. */
  readonly untilAsked: number;
}

/** One value a turn; `lanes` customers at a time (at most 4), each in conversations of four turns. */
export async function firstTokens(ends: Ends, samples: number, lanes: number): Promise<readonly FirstToken[]> {
  ends.peer.answer = speaker(PACE);
  const measured: FirstToken[] = [];
  const talk = async (lines: readonly string[]): Promise<void> => {
    while (measured.length < samples) {
      const id = await ends.client.open();
      for (const line of lines) measured.push(await firstToken(ends, id, line));
    }
  };
  await Promise.all(LANES.slice(0, lanes).map(talk));
  return measured;
}

async function firstToken({ client, peer }: Ends, conversationId: string, line: string): Promise<FirstToken> {
  const since = peer.calls.length;
  const sentAt = performance.now();
  const reader = await client.stream(conversationId, line);
  const first = await readWords(reader, 1);
  const readAt = performance.now();
  const { firstTokenAt, receivedAt } = replyCall(peer, line, since);
  const turn = await readTurn(reader);
  if (firstTokenAt === undefined || !String(turn['reply']).startsWith(String(first.data['text']))) {
    throw new Error('a token was read that is not the first of the reply');
  }
  return { overhead: readAt - firstTokenAt, untilAsked: receivedAt - sentAt };
}

/** The call that words the reply to a line that only one customer says at a time. */
function replyCall({ calls }: ModelPeer, line: string, since: number): PeerCall {
  const own = calls
    .slice(since)
    .filter(({ request }) => purposeOf(request) === 'reply' && request.messages.at(-1)?.content === line);
  if (own.length !== 1 || own[0] === undefined) throw new Error(`${own.length} calls of the model for one reply`);
  return own[0];
}

/** Milliseconds from sending a stop. */
export interface StopTimes {
  /** The client has read the end of the turn: no word comes after it. */
  readonly toClient: number;
  /** The model's server sees its stream closed. */
  readonly toModel: number;
}

/**
 * Stops replies after their second to eighth word; every other model has fallen silent by then, so that nothing it writes can
 * carry the news. One value a turn, conversations of four turns.
 */
export async function stopTimes(ends: Ends, samples: number): Promise<readonly StopTimes[]> {
  const times: StopTimes[] = [];
  const [lines = []] = LANES;
  while (times.length < samples) {
    const id = await ends.client.open();
    for (const line of lines) times.push(await stopTime(ends, { id, line, number: times.length }));
  }
  return times;
}

async function stopTime(
  { client, peer }: Ends,
  { id, line, number }: { readonly id: string; readonly line: string; readonly number: number },
): Promise<StopTimes> {
  const since = peer.calls.length;
  const after = 2 + (number % 7);
  peer.answer = silentOrTalking(number % 2 === 0 ? after : undefined);
  const reader = await client.stream(id, line);
  await readWords(reader, after);
  const sentAt = performance.now();
  const [, done] = await Promise.all([
    client.stop(id),
    readTurn(reader).then((turn) => ({ turn, at: performance.now() })),
  ]);
  if (done.turn['is_partial'] !== true) throw new Error('the reply came to its end before it was stopped');
  return { toClient: done.at - sentAt, toModel: (await abortOf(replyCall(peer, line, since))) - sentAt };
}

function silentOrTalking(talksFor: number | undefined): ModelPeer['answer'] {
  const propose = speaker();
  return (request) =>
    purposeOf(request) === 'reply' ? { ...PACE, pieces: endlessPieces(talksFor) } : propose(request);
}

async function abortOf(call: PeerCall): Promise<number> {
  const giveUpAt = performance.now() + ABORT_WAIT_MS;
  while (call.abortedAt === undefined) {
    if (performance.now() > giveUpAt) throw new Error("the model's stream was not closed by the stop");
    await sleep(1);
  }
  return call.abortedAt;
}

const ABORT_WAIT_MS = 5000;
