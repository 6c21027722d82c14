import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ShopProduct } from '../../contracts/commerce/shop.ts';
import { productOf, quantityOf, withQuantity } from './basket.ts';
import { isNamedBy } from './choosing.ts';
import { fittingFor, isOneThing, pairSaid, thatFit } from './fitting.ts';
import { alikeOf, foundFor, isSameKind, nameWords, sizesBeside } from './match.ts';
import { goodsOf, namesNoGoods } from './no-goods.ts';
import type { OpenQuestion } from './open-questions.ts';
import { skusOf } from './open-questions.ts';
import type { Resolved, Resolving, Work } from './resolving.ts';
import {
  allInBasket,
  allSpokenOf,
  calledSo,
  inBasket,
  meantInBasket,
  nameAsked,
  spokenOfBy,
  spokenOfHere,
  spokenOfLast,
} from './spoken-of.ts';
import { unitsOf } from './units.ts';
import { ask, putFound, setTo, want } from './wanting.ts';
import type { Telling } from './which-one.ts';
import { pricedAt } from './which-one.ts';

/** Puts what was said into the basket: what is certain at once, the rest as questions. Nothing is guessed. */
export function resolve(talk: readonly OrderTalk[], from: Resolving): Resolved {
  const work: Work = { ...from, open: [...from.open], asked: from.open.length, notes: [], touched: [] };
  for (const one of goodsOf(talk, from.view)) take(one, work);
  if (from.isInstead) withdraw(from, work);
  chosenByName(from, work);
  // What was asked before and stands in the basket now is answered.
  const isAnswered = (question: OpenQuestion): boolean =>
    question.ask === 'which' &&
    from.open.includes(question) &&
    question.skus.some((sku) => quantityOf(work.basket, sku) !== quantityOf(from.basket, sku));
  return {
    basket: work.basket,
    open: work.open.filter((question) => !isAnswered(question)),
    notes: work.notes,
    last: work.touched.length > 0 ? work.touched.slice(-MAX_LAST) : from.last,
  };
}

const MAX_LAST = 20;

/** "Gloves medium" where it stays to be asked which gloves: that is which, and how many was said with the question. */
function chosenByName(from: Resolving, work: Work): void {
  for (const question of from.open) {
    if (question.ask !== 'which' || !work.open.includes(question)) continue;
    const named = work.open.find(
      (one) => one.ask === 'amount' && question.skus.includes(one.sku) && !from.open.includes(one),
    );
    const product = named?.ask === 'amount' ? productOf(work.view, named.sku) : undefined;
    // What else was offered beside it is no "spoons".
    if (product === undefined || !isNamedBy(question.words, product)) continue;
    work.open = work.open.filter((one) => one !== question);
    if (question.said !== undefined) want(product, { mode: question.mode, said: question.said }, work);
  }
}

function take(talk: OrderTalk, work: Work): void {
  switch (talk.kind) {
    case 'add':
    case 'set':
      return put(talk, work);
    case 'remove':
      return remove(talk, work);
    case 'scale':
      return scale(talk, work);
    case 'replace':
      return replace(talk, work);
    case 'same_as_last':
      return again(work);
    case 'keep':
      return keep(talk, work);
    case 'clear':
      work.basket = [];
      work.open = [];
      work.notes.push({ kind: 'emptied' });
  }
}

/** Takes back what was asked, else noted, last; of several it is asked which. What this message named itself stays as it says. */
function withdraw(from: Resolving, work: Work): void {
  const named = new Set([...work.touched, ...work.open.filter((one) => !from.open.includes(one)).flatMap(skusOf)]);
  const [asked] = from.open;
  if (named.size === 0) return;
  if (asked !== undefined) {
    if (!work.open.includes(asked)) return;
    work.open = work.open.filter((question) => question !== asked);
    work.notes.push({ kind: 'dropped', words: nameAsked(asked, work) });
    return;
  }
  const noted = [...new Set(from.last)].filter((sku) => quantityOf(from.basket, sku) > 0);
  const [only, another] = noted;
  if (only === undefined || noted.some((sku) => named.has(sku))) return;
  if (another !== undefined) work.notes.push({ kind: 'which_one' });
  else {
    work.basket = withQuantity(work.basket, only, 0);
    work.notes.push({ kind: 'removed', product: productOf(work.view, only)?.name ?? only });
  }
}

type Putting = Extract<OrderTalk, { kind: 'add' | 'remove' | 'set' }>;

