import type { PackName, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { Language } from '../../contracts/dialogue.ts';
import { NUMBERS } from './number-tables.ts';
import type { SaidNumber } from './numbers-said.ts';
import { readNumber } from './numbers-said.ts';
import { ATTRIBUTES, packNamed, unitAt } from './packs.ts';
import type { Token } from './tokens.ts';
import { isGluedAt, isNumberAt, keyAt } from './tokens.ts';

/** A piece of a clause: what its words count, measure or name. `from` and `to` are indices of tokens, `to` is behind it. */
export type Piece = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: 'count';
      readonly amount: number;
      readonly pack?: PackName;
      readonly isPiece?: true;
      readonly isVague?: true;
      readonly isEach?: true;
      /** "x 2", "2x": it counts whatever stands beside it. */
      readonly isTimes?: true;
      /** "of" stands behind it: a product follows. */
      readonly isOf?: true;
    }
  /** Base units. */
  | {
      readonly kind: 'measure';
      readonly amount: number;
      readonly unit: 'g' | 'ml';
      readonly isVague?: true;
      readonly isEach?: true;
    }
  | { readonly kind: 'size'; readonly sizes: readonly SpokenSize[] }
  | {
      readonly kind: 'word';
      readonly pack?: PackName;
      readonly isOf?: true;
      readonly isEach?: true;
      readonly isOnes?: true;
      /** "with", "for": what follows is another thing. */
      readonly isJoint?: true;
    }
);

/** The pieces of a clause, in order; every token is in one, but for particles between a number and what it counts. */
export function piecesOf(tokens: readonly Token[], language: Language): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    const piece = amountAt(tokens, at, language) ?? wordAt(tokens, at);
    pieces.push(piece);
    at = piece.to;
  }
  return pieces;
}

const OF = /^(?:of|ka|ki|ke)$/;

function wordAt(tokens: readonly Token[], at: number): Piece {
  const token = tokens[at];
  const pack = token === undefined ? undefined : packNamed(token);
  return {
    kind: 'word',
    from: at,
    to: at + 1,
    ...(pack === undefined ? {} : { pack }),
    ...(OF.test(keyAt(tokens, at)) ? { isOf: true } : {}),
    ...(/^(?:ones|wala)$/.test(keyAt(tokens, at)) ? { isOnes: true } : {}),
    ...(/^(?:with|for|without)$/.test(keyAt(tokens, at)) ? { isJoint: true } : {}),
    ...(/^(?:each|apiece)$/.test(keyAt(tokens, at)) ? { isEach: true } : {}),
  };
}

function amountAt(tokens: readonly Token[], at: number, language: Language): Piece | undefined {
  const isTimesFirst = keyAt(tokens, at) === 'x' && isNumberAt(tokens, at + 1);
  const isAnother =
    keyAt(tokens, at) === 'another' && (isNumberAt(tokens, at + 1) || NUMBERS.has(keyAt(tokens, at + 1)));
  const start = isTimesFirst || isAnother ? at + 1 : at;
  const number = withoutMore(tokens, readNumber(tokens, start, language) ?? bareUnitAt(tokens, at));
  if (number === undefined || !(number.value >= MIN_AMOUNT && number.value <= MAX_AMOUNT)) return undefined;
  if (isTimesFirst) return { ...counted(tokens, number, { from: at, to: number.next }), isTimes: true };
  return dimensionsAt(tokens, at, number) ?? unitPieceAt(tokens, at, number);
}

/** Nobody orders more; it is another kind of number. */
const MAX_AMOUNT = 10_000_000;
/** Of any unit; less is a slip of the pen, and none is no amount. */
const MIN_AMOUNT = 0.001;

/** "2 more packets", "ek aur kilo": what counts is behind the word. */
function withoutMore(tokens: readonly Token[], number: SaidNumber | undefined): SaidNumber | undefined {
  const isMore = number !== undefined && /^(?:more|aur|extra|additional)$/.test(keyAt(tokens, number.next));
  return isMore ? { ...number, next: number.next + 1 } : number;
}

/** "dozen eggs", "paav kilo": one. */
function bareUnitAt(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const isQuarter = unitAt(tokens, at)?.next === at + 2;
  return packNamed(token) === 'dozen' || isQuarter ? { value: 1, next: at } : undefined;
}

