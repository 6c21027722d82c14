import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { Desk } from '../desk.ts';
import { optionSaid } from '../said.ts';
import { numberSaid } from '../tools/orders.ts';
import type { Filled } from './fill.ts';
import { filledBySku, filledWith } from './fill.ts';
import { returnAnswerOf } from './return-talk.ts';
import type { ReturnSlip } from './slip.ts';
import { returnableOrders } from './slip.ts';
import type { Missing } from './wording.ts';
import { missingOf, offered, reasonAt } from './wording.ts';

/** What the message adds to the return under way; undefined: it is about something else. */
export function answeredBy(desk: Desk, slip: ReturnSlip): Filled | undefined {
  const order = orderOf(desk, slip);
  const missing = missingOf(order, slip);
  const answer = order === undefined ? orderAnswer(desk, slip) : itemAnswer(desk, { order, slip, missing });
  const isSame = answer !== undefined && answer.notes.length === 0 && isAlike(answer.slip, slip);
  return isSame ? undefined : answer;
}

/** The order of a slip, as far as something can still come back of it. */
export function orderOf(desk: Desk, { orderId }: ReturnSlip): ShopOrder | undefined {
  return returnableOrders(desk).find((order) => order.orderId === orderId);
}

interface Asked {
  readonly order: ShopOrder;
  readonly slip: ReturnSlip;
  readonly missing: Missing | undefined;
}

function orderAnswer(desk: Desk, slip: ReturnSlip): Filled | undefined {
  const { text } = desk.reading;
  const orders = returnableOrders(desk);
  const option = slip.orders[(optionSaid(text, slip.orders.length) ?? 0) - 1];
  const said = numberSaid(desk) ?? Number(/^\D{0,3}(\d{1,9})\D{0,3}$/u.exec(text.trim())?.[1] ?? Number.NaN);
  const order = orders.find(({ orderId }) => orderId === option) ?? orders.find(({ number }) => number === said);
  return order === undefined ? undefined : begunWith(desk, order, slip);
}

/** The slip of an order, with what was said before it was known. */
export function begunWith(desk: Desk, order: ShopOrder, slip: ReturnSlip): Filled {
  const { words, isAll } = slip;
  return filledWith(desk, order, { ...slip, orderId: order.orderId }, { items: words, isAll, isAnswer: false });
}

function itemAnswer(desk: Desk, { order, slip, missing }: Asked): Filled {
  const { text } = desk.reading;
  const said = returnAnswerOf(text);
  const numbers = numbersIn(text);
  if (missing === 'reason' && numbers.length === 1) {
    return { slip: { ...slip, reason: reasonAt(numbers[0]) }, notes: [] };
  }
  const reason = said.reason ?? slip.reason;
  const isChoice = (missing === 'items' || missing === 'which') && numbers.length > 0;
  if (isChoice) return chosenByNumber(desk, { order, slip: { ...slip, reason }, missing }, numbers);
  const base = ONLY.test(text) && said.items.length > 0 && missing === undefined ? { ...slip, lines: [] } : slip;
  const filled = filledWith(desk, order, { ...base, reason }, { items: said.items, isAll: said.isAll, isAnswer: true });
  // Words that name no line take nothing out.
  const isEmptied = filled.slip.lines.length === 0 && slip.lines.length > 0;
  return isEmptied ? { ...filled, slip: { ...slip, reason } } : filled;
}

const ONLY = /\b(?:only|just|sirf|bas)\b|सिर्फ़|सिर्फ|केवल/iu;

/** "2", "1 and 3": numbers of a list, and nothing else. */
function numbersIn(text: string): readonly number[] {
  const single = optionSaid(text, MAX_OPTIONS);
  if (single !== undefined) return [single];
  const isList = /^\s*\d{1,2}(?:\s*(?:,|&|\+|and|aur|और|\s)\s*\d{1,2})*\s*[.!]?\s*$/iu.test(text);
  return isList ? (text.match(/\d{1,2}/gu) ?? []).map(Number) : [];
}

const MAX_OPTIONS = 60;

function chosenByNumber(desk: Desk, { order, slip }: Asked, numbers: readonly number[]): Filled {
  const items = offered(order, slip);
  const names = numbers.flatMap((number) => items[number - 1]?.sku ?? []);
  return filledBySku(desk, order, slip, names);
}

function isAlike(a: ReturnSlip, b: ReturnSlip): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