function put(talk: Putting, work: Work): void {
  const mode = talk.kind === 'add' && talk.isMore === true ? 'add' : 'set';
  if (talk.product === undefined) return putSpokenOf(talk, mode, work);
  const { product: words, quantity: said, sizes, priceMajor } = talk;
  if (putPair(talk, words, work)) return;
  const fit = fittingFor(words, sizes, { view: work.view, spokenOf: allSpokenOf(work) });
  if (fit !== undefined) return putFound(fit.found, { words: fit.words, mode, said, sizes: [] }, work);
  const found = foundAs(talk, words, work);
  const priced = priceMajor === undefined ? found : pricedAt(found, priceMajor, work.view.currency);
  // "Make the rice 5" is about the rice that is there.
  const there = talk.kind === 'set' ? inBasket(calledSo(priced, words), sizes, work) : undefined;
  if (there !== undefined) want(there, { mode, said }, work);
  // Where nothing has that price, what there is is offered and never assumed.
  else
    putFound(
      priced.length > 0 ? priced : found,
      { words, mode, said, sizes, isDoubtful: priced.length === 0, isListed: talk.kind === 'add' },
      work,
    );
}

/** Of "it", or of the ones of a size. */
function putSpokenOf(talk: Putting, mode: 'add' | 'set', work: Work): void {
  // "3 cumin seeds, 500 g": what the words before it mean is asked, so it cannot be told of what this is said.
  if (work.open.length > work.asked) return correctAsked(talk, work);
  const spokenOf = spokenOfBy(talk, work);
  if (spokenOf === undefined) return;
  // "Ok add it" of what is there already adds nothing.
  const isThere = talk.quantity === undefined && quantityOf(work.basket, spokenOf.sku) > 0;
  want(spokenOf, { mode: isThere ? 'set' : mode, said: talk.quantity }, work);
}

/** By name and size; "milk 2 litres" of no size that milk comes in is milk, before it is buffalo milk that comes loose. */
function foundAs({ sizes, quantity }: Putting, words: string, { view }: Work): readonly FoundProduct[] {
  const found = foundFor(view, words, sizes);
  const named = foundFor(view, words, sizesBeside({ sizes, quantity }));
  const [[best], [better]] = [found, named];
  const isOther = best?.sizes.length === 0 && better !== undefined && better.score - best.score >= CLEARLY_BETTER;
  return isOther ? named : found;
}

/** By the scores of the search. A guess. */
const CLEARLY_BETTER = 0.1;

/** "3 cartons of clear cups with dome lids": the cups, and of the lids that fit them it is asked how many. */
function putPair(talk: Putting, words: string, work: Work): boolean {
  const pair = pairSaid(words);
  if (pair === undefined || isOneThing(foundFor(work.view, words, talk.sizes)[0], pair.tail)) return false;
  const [head] = foundFor(work.view, pair.head, talk.sizes);
  if (head === undefined) return false;
  const { product: _, quantity: __, ...rest } = talk;
  put({ ...talk, product: pair.head }, work);
  const found = foundFor(work.view, pair.tail, []);
  const fit = thatFit(found, head);
  const naming = { words: pair.tail, mode: 'set', said: undefined, sizes: [] } as const;
  // Where none is known to fit, which is asked: the lid of a cup is none of a bowl.
  if (rest.kind !== 'remove') putFound(fit.length > 0 ? fit : found, { ...naming, isDoubtful: fit.length === 0 }, work);
  return true;
}

/** "12 packs of pav, wait no 3": of what is asked about now, so many are wanted. */
function correctAsked({ kind, quantity: said }: Putting, work: Work): void {
  const asked = work.open.at(-1);
  if (kind !== 'set' || said === undefined || asked === undefined) return;
  work.open = work.open.slice(0, -1);
  if (asked.ask === 'which') return ask({ ...asked, said }, work);
  const product = productOf(work.view, asked.sku);
  if (product !== undefined) want(product, { mode: 'set', said }, work);
}

function remove(talk: Putting, work: Work): void {
  const { product: words, quantity: said } = talk;
  if (words !== undefined && (turnsDownAsked(words, talk, work) || namesNoGoods(words))) return;
  const product = words === undefined ? spokenOfBy(talk, work) : meantInBasket(words, talk, work);
  if (product === undefined) return;
  const units = unitsOf(product, said);
  const left = units.kind === 'units' ? quantityOf(work.basket, product.sku) - units.quantity : 0;
  work.basket = withQuantity(work.basket, product.sku, left);
  work.open = work.open.filter((question) => question.ask === 'which' || question.sku !== product.sku);
  if (left <= 0) work.notes.push({ kind: 'removed', product: product.name });
  else work.touched.push(product.sku);
}

