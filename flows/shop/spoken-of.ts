import type { ProductSaid, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ShopProduct } from '../../contracts/commerce/shop.ts';
import { productOf, quantityOf } from './basket.ts';
import { isNamedBy } from './choosing.ts';
import { alikeOf, foundFor, isOfOtherSize, nameWords } from './match.ts';
import type { OpenQuestion } from './open-questions.ts';
import { skusOf } from './open-questions.ts';
import type { Work } from './resolving.ts';
import { isRuledOutBySize } from './same-kind.ts';
import type { Telling } from './which-one.ts';
import { isTelling, pricedAt, toldBy } from './which-one.ts';

/** All products that were spoken of or are in the basket, nearest first. */
export function allSpokenOf({ view, touched, last, basket }: Work): readonly ShopProduct[] {
  const skus = [...touched, ...last, ...basket.map(({ sku }) => sku)];
  return [...new Set(skus)].flatMap((sku) => productOf(view, sku) ?? []);
}

/** The one product that "it" means; a note where it might be several, or none. */
export function spokenOfLast(work: Work): ShopProduct | undefined {
  const last = work.touched.length > 0 ? work.touched : work.last;
  const skus = [...new Set(last.length > 0 ? last : work.basket.map(({ sku }) => sku))];
  // Of several the one that was not taken out again.
  const there = skus.filter((sku) => quantityOf(work.basket, sku) > 0);
  const [only, another] = there.length === 1 ? there : skus;
  const product = only === undefined || another !== undefined ? undefined : productOf(work.view, only);
  if (product === undefined) work.notes.push({ kind: 'which_one' });
  return product;
}

/** The one product that "the 12 oz ones", "the big ones" mean: of what was spoken of, else of the basket. */
export function spokenOfBy(telling: Telling, work: Work): ShopProduct | undefined {
  if (!isTelling(telling)) return spokenOfLast(work);
  const { view, touched, last, basket } = work;
  for (const skus of [touched, last, basket.map(({ sku }) => sku)]) {
    const products = [...new Set(skus)].flatMap((sku) => productOf(view, sku) ?? []);
    const [only, another] = toldBy(products, telling, view.currency);
    if (only !== undefined && another === undefined) return only;
    if (another !== undefined) break;
  }
  work.notes.push({ kind: 'which_one' });
  return undefined;
}

/** Of the best score: what lies below is another thing. A guess. */
const RELATED = 0.6;

/** The one of the basket among what was found by its name. */
export function inBasket(
  found: readonly FoundProduct[],
  sizes: readonly SpokenSize[],
  { basket, view }: Work,
): ShopProduct | undefined {
  // What merely shares a word with what was named is not it: white bread is no eggs.
  const least = (found[0]?.score ?? 0) * RELATED;
  const named = found.filter((product) => product.score >= least && !isRuledOutBySize(product, sizes));
  const there = named.find(({ sku }) => quantityOf(basket, sku) > 0);
  return there === undefined ? undefined : productOf(view, there.sku);
}

/** "White" is white bread before it is the eggs that are listed as white: those whose name has the words, where some do. */
export function calledSo(found: readonly FoundProduct[], words: string): readonly FoundProduct[] {
  const called = found.filter((product) => isNamedBy(words, product));
  return called.length > 0 ? called : found;
}

/** The product of the basket that the words name; a note where there is none. */
export function meantInBasket(words: string, { sizes, priceMajor }: Telling, work: Work): ShopProduct | undefined {
  const found = foundFor(work.view, words, sizes);
  const priced = priceMajor === undefined ? found : pricedAt(found, priceMajor, work.view.currency);
  const product = inBasket(calledSo(priced, words), sizes, work) ?? namedInBasket(words, sizes, work);
  if (product === undefined) work.notes.push({ kind: 'not_in_basket', words });
  return product;
}

/** The one line whose name has all of the words: "the white one", where more goods of the shop are white than a search tells. */
function namedInBasket(words: string, sizes: readonly SpokenSize[], { basket, view }: Work): ShopProduct | undefined {
  const said = nameWords(words);
  const [only, another] = basket
    .flatMap(({ sku }) => productOf(view, sku) ?? [])
    .filter(
      (product) => said.every((word) => nameWords(product.name, true).includes(word)) && !isOfOtherSize(product, sizes),
    );
  return said.length > 0 && another === undefined ? only : undefined;
}

/** What an open question is about, as the customer is told it. */
export function nameAsked(question: OpenQuestion, { view }: Work): string {
  const [only, another] = skusOf(question);
  const product = only === undefined || another !== undefined ? undefined : productOf(view, only);
  return product?.name ?? (question.ask === 'which' ? question.words : (productOf(view, question.sku)?.name ?? ''));
}

/** What this message put into the basket, else the one product that was spoken of last. */
export function spokenOfHere(work: Work): readonly (readonly string[])[] {
  if (work.touched.length > 0) return [work.touched];
  const last = spokenOfLast(work);
  return last === undefined ? [] : [[last.sku]];
}

/** All of the basket that the words name alike; a note where there is none. */
export function allInBasket(said: ProductSaid, work: Work): readonly string[] {
  if (said.product === undefined) return [spokenOfBy(said, work)].flatMap((product) => product?.sku ?? []);
  const found = foundFor(work.view, said.product, said.sizes);
  const there = found.filter(({ sku }) => quantityOf(work.basket, sku) > 0);
  if (there.length === 0) work.notes.push({ kind: 'not_in_basket', words: said.product });
  return alikeOf(there).map(({ sku }) => sku);
}
