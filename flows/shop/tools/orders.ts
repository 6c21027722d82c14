import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { ToolOutcome } from '../../engine/definition.ts';
import { resolving } from '../answers.ts';
import type { BasketLine } from '../basket.ts';
import { listOf, quantityOf, savingBasket, withQuantity } from '../basket.ts';
import { clearTalk } from '../clear-items.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { openedFor } from '../opened-order.ts';
import { numberSaid, orderMeant } from '../order-meant.ts';
import { mentionsOrder, namesPlaced } from '../order-mention.ts';
import { asksAboutOrders, orderText, statusText } from '../order-text.ts';
import { resolve } from '../resolve.ts';
import type { Note } from '../resolving.ts';
import { talkOf } from '../said.ts';
import { itemsText as linesText } from '../wording.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** How the customer's own orders stand; of nobody else's is anything said. */
export const ORDER_STATUS: DeskTool = {
  name: 'order_status',
  description: 'Tells how the orders of the customer stand.',
  states: [...TRADING, 'register_phone'],
  onlyTells: true,
  hears: ({ intent, text }) => intent === 'order_status' || asksAboutOrders(text),
  run: (desk) => {
    const { orders } = desk.view;
    if (OF_OTHERS.test(desk.reading.text)) return { reply: 'only_own_orders' };
    if (desk.view.customer === undefined) return askWhose();
    const number = numberSaid(desk);
    const named = orders.filter((order) => order.number === number);
    if (number !== undefined && named.length === 0) return { reply: 'no_such_order', fill: { number: String(number) } };
    const told = number === undefined ? orders.slice(0, LAST.test(desk.reading.text) ? 1 : MAX_TOLD) : named;
    if (told.length === 0) return { reply: 'no_orders' };
    return { reply: 'order_status', lines: { orders: told.map((order) => orderText(order, desk)).join('\n') } };
  },
};

