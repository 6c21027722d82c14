import type { OrderTalk, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';
import type { BasketLine } from './basket.ts';
import { productOf, quantityOf, withQuantity } from './basket.ts';
import { foundFor, matchOf } from './match.ts';
import type { OpenQuestion } from './open-questions.ts';
import { fitsSizes } from './same-kind.ts';
import { unitsOf } from './units.ts';

/** What the customer is told about a change besides the basket itself. */
export type Note =
  | {
      readonly kind: 'unknown' | 'not_in_basket' | 'not_in_order' | 'left_open' | 'later' | 'address_noted';
      readonly words: string;
    }
  | {
      readonly kind: 'removed' | 'will_tell' | 'left_out' | 'by_piece' | 'by_weight' | 'by_volume';
      readonly product: string;
    }
  | { readonly kind: 'emptied' | 'no_last_order' | 'which_one' | 'basket_full' };

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
}

/** Puts what was said into the basket: what is certain at once, the rest as questions. Nothing is guessed. */
export function resolve(talk: readonly OrderTalk[], from: Resolving): Resolved {
  const work: Work = { ...from, open: [...from.open], asked: from.open.length, notes: [], touched: [] };
  for (const one of talk) take(one, work);
  return {
    basket: work.basket,
    open: work.open,
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
    case 'clear':
      work.basket = [];
      work.open = [];
      work.notes.push({ kind: 'emptied' });
  }
}

type Putting = Extract<OrderTalk, { kind: 'add' | 'remove' | 'set' }>;

function put(talk: Putting, work: Work): void {
  const mode = talk.kind === 'set' ? 'set' : 'add';
  if (talk.product === undefined) {
    // "3 cumin seeds, 500 g": what the words before it mean is asked, so it cannot be told of what this is said.
    if (work.open.length > work.asked) return;
    const spokenOf = spokenOfLast(work);
    if (spokenOf === undefined) return;
    if (fitsSizes(spokenOf, talk.sizes)) want(spokenOf, { mode, said: talk.quantity }, work);
    else work.notes.push({ kind: 'which_one' });
    return;
  }
  const { product: words, quantity: said, sizes } = talk;
  const found = foundFor(work.view, words, sizes);
  // "Make the rice 5" is about the rice that is there.
  const there = mode === 'set' ? inBasket(found, work) : undefined;
  if (there !== undefined) want(there, { mode, said }, work);
  else putFound(found, { words, mode, said, sizes }, work);
}

interface Wanted {
  readonly mode: 'add' | 'set';
  readonly said: SpokenQuantity | undefined;
}

/** What is wanted, as it was named. */
interface Naming extends Wanted {
  readonly words: string;
  readonly sizes: readonly SpokenSize[];
}

function putFound(found: readonly FoundProduct[], wanted: Naming, work: Work): void {
  const { words, mode, said, sizes } = wanted;
  const match = matchOf(found, { words, said, sizes });
  if (match.kind === 'unknown') work.notes.push({ kind: 'unknown', words });
  else if (match.kind === 'certain') want(match.product, wanted, work, found);
  else {
    const skus = match.options.map(({ sku }) => sku);
    const more = match.isMore ? { isMore: true } : {};
    // "Half a kilo of paneer" is no number of any of its packs: which and how many is asked instead.
    const isUnfit = said !== undefined && match.options.every((option) => unitsOf(option, said).kind === 'between');
    const quantity = said === undefined ? {} : isUnfit ? { unfit: said } : { said };
    ask({ ask: 'which', skus, words, mode, ...quantity, ...more }, work);
  }
}

/** So much of a product is wanted: in all, or more than there is. `others` stand in where it is sold out. */
export function want(
  product: ShopProduct,
  { mode, said }: Wanted,
  work: Work,
  others: readonly FoundProduct[] = [],
): void {
  const { sku } = product;
  work.touched.push(sku);
  const units = unitsOf(product, said);
  if (units.kind === 'unsaid') {
    // "3 litres of tomatoes", "5 onions": why it is asked.
    if (said !== undefined && said.isVague !== true)
      work.notes.push({ kind: COUNTED_BY[product.baseUnit], product: product.name });
    return ask({ ask: 'amount', sku, mode }, work);
  }
  if (units.kind === 'between') {
    const low = units.low === undefined ? {} : { low: units.low };
    return ask({ ask: 'amount', sku, mode, ...low, high: units.high }, work);
  }
  const before = mode === 'add' ? quantityOf(work.basket, sku) : 0;
  setTo(product, before + units.quantity, work, others);
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

function inBasket(found: readonly FoundProduct[], { basket, view }: Work): ShopProduct | undefined {
  const there = found.find(({ sku }) => quantityOf(basket, sku) > 0);
  return there === undefined ? undefined : productOf(view, there.sku);
}

/** The product of the basket that the words name; a note where there is none. */
function meantInBasket(words: string, sizes: readonly SpokenSize[], work: Work): ShopProduct | undefined {
  const product = inBasket(foundFor(work.view, words, sizes), work);
  if (product === undefined) work.notes.push({ kind: 'not_in_basket', words });
  return product;
}

function remove({ product: words, quantity: said, sizes }: Putting, work: Work): void {
  const product = words === undefined ? spokenOfLast(work) : meantInBasket(words, sizes, work);
  if (product === undefined) return;
  const units = unitsOf(product, said);
  const left = units.kind === 'units' ? quantityOf(work.basket, product.sku) - units.quantity : 0;
  work.basket = withQuantity(work.basket, product.sku, left);
  work.open = work.open.filter((question) => question.ask === 'which' || question.sku !== product.sku);
  if (left <= 0) work.notes.push({ kind: 'removed', product: product.name });
  else work.touched.push(product.sku);
}

function scale({ product: words, factor }: Extract<OrderTalk, { kind: 'scale' }>, work: Work): void {
  const named = words === undefined ? undefined : meantInBasket(words, [], work);
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
  const old = talk.product === undefined ? spokenOfLast(work) : meantInBasket(talk.product, [], work);
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
