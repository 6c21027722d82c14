import type { SpokenQuantity } from '../../contracts/commerce/order-talk.ts';
import type { Slots } from '../../contracts/dialogue.ts';
import { listOf } from './basket.ts';

/** Something about an item that the customer must say before it can go into the basket. */
export type OpenQuestion =
  /** Which of these is meant; one alone: is it that? */
  | {
      readonly ask: 'which';
      readonly skus: readonly string[];
      /** The words of the customer. */
      readonly words: string;
      readonly mode: 'add' | 'set';
      readonly said?: SpokenQuantity;
      /** What was said, where no number of any of these is just that. */
      readonly unfit?: SpokenQuantity;
      readonly isMore?: boolean;
    }
  /** How much of it; `low` and `high` where what was said falls between what is sold. */
  | {
      readonly ask: 'amount';
      readonly sku: string;
      readonly mode: 'add' | 'set';
      readonly low?: number;
      readonly high?: number;
    }
  /** Not enough is there: will so much in all do? */
  | { readonly ask: 'left'; readonly sku: string; readonly quantity: number }
  /** None is there: one of the others, or a word when it is back? */
  | { readonly ask: 'back'; readonly sku: string; readonly quantity: number; readonly others: readonly string[] };

/** The slot `open`: one question an entry, the first is the one that was asked. */
export function openOf(slots: Slots): readonly OpenQuestion[] {
  return listOf(slots, 'open').map((entry) => JSON.parse(entry) as OpenQuestion);
}

export function openSlot(open: readonly OpenQuestion[]): { readonly open: readonly string[] } {
  return { open: open.map((question) => JSON.stringify(question)) };
}

/** SKUs that a question is about. */
export function skusOf(question: OpenQuestion): readonly string[] {
  if (question.ask === 'which') return question.skus;
  return question.ask === 'back' ? [question.sku, ...question.others] : [question.sku];
}