/** Whose they are: nobody's else are spoken of, and their own are no answer. */
export const OF_OTHERS =
  /\b(?:neighbou?r|friend|somebody|someone|other (?:customer|people|person)|his|her|their)(?:['’]?s)?\b|\+?\d[\d -]{8,14}\d|पड़ोसी|किसी और/iu;

/** Orders are looked up by the phone they were made with. */
export function askWhose(): ToolOutcome {
  return { reply: 'unknown_customer_orders', to: 'register_phone', slots: { looking_for: ['orders'] } };
}

const MAX_TOLD = 3;
const LAST = /\b(?:last|latest|newest|recent|pichl[ae])\b.{0,12}\border\b/iu;

/** The wish to change an order: its items are the basket until the changes are confirmed. */
export const CHANGE_ORDER: DeskTool = {
  name: 'change_order',
  description: 'Opens an order for changes.',
  states: TRADING,
  hears: ({ intent, text }) => intent === 'change_order' || (addsToOrder(text) && namesPlaced(text)),
  run: (desk) => {
    const isAdding = addsToOrder(desk.reading.text) && listOf(desk.slots, 'changing').length === 0;
    if (isAdding && desk.basket.length > 0) return withOrder(desk, 'change', (order) => addedTo(order, desk));
    return withOrder(desk, 'change', (order) => {
      const opened = openedFor(desk, order);
      const effects = savingBasket(desk.basket, opened.basket, desk.view);
      const outcome = onward(opened, { last: [], effects, notes: leftBasket(desk, desk.basket) });
      return { ...outcome, reply: 'change_order_ask', slots: { ...opened.slots, ...outcome.slots } };
    });
  },
};

/** "Add it to the same order": what is in the basket joins an order. */
function addsToOrder(text: string): boolean {
  return ADDS_THESE.test(text) && mentionsOrder(text);
}

const ADDS_THESE =
  /\b(?:add|put|include|club|merge|combine)\s+(?:it|this|that|these|those|them|all|everything|my basket|the basket)\b|\b(?:isko|ise|inko|ye|yeh|sab)\b.*\b(?:add|jod|daal|dal)\b/iu;

/** What is in hand joins an order that was placed before; heard before a wish to finish is. */
export const ADD_TO_PLACED: DeskTool = {
  name: 'add_to_placed',
  description: 'Puts what is in hand into an order that was placed.',
  states: ['shopping', 'delivery', 'review'],
  hears: ({ text, known }) => listOf(known, 'changing').length === 0 && namesPlaced(text) && ADDS.test(text),
  run: (desk) =>
    desk.basket.length === 0 || desk.open.length > 0
      ? undefined
      : withOrder(desk, 'change', (order) => joined(order, desk)),
};

const ADDS =
  /\b(?:add|put|include|club|merge|combine|join)\b|\b(?:jod|daal|dal)(?:\p{L}*)\b|(?<![\p{L}\p{M}])(?:जोड़|डाल)/iu;

/** Goods that the message names again are those in hand; others go into the order alone, and that is said. */
function joined(order: ShopOrder, desk: Desk): ToolOutcome {
  const talk = clearTalk(desk, talkOf([desk.reading.text], desk.language)).filter(
    ({ kind }) => kind === 'add' || kind === 'set',
  );
  if (talk.length === 0) return addedTo(order, desk);
  const set = talk.map((one) => (one.kind === 'add' ? { ...one, kind: 'set' as const } : one));
  const named = resolve(set, resolving(desk));
  const isAgain = named.basket.length === desk.basket.length;
  if (isAgain) return addedTo(order, { ...desk, basket: named.basket, open: named.open });
  const others = resolve(set, { ...resolving(desk), basket: [] });
  return addedTo(order, { ...desk, basket: others.basket, open: others.open }, leftBasket(desk, desk.basket));
}

/** What was in the basket, and is not part of the order that is opened. */
function leftBasket({ view, language }: Desk, basket: readonly BasketLine[]): readonly Note[] {
  return basket.length === 0 ? [] : [{ kind: 'basket_left', words: linesText(basket, view, language) }];
}

/** Reads an order back with the basket on top of it; a yes changes it. */
function addedTo(order: ShopOrder, desk: Desk, notes: readonly Note[] = []): ToolOutcome {
  const opened = openedFor(desk, order);
  const basket = desk.basket.reduce(
    (lines, { sku, quantity }) => withQuantity(lines, sku, quantityOf(lines, sku) + quantity),
    opened.basket,
  );
  const outcome = onward(opened, { basket, open: desk.open, notes, slots: { checkout: ['yes'] } });
  return { ...outcome, slots: { ...opened.slots, ...outcome.slots } };
}

/** "Order 12", while another one is being changed: that one is opened instead, and nothing of the first is changed. */
export const OTHER_ORDER: DeskTool = {
  name: 'other_order',
  description: 'Opens another order for changes than the one in hand.',
  states: ['review', 'shopping', 'delivery', 'clarifying'],
  hears: ({ text, known }) => listOf(known, 'changing').length > 0 && ORDER_ALONE.test(text),
  run: (desk) =>
    withOrder(desk, 'change', (order) => {
      if (order.orderId === listOf(desk.slots, 'changing')[0]) return onward(desk, {});
      const opened = openedFor(desk, order);
      const outcome = onward(opened, { last: [] });
      return { ...outcome, reply: 'change_order_ask', slots: { ...opened.slots, ...outcome.slots } };
    }),
};

const ORDER_ALONE =
  /^(?:(?:no|nahi|sorry|wait|i|meant|mean|from|in|of|to|the|my|not that|that is|its|it's)[\s,.!]+)*order\s*(?:number|no\.?|#)?\s*#?\d{1,9}(?:\s+(?:wala|wali|se|ka|ki|please|pls))*[\s.!?]*$/iu;

/** Does it with the order that is meant: the one that was named, or the newest that allows it. */
export function withOrder(
  desk: Desk,
  command: 'cancel' | 'change',
  act: (order: ShopOrder) => ToolOutcome,
): ToolOutcome {
  const { orders, customer } = desk.view;
  if (customer === undefined) return askWhose();
  const number = numberSaid(desk);
  const meant = number === undefined ? orderMeant(desk, command) : orders.find((one) => one.number === number);
  if (meant?.allows.includes(command) === true) return act(meant);
  if (number !== undefined && meant === undefined) return { reply: 'no_such_order', fill: { number: String(number) } };
  const [newest] = orders;
  return newest === undefined ? { reply: 'no_orders' } : cannot(meant ?? newest, desk);
}

/** What the state of an order does not allow any more, and why. */
export function cannot(order: ShopOrder | undefined, { language }: Pick<Desk, 'language'>): ToolOutcome {
  const after = { to: 'menu', slots: { cancelling: [] } };
  if (order === undefined) return { ...after, reply: 'no_orders' };
  const fill = { number: String(order.number) };
  if (order.allows.includes('return')) return { ...after, reply: 'return_instead_of_cancel', fill };
  return { ...after, reply: 'too_late', fill, lines: { status: statusText(order, language) } };
}
