import type { PackName, ProductSaid, Trait } from '../../contracts/commerce/order-talk.ts';
import type { Piece } from './amounts.ts';
import { TAILS } from './fillers.ts';
import type { Token } from './tokens.ts';
import { keyAt } from './tokens.ts';

/** What else is known of the item that the words belong to. */
export interface WordsContext {
  readonly isCounted: boolean;
  readonly isPackSaid: boolean;
  /** The word of the pack that the count is in, unless "of" stands behind it. */
  readonly countPack: Token | undefined;
  readonly hasSizes: boolean;
}

/** The product that words name, and the pack that they end with: "2 milk packets". */
export interface NamedProduct {
  readonly product: string | undefined;
  readonly pack?: PackName;
  /** The pack is what is sold: "400 boxes for pizzas". */
  readonly isPackName?: true;
  /** "The big ones": in place of a product. */
  readonly told?: Pick<ProductSaid, 'trait'>;
}

/** Sizes and particles at the edges go, those between words stay; a pronoun names nothing. */
export function productOf(words: readonly Piece[], tokens: readonly Token[], context: WordsContext): NamedProduct {
  const { countPack } = context;
  const isPackName = countPack !== undefined && isBesideUse(words, tokens);
  const inner = trimmed(words, tokens, isPackName);
  if (inner.length === 0) return unnamed(context);
  const pack = context.isCounted && !context.isPackSaid ? trailingPack(inner, tokens) : undefined;
  const kept = pack === undefined ? inner : trimmed(inner.slice(0, -1), tokens, false);
  const named = kept.map((piece) => textOf(piece, tokens)).join(' ');
  const keys = kept.map(({ from }) => keyAt(tokens, from)).join(' ');
  const trait = traitOf(keys);
  if (trait !== undefined) return { product: undefined, told: { trait } };
  const product = PRONOUNS.test(keys) || named === '' ? undefined : named;
  if (isPackName) return { product: `${countPack.text} ${named}`, isPackName };
  return pack === undefined ? { product } : { product, pack };
}

/** "Two 10 inch boxes": the pack is what is sold. */
function unnamed({ countPack, hasSizes }: WordsContext): NamedProduct {
  return countPack !== undefined && hasSizes ? { product: countPack.text, isPackName: true } : { product: undefined };
}

/** "boxes for pizzas", "cups with lids". */
function isBesideUse(words: readonly Piece[], tokens: readonly Token[]): boolean {
  const first = words.find(({ kind }) => kind === 'word');
  return first !== undefined && words.length > 1 && /^(?:for|with|without)$/.test(tokens[first.from]?.key ?? '');
}

const PRONOUNS =
  /^(?:it|that|this|them|those|these|one|ones|same|isko|usme|yeh|woh|wahi|same one|that one|this one|the same|more|all|both|dono|dono ko|इस|उस|us|is)$/;

function traitOf(keys: string): Trait | undefined {
  const [, trait = ''] = /^(\S+)(?: ones?| size| packs?)?$/.exec(keys) ?? [];
  if (/^(?:big|bigger|biggest|large|larger|largest|bada)$/.test(trait)) return 'big';
  return /^(?:small|smaller|smallest|little|chhota)$/.test(trait) ? 'small' : undefined;
}

function textOf(piece: Piece, tokens: readonly Token[]): string {
  return tokens
    .slice(piece.from, piece.to)
    .map(({ text, isGlued }, at) => (at > 0 && isGlued ? text : ` ${text}`))
    .join('')
    .trim();
}

const EDGE_WORDS: ReadonlySet<string> = new Set(
  'the of a an aur my our your in to for from on at as ko ka ki ke se mein wala - x with ones bhi hi and more extra additional only just any also'.split(
    ' ',
  ),
);
const HEAD_WORDS: ReadonlySet<string> = new Set([
  'that',
  'this',
  'those',
  'these',
  'isko',
  'yeh',
  'woh',
  'aur',
  'full',
]);

function trimmed(words: readonly Piece[], tokens: readonly Token[], keepsHead: boolean): readonly Piece[] {
  const isEdge = (piece: Piece | undefined): boolean =>
    piece !== undefined && (piece.kind === 'size' || EDGE_WORDS.has(tokens[piece.from]?.key ?? ''));
  let from = 0;
  let to = words.length;
  const isHead = (piece: Piece | undefined): boolean =>
    piece !== undefined && to - from > 1 && HEAD_WORDS.has(tokens[piece.from]?.key ?? '');
  while (!keepsHead && from < to && (isEdge(words[from]) || isHead(words[from]))) from += 1;
  while (to > from && (isEdge(words[to - 1]) || isTail(words[to - 1], tokens))) to -= 1;
  return words.slice(from, to);
}

function isTail(piece: Piece | undefined, tokens: readonly Token[]): boolean {
  return piece?.kind === 'word' && TAILS.has(tokens[piece.from]?.key ?? '');
}

/** These hold goods; boxes, bags and rolls are goods of their own. */
const HOLDERS: ReadonlySet<PackName> = new Set(['packet', 'dozen', 'bottle', 'tin', 'crate', 'bunch', 'sack']);
/** With these the holder is what is sold: "glass bottles". */
const MATERIALS =
  /^(?:plastic|glass|paper|pet|empty|kraft|spray|squeeze|water|steel|gunny|aluminium|aluminum|jute|thermos|baby|hot|sports|pump)$/;

function trailingPack(words: readonly Piece[], tokens: readonly Token[]): PackName | undefined {
  const last = words.at(-1);
  const before = words.at(-2);
  if (last?.kind !== 'word' || last.pack === undefined || before === undefined || !HOLDERS.has(last.pack)) {
    return undefined;
  }
  return MATERIALS.test(tokens[before.from]?.key ?? '') ? undefined : last.pack;
}
