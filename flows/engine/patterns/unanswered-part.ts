import type { SaidPart } from '../turn-in-hand.ts';

/** Names one of several questions as one that has no answer, so that no words of the customer are lost unsaid. */
export function unansweredPart(question: string): SaidPart {
  const words = question.replace(/[\s?!.।]+$/u, '');
  return {
    say: 'no_answer_to',
    fill: { question: words.length > MAX_NAMED ? `${words.slice(0, MAX_NAMED)}…` : words },
  };
}

/** More of it would hide the answers. UTF-16 units. */
const MAX_NAMED = 60;
