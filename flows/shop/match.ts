import type { SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ProductPhrase, ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';
import { contentOf, unitsOf } from './units.ts';
import { extremesOf } from './which-one.ts';
import { singular } from './singular.ts';

/** Which product words mean. */
export type Match =
  | { readonly kind: 'certain'; readonly product: FoundProduct }
  /** One to three; of one it is asked whether that is meant. `isMore`: there are others like them. */
  | { readonly kind: 'choose'; readonly options: readonly FoundProduct[]; readonly isMore: boolean }
  | { readonly kind: 'unknown' };

/** From here on a product is believed to be meant, when no other comes near. Of the search's 0..1. */
const CERTAIN = 0.75;
/** Below it nothing is offered. A guess. */
const POSSIBLE = 0.3;
/** Closer ones are alike. A guess. */
const CLEARLY_AHEAD = 0.1;
const MAX_OPTIONS = 3;

/** What the view found for these words. */
export function foundFor(view: ShopView, text: string, sizes: readonly SpokenSize[]): readonly FoundProduct[] {
  const key = phraseKey({ text, sizes });
  const index = view.asked.findIndex((phrase) => phraseKey(phrase) === key);
  return view.found[index] ?? [];
}

function phraseKey({ text, sizes }: Pick<ProductPhrase, 'text' | 'sizes'>): string {
  return JSON.stringify([text, sizes.map(({ amount, unit }) => [amount, unit])]);
}

/** What is wanted, in the customer's words. */
export interface Naming {
  readonly words: string;
  readonly said: SpokenQuantity | undefined;
  readonly sizes: readonly SpokenSize[];
  /** Something that was said fits none: what there is is asked about. */
  readonly isDoubtful?: boolean;
}

/** Decides by score, then by what the quantity says: "5 kg of rice" is the bag of 5 kg where there is one. */
export function matchOf(found: readonly FoundProduct[], { words, said, sizes, isDoubtful = false }: Naming): Match {
  const [best] = found;
  if (best === undefined || best.score < POSSIBLE) return { kind: 'unknown' };
  const fitting = fittingQuantity(headedBy(inSize(alikeOf(found), sizes), words), said);
  const [only, another] = fitting;
  const isOne = only !== undefined && another === undefined;
  const isCertain = isOne && only.score >= CERTAIN && !isDoubtful && !isOfOtherSize(only, sizes);
  if (isCertain) return { kind: 'certain', product: only };
  const graded = gradedBy(fitting, words);
  if (graded !== undefined && !isDoubtful) return { kind: 'certain', product: graded };
  const options = kindFirst(fitting, words);
  return { kind: 'choose', options: options.slice(0, MAX_OPTIONS), isMore: options.length > MAX_OPTIONS };
}

/** Those that fit as well as the first, best first. */
export function alikeOf(found: readonly FoundProduct[]): readonly FoundProduct[] {
  const best = found[0]?.score ?? 0;
  return found.filter(({ score }) => score > best - CLEARLY_AHEAD && score >= POSSIBLE);
}

/** "Alphonso mango" before "Mango pickle", where mangoes were asked for: a kind of a thing has its name at the end. Stable. */
export function kindFirst<Product extends ShopProduct>(
  products: readonly Product[],
  words: string,
): readonly Product[] {
  const asked = wordsOf(words);
  const kindness = (product: Product): number => {
    const isKind = ` ${nameWords(product.name).join(' ')}`.endsWith(` ${asked.join(' ')}`);
    return isKind ? 2 : Number(kindOf(product) === asked.at(-1));
  };
  return products.toSorted((a, b) => kindness(b) - kindness(a));
}

/** "Toothpaste small", "bada shampoo": the one of one kind that is biggest or smallest; undefined where the words tell none. */
function gradedBy(found: readonly FoundProduct[], words: string): FoundProduct | undefined {
  const said = words.toLowerCase().split(/\s+/u);
  const trait = said.some((word) => BIG.has(word)) ? 'big' : said.some((word) => SMALL.has(word)) ? 'small' : undefined;
  const isNamed = found.some(({ name }) => nameWords(name, true).some((word) => BIG.has(word) || SMALL.has(word)));
  if (trait === undefined || isNamed || new Set(found.map(kindOf)).size !== 1) return undefined;
  const [only, another] = extremesOf(found, trait);
  return another === undefined ? only : undefined;
}

const BIG: ReadonlySet<string> = new Set(
  'big bigger biggest large larger largest bada bade badi bara बड़ा बड़े बड़ी'.split(' '),
);
const SMALL: ReadonlySet<string> = new Set(
  'small smaller smallest little mini chota chote choti chhota chhote chhoti छोटा छोटे छोटी'.split(' '),
);

/** "Spoons" are spoons before they are a set with spoons: the one whose name ends with the words, where just one does. */
function headedBy(found: readonly FoundProduct[], words: string): readonly FoundProduct[] {
  const asked = wordsOf(words).join(' ');
  const headed = found.filter(({ name }) => asked !== '' && ` ${nameWords(name).join(' ')}`.endsWith(` ${asked}`));
  return headed.length === 1 ? headed : found;
}

/**
 * "Only brown" after bread was spoken of: those of the kind that was. None where the words name a kind of their own among what was
 * found, or all of it is one kind.
 */
export function ofKindSpokenOf(
  found: readonly FoundProduct[],
  words: string,
  spokenOf: readonly ShopProduct[],
): readonly FoundProduct[] {
  const alike = alikeOf(found);
  const kinds = new Set(alike.map(kindOf));
  const named = new Set(wordsOf(words));
  if ([...kinds].some((kind) => named.has(kind))) return [];
  const spoken = spokenOf.find((one) => alike.some((product) => isSameKind(product, one)));
  return spoken === undefined || kinds.size === 1 ? [] : alike.filter((product) => isSameKind(product, spoken));
}

/** Whether both are bread: washing powder and coriander powder are not of one kind. */
export function isSameKind(one: ShopProduct, other: ShopProduct): boolean {
  return kindOf(one) === kindOf(other) && one.category === other.category;
}

/** The last word of its name: "bread" of "White bread 400 g". */
export function kindOf({ name }: ShopProduct): string {
  return nameWords(name).at(-1) ?? '';
}

/** The words of a name without its sizes, plural and singular alike: up to the first comma, or `whole`. */
export function nameWords(name: string, whole = false): readonly string[] {
  return wordsOf(whole ? name : (name.split(',')[0] ?? name));
}

/** Without sizes; plural and singular alike. */
function wordsOf(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll(SIZE, ' ')
      .match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.map(singular);
}

const SIZE = /\p{Nd}[\p{Nd}.]*\s*[\p{L}\p{M}]+\s*$/gu;

/** Whether it comes in sizes, and in none of those that were said: "coke 500 ml" is no cake of 250 g. */
export function isOfOtherSize(product: Pick<ShopProduct, 'sizes'>, said: readonly SpokenSize[]): boolean {
  const isSame = (one: SpokenSize): boolean =>
    said.some(({ amount, unit }) => unit === one.unit && Math.abs(amount - one.amount) < 0.01);
  return said.length > 0 && product.sizes.length > 0 && !product.sizes.some(isSame);
}

/** "16 oz clear" is no tape: those in the size that was said, where some are. */
function inSize(alike: readonly FoundProduct[], said: readonly SpokenSize[]): readonly FoundProduct[] {
  const sized = alike.filter((product) => product.sizes.length > 0 && !isOfOtherSize(product, said));
  return said.length > 0 && sized.length > 0 ? sized : alike;
}

/** Those whose content is just what was said, else those that it can be counted in; all when it tells nothing. */
function fittingQuantity(alike: readonly FoundProduct[], said: SpokenQuantity | undefined): readonly FoundProduct[] {
  const unit = said?.unit;
  if (said === undefined || alike.length < 2) return alike;
  if (unit === 'g' || unit === 'ml') {
    const exact = alike.filter((product) => contentOf(product, unit) === said.amount);
    if (exact.length > 0) return exact;
  }
  const countable = alike.filter((product) => unitsOf(product, said).kind === 'units');
  return countable.length > 0 ? countable : alike;
}

/** Without the amount that may be read as a size: "rice 5 kg". */
export function sizesBeside({
  sizes,
  quantity,
}: {
  readonly sizes: readonly SpokenSize[];
  readonly quantity: SpokenQuantity | undefined;
}): readonly SpokenSize[] {
  return sizes.filter(({ amount, unit }) => quantity?.amount !== amount || quantity.unit !== unit);
}