/** "No white bread" where white bread is what is asked about drops the question: what was asked is not in the basket yet. */
function turnsDownAsked(words: string, { sizes }: Telling, work: Work): boolean {
  const named = alikeOf(foundFor(work.view, words, sizes)).map(({ sku }) => sku);
  const isAbout = (question: OpenQuestion): boolean =>
    skusOf(question).some((sku) => named.includes(sku)) || isPartOf(words, nameAsked(question, work));
  const dropped = work.open.filter(isAbout);
  if (dropped.length === 0 || named.some((sku) => quantityOf(work.basket, sku) > 0)) return false;
  work.open = work.open.filter((question) => !isAbout(question));
  work.notes.push(...dropped.map((question) => ({ kind: 'dropped', words: nameAsked(question, work) }) as const));
  return true;
}

/** "White" of "White bread 400 g", "cutlery sets" of a set. */
function isPartOf(words: string, name: string): boolean {
  const own = nameWords(name, true);
  const said = nameWords(words, true);
  return said.length > 0 && said.every((word) => own.includes(word));
}

/** Takes out all but these; nothing where one of them is not there. */
function keep({ products }: Extract<OrderTalk, { kind: 'keep' }>, work: Work): void {
  const kept = products.length === 0 ? spokenOfHere(work) : products.map((one) => allInBasket(one, work));
  if (kept.length === 0 || kept.some((skus) => skus.length === 0)) return;
  const stays = new Set(kept.flat());
  for (const { sku } of work.basket) {
    if (stays.has(sku)) continue;
    work.basket = withQuantity(work.basket, sku, 0);
    work.notes.push({ kind: 'removed', product: productOf(work.view, sku)?.name ?? sku });
  }
  work.open = work.open.filter((question) => skusOf(question).some((sku) => stays.has(sku)));
  work.touched.push(...stays);
}

const NO_TELLING: Telling = { sizes: [] };

function scale({ product: words, factor }: Extract<OrderTalk, { kind: 'scale' }>, work: Work): void {
  const named = words === undefined ? undefined : meantInBasket(words, NO_TELLING, work);
  if (words !== undefined && named === undefined) return;
  const last = work.last.filter((sku) => quantityOf(work.basket, sku) > 0);
  const skus = named === undefined ? (last.length > 0 ? last : work.basket.map(({ sku }) => sku)) : [named.sku];
  if (skus.length === 0) work.notes.push({ kind: 'which_one' });
  for (const sku of skus) {
    const product = productOf(work.view, sku);
    if (product === undefined) continue;
    const said = { amount: quantityOf(work.basket, sku) * factor, unit: product.baseUnit };
    want(product, { mode: 'set', said }, work);
  }
}

function replace(talk: Extract<OrderTalk, { kind: 'replace' }>, work: Work): void {
  if (talk.product !== undefined && turnsDownAsked(talk.product, NO_TELLING, work)) {
    const { by: words, quantity: said, sizes } = talk;
    return putFound(foundFor(work.view, words, sizes), { words, mode: 'set', said, sizes }, work);
  }
  const old = talk.product === undefined ? insteadOf(talk, work) : meantInBasket(talk.product, NO_TELLING, work);
  if (old === undefined) return;
  const before = quantityOf(work.basket, old.sku);
  work.basket = withQuantity(work.basket, old.sku, 0);
  work.notes.push({ kind: 'removed', product: old.name });
  const found = foundFor(work.view, talk.by, talk.sizes);
  const isAlike = before > 0 && found[0]?.baseUnit === old.baseUnit;
  const said = talk.quantity ?? (isAlike ? { amount: before, unit: old.baseUnit } : undefined);
  putFound(found, { words: talk.by, mode: 'set', said, sizes: talk.sizes }, work);
}

/** "Brown bread instead": of the bread that is there, else of what was spoken of last. */
function insteadOf({ by, sizes }: Extract<OrderTalk, { kind: 'replace' }>, work: Work): ShopProduct | undefined {
  const [best] = foundFor(work.view, by, sizes);
  const alike = work.basket
    .flatMap(({ sku }) => productOf(work.view, sku) ?? [])
    .filter((one) => best !== undefined && one.sku !== best.sku && isSameKind(one, best));
  return alike.length === 1 ? alike[0] : spokenOfLast(work);
}

function again(work: Work): void {
  const { view, isUsual } = work;
  const last = view.orders.find(({ status }) => status !== 'cancelled');
  const items = isUsual && view.usual.length > 0 ? view.usual : (last?.items ?? []);
  if (items.length === 0) work.notes.push({ kind: 'no_last_order' });
  for (const { productId, quantity } of items) {
    const product = view.products.find((one) => one.productId === productId);
    if (product === undefined) continue;
    work.touched.push(product.sku);
    setTo(product, quantity, work);
  }
}
