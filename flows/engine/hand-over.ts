import type { HandOver } from '../../contracts/dialogue.ts';
import type { TurnInHand } from './turn-in-hand.ts';

/** A hand-over to a person, with the flow's limit of how long is waited for one. */
export function handOverFor({ definition }: Pick<TurnInHand, 'definition'>, reason: string): HandOver {
  const { unansweredMs, unansweredMsFor } = definition.handOver;
  return { reason, unansweredMs: unansweredMsFor?.[reason] ?? unansweredMs };
}

/** Follow-up that takes a conversation back from a person who never came. */
export const HAND_BACK = 'hand_back';
