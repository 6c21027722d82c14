import { purposeOf, speaker } from './dialogue-words.ts';
import type { Ends } from './dialogue-streams.ts';
import type { PeerCall } from './model-peer.ts';

/** Prompt tokens of one turn as the model's server counts them, all calls of the turn together. */
export interface TurnTokens {
  /** To word the reply: proposal, reply, repair. */
  readonly reply: number;
  /** To renew the rolling summary after it; most turns have none. */
  readonly summary: number;
}

/** Turns that are averaged: every line of the customer once, and three renewals of the summary. */
export const WINDOW = 21;

/**
 * One conversation with a model that writes real lengths; a value a turn. Throws when a turn is not worded by the model: a
 * template would cost nothing.
 */
export async function tokensByTurn({ client, peer }: Ends, turns: number): Promise<readonly TurnTokens[]> {
  peer.answer = speaker();
  const id = await client.open();
  const begins: number[] = [];
  const since = peer.calls.length;
  for (let turn = 0; turn < turns; turn += 1) {
    begins.push(peer.calls.length);
    const { source, source_reason: reason } = await client.say(id, LINES[turn % LINES.length] ?? '');
    if (source !== 'model')
      throw new Error(`turn ${turn + 1} of the long conversation: ${String(source)} ${String(reason)}`);
  }
  if (!peer.calls.slice(since).some(({ request }) => purposeOf(request) === 'summary')) {
    throw new Error('no summary was ever asked for');
  }
  return begins.map((begin, turn) => tokensOf(peer.calls.slice(begin, begins[turn + 1])));
}

/** A summary that is still being written when the next message comes counts for that turn: the mean of a window is the same. */
function tokensOf(calls: readonly PeerCall[]): TurnTokens {
  const sum = (isCounted: (call: PeerCall) => boolean): number =>
    calls.filter(isCounted).reduce((total, { request }) => total + request.promptTokens, 0);
  const isSummary = ({ request }: PeerCall): boolean => purposeOf(request) === 'summary';
  return { reply: sum((call) => !isSummary(call)), summary: sum(isSummary) };
}

/** Mean tokens of the turn `first` (from 1) and those after it, WINDOW of them. */
export function meanTokens(turns: readonly TurnTokens[], first: number): TurnTokens {
  const window = turns.slice(first - 1, first - 1 + WINDOW);
  if (window.length < WINDOW) throw new Error(`${turns.length} turns hold no window from turn ${first} on`);
  const mean = (values: readonly number[]): number =>
    Math.round(values.reduce((sum, value) => sum + value, 0) / WINDOW);
  return { reply: mean(window.map(({ reply }) => reply)), summary: mean(window.map(({ summary }) => summary)) };
}

/** As many as a window has turns, 10 to 300 characters, to be worded by a model; the rules are unsure of two, and ask it first. */
export const LINES: readonly string[] = [
  'we need to automate our invoices',
  'how much is it?',
  "that is too expensive, our margins are small and we've just hired two people for the back office",
  'how does it work?',
  'ok, and who would train our team?',
  'we tried a chatbot last year and it was a disaster, customers complained for weeks and we switched it off',
  'tell me more about what you do',
  'I have to talk to my partner first',
  'that sounds interesting',
  'we are five people, mostly sales, and we spend hours every day on copying orders from mails into our system, checking them twice, and writing the same answers over and over again',
  'what is included in the price?',
  'I am not sure that we need this now',
  'purple mondays are the worst over here',
  'is our data safe with you?',
  'we already work with another agency',
  'I have read that such projects often fail',
  'can you give us a discount?',
  'the red one on the left with those round things, you know',
  'we want to automate our support, too',
  'what would be the next step?',
  'how would you begin with a company like ours, where half of the orders come by phone and the other half by mail, and nobody has ever written down how any of it is done?',
];
