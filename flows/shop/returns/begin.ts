import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { ToolOutcome } from '../../engine/definition.ts';
import type { Desk } from '../desk.ts';
import { isIdle } from '../opened-order.ts';
import { talkOf } from '../said.ts';
import { dayText, isoDateOf } from '../times.ts';
import { numberSaid } from '../order-meant.ts';
import { askWhose, OF_OTHERS } from '../tools/orders.ts';
import { begunWith } from './answer.ts';
import { namedLines } from './named-lines.ts';
import { nextOfReturn } from './next.ts';
import type { ReturnTalk } from './return-talk.ts';
import type { ReturnSlip } from './slip.ts';
import { EMPTY_SLIP, leftOf, NO_SLIP, returnableOrders } from './slip.ts';

/** Begins the return that was asked for; undefined: the message is about something else. */
export function wantedBack(desk: Desk, talk: ReturnTalk): ToolOutcome | undefined {
  const { view, reading } = desk;
  if (view.customer === undefined) return talk.isWish && talk.instead === undefined ? askWhose() : undefined;
  if (OF_OTHERS.test(reading.text)) return { reply: 'only_own_orders' };
  const number = numberSaid(desk);
  const order = view.orders.find((one) => one.number === number);
  if (number !== undefined && order === undefined) return { reply: 'no_such_order', fill: { number: String(number) } };
  if (order !== undefined) return isReturnable(desk, order) ? begun(desk, talk, [order]) : whyNot(desk, order);
  const orders = returnableOrders(desk);
  return orders.length === 0 ? nothingBack(desk, talk) : begun(desk, talk, orders);
}

function isReturnable(desk: Desk, { orderId }: ShopOrder): boolean {
  return returnableOrders(desk).some((order) => order.orderId === orderId);
}

/** Of the orders that have all that was named; the rest is asked. */
function begun(desk: Desk, talk: ReturnTalk, orders: readonly ShopOrder[]): ToolOutcome | undefined {
  const named = orders.filter((order) => hasAll(desk, talk, order));
  if (isOther(desk, talk, named)) return undefined;
  const open = named.length === 0 ? openOrderOf(desk, talk) : undefined;
  if (open !== undefined) return whyNot(desk, open);
  const meant = named.length > 0 ? named : orders;
  const [newest, another] = LAST.test(desk.reading.text) ? meant.slice(0, 1) : meant;
  const slip: ReturnSlip = { ...slipFor(talk), orders: meant.map(({ orderId }) => orderId) };
  if (newest === undefined || another !== undefined) return nextOfReturn(desk, slip, []);
  const filled = begunWith(desk, newest, slip);
  return nextOfReturn(desk, filled.slip, filled.notes);
}

function slipFor({ items: words, isAll, isPair, reason, instead }: ReturnTalk): ReturnSlip {
  return { ...EMPTY_SLIP, words, isAll, isPair, reason, instead };
}

/**
 * What was never delivered is no return: a person hears of what is wrong with it, and what is exchanged is in the basket or in an
 * order that is still here.
 */
function isOther(desk: Desk, talk: ReturnTalk, named: readonly ShopOrder[]): boolean {
  const isNaming = talkOf(talk.items, desk.language).length > 0;
  if (talk.instead !== undefined)
    return named.length === 0 || !isIdle(desk) || openOrderOf(desk, talk)?.allows.includes('change') === true;
  return !talk.isWish && isNaming && named.length === 0;
}

const LAST = /\b(?:last|latest|most recent|pichh?l[aie])\b|पिछला|पिछले|पिछली|आख़िरी|आखिरी/iu;

function hasAll(desk: Desk, { items }: ReturnTalk, order: ShopOrder): boolean {
  const named = namedLines(talkOf(items, desk.language), leftOf(order), desk).filter(
    ({ words }) => words !== undefined,
  );
  return named.length > 0 && named.every((one) => one.items.length > 0);
}

/** An order that is not here yet and has what was named. */
function openOrderOf(desk: Desk, { items }: ReturnTalk): ShopOrder | undefined {
  const talk = talkOf(items, desk.language);
  return desk.view.orders.find(
    (order) => OPEN.includes(order.status) && namedLines(talk, order.items, desk).some((one) => one.items.length > 0),
  );
}

const OPEN: readonly string[] = ['confirmed', 'reserved', 'accepted', 'packed', 'out_for_delivery'];

/** Nothing can come back: why, of the newest order; what is merely wrong with something is heard by others. */
function nothingBack(desk: Desk, { isWish, instead }: ReturnTalk): ToolOutcome | undefined {
  const { intent } = desk.reading;
  if (!isWish || instead !== undefined || intent === 'cancel_order' || intent === 'change_order') return undefined;
  const newest = desk.view.orders.find(({ status }) => status !== 'cancelled') ?? desk.view.orders[0];
  return newest === undefined ? { reply: 'nothing_to_return' } : whyNot(desk, newest);
}

/** Why an order cannot come back, and what can be done instead. */
function whyNot({ language, timeZone }: Desk, order: ShopOrder): ToolOutcome {
  const fill = { number: String(order.number) };
  if (order.status === 'cancelled') return { reply: 'return_cancelled', fill };
  if (order.status === 'returned') return { reply: 'return_all_back', fill };
  if (order.returnUntil !== undefined) {
    const day = dayText(isoDateOf(order.returnUntil, timeZone), language);
    return { reply: 'return_too_late', fill: { ...fill, day }, to: 'person', handOver: 'return', slots: NO_SLIP };
  }
  return { reply: order.allows.includes('cancel') ? 'return_not_delivered' : 'return_on_its_way', fill };
}
