import type { PackName, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
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
  /** "2 kg each of": the quantity goes for its neighbours too. */
  readonly isEach: boolean;
  /** The quantity, where it stands behind the product and may be its size. */
  readonly measuredSize?: SpokenSize;
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
    take(draft, piece, tokens);
    draft.start = Math.min(draft.start, tokens[piece.from]?.start ?? 0);
    draft.end = Math.max(draft.end, tokens[piece.to - 1]?.end ?? 0);
  });
  return [...drafts, draft].map((one) => itemOf(one, tokens)).filter((item) => item !== undefined);
}

function newDraft(): Draft {
  return { isMeasureBehind: false, sizes: [], words: [], isEach: false, isClosed: false, start: Infinity, end: 0 };
}

function isNext(draft: Draft, piece: Piece, after: Piece | undefined): boolean {
  if (draft.words.length === 0) return piece.kind === 'count' && draft.isClosed;
  if (piece.kind === 'word') return draft.isClosed && !isPackOf(draft, piece);
  if (piece.kind === 'size') return draft.isClosed && after?.kind === 'word';
  if (piece.kind === 'count') return isNextCount(draft, piece, after);
  // "100 cups of 250 ml"
  if (isLinked(draft)) return false;
  if (draft.measure !== undefined) return after?.kind === 'word' && after.pack === undefined;
  if (draft.count === undefined) return false;
  return draft.isClosed || (after?.kind === 'word' && after.pack === undefined);
}

function isNextCount(draft: Draft, piece: Count, after: Piece | undefined): boolean {
  if (piece.isTimes === true && draft.count === undefined) return after?.kind === 'word' && piece.isOf === true;
  if (draft.count !== undefined) return after !== undefined || piece.pack !== undefined;
  if (draft.measure === undefined) return false;
  // "rice 5kg - 2", "5 kg rice 2 bags"; "rice 5 kg 2 packets milk" is two items.
  return after?.kind === 'word' && after.pack === undefined;
}

/** "of" stands last: what follows is a size of what stands before it. */
function isLinked({ words }: Draft): boolean {
  const last = words.at(-1);
  return words.length > 1 && last?.kind === 'word' && last.isOf === true;
}

function isPackOf(draft: Draft, piece: Piece): boolean {
  return piece.kind === 'word' && piece.pack !== undefined && draft.isMeasureBehind && draft.count === undefined;
}

function take(draft: Draft, piece: Piece, tokens: readonly Token[]): void {
  if (piece.kind === 'word') return takeWord(draft, piece, tokens);
  if (piece.kind === 'size') {
    draft.sizes.push(...piece.sizes);
    draft.words.push(piece);
    return undefined;
  }
  if (piece.isEach === true) draft.isEach = true;
  if (piece.kind === 'measure') return takeMeasure(draft, piece);
  return takeCount(draft, piece);
}

function takeWord(draft: Draft, piece: Extract<Piece, { kind: 'word' }>, tokens: readonly Token[]): void {
  const key = tokens[piece.from]?.key ?? '';
  if (key === 'each' || key === 'apiece') {
    draft.isEach = true;
    return;
  }
  const { measure } = draft;
  if (
    piece.pack !== undefined &&
    measure !== undefined &&
    draft.count === undefined &&
    (draft.words.length === 0 || draft.isMeasureBehind)
  ) {
    draft.pack = piece.pack;
    draft.sizes.push(sizeOf(measure));
    delete draft.measure;
    draft.isClosed = draft.isMeasureBehind;
    return;
  }
  if (draft.pack === undefined && draft.count !== undefined && piece.pack !== undefined && draft.words.length === 0) {
    // "two 1 litre bottles": sizes stand between.
    if (draft.count.pack === undefined && draft.sizes.length > 0) {
      draft.pack = piece.pack;
      return;
    }
  }
  draft.words.push(piece);
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
  const isCounted = draft.count !== undefined || draft.measure !== undefined || draft.pack !== undefined;
  const named = productOf(draft.words, tokens, {
    isCounted,
    isPackSaid: draft.count?.pack !== undefined || draft.pack !== undefined || draft.count?.isPiece === true,
    countPack: draft.count?.isOf === true ? undefined : packToken(draft, tokens),
    hasSizes: draft.sizes.length > 0,
  });
  const quantity = quantityOf(draft, named.pack);
  if (quantity === undefined && named.product === undefined && draft.sizes.length === 0) return undefined;
  const { isEach, start, end } = draft;
  const isPackName = named.isPackName && quantity !== undefined;
  const { pack: _, ...bare } = quantity ?? { amount: 1 };
  const size =
    draft.measure !== undefined && draft.isMeasureBehind && !isEach ? { measuredSize: sizeOf(draft.measure) } : {};
  const { sizes } = draft;
  return { start, end, product: named.product, quantity: isPackName ? bare : quantity, sizes, isEach, ...size };
}

/** The token that names the pack of the count, as it may name the product too: "400 boxes for pizzas". */
function packToken({ count }: Draft, tokens: readonly Token[]): Token | undefined {
  return count?.pack === undefined || count.pack === 'dozen' ? undefined : tokens[count.to - 1];
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
