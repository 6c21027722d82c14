import type { ProductSaid } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';
import type { ItemAction } from './actions.ts';
import type { Said } from './spread.ts';
import type { Token } from './tokens.ts';

/** What the words of an order are read by. */
export interface OrderContext {
  /** Of the conversation: which of its number words are Hindi. */
  readonly language: Language;
  /** The message may answer "how many?": a bare number counts the product that was asked about last. */
  readonly isAnswer?: boolean;
  /** The message may answer "which one?": a size alone, "the 90 mm one", chooses. */
  readonly isChoice?: boolean;
}

/** What of a message was read so far. */
export interface Reading {
  readonly context: OrderContext;
  readonly talks: Said[];
  /** "No", "sorry", "I mean": an amount that follows is in place of another. */
  isCorrected: boolean;
  /** An address goes on to the end of its sentence. */
  isInAddress: boolean;
  /** The action of the clause before, for "remove rice and milk". */
  before?: ItemAction;
  /** What the sentence says stays: "keep the onions and the milk, cancel the rest". */
  stays?: readonly ProductSaid[];
}

/** UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Of the first token to the last. */
export function spanOf(tokens: readonly Token[]): Span {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}