type Counted = Extract<Piece, { kind: 'count' }>;

function counted(
  tokens: readonly Token[],
  { value, isVague, isEach }: SaidNumber,
  span: { readonly from: number; readonly to: number },
): Counted {
  // "A tube of tomato puree": one of it.
  const end = HOLDER.test(keyAt(tokens, span.to)) && keyAt(tokens, span.to + 1) === 'of' ? span.to + 1 : span.to;
  const isOf = OF.test(keyAt(tokens, end));
  return {
    kind: 'count',
    amount: value,
    from: span.from,
    to: isOf ? end + 1 : end,
    ...(isVague === undefined ? {} : { isVague }),
    ...(isEach === undefined ? {} : { isEach }),
    ...(isOf ? { isOf: true as const } : {}),
  };
}

/** They come in these and are counted by themselves. */
const HOLDER = /^(?:tubes?|tubs?|bars?|slabs?|blocks?|pots?|sticks?|cubes?|cones?)$/;

/** "10x12 inch" are two sizes, "200 x 16 oz" and "2x500 ml" are a count and a size, "8x8" alone belongs to the name. */
function dimensionsAt(tokens: readonly Token[], at: number, number: SaidNumber): Piece | undefined {
  const { values, next } = timesAt(tokens, number);
  if (values.length === 1) return undefined;
  const found = unitAt(tokens, next);
  if (found?.unit.kind === 'size' && LENGTHS.has(found.unit.unit)) {
    const { unit, factor } = found.unit;
    const sizes = values.filter((value) => value > 0).map((value) => ({ amount: value * factor, unit }));
    return { kind: 'size', sizes, from: at, to: found.next };
  }
  if (found !== undefined || values.length > 2) return undefined;
  const isName = isGluedAt(tokens, at + 1) && isGluedAt(tokens, at + 2);
  return isName ? { kind: 'word', from: at, to: next } : undefined;
}

const LENGTHS: ReadonlySet<string> = new Set(['inch', 'cm', 'mm']);

function timesAt(
  tokens: readonly Token[],
  number: SaidNumber,
): { readonly values: readonly number[]; readonly next: number } {
  const values = [number.value];
  let { next } = number;
  while (keyAt(tokens, next) === 'x' && isNumberAt(tokens, next + 1) && values.length < 3) {
    values.push(tokens[next + 1]?.value ?? 0);
    next += 2;
  }
  return { values, next };
}

function unitPieceAt(tokens: readonly Token[], at: number, number: SaidNumber): Piece | undefined {
  const times = keyAt(tokens, number.next) === 'x';
  if (times) return { ...counted(tokens, number, { from: at, to: number.next + 1 }), isTimes: true };
  const found = unitAt(tokens, number.next);
  if (found === undefined) return bareAt(tokens, at, number);
  const { unit, next } = found;
  const span = { from: at, to: next };
  if (unit.kind === 'size') {
    return { kind: 'size', sizes: [{ amount: number.value * unit.factor, unit: unit.unit }], ...span };
  }
  if (unit.kind === 'piece') return { ...counted(tokens, number, span), isPiece: true };
  if (unit.kind === 'pack') return { ...counted(tokens, number, span), pack: unit.pack };
  const { amount: _, pack: __, ...rest } = counted(tokens, number, span);
  return { ...rest, kind: 'measure', amount: rounded(number.value * unit.factor), unit: unit.unit };
}

/** Without what comes of binary fractions; a millionth of a gram is enough. */
function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

function bareAt(tokens: readonly Token[], at: number, number: SaidNumber): Piece | undefined {
  const next = tokens[number.next];
  const isName = next !== undefined && (ATTRIBUTES.has(next.key) || (next.isGlued && next.kind === 'word'));
  // "5 star", "7up", "100% juice"; a half of no unit: "half sleeve".
  if (isName) return { kind: 'word', from: at, to: number.next + 1 };
  const isInOne = next?.key === 'in' && tokens[number.next + 1]?.key === '1';
  if (isInOne) return { kind: 'word', from: at, to: number.next + 2 };
  if (number.value < 1 && tokens[at]?.kind === 'word') return undefined;
  return counted(tokens, number, { from: at, to: number.next });
}
