import type { ShopOrder } from '../../contracts/commerce/shop.ts';
import type { Language } from '../../contracts/dialogue.ts';
import type { Desk } from './desk.ts';
import type { PhraseKey } from './phrases.ts';
import { phrase } from './phrases.ts';
import { dayText, slotText } from './times.ts';
import { moneyText, quantityText } from './wording.ts';

/** "Order 12: packed, ₹640.00 (Sat 22 Nov, 10:00–12:00): 2 kg Onion, 3 × Milk 1 l". */
export function orderText(order: ShopOrder, desk: Desk): string {
  const { view, language } = desk;
  const told = phrase(language, 'order', {
    number: order.number,
    status: statusText(order, language),
    gross: moneyText(order.grossMinor, view.currency, language),
    slot: whenText(order, desk),
  });
  const items = order.items.slice(0, MAX_ITEMS).map(({ baseUnit, quantity, name }) => {
    const said = quantityText(baseUnit, quantity, language);
    return baseUnit === 'piece' ? `${said} × ${name}` : `${said} ${name}`;
  });
  const more = order.items.length > MAX_ITEMS ? ', …' : '';
  return items.length === 0 ? told : `${told}: ${items.join(', ')}${more}`;
}

/** Of more the first are named. */
const MAX_ITEMS = 6;

/** When it comes, in brackets and after a blank; empty: no time is agreed. */
export function whenText(
  { slot, deliverOn }: ShopOrder,
  { timeZone, language }: Pick<Desk, 'timeZone' | 'language'>,
): string {
  if (slot !== undefined) return ` (${slotText(slot, timeZone, language)})`;
  return deliverOn === undefined ? '' : ` (${dayText(deliverOn, language)})`;
}

/** Its state in a word or two. */
export function statusText(order: ShopOrder, language: Language): string {
  return phrase(language, statusKey(order));
}

function statusKey({ status, isShort, isAwaitingApproval }: ShopOrder): PhraseKey {
  if (isShort && status === 'reserved') return 'status_short';
  return isAwaitingApproval && status === 'reserved' ? 'status_awaiting' : `status_${status}`;
}

/** Names of what is in an order. */
export function itemsText({ items }: ShopOrder): string {
  return items.map(({ name }) => name).join(', ');
}

/** Whether number, items or state of orders are asked for: "what's my order number", "my friday order got cancelled?". */
export function asksAboutOrders(text: string): boolean {
  return ABOUT_ORDERS.test(text);
}

const ABOUT_ORDERS =
  /\border (?:number|no\b|nr\b|id\b)(?!\s*#?\d)|\b(?:which|what) (?:one |order )?(?:is|was|has|are) (?:the |my )?.{0,30}\border\b|\b(?:is|was|has|did|are)\b.{0,25}\border\b.{0,15}\bcancel+ed\b|\border\b.{0,20}\b(?:got|was|is|been|has been) cancel+ed\b|\bcancel+ed\s*\?|\b(?:where|when|wheres|whens)(?: is| are|['’]s| will)? my (?:order|delivery|stuff|things|goods)|\b(?:what|which) (?:did i|have i|i) order(?:ed)?\b|\b(?:total|amount|cost|price|value|worth)\b.{0,12}\b(?:of|on|for)\b.{0,20}\border\b|\bhow much (?:is|was|for|did|does|do i owe)\b.{0,25}\border\b|\border (?:total|amount|value)\b|\border (?:kitn[ae]|kab|kahan|kaha)\b|\bmera order\b.*\b(?:kahan|kab|status|number)\b/iu;
