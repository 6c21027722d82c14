import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { Desk } from '../desk.ts';
import { optionSaid } from '../said.ts';
import { numberSaid } from '../order-meant.ts';
import type { Filled } from './fill.ts';
import { filledBySku, filledWith } from './fill.ts';
import { returnAnswerOf } from './return-talk.ts';
import type { ReturnSlip } from './slip.ts';
import { itemOf, keptOf, returnableOrders } from './slip.ts';
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
  const { words, isAll, isPair } = slip;
  return filledWith(desk, order, { ...slip, orderId: order.orderId }, { items: words, isAll, isPair, isAnswer: false });
}

function itemAnswer(desk: Desk, asked: Asked): Filled {
  const { order, slip, missing } = asked;
  const { text } = desk.reading;
  const said = returnAnswerOf(text);
  const numbers = numbersIn(text);
  const reason = said.reason ?? slip.reason;
  if (missing === 'reason' && numbers.length === 1)
    return { slip: { ...slip, reason: reasonAt(numbers[0]) }, notes: [] };
  if ((missing === 'items' || missing === 'which') && numbers.length > 0)
    return chosenByNumber(desk, { order, slip: { ...slip, reason }, missing }, numbers);
  const half = missing === 'amount' && HALF.test(text.trim()) ? halfOf(order, slip) : undefined;
  return half === undefined ? wordsAnswer(desk, asked, { ...said, reason }) : { slip: half, notes: [] };
}

function wordsAnswer(desk: Desk, { order, slip, missing }: Asked, said: ReturnType<typeof returnAnswerOf>): Filled {
  const { reason } = said;
  const isOnly = missing === undefined && said.items.length > 0 && ONLY.test(desk.reading.text);
  const base = { ...slip, ...(isOnly ? { lines: [] } : {}), reason };
  const filled = filledWith(desk, order, base, { ...said, isAnswer: true });
  if (isOnly) return { ...filled, slip: asBefore(filled.slip, slip) };
  // Words that name no line take nothing out.
  const isEmptied = filled.slip.lines.length === 0 && slip.lines.length > 0;
  return isEmptied ? { ...filled, slip: { ...slip, reason } } : filled;
}

/** How much of a line was agreed still holds where only others are taken out. */
function asBefore(slip: ReturnSlip, before: ReturnSlip): ReturnSlip {
  if (slip.lines.length === 0) return { ...before, reason: slip.reason };
  const agreed = new Map(before.lines.map(({ sku, quantity }) => [sku, quantity]));
  return { ...slip, lines: slip.lines.map(({ sku, quantity }) => ({ sku, quantity: quantity ?? agreed.get(sku) })) };
}

/** "Half of it", of a line that can be halved. */
function halfOf(order: ShopOrder, slip: ReturnSlip): ReturnSlip | undefined {
  const asked = slip.lines.find(({ quantity }) => quantity === undefined);
  const item = asked === undefined ? undefined : itemOf(order, asked.sku);
  const quantity = item === undefined ? Number.NaN : keptOf(item) / 2;
  if (!Number.isInteger(quantity)) return undefined;
  return { ...slip, lines: slip.lines.map((line) => (line === asked ? { ...line, quantity } : line)) };
}

const HALF = /^(?:about |only |just )?(?:half|aadh[aie]|आधा|आधी|आधे)(?: of (?:it|them|that))?[.! ]*$/iu;
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
