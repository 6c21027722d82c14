import type { ShopView } from '../../contracts/commerce/shop.ts';
import type { BasketLine } from './basket.ts';
import { productOf, quantityOf } from './basket.ts';
import { isNamedBy } from './choosing.ts';
import type { OpenQuestion } from './open-questions.ts';
import { skusOf } from './open-questions.ts';
import type { Note } from './resolving.ts';
import { nameOfQuestion } from './wording.ts';

interface Change {
  /** What was open before the message. */
  readonly asked: readonly OpenQuestion[];
  readonly before: readonly BasketLine[];
  readonly after: readonly BasketLine[];
}

/**
 * The questions that are still to be asked after a message. Every change of a basket passes here: how much is wanted of a product is
 * not asked when the message has said so, whichever of its questions and words it answered.
 */
export function unsettled(open: readonly OpenQuestion[], change: Change): readonly OpenQuestion[] {
  return open.filter((question) => !isSettled(question, change));
}

function isSettled(question: OpenQuestion, { asked, before, after }: Change): boolean {
  if (question.ask !== 'amount') return false;
  const quantity = quantityOf(after, question.sku);
  if (quantity === 0 || quantity === quantityOf(before, question.sku)) return false;
  // "2 kg onions, and some more onions" and "5 onions, 2 kg onions" say something that no quantity in the basket answers.
  const isNew = !asked.some((one) => one.ask === 'amount' && one.sku === question.sku);
  return !isNew || (question.mode === 'set' && question.high === undefined);
}

/** What is said to be left out of questions that nobody answered: nothing of what stands in the basket. */
export function leftOpen(
  questions: readonly OpenQuestion[],
  basket: readonly BasketLine[],
  view: ShopView,
): readonly Note[] {
  const isThere = (sku: string, words: string): boolean => {
    const product = productOf(view, sku);
    return product !== undefined && quantityOf(basket, sku) > 0 && isNamedBy(words, product);
  };
  return questions.flatMap((question): Note[] => {
    const words = nameOfQuestion(question, view);
    const isIn =
      question.ask === 'which'
        ? skusOf(question).some((sku) => isThere(sku, words))
        : quantityOf(basket, question.sku) > 0;
    return isIn ? [] : [{ kind: 'left_open', words }];
  });
}
