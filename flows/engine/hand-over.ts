import type { HandOver } from '../../contracts/dialogue.ts';
import type { TurnInHand } from './turn-in-hand.ts';

/** A hand-over to a person, with the flow's limit of how long is waited for one. */
export function handOverFor({ definition }: Pick<TurnInHand, 'definition'>, reason: string): HandOver {
  return { reason, unansweredMs: definition.handOver.unansweredMs };
}

/** Follow-up that takes a conversation back from a person who never came. */
export const HAND_BACK = 'hand_back';
