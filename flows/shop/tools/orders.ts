import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { ToolOutcome } from '../../engine/definition.ts';
import { isCancel } from '../../understanding/repair-cues.ts';
import { listOf, quantityOf, savingBasket, withQuantity } from '../basket.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { openedFor } from '../opened-order.ts';
import { numberSaid, orderMeant } from '../order-meant.ts';
import { mentionsOrder } from '../order-mention.ts';
import { asksAboutOrders, itemsText, orderText } from '../order-text.ts';
import { saysCancel, saysNo, saysYes, wantsNothing } from '../said.ts';
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
    const told = number === undefined ? orders.slice(0, MAX_TOLD) : named;
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

/** The wish to cancel an order: asked back before anything is done. */
export const CANCEL_ORDER: DeskTool = {
  name: 'cancel_order',
  description: 'Asks whether an order shall be cancelled.',
  states: TRADING,
  // "My order got cancelled?" asks, and wishes nothing.
  hears: ({ intent, text, language }) =>
    !asksAboutOrders(text) && (intent === 'cancel_order' || isCancel(text, language) || wantsNothing(text)),
  run: (desk) => {
    if (desk.basket.length > 0 && numberSaid(desk) === undefined) {
      return { reply: listOf(desk.slots, 'changing').length > 0 ? 'drop_changes_ask' : 'drop_ask', to: 'dropping' };
    }
    // "Forget it", with nothing in hand: the pattern of that name knows what to say.
    return desk.reading.intent === 'cancel_order' ? askCancel(desk) : undefined;
  },
};

/** Asks whether the order that is meant shall be cancelled. */
export function askCancel(desk: Desk): ToolOutcome {
  return withOrder(desk, 'cancel', (order) => askCancelOf(desk, order));
}

/** Reads an order back, and asks whether it shall be cancelled. */
export function askCancelOf(desk: Desk, order: ShopOrder): ToolOutcome {
  return {
    reply: 'cancel_order_ask',
    to: 'cancelling',
    lines: { order: orderText(order, desk), items: itemsText(order) },
    slots: { cancelling: [order.orderId] },
  };
}

/** The customer's own yes cancels the order that was read back. */
export const CONFIRM_CANCEL: DeskTool = {
  name: 'confirm_cancel',
  description: 'Cancels the order that was read back.',
  states: ['cancelling'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots, view } = desk;
    const order = view.orders.find(({ orderId }) => orderId === listOf(slots, 'cancelling')[0]);
    if (saysNo(reading.text, language)) return { reply: 'order_kept', to: 'menu', slots: { cancelling: [] } };
    if (!saysCancel(reading.text, language)) return undefined;
    if (order === undefined || !order.allows.includes('cancel')) return cannot(order);
    const effects = [{ kind: 'command_order', orderId: order.orderId, command: 'cancel' } as const];
    return {
      reply: 'order_cancelled',
      to: 'menu',
      fill: { number: String(order.number) },
      effects,
      slots: { cancelling: [] },
    };
  },
};

/** The wish to change an order: its items are the basket until the changes are confirmed. */
export const CHANGE_ORDER: DeskTool = {
  name: 'change_order',
  description: 'Opens an order for changes.',
  states: TRADING,
  hears: ({ intent, text }) => intent === 'change_order' || (addsToOrder(text) && PLACED.test(text)),
  run: (desk) => {
    const isAdding = addsToOrder(desk.reading.text) && listOf(desk.slots, 'changing').length === 0;
    if (isAdding && desk.basket.length > 0) return withOrder(desk, 'change', (order) => addedTo(order, desk));
    return withOrder(desk, 'change', (order) => {
      const opened = openedFor(desk, order);
      const effects = savingBasket(desk.basket, opened.basket, desk.view);
      const outcome = onward(opened, { last: [], effects });
      return { ...outcome, reply: 'change_order_ask', slots: { ...opened.slots, ...outcome.slots } };
    });
  },
};

/** "Add it to the same order": what is in the basket joins an order. */
function addsToOrder(text: string): boolean {
  return ADDS_THESE.test(text) && mentionsOrder(text);
}

/** An order that was made before, not the one that is being put together. */
const PLACED =
  /\b(?:same|existing|previous|last|placed|earlier|old|purane)\s+order\b|\border\s+(?:number\s+|no\.?\s*|nr\.?\s*)?#?\d/iu;

const ADDS_THESE =
  /\b(?:add|put|include|club|merge|combine)\s+(?:it|this|that|these|those|them|all|everything|my basket|the basket)\b|\b(?:isko|ise|inko|ye|yeh|sab)\b.*\b(?:add|jod|daal|dal)\b/iu;

/** Reads an order back with the basket on top of it; a yes changes it. */
function addedTo(order: ShopOrder, desk: Desk): ToolOutcome {
  const opened = openedFor(desk, order);
  const basket = desk.basket.reduce(
    (lines, { sku, quantity }) => withQuantity(lines, sku, quantityOf(lines, sku) + quantity),
    opened.basket,
  );
  const outcome = onward(opened, { basket, slots: { checkout: ['yes'] } });
  return { ...outcome, slots: { ...opened.slots, ...outcome.slots } };
}

/** The answer to "not all of it is there": the rest is taken, or the order may be cancelled. */
export const ANSWER_SHORT: DeskTool = {
  name: 'answer_short',
  description: 'Takes the answer to an order that can be served in part only.',
  states: ['menu', 'ordered', 'person', 'shopping'],
  isBinding: true,
  hears: ({ text, language }) => saysYes(text, language) || saysNo(text, language),
  run: (desk) => {
    const order = desk.view.orders.find(({ isShort, allows }) => isShort && allows.includes('accept_short'));
    // With items in hand a yes is about those.
    if (order === undefined || desk.basket.length > 0) return undefined;
    const { orderId, number } = order;
    if (saysYes(desk.reading.text, desk.language)) {
      const effects = [{ kind: 'command_order', orderId, command: 'accept_short' } as const];
      return { reply: 'short_accepted', fill: { number: String(number) }, effects };
    }
    return askCancelOf(desk, order);
  },
};

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
  return newest === undefined ? { reply: 'no_orders' } : cannot(meant ?? newest);
}

function cannot(order: ShopOrder | undefined): ToolOutcome {
  if (order?.allows.includes('return') === true)
    return {
      reply: 'return_instead_of_cancel',
      to: 'menu',
      fill: { number: String(order.number) },
      slots: { cancelling: [] },
    };
  return order === undefined
    ? { reply: 'no_orders', to: 'menu', slots: { cancelling: [] } }
    : { reply: 'too_late', to: 'menu', fill: { number: String(order.number) }, slots: { cancelling: [] } };
}
