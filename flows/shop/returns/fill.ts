import type { SpokenQuantity } from '../../../contracts/commerce/order-talk.ts';
import type { ShopOrder, ShopOrderItem } from '../../../contracts/commerce/shop.ts';
import type { Desk } from '../desk.ts';
import { foundFor } from '../match.ts';
import { talkOf } from '../said.ts';
import { unitsOf } from '../units.ts';
import { quantityText } from '../wording.ts';
import type { Named } from './named-lines.ts';
import { linesByMark, namedLines } from './named-lines.ts';
import { returnPhrase } from './phrases.ts';
import type { ReturnSlip, SlipLine } from './slip.ts';
import { countedAs, itemOf, keptOf, leftOf } from './slip.ts';

/** A slip after a message, and what has to be said about it. */
export interface Filled {
  readonly slip: ReturnSlip;
  readonly notes: readonly string[];
}

/** What a message says about the items of a return. */
export interface SaidItems {
  readonly items: readonly string[];
  readonly isAll: boolean;
  /** "Both": all where there are two. */
  readonly isPair: boolean;
  /** It answers a question: a bare number is a quantity. */
  readonly isAnswer: boolean;
}

/** Puts into the slip what was said of the order’s lines: what is certain; the rest is asked. Never more than is left. */
export function filledWith(
  desk: Desk,
  order: ShopOrder,
  slip: ReturnSlip,
  { items, isAll, isPair, isAnswer }: SaidItems,
): Filled {
  const talk = talkOf(items, desk.language, isAnswer);
  const left = leftOf(order);
  const marked = items.flatMap((clause) => (talk.length > 0 ? [] : linesByMark(clause, left, desk)));
  const named: readonly Named[] = [
    ...namedLines(talk, left, desk),
    ...marked.map((item) => ({ words: item.name, said: slip.said, items: [item] })),
  ];
  const work: Work = { desk, order, slip, isAll, isPair, isAnswer, notes: [] };
  for (const one of named) take(one, work);
  const isUnnamed = !named.some((one) => one.items.length > 0);
  if (isAll && isUnnamed) work.slip = allOf(work);
  else if (isUnnamed && named.every(({ words }) => words === undefined)) onlyLine(work, named[0]?.said);
  return { slip: work.slip, notes: work.notes };
}

/** The same of lines that were chosen from a list; how much of one was said before. */
export function filledBySku(desk: Desk, order: ShopOrder, slip: ReturnSlip, skus: readonly string[]): Filled {
  const work: Work = { desk, order, slip, isAll: false, isPair: false, isAnswer: false, notes: [] };
  const said = skus.length === 1 ? slip.said : undefined;
  for (const item of skus.flatMap((sku) => itemOf(order, sku) ?? [])) choose(item, said, work);
  return { slip: work.slip, notes: work.notes };
}

interface Work {
  readonly desk: Desk;
  readonly order: ShopOrder;
  readonly isAll: boolean;
  readonly isPair: boolean;
  readonly isAnswer: boolean;
  slip: ReturnSlip;
  notes: string[];
}

function take({ words, said, items }: Named, work: Work): void {
  const [only, another] = items;
  if (only === undefined) return words === undefined ? bare(said, work) : unknown(words, work);
  if (another === undefined) return choose(only, said, work);
  if (work.isAll) for (const item of items) choose(item, undefined, work);
  else work.slip = { ...work.slip, which: items.map(({ sku }) => sku), said };
}

/** The line that comes back, and how much of it. */
function choose(item: ShopOrderItem, said: SpokenQuantity | undefined, work: Work): void {
  // What was agreed stays where what was said now cannot be.
  const before = work.slip.lines.find(({ sku }) => sku === item.sku)?.quantity;
  const quantity = quantityFor(item, said, work) ?? before;
  work.slip = {
    ...work.slip,
    which: [],
    said: undefined,
    lines: withLine(work.slip.lines, { sku: item.sku, quantity }),
  };
}

/** A line that is there stays where it is. */
function withLine(lines: readonly SlipLine[], line: SlipLine): readonly SlipLine[] {
  const isThere = lines.some(({ sku }) => sku === line.sku);
  return isThere ? lines.map((one) => (one.sku === line.sku ? line : one)) : [...lines, line];
}

/** All that is left of what is asked about: of a line, of those to choose from, else of the order. */
function allOf({ order, slip, isPair }: Work): ReturnSlip {
  const asked = slip.lines.find(({ quantity }) => quantity === undefined);
  if (asked !== undefined) {
    const most = kept(order, asked);
    return isPair && most !== 2 ? slip : { ...slip, lines: withLine(slip.lines, { ...asked, quantity: most }) };
  }
  const skus = slip.which.length > 0 ? slip.which : leftOf(order).map(({ sku }) => sku);
  if (isPair && skus.length !== 2) return slip;
  const lines = skus.map((sku) => ({ sku, quantity: kept(order, { sku, quantity: undefined }) }));
  const others = slip.which.length > 0 ? slip.lines.filter(({ sku }) => !skus.includes(sku)) : [];
  return { ...slip, which: [], said: undefined, lines: [...others, ...lines] };
}

function kept(order: ShopOrder, { sku }: SlipLine): number | undefined {
  const item = itemOf(order, sku);
  return item === undefined ? undefined : keptOf(item);
}

/** Of an order with one line nothing has to be named. */
function onlyLine(work: Work, said: SpokenQuantity | undefined): void {
  if (work.slip.lines.length > 0 || work.slip.which.length > 0) return;
  const [only, another] = leftOf(work.order);
  if (only !== undefined && another === undefined && !work.isAll) choose(only, said, work);
}

/** "Two", of what is being spoken of: the line whose quantity is open, or the only one. */
function bare(said: SpokenQuantity | undefined, work: Work): void {
  const { lines } = work.slip;
  const open = lines.find(({ quantity }) => quantity === undefined) ?? (lines.length === 1 ? lines[0] : undefined);
  const item = open === undefined ? undefined : itemOf(work.order, open.sku);
  if (item !== undefined && said !== undefined) choose(item, said, work);
}

/** Goods of ours that were not delivered with it; other words are no goods. */
function unknown(words: string, { desk, notes }: Work): void {
  const best = foundFor(desk.view, words, [])[0]?.score ?? 0;
  if (best >= SOLD) notes.push(returnPhrase(desk.language, 'not_in_order', { words: words.slice(0, MAX_WORDS) }));
}

/** A word of a product's name. By the scores of the search. */
const SOLD = 0.7;
/** UTF-16 units of the customer's words that are said back. */
const MAX_WORDS = 40;

/** Undefined: it was not said, or more than there is, which is told. */
function quantityFor(item: ShopOrderItem, said: SpokenQuantity | undefined, work: Work): number | undefined {
  const most = keptOf(item);
  if (said === undefined) return most === 1 || (work.isAll && (!work.isPair || most === 2)) ? most : undefined;
  const product = countedAs(work.desk, item);
  const units = unitsOf(product, said, work.isAnswer);
  if (units.kind !== 'units') return undefined;
  if (units.quantity <= most) return units.quantity;
  const words = { product: product.name, kept: quantityText(item.baseUnit, most, work.desk.language) };
  work.notes.push(returnPhrase(work.desk.language, 'at_most', words));
  return undefined;
}
