import type { Language } from '../../contracts/dialogue.ts';
import type { TurnOutcome } from '../flow-tests/conversation.ts';

/** What a customer is after, where that is more than words that a flow knows an intent of. */
export interface Purpose {
  /** Said next on the way there, as an answer to what was said last; `{name}` and the like are the customer's own. */
  words(state: string, language: Language, last: TurnOutcome | undefined): string;
  /** Whether what was just said was typed with care, as people do who correct something. */
  readonly isCareful?: boolean;
  /** Whether a turn brought what was wanted. */
  isReached(turn: TurnOutcome): boolean;
  /** Whether it is just as it was wanted, where that can be told. */
  isAsWanted?(turn: TurnOutcome): boolean;
}
