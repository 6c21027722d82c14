import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { ToolOutcome } from '../../engine/definition.ts';
import { isCancel } from '../../understanding/repair-cues.ts';
import { listOf } from '../basket.ts';
import { cancelSaid, keepsOrder, saysBasket, saysPlaced } from '../cancel-said.ts';
import type { Desk } from '../desk.ts';
import { numberSaid, orderNamed } from '../order-meant.ts';
import { asksAboutOrders, itemsText, orderText } from '../order-text.ts';
import { phrase } from '../phrases.ts';
import { optionSaid, saysCancel, saysNo, saysYes, wantsNothing } from '../said.ts';
import { cannot, withOrder } from './orders.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** The wish to cancel an order: asked back before anything is done. */
export const CANCEL_ORDER: DeskTool = {
  name: 'cancel_order',
  description: 'Asks whether an order shall be cancelled.',
  states: TRADING,
  // "My order got cancelled?" asks, and wishes nothing.
  hears: ({ intent, text, language }) =>
    !asksAboutOrders(text) &&
    !keepsOrder(text) &&
    (intent === 'cancel_order' || isCancel(text, language) || wantsNothing(text)),
  run: (desk) => {
    if (desk.basket.length > 0 && numberSaid(desk) === undefined) return askDrop(desk);
    // "Forget it", with nothing in hand: the pattern of that name knows what to say.
    return desk.reading.intent === 'cancel_order' ? askCancel(desk) : undefined;
  },
};

/** "Cancel my order", whatever reason follows; heard before goods are, so that no reason is looked up among them. */
export const CANCEL_PLACED: DeskTool = {
  name: 'cancel_placed',
  description: 'Asks whether an order that was placed shall be cancelled.',
  states: [...TRADING, 'dropping'],
  hears: ({ text }) => !asksAboutOrders(text) && cancelSaid(text) !== undefined,
  run: (desk) => {
    const said = cancelSaid(desk.reading.text);
    if (said === 'it') return cancelIt(desk);
    if (isNothingInHand(desk) || said === 'placed' || numberSaid(desk) !== undefined) return askCancel(desk);
    const open = cancellable(desk);
    return open.length === 0 ? undefined : askWhichOf(desk, open);
  },
};

/** With nothing in hand it is the order that was placed; else the patterns of the basket know what to ask. */
function cancelIt(desk: Desk): ToolOutcome | undefined {
  const { state } = desk.reading;
  if (state === 'cancelling' || state === 'dropping' || desk.open.length > 0) return undefined;
  if (desk.basket.length > 0) return askDrop(desk);
  return cancellable(desk).length === 0 ? undefined : askCancel(desk);
}

function isNothingInHand({ basket, open, slots }: Desk): boolean {
  return basket.length === 0 && open.length === 0 && listOf(slots, 'changing').length === 0;
}

function cancellable({ view }: Desk): readonly ShopOrder[] {
  return view.orders.filter(({ allows }) => allows.includes('cancel'));
}

/** An order that was placed, or what is being put together: nothing is done before it is said which. */
function askWhichOf(desk: Desk, open: readonly ShopOrder[]): ToolOutcome {
  const isChanging = listOf(desk.slots, 'changing').length > 0;
  return {
    reply: isChanging ? 'which_cancel_or_changes' : 'which_cancel_or_basket',
    to: 'cancelling',
    lines: { orders: open.map((order) => orderText(order, desk)).join('\n') },
    slots: { cancelling: ['', IN_HAND] },
  };
}

/** In the slot `cancelling`: the basket was offered, too. */
const IN_HAND = 'basket';

/** Asks whether the basket shall be emptied; what was placed stays, and is said to. */
function askDrop(desk: Desk): ToolOutcome {
  if (listOf(desk.slots, 'changing').length > 0) return { reply: 'drop_changes_ask', to: 'dropping' };
  const [order] = cancellable(desk);
  const kept = order === undefined ? '' : phrase(desk.language, 'order_stays', { number: order.number });
  return { reply: 'drop_ask', to: 'dropping', lines: { kept }, slots: { cancelling: [] } };
}

/** Asks whether the order that is meant shall be cancelled; of several that may be, which one. */
export function askCancel(desk: Desk): ToolOutcome {
  const open = cancellable(desk);
  const [asked] = listOf(desk.slots, 'cancelling');
  const again = desk.reading.state === 'cancelling' ? open.find(({ orderId }) => orderId === asked) : undefined;
  if (again !== undefined && numberSaid(desk) === undefined) return askCancelOf(desk, again);
  const isNamed = numberSaid(desk) !== undefined || NEWEST.test(desk.reading.text);
  const named = isNamed ? undefined : orderNamed(desk, open);
  if (named !== undefined) return askCancelOf(desk, named);
  if (open.length < 2 || isNamed || desk.view.customer === undefined)
    return withOrder(desk, 'cancel', (order) => askCancelOf(desk, order));
  const orders = open.map((order) => orderText(order, desk)).join('\n');
  return { reply: 'which_cancel', to: 'cancelling', lines: { orders }, slots: { cancelling: [] } };
}

