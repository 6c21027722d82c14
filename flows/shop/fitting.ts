import type { SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { FoundProduct, ShopProduct, ShopView } from '../../contracts/commerce/shop.ts';
import { foundFor, kindOf, nameWords } from './match.ts';

/** Goods that are named by what they go with: "matching lids", "lids that fit", "dome lids for the 16 oz cups". */
export interface FitSaid {
  readonly product: string;
  /** What they go with, where it was named; else it is what was spoken of. */
  readonly to?: string;
}

/** Undefined: they are named by themselves. */
export function fitSaid(words: string): FitSaid | undefined {
  for (const pattern of FITS) {
    const { product, to } = pattern.exec(words)?.groups ?? {};
    if (product !== undefined) return to === undefined ? { product } : { product, to };
  }
  return undefined;
}

const THEM = '(?: (?:them|those|these|it|that|this|the same))?';
const FITS: readonly RegExp[] = [
  new RegExp(`^(?:the )?(?:matching|fitting|suitable|compatible|corresponding) (?<product>.+)$`, 'u'),
  new RegExp(`^(?<product>.+?) (?:that|which|to) (?:fits?|match(?:es)?|suits?|goe?s? with)${THEM}$`, 'u'),
  new RegExp(
    `^(?<product>.+?) (?:for|to fit|that fits?|fitting)(?: (?:the|those|these|my|our))? (?<to>.+ .+|\\S+s)$`,
    'u',
  ),
  new RegExp(`^(?<product>.+?) (?:for|to go with)(?: (?:them|those|these|it|that))$`, 'u'),
];

/** "Clear cups with dome lids": the goods, and what they come with; undefined where no "with" stands between two names. */
export function pairSaid(words: string): { readonly head: string; readonly tail: string } | undefined {
  const [head = '', tail = '', more] = words.split(/ with (?:the |matching )?/u);
  return head === '' || tail === '' || more !== undefined ? undefined : { head, tail };
}

/** Whether what was found for "A with B" is one thing: a container with its lid, not the lid of a bowl. */
export function isOneThing(best: FoundProduct | undefined, tail: string): boolean {
  if (best === undefined || best.score < NAMED) return false;
  return / with /iu.test(best.name) || kindOf(best) !== nameWords(tail).at(-1);
}

/** By the scores of the search: from here on a product is believed to be meant. */
const NAMED = 0.75;

/** Something that others go with: its name, and its sizes. */
export type Reference = Pick<ShopProduct, 'name'> & { readonly sizes: readonly SpokenSize[] };

/**
 * Those that go with it: not of another size where they tell one of its unit, and sharing most words of its name ("cold cups",
 * "fits 12 oz"). Empty where nothing tells.
 */
export function thatFit(found: readonly FoundProduct[], to: Reference): readonly FoundProduct[] {
  const others = found.filter((product) => product.name !== to.name && !isOtherSize(product, to));
  const shared = others.map((product) => sharedWith(product, to));
  const most = Math.max(0, ...shared);
  return most === 0 ? [] : others.filter((_, at) => shared[at] === most);
}

/** What goes with what was named with it, or was spoken of last, else all of it; undefined where nothing was said to go with something. */
export function fittingFor(
  words: string,
  sizes: readonly SpokenSize[],
  { view, spokenOf }: { readonly view: ShopView; readonly spokenOf: readonly ShopProduct[] },
): { readonly words: string; readonly found: readonly FoundProduct[] } | undefined {
  const fit = fitSaid(words);
  if (fit === undefined) return undefined;
  const { product, to } = fit;
  const found = related(foundFor(view, product, []));
  const references = to === undefined && sizes.length === 0 ? spokenOf : [{ name: to ?? '', sizes }];
  const fitting = references.map((reference) => thatFit(found, reference)).find((some) => some.length > 0);
  return { words: product, found: fitting ?? found };
}

/** What lies far below the best is another thing. */
function related(found: readonly FoundProduct[]): readonly FoundProduct[] {
  const least = (found[0]?.score ?? 0) * RELATED;
  return found.filter(({ score }) => score >= least);
}

/** Of the best score. A guess. */
const RELATED = 0.6;

function sharedWith(product: FoundProduct, to: Reference): number {
  const own = new Set(nameWords(to.name));
  const words = [...new Set(nameWords(product.name, true))].filter((word) => own.has(word)).length;
  return words + (product.sizes.some((size) => hasSize(to, size)) ? 1 : 0);
}

function isOtherSize(product: FoundProduct, to: Reference): boolean {
  const alike = product.sizes.filter(({ unit }) => to.sizes.some((size) => size.unit === unit));
  return alike.length > 0 && !alike.some((size) => hasSize(to, size));
}

function hasSize({ sizes }: Reference, { amount, unit }: SpokenSize): boolean {
  return sizes.some((size) => size.unit === unit && Math.abs(size.amount - amount) < SAME_SIZE);
}

/** Sizes are told in whole or half units. */
const SAME_SIZE = 0.01;
