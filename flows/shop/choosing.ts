import type { OrderTalk, SpokenQuantity, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';
import type { Language } from '../../contracts/dialogue.ts';
import { namesNoGoods } from './no-goods.ts';
import { namedBySize } from './same-kind.ts';
import { choiceTalkOf } from './said.ts';
import { unitsOf } from './units.ts';
import { isTelling, toldBy } from './which-one.ts';
import { singular } from './singular.ts';

/** What an answer to "which one?" says, piece by piece. */
export interface Answer {
  /** It begins with a yes, or with a no that something else follows: "no, the 90 mm one". */
  readonly opens: 'yes' | 'no' | undefined;
  readonly pieces: readonly Piece[];
}

/** What is added or set; other kinds of talk are no answer to "which one?". */
export type Piece = Extract<OrderTalk, { kind: 'add' | 'remove' | 'set' }>;

/** Undefined: it takes out, replaces or repeats something, or says nothing of goods. */
export function answerIn(text: string, language: Language): Answer | undefined {
  const assent = YES.exec(text)?.[0] ?? '';
  const denial = NO.exec(text.slice(assent.length))?.[0] ?? '';
  const opens = denial !== '' ? 'no' : AGREES.test(assent) ? 'yes' : undefined;
  const rest = text.slice(assent.length + denial.length);
  const talk = choiceTalkOf(rest, language);
  if (talk.some(({ kind }) => kind !== 'add' && kind !== 'set')) return undefined;
  const pieces = talk.filter((one) => 'quantity' in one && one.kind !== 'replace');
  const said = joined(pieces.flatMap((piece) => withoutEmptyWords(piece, rest)));
  return said.length === 0 ? undefined : { opens, pieces: said };
}

/** The pieces with the kind that was asked about, where they tell nothing but its size: "the 90 mm one" of lids. */
export function ofKind(pieces: readonly Piece[], words: string): readonly OrderTalk[] {
  return namedBySize(pieces, words);
}

/** "The 90 mm one": its size is all that is said of it. */
export function isSizeOnly({ product, sizes }: Piece): boolean {
  return product === undefined && sizes.length > 0;
}

/** The one option that a piece means; undefined: none of them, or several. */
export function optionMeant(
  piece: Piece,
  options: readonly ShopProduct[],
  currency: string,
): { readonly product: ShopProduct; readonly said: SpokenQuantity | undefined } | undefined {
  const { product: words, quantity } = piece;
  const named = words === undefined ? options : options.filter((option) => isNamedBy(words, option));
  const size = sizeMeant(quantity);
  const measured = size === undefined ? [] : toldBy(named, { ...piece, sizes: [...piece.sizes, size] }, currency);
  const told = measured.length > 0 ? measured : isTelling(piece) ? toldBy(named, piece, currency) : named;
  const [product, another] = told;
  if (product === undefined || another !== undefined) return undefined;
  const said = measured.length > 0 ? undefined : quantity;
  return said === undefined || unitsOf(product, said, true).kind !== 'unsaid' ? { product, said } : undefined;
}

/** Each of the words is one of the product's name, plural or singular. */
export function isNamedBy(words: string, { name }: ShopProduct): boolean {
  const own = wordSet(name);
  const said = [...wordSet(words)].filter((word) => !namesNoGoods(word));
  return said.length > 0 && said.every((word) => own.has(word));
}

function wordSet(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return new Set(words.map(singular));
}

/** "1 litre" may be the size of a bottle. */
function sizeMeant(said: SpokenQuantity | undefined): SpokenSize | undefined {
  return said?.unit === 'g' || said?.unit === 'ml' ? { amount: said.amount, unit: said.unit } : undefined;
}

/** "The ones that fit 12 oz" name no product, "the 90 mm one" counts nothing. */
function withoutEmptyWords(piece: Piece, text: string): readonly Piece[] {
  const isEmpty = piece.product === undefined || namesNoGoods(piece.product);
  const product = isEmpty || (isTelling(piece) && PACK.test(piece.product ?? '')) ? undefined : piece.product;
  const { quantity } = piece;
  const said = standsForOne(piece, text) && product === undefined && isTelling(piece) ? undefined : quantity;
  if (product === undefined && said === undefined && !isTelling(piece)) return [];
  return [{ ...piece, product, quantity: said }];
}

/** "The half kilo packet": what it comes in names no goods. */
const PACK = /^(?:packet|pack|pkt|bottle|botal|bag|box|jar|tin|pouch|dabba|size|thaila)s?$/u;

/** Whether "one" stands for the product in these words, and counts nothing: "the big one". */
export function standsForOne(
  { quantity, start, end }: Pick<Piece, 'quantity' | 'start' | 'end'>,
  text: string,
): boolean {
  return quantity?.amount === 1 && ONE.test(text.slice(start, end));
}

/** In place of a product, "one" counts nothing. */
const ONE = /\p{L}\s+ones?\s*$/iu;

/** "The big one. 2 packets", "12 packs of pav, no wait 3": how many comes behind which, and the last word counts. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const before = all.at(-1);
    const isCount = piece.product === undefined && !isTelling(piece);
    if (before !== undefined && isCount && (before.quantity === undefined || piece.kind === 'set'))
      all[all.length - 1] = { ...before, quantity: piece.quantity, end: piece.end };
    else all.push(piece);
  }
  return all;
}

const YES =
  /^\s*(?:(?:yes+|yeah|yea|yep|yup|ya|y|haan?|han|ji|ok(?:ay)?|sure|right|correct|u+m+|uh+|h+m+|k|oh|and|but|हाँ|हां|जी)(?![\p{L}\p{M}'’])[\s,.!:–-]*)*/iu;
const AGREES = /(?:^|[\s,.!])(?:yes+|yeah|yea|yep|yup|ya|y|haan?|han|ji|sure|right|correct|हाँ|हां|जी)(?![\p{L}\p{M}])/iu;
const NO = /^(?:(?:no+|nope|nah|nahi+n?|not (?:that|this|these|those)(?: ones?)?|नहीं)(?![\p{L}\p{M}'’])[\s,.!:–-]*)+/iu;
