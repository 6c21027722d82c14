import type { SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';
import { productOf, quantityOf, withQuantity } from './basket.ts';
import { isSameKind, ofKindSpokenOf } from './match.ts';
import { matchSaid, namesNoGoods } from './no-goods.ts';
import type { OpenQuestion } from './open-questions.ts';
import { skusOf } from './open-questions.ts';
import type { Note, Work } from './resolving.ts';
import { unitsOf } from './units.ts';

/** More lines than this are told one by one to a person. A guess. */
const MAX_LINES = 60;

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

/** Puts what was found by its name into the basket where it is certain which is meant, and asks where it is not. */
export function putFound(all: readonly FoundProduct[], wanted: Naming, work: Work): void {
  const { words, mode, said, sizes, isDoubtful = false } = wanted;
  const found = inPlaceOf(all, words, work);
  const match = matchSaid(found, { words, said, sizes, isDoubtful });
  if (match.kind === 'unknown') work.notes.push(...unknownNotes(words, said));
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

/** Of talk nothing is told, but an amount is never lost: of what it is said is asked. */
function unknownNotes(words: string, said: SpokenQuantity | undefined): readonly Note[] {
  if (!namesNoGoods(words)) return [{ kind: 'unknown', words }];
  return said === undefined ? [] : [{ kind: 'which_one' }];
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
  // "I said forks and spoons": how many was said before.
  if (said === undefined && asked === 'set' && quantityOf(work.basket, sku) > 0) return;
  if (units.kind === 'unsaid') {
    work.notes.push(...whyAsked(product, said));
    return ask({ ask: 'amount', sku, mode }, work);
  }
  if (units.kind === 'between') {
    const low = units.low === undefined ? {} : { low: units.low };
    return ask({ ask: 'amount', sku, mode, ...low, high: units.high }, work);
  }
  const before = mode === 'add' ? quantityOf(work.basket, sku) : 0;
  setTo(product, before + units.quantity, work, others);
}

/** "3 litres of tomatoes", "5 onions", "3 cartons of onions" are no amounts of them. */
function whyAsked({ name, packs, baseUnit }: ShopProduct, said: SpokenQuantity | undefined): readonly Note[] {
  if (said === undefined || said.isVague === true) return [];
  if (said.pack !== undefined && packs.length > 0) return [{ kind: 'comes_in', product: name, packs, baseUnit }];
  return [{ kind: COUNTED_BY[baseUnit], product: name }];
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
export function ask(question: OpenQuestion, work: Pick<Work, 'open'>): void {
  const about = JSON.stringify(question.ask === 'which' ? question.skus : question.sku);
  const isSame = (other: OpenQuestion): boolean =>
    JSON.stringify(other.ask === 'which' ? other.skus : other.sku) === about;
  work.open = [...work.open.filter((other) => !isSame(other)), question];
}
