import type { OrderTalk, ProductSaid, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';
import type { BasketLine } from './basket.ts';
import { productOf, quantityOf, withQuantity } from './basket.ts';
import { fittingFor, isOneThing, pairSaid, thatFit } from './fitting.ts';
import { alikeOf, foundFor, isSameKind, matchOf, ofKindSpokenOf } from './match.ts';
import { namesNoGoods } from './no-goods.ts';
import type { OpenQuestion } from './open-questions.ts';
import { skusOf } from './open-questions.ts';
import { isRuledOutBySize } from './same-kind.ts';
import { unitsOf } from './units.ts';
import type { Telling } from './which-one.ts';
import { isTelling, pricedAt, toldBy } from './which-one.ts';

/** What the customer is told about a change besides the basket itself. */
export type Note =
  | {
      readonly kind:
        | 'unknown'
        | 'not_in_basket'
        | 'not_in_order'
        | 'left_open'
        | 'dropped'
        | 'later'
        | 'address_noted'
        | 'note_taken'
        | 'name_noted';
      readonly words: string;
    }
  | {
      readonly kind: 'removed' | 'will_tell' | 'left_out' | 'by_piece' | 'by_weight' | 'by_volume';
      readonly product: string;
    }
  /** In which packs it is sold, where another one was named. */
  | ({ readonly kind: 'comes_in'; readonly product: string } & Pick<ShopProduct, 'packs' | 'baseUnit'>)
  | { readonly kind: 'emptied' | 'languages' | 'no_last_order' | 'which_one' | 'basket_full' };

export interface Resolved {
  readonly basket: readonly BasketLine[];
  readonly open: readonly OpenQuestion[];
  readonly notes: readonly Note[];
  /** SKUs that were spoken of: what "it" means next. */
  readonly last: readonly string[];
}

export interface Resolving {
  readonly view: ShopView;
  readonly basket: readonly BasketLine[];
  readonly open: readonly OpenQuestion[];
  readonly last: readonly string[];
  /** Base units by SKU that an order which is being changed holds already. */
  readonly held: ReadonlyMap<string, number>;
  /** The message asked for "the usual", not for the last order. */
  readonly isUsual: boolean;
  /** What is named takes the place of what was asked, else noted, last. */
  readonly isInstead: boolean;
}

/** Puts what was said into the basket: what is certain at once, the rest as questions. Nothing is guessed. */
export function resolve(talk: readonly OrderTalk[], from: Resolving): Resolved {
  const work: Work = { ...from, open: [...from.open], asked: from.open.length, notes: [], touched: [] };
  for (const one of talk) take(one, work);
  if (from.isInstead) withdraw(from, work);
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

/** More lines than this are told one by one to a person. A guess. */
const MAX_LINES = 60;
const MAX_LAST = 20;

/** A resolution under way. */
interface Work extends Omit<Resolving, 'basket' | 'open'> {
  basket: readonly BasketLine[];
  open: OpenQuestion[];
  /** How many questions were open before. */
  readonly asked: number;
  notes: Note[];
  touched: string[];
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
  if (talk.product === undefined) {
    // "3 cumin seeds, 500 g": what the words before it mean is asked, so it cannot be told of what this is said.
    if (work.open.length > work.asked) return correctAsked(talk, work);
    const spokenOf = spokenOfBy(talk, work);
    if (spokenOf !== undefined) want(spokenOf, { mode, said: talk.quantity }, work);
    return;
  }
  const { product: words, quantity: said, sizes, priceMajor } = talk;
  if (putPair(talk, words, work)) return;
  const fit = fittingFor(words, sizes, { view: work.view, spokenOf: allSpokenOf(work) });
  if (fit !== undefined) return putFound(fit.found, { words: fit.words, mode, said, sizes: [] }, work);
  const found = foundFor(work.view, words, sizes);
  const priced = priceMajor === undefined ? found : pricedAt(found, priceMajor, work.view.currency);
  // "Make the rice 5" is about the rice that is there.
  const there = talk.kind === 'set' ? inBasket(priced, sizes, work) : undefined;
  if (there !== undefined) want(there, { mode, said }, work);
  // Where nothing has that price, what there is is offered and never assumed.
  else
    putFound(
      priced.length > 0 ? priced : found,
      { words, mode, said, sizes, isDoubtful: priced.length === 0, isListed: talk.kind === 'add' },
      work,
    );
}

/** Nearest first. */
function allSpokenOf({ view, touched, last, basket }: Work): readonly ShopProduct[] {
  const skus = [...touched, ...last, ...basket.map(({ sku }) => sku)];
  return [...new Set(skus)].flatMap((sku) => productOf(view, sku) ?? []);
}

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
  if (rest.kind !== 'remove') putFound(fit.length > 0 ? fit : found, naming, work);
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

interface Wanted {
  readonly mode: 'add' | 'set';
  readonly said: SpokenQuantity | undefined;
  /** It is one item of a list: what the same message names twice is wanted twice. */
  readonly isListed?: boolean;
}

/** What is wanted, as it was named. */
interface Naming extends Wanted {
  readonly words: string;
  readonly sizes: readonly SpokenSize[];
  /** It may be none of those that were found. */
  readonly isDoubtful?: boolean;
}

function putFound(all: readonly FoundProduct[], wanted: Naming, work: Work): void {
  const { words, mode, said, sizes, isDoubtful = false } = wanted;
  const found = inPlaceOf(all, words, work);
  const match = matchOf(found, { words, said, sizes, isDoubtful });
  if (match.kind === 'unknown') {
    if (!namesNoGoods(words)) work.notes.push({ kind: 'unknown', words });
  } else if (match.kind === 'certain') want(match.product, wanted, work, found);
  else {
    const skus = match.options.map(({ sku }) => sku);
    const more = match.isMore ? { isMore: true } : {};
    // "Half a kilo of paneer" is no number of any of its packs: which and how many is asked instead.
    const isUnfit = said !== undefined && match.options.every((option) => unitsOf(option, said).kind === 'between');
    const quantity = said === undefined ? {} : isUnfit ? { unfit: said } : { said };
    ask({ ask: 'which', skus, words, mode, ...quantity, ...more }, work);
  }
}

/** Those of the kind that was spoken of, where the words tell only which; what was asked about that kind is answered by it. */
function inPlaceOf(found: readonly FoundProduct[], words: string, work: Work): readonly FoundProduct[] {
  const productsOf = (skus: readonly string[]): readonly ShopProduct[] =>
    skus.flatMap((sku) => productOf(work.view, sku) ?? []);
  const spokenOf = productsOf([...work.touched, ...work.open.flatMap(skusOf), ...work.last]);
  const [first, ...others] = ofKindSpokenOf(found, words, spokenOf);
  if (first === undefined) return found;
  work.open = work.open.filter((question) => !productsOf(skusOf(question)).some((one) => isSameKind(one, first)));
  return [first, ...others];
}

/** So much of a product is wanted: in all, or more than there is. `others` stand in where it is sold out. */
export function want(
  product: ShopProduct,
  { mode: asked, said, isListed = false }: Wanted,
  work: Work,
  others: readonly FoundProduct[] = [],
): void {
  const { sku } = product;
  const mode = isListed && work.touched.includes(sku) ? 'add' : asked;
  work.touched.push(sku);
  const units = unitsOf(product, said);
  if (units.kind === 'unsaid') {
    // "3 litres of tomatoes", "5 onions", "3 cartons of onions": why it is asked.
    if (said !== undefined && said.isVague !== true) work.notes.push(whyAsked(product, said));
    return ask({ ask: 'amount', sku, mode }, work);
  }
  if (units.kind === 'between') {
    const low = units.low === undefined ? {} : { low: units.low };
    return ask({ ask: 'amount', sku, mode, ...low, high: units.high }, work);
  }
  const before = mode === 'add' ? quantityOf(work.basket, sku) : 0;
  setTo(product, before + units.quantity, work, others);
}

function whyAsked({ name, packs, baseUnit }: ShopProduct, { pack }: SpokenQuantity): Note {
  if (pack !== undefined && packs.length > 0) return { kind: 'comes_in', product: name, packs, baseUnit };
  return { kind: COUNTED_BY[baseUnit], product: name };
}

const COUNTED_BY = { piece: 'by_piece', g: 'by_weight', ml: 'by_volume' } as const;

/** So many base units in all, as far as they are there. */
export function setTo(
  product: ShopProduct,
  quantity: number,
  work: Pick<Work, 'view' | 'basket' | 'open' | 'notes' | 'held'>,
  others: readonly FoundProduct[] = [],
): void {
  const { sku } = product;
  const available = product.available + (work.held.get(sku) ?? 0);
  if (quantity <= available) {
    if (work.basket.length >= MAX_LINES && quantityOf(work.basket, sku) === 0) work.notes.push({ kind: 'basket_full' });
    else work.basket = withQuantity(work.basket, sku, quantity);
    // How much of it was asked, and is told now.
    work.open = work.open.filter((question) => question.ask !== 'amount' || question.sku !== sku);
    return;
  }
  const there = Math.max(0, available);
  if (there > 0) return ask({ ask: 'left', sku, quantity: there }, work);
  work.basket = withQuantity(work.basket, sku, 0);
  ask({ ask: 'back', sku, quantity, others: alternatives(product, others, work.view) }, work);
}

const MAX_ALTERNATIVES = 2;

function alternatives(product: ShopProduct, others: readonly FoundProduct[], view: ShopView): readonly string[] {
  const candidates = [...others, ...view.found.flat()];
  const skus = candidates
    .filter(({ sku, category, available }) => sku !== product.sku && category === product.category && available > 0)
    .map(({ sku }) => sku);
  return [...new Set(skus)].slice(0, MAX_ALTERNATIVES);
}

/** A newer question about the same thing takes the place of the older. */
function ask(question: OpenQuestion, work: Pick<Work, 'open'>): void {
  const about = JSON.stringify(question.ask === 'which' ? question.skus : question.sku);
  const isSame = (other: OpenQuestion): boolean =>
    JSON.stringify(other.ask === 'which' ? other.skus : other.sku) === about;
  work.open = [...work.open.filter((other) => !isSame(other)), question];
}

/** The one product that "it" means; a note where it might be several, or none. */
function spokenOfLast(work: Work): ShopProduct | undefined {
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
function spokenOfBy(telling: Telling, work: Work): ShopProduct | undefined {
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

function inBasket(
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

/** The product of the basket that the words name; a note where there is none. */
function meantInBasket(words: string, { sizes, priceMajor }: Telling, work: Work): ShopProduct | undefined {
  const found = foundFor(work.view, words, sizes);
  const priced = priceMajor === undefined ? found : pricedAt(found, priceMajor, work.view.currency);
  const product = inBasket(priced, sizes, work);
  if (product === undefined) work.notes.push({ kind: 'not_in_basket', words });
  return product;
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

/** "White" of "White bread 400 g". */
function isPartOf(words: string, name: string): boolean {
  const own = name.toLowerCase().split(/\s+/u);
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => own.includes(word));
}

function nameAsked(question: OpenQuestion, { view }: Work): string {
  const [only, another] = skusOf(question);
  const product = only === undefined || another !== undefined ? undefined : productOf(view, only);
  return product?.name ?? (question.ask === 'which' ? question.words : (productOf(view, question.sku)?.name ?? ''));
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

/** What this message put into the basket, else the one product that was spoken of last. */
function spokenOfHere(work: Work): readonly (readonly string[])[] {
  if (work.touched.length > 0) return [work.touched];
  const last = spokenOfLast(work);
  return last === undefined ? [] : [[last.sku]];
}

const NO_TELLING: Telling = { sizes: [] };

/** All of the basket that the words name alike; a note where there is none. */
function allInBasket(said: ProductSaid, work: Work): readonly string[] {
  if (said.product === undefined) return [spokenOfBy(said, work)].flatMap((product) => product?.sku ?? []);
  const found = foundFor(work.view, said.product, said.sizes);
  const there = found.filter(({ sku }) => quantityOf(work.basket, sku) > 0);
  if (there.length === 0) work.notes.push({ kind: 'not_in_basket', words: said.product });
  return alikeOf(there).map(({ sku }) => sku);
}

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
  const old = talk.product === undefined ? spokenOfLast(work) : meantInBasket(talk.product, NO_TELLING, work);
  if (old === undefined) return;
  const before = quantityOf(work.basket, old.sku);
  work.basket = withQuantity(work.basket, old.sku, 0);
  work.notes.push({ kind: 'removed', product: old.name });
  const found = foundFor(work.view, talk.by, talk.sizes);
  const isAlike = before > 0 && found[0]?.baseUnit === old.baseUnit;
  const said = talk.quantity ?? (isAlike ? { amount: before, unit: old.baseUnit } : undefined);
  putFound(found, { words: talk.by, mode: 'set', said, sizes: talk.sizes }, work);
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
