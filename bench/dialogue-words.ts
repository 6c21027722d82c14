import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerAnswer, PeerRequest } from './model-peer.ts';

/** Where structure is asked for: what an unclear message may mean. */
const PROPOSAL = JSON.stringify({
  intents: [{ name: 'how_it_works', confidence: 0.9 }],
  slots: [],
  edge: null,
  tool: null,
});

/** Pieces as models stream them: words with the blank before them. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/\s*\S+/gu) ?? [];
}

/** What each of several customers at the same time says: openings that are its own, so that a call tells whose it is. */
export const LANES: readonly (readonly string[])[] = [
  ['I am interested', 'we need to automate our invoices', 'how does it work?', 'how much is it?'],
  ["I'm interested in this", 'we want to automate our support', 'how would it work?', 'how much does it cost?'],
  ['we are interested', 'we need to automate our reports', 'how does this work?', 'what does it cost?'],
  ['I am very interested', 'we need to automate our emails', 'how does that work?', 'what is the price?'],
];

/** Replies that hold no price, product or promise beyond the facts of sales-dm: 70 to 270 characters. */
export const REPLIES: readonly string[] = [
  'Wonderful, thank you for writing. What takes your team the most time at the moment?',
  'That makes sense, and many teams tell us the same. A project usually goes live within about four weeks, and set-up, training and support are included. Which process would you like to see gone first?',
  'Good question. We look at the process with you, build it with the tools that you use already, such as Gmail or Slack, and train your team. Where would you like to begin?',
  'I understand. The price is fixed per month and depends on the number of processes, so a small pilot with one process keeps it easy to judge. Would that be a way to begin?',
  'Thanks for telling me. Clients typically save 20 or more hours a week, mostly on work that nobody enjoys. How many people do this work with you today?',
  'I see what you mean. Let us keep it small: one process, clear figures, and you decide afterwards. Does that sound right to you?',
  'Happy to explain. The assistant reads what comes in, prepares the next step in the tools you have, and leaves what is unclear to your people. Shall I describe how that looks in your case?',
];

/** A summary near the longest that is asked for: what a long conversation has at worst. */
const SUMMARY = `${'The customer runs a small company, wants to automate invoices and support, asked about the price several times and was told that it is fixed per month and depends on the number of processes. '.repeat(5)}They will decide with their partner.`;

/** What a call is for, read from what only its prompt holds. */
export function purposeOf({ isStructured, messages }: PeerRequest): 'proposal' | 'summary' | 'reply' {
  if (isStructured) return 'proposal';
  return messages.some(({ content }) => content.includes('"summary_so_far"')) ? 'summary' : 'reply';
}

/** A model that says the replies in turn, with these pauses; proposals and summaries come at once. */
export function speaker(
  pace: Pick<PeerAnswer, 'firstAfterMs' | 'betweenMs'> = {},
): (request: PeerRequest) => PeerAnswer {
  let said = 0;
  return (request) => {
    const purpose = purposeOf(request);
    if (purpose === 'proposal') return { pieces: [PROPOSAL] };
    if (purpose === 'summary') return { pieces: piecesOf(SUMMARY) };
    said += 1;
    return { pieces: piecesOf(REPLIES[said % REPLIES.length] ?? ''), ...pace };
  };
}

/** Words until the caller hangs up; after the first `talksFor` of them the model keeps silent. */
export async function* endlessPieces(talksFor = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  const words = piecesOf(REPLIES.join(' '));
  for (let number = 0; number < talksFor; number += 1) yield words[number % words.length] ?? '';
  await sleep(SILENCE_MS);
}

/** Longer than any stop should take, shorter than the pause after which the product gives a model up (2 s). */
const SILENCE_MS = 1500;
