import type { OrderTalk, SpokenQuantity, SpokenSize } from '../../../contracts/commerce/order-talk.ts';
import type { ShopOrderItem } from '../../../contracts/commerce/shop.ts';
import type { Desk } from '../desk.ts';
import { foundFor } from '../match.ts';
import { countedAs } from './slip.ts';

/** What a clause says of the lines of an order. */
export interface Named {
  /** As it was said; undefined: "it", or a bare number. */
  readonly words: string | undefined;
  readonly said: SpokenQuantity | undefined;
  /** The lines that may be meant: several are alike. */
  readonly items: readonly ShopOrderItem[];
}

/** Which of these lines the talk is about, one after the other. */
export function namedLines(talk: readonly OrderTalk[], items: readonly ShopOrderItem[], desk: Desk): readonly Named[] {
  return talk.flatMap((one): Named[] => {
    if (one.kind !== 'add' && one.kind !== 'set' && one.kind !== 'remove') return [];
    const { quantity: said, product, sizes } = one;
    if (product !== undefined) return [{ words: product, said, items: best(items, product, { sizes, desk }) }];
    // "Two boxes" may name boxes, "the 10 inch ones" what has that size; "three bundles" counts what is spoken of.
    const byPack = said?.pack === undefined ? [] : best(items, said.pack, { sizes, desk });
    const bySize = sizes.length === 0 ? [] : items.filter((item) => fits(item, sizes, desk));
    return [{ words: undefined, said, items: byPack.length > 0 ? byPack : bySize }];
  });
}

/** "12 inch ones": what tells the lines apart, where the grammar hears no goods. None where it fits several. */
export function linesByMark(clause: string, items: readonly ShopOrderItem[], desk: Desk): readonly ShopOrderItem[] {
  const said = marksOf(clause);
  const fitting = items.filter((item) => {
    const own = new Set(marksOf(`${item.name} ${countedAs(desk, item).name}`));
    return said.every((mark) => own.has(mark));
  });
  return said.some((mark) => /\p{Nd}/u.test(mark)) && fitting.length === 1 ? fitting : [];
}

/** Numbers and what they count. */
function marksOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{Nd}+(?:\.\p{Nd}+)?|(?<=\p{Nd}\s*)\p{L}[\p{L}\p{M}]*/gu) ?? [];
}

interface Sizing {
  readonly sizes: readonly SpokenSize[];
  readonly desk: Desk;
}

function best(items: readonly ShopOrderItem[], words: string, { sizes, desk }: Sizing): readonly ShopOrderItem[] {
  const scored = items
    .filter((item) => fits(item, sizes, desk))
    .map((item) => ({ item, score: scoreOf(item, words, { sizes, desk }) }));
  const most = Math.max(0, ...scored.map(({ score }) => score));
  return most < NAMED ? [] : scored.filter(({ score }) => score > most - ALIKE).map(({ item }) => item);
}

/** Below it the words name something else; closer ones are alike. By the scores of the search. */
const NAMED = 0.5;
const ALIKE = 0.15;

/** As the search has it, which knows synonyms; else how many of the words are in the name of the line. */
function scoreOf(item: ShopOrderItem, words: string, { sizes, desk }: Sizing): number {
  const found = foundFor(desk.view, words, sizes).find(({ sku }) => sku === item.sku)?.score ?? 0;
  const own = wordsOf(`${item.name} ${countedAs(desk, item).name}`);
  const said = [...wordsOf(words)];
  const shared = said.filter((word) => own.has(word)).length;
  return Math.max(found, said.length === 0 ? 0 : shared / said.length);
}

function fits(item: ShopOrderItem, said: readonly SpokenSize[], desk: Desk): boolean {
  const { sizes } = countedAs(desk, item);
  if (said.length === 0 || sizes.length === 0) return true;
  return said.some(({ amount, unit }) =>
    sizes.some((own) => own.unit === unit && Math.abs(own.amount - amount) < 0.01),
  );
}

/** Plural and singular alike. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return new Set(words.map((word) => word.replace(/(?<=\p{L}{3})(?:es|s)$/u, '')));
}
