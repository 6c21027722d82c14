import type { PackName, ProductSaid, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';
import type { Piece } from './amounts.ts';
import { piecesOf } from './amounts.ts';
import { productOf } from './product-words.ts';
import type { Token } from './tokens.ts';

/** A product and how much of it, as words name them. */
export interface Item {
  readonly start: number;
  readonly end: number;
  readonly product: string | undefined;
  readonly quantity: SpokenQuantity | undefined;
  readonly sizes: readonly SpokenSize[];
  /** "The ₹20 chips", "the big ones". */
  readonly told: Pick<ProductSaid, 'priceMajor' | 'trait'>;
  /** "2 kg each of": the quantity goes for its neighbours too. */
  readonly isEach: boolean;
  /** The quantity, where it stands behind the product and may be its size. */
  readonly measuredSize?: SpokenSize;
}

/** How an item is named. */
export function productSaid({ product, sizes, told }: Item): ProductSaid {
  return { product, sizes, ...told };
}

/** Whether anything besides its name tells which product it is. */
export function isTold({ sizes, told }: Pick<Item, 'sizes' | 'told'>): boolean {
  return sizes.length > 0 || Object.keys(told).length > 0;
}

type Count = Extract<Piece, { kind: 'count' }>;
type Measure = Extract<Piece, { kind: 'measure' }>;

/** An item while its pieces come. */
interface Draft {
  count?: Count;
  /** Said before the product: how much; after it: how much or which size. */
  measure?: Measure;
  isMeasureBehind: boolean;
  sizes: SpokenSize[];
  /** Of a pack that a measure fills: "5 kg bag". */
  pack?: PackName;
  words: Piece[];
  isEach: boolean;
  /** The quantity stands behind the product: what follows is another one. */
  isClosed: boolean;
  told: Item['told'];
  start: number;
  end: number;
}

/**
 * The items of a clause, quantities before their product ("2 kg rice 3 kg dal") or behind it ("rice 2 kg dal 3 kg"). A measure
 * beside a count is a size ("2x coke 500ml"); a measure alone behind the product may be both, and is given as both.
 */
export function itemsOf(tokens: readonly Token[], language: Language): Item[] {
  const pieces = piecesOf(tokens, language);
  const drafts: Draft[] = [];
  let draft = newDraft();
  pieces.forEach((piece, at) => {
    if (isNext(draft, piece, pieces[at + 1])) {
      drafts.push(draft);
      draft = newDraft();
    }
    take(draft, piece);
    const priced = tokens.slice(piece.from, piece.to).find(({ price }) => price !== undefined);
    if (priced?.price !== undefined) draft.told = { priceMajor: priced.price, ...draft.told };
    draft.start = Math.min(draft.start, tokens[piece.from]?.start ?? 0);
    draft.end = Math.max(draft.end, tokens[piece.to - 1]?.end ?? 0);
  });
  return [...drafts, draft].map((one) => itemOf(one, tokens)).filter((item) => item !== undefined);
}

function newDraft(): Draft {
  return {
    isMeasureBehind: false,
    sizes: [],
    words: [],
    isEach: false,
    isClosed: false,
    told: {},
    start: Infinity,
    end: 0,
  };
}

/** Whether a piece begins another item. */
function isNext(draft: Draft, piece: Piece, after: Piece | undefined): boolean {
  if (draft.words.length === 0) return piece.kind === 'count' && draft.isClosed;
  if (piece.kind === 'word') return draft.isClosed && piece.isEach !== true && !isPackOf(draft, piece);
  if (piece.kind === 'size') return draft.isClosed && isNamed(after);
  if (piece.kind === 'count') return isNextCount(draft, piece, after);
  return isNextMeasure(draft, after);
}

function isNextMeasure(draft: Draft, after: Piece | undefined): boolean {
  // "100 cups of 250 ml"
  if (isLinked(draft)) return false;
  const hasAmount = draft.measure !== undefined || draft.count !== undefined;
  return hasAmount && (isNamed(after) || (draft.isClosed && draft.measure === undefined));
}

/** Whether a product follows: a word that names no pack. */
function isNamed(after: Piece | undefined): boolean {
  return after?.kind === 'word' && after.pack === undefined && after.isJoint !== true;
}

function isNextCount(draft: Draft, piece: Count, after: Piece | undefined): boolean {
  if (piece.isTimes === true && draft.count === undefined) return after?.kind === 'word' && piece.isOf === true;
  if (draft.count !== undefined) return after !== undefined || piece.pack !== undefined;
  if (draft.measure === undefined) return false;
  // "rice 5kg - 2", "5 kg rice 2 bags"; "rice 5 kg 2 packets milk" is two items.
  return isNamed(after);
}

/** "of" stands last: what follows is a size of what stands before it. */
function isLinked({ words }: Draft): boolean {
  const last = words.at(-1);
  return words.length > 1 && last?.kind === 'word' && last.isOf === true;
}

function isPackOf(draft: Draft, piece: Piece): boolean {
  return piece.kind === 'word' && piece.pack !== undefined && draft.isMeasureBehind && draft.count === undefined;
}

function take(draft: Draft, piece: Piece): void {
  if (piece.kind === 'word') {
    takeWord(draft, piece);
    return;
  }
  if (piece.kind === 'size') {
    draft.sizes.push(...piece.sizes);
    draft.words.push(piece);
    return;
  }
  if (piece.isEach === true) draft.isEach = true;
  if (piece.kind === 'measure') takeMeasure(draft, piece);
  else takeCount(draft, piece);
}

function takeWord(draft: Draft, piece: Extract<Piece, { kind: 'word' }>): void {
  // "The 500 ml ones": no quantity.
  if (piece.isOnes === true && draft.measure?.to === piece.from && draft.count === undefined) {
    draft.sizes.push(sizeOf(draft.measure));
    delete draft.measure;
    draft.isClosed = false;
  }
  if (piece.isEach === true) draft.isEach = true;
  else if (piece.pack === undefined || !takePack(draft, piece.pack)) draft.words.push(piece);
}

/** "5 kg bag", "two 1 litre bottles": whether the word is the pack of what was measured. */
function takePack(draft: Draft, pack: PackName): boolean {
  const { measure, count } = draft;
  const isBare = draft.words.every(({ kind }) => kind === 'size');
  if (measure === undefined || count !== undefined) {
    const isSized = isBare && count !== undefined && count.pack === undefined && draft.sizes.some(isFilling);
    if (isSized) draft.pack = pack;
    return isSized;
  }
  if (!isBare && !draft.isMeasureBehind) return false;
  draft.pack = pack;
  draft.sizes.push(sizeOf(measure));
  delete draft.measure;
  draft.isClosed = draft.isMeasureBehind;
  return true;
}

/** What a pack can hold; "400 10 inch boxes" hold no inches. */
function isFilling({ unit }: SpokenSize): boolean {
  return unit === 'g' || unit === 'ml';
}

function takeMeasure(draft: Draft, piece: Measure): void {
  if (draft.count !== undefined || draft.measure !== undefined || isLinked(draft)) {
    draft.sizes.push(sizeOf(piece));
    return;
  }
  draft.measure = piece;
  draft.isMeasureBehind = draft.words.length > 0;
  draft.isClosed = draft.isMeasureBehind;
}

function takeCount(draft: Draft, piece: Count): void {
  // "3 breads maybe 4"
  if (draft.count !== undefined && piece.isVague === true) {
    draft.count = { ...draft.count, isVague: true };
    return;
  }
  if (draft.count !== undefined) {
    draft.words.push({ kind: 'word', from: piece.from, to: piece.to });
    return;
  }
  draft.count = piece;
  if (draft.measure !== undefined) {
    draft.sizes.push(sizeOf(draft.measure));
    delete draft.measure;
  }
  draft.isClosed = draft.words.some(({ kind }) => kind === 'word');
}

function sizeOf({ amount, unit }: Measure): SpokenSize {
  return { amount, unit };
}

function itemOf(draft: Draft, tokens: readonly Token[]): Item | undefined {
  const { count, measure, pack, sizes, isEach, start, end } = draft;
  const named = productOf(draft.words, tokens, {
    isCounted: count !== undefined,
    isPackSaid: pack !== undefined || count?.pack !== undefined || count?.isPiece === true,
    countPack: packToken(draft, tokens),
    hasSizes: sizes.length > 0,
  });
  const said = quantityOf(draft, named.pack);
  const told = { ...draft.told, ...named.told };
  if (said === undefined && named.product === undefined && !isTold({ sizes, told })) return undefined;
  const quantity = named.isPackName === true ? withoutPack(said) : said;
  const isEither = measure !== undefined && draft.isMeasureBehind && !isEach;
  return {
    start,
    end,
    product: named.product,
    quantity,
    sizes,
    isEach,
    told,
    ...(isEither ? { measuredSize: sizeOf(measure) } : {}),
  };
}

function withoutPack(quantity: SpokenQuantity | undefined): SpokenQuantity | undefined {
  if (quantity === undefined) return undefined;
  const { pack: _, ...bare } = quantity;
  return bare;
}

/** The token that names the pack of the count, unless "of" stands behind it: it may name the product too: "400 boxes for pizzas". */
function packToken({ count }: Draft, tokens: readonly Token[]): Token | undefined {
  if (count?.pack === undefined || count.pack === 'dozen' || count.isOf === true) return undefined;
  return tokens[count.to - 1];
}

function quantityOf({ count, measure, pack }: Draft, wordPack: PackName | undefined): SpokenQuantity | undefined {
  if (count !== undefined) {
    const inPacks = count.pack ?? pack ?? wordPack;
    const vague = count.isVague === true ? { isVague: true as const } : {};
    if (count.isPiece === true) return { amount: count.amount, unit: 'piece', ...vague };
    return { amount: count.amount, ...(inPacks === undefined ? {} : { pack: inPacks }), ...vague };
  }
  if (measure === undefined) return pack === undefined ? undefined : { amount: 1, pack };
  return { amount: measure.amount, unit: measure.unit, ...(measure.isVague === true ? { isVague: true } : {}) };
}