const NEWEST = /\b(?:last|latest|newest|recent|just (?:placed|now|made)|abhi)\b/iu;

/** The order that an answer to "which one?" names: by its number, its place in the list, its day or what is in it. */
function orderChosen(desk: Desk): ShopOrder | undefined {
  const open = cancellable(desk);
  const bare = /^\D{0,12}(?<number>\d{1,9})\D{0,12}$/u.exec(desk.reading.text)?.groups?.['number'];
  const number = numberSaid(desk) ?? (bare === undefined ? undefined : Number(bare));
  const numbered = open.find((order) => order.number === number);
  if (numbered !== undefined) return numbered;
  const [asked = ''] = listOf(desk.slots, 'cancelling');
  const isOpen = asked === '';
  const place = isOpen ? optionSaid(desk.reading.text, open.length) : undefined;
  return (place === undefined ? undefined : open[place - 1]) ?? orderNamed(desk, open, true);
}

/** Reads an order back, and asks whether it shall be cancelled. */
export function askCancelOf(desk: Desk, order: ShopOrder): ToolOutcome {
  return {
    reply: 'cancel_order_ask',
    to: 'cancelling',
    lines: { notes: laterGoods(desk), order: orderText(order, desk), items: itemsText(order) },
    slots: { cancelling: [order.orderId] },
  };
}

/** "Cancel my order and send 2 kg onions instead": first the one, and that is said. Empty: no goods are ordered with it. */
function laterGoods({ reading, language }: Desk): string {
  const isOrdering = cancelSaid(reading.text) !== undefined && ORDERS_GOODS.test(reading.text);
  return isOrdering ? phrase(language, 'goods_after') : '';
}

/** An amount behind the wish to cancel. */
const ORDERS_GOODS =
  /(?:\b(?:and|then|but|aur)\b|[,;.]).*(?<!number )(?<!#)\b\p{Nd}+(?:\.\p{Nd}+)?\s*(?!please\b|pls\b|now\b|ko\b|kar|and\b|or\b|days?\b|hours?\b|weeks?\b|times?\b|people\b)\p{L}/iu;

/** The customer's own yes cancels the order that was read back. */
export const CONFIRM_CANCEL: DeskTool = {
  name: 'confirm_cancel',
  description: 'Cancels the order that was read back.',
  states: ['cancelling'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots, view } = desk;
    const [asked = '', inHand] = listOf(slots, 'cancelling');
    if (saysNo(reading.text, language)) return kept(desk);
    if (inHand === IN_HAND && saysBasket(reading.text)) return askDrop(desk);
    const chosen = orderChosen(desk);
    if (chosen !== undefined && chosen.orderId !== asked) return askCancelOf(desk, chosen);
    if (inHand === IN_HAND)
      return saysPlaced(reading.text) ? askCancel(desk) : { ...askWhichOf(desk, cancellable(desk)), isStuck: true };
    if (asked === '') return { ...askCancel(desk), isStuck: true };
    if (!saysCancel(reading.text, language)) return undefined;
    return cancelled(
      desk,
      view.orders.find(({ orderId }) => orderId === asked),
    );
  },
};

/** Nothing is cancelled; what is in hand goes on. */
function kept({ basket }: Desk): ToolOutcome {
  return { reply: 'order_kept', to: basket.length > 0 ? 'shopping' : 'menu', slots: { cancelling: [] } };
}

/** What has an invoice already is credited. */
function cancelled(desk: Desk, order: ShopOrder | undefined): ToolOutcome {
  if (order === undefined || !order.allows.includes('cancel')) return cannot(order, desk);
  const { orderId, number, invoiceNumber } = order;
  const effects = [{ kind: 'command_order', orderId, command: 'cancel' } as const];
  const after = { to: desk.basket.length > 0 ? 'shopping' : 'menu', effects, slots: { cancelling: [] } };
  if (invoiceNumber === undefined) return { ...after, reply: 'order_cancelled', fill: { number: String(number) } };
  const fill = { number: String(number), invoice: String(invoiceNumber) };
  return { ...after, reply: 'order_cancelled_credited', fill };
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
