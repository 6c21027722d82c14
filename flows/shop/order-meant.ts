import type { OrderCommandName } from '../../contracts/commerce/orders.ts';
import type { ShopOrder } from '../../contracts/commerce/shop.ts';
import type { Desk } from './desk.ts';
import { isoDateOf } from './times.ts';

/** The number of an order in the message. */
export function numberSaid({ reading }: Pick<Desk, 'reading'>): number | undefined {
  const said =
    /(?:order|ऑर्डर|#|number|no\.?|नंबर)\s*(?:number|no\.?|nr\.?|#|नंबर)?\s*#?\s*(?<number>\d{1,9})\b(?!\s*(?:kgs?|kilos?|g|gms?|grams?|l|lit(?:re|er)s?|ml|x|doz(?:en)?|pa?c?ke?ts?|packs?|pcs|pieces?|boxes|cartons?|bags?)\b)/iu.exec(
      reading.text,
    );
  const number = said?.groups?.['number'];
  return number === undefined ? undefined : Number(number);
}

/**
 * The order that is meant, of those that allow the command: by its number, by the day before its name ("my Friday order"), by what is
 * in it ("the pizza box order"), else the newest.
 */
export function orderMeant(desk: Desk, command: OrderCommandName): ShopOrder | undefined {
  return orderAmong(
    desk,
    desk.view.orders.filter(({ allows }) => allows.includes(command)),
  );
}

/** The same, of some of the orders. */
export function orderAmong(desk: Desk, orders: readonly ShopOrder[]): ShopOrder | undefined {
  const number = numberSaid(desk);
  if (number !== undefined) return orders.find((order) => order.number === number);
  return orderNamed(desk, orders) ?? orders[0];
}

/** By its day or by what is in it, and no other way; as the answer to "which one?" a day or goods alone name it. */
export function orderNamed(desk: Desk, orders: readonly ShopOrder[], isAnswer = false): ShopOrder | undefined {
  const text = isAnswer ? `the ${desk.reading.text.replace(/[.!?\s]+$/u, '')} order` : desk.reading.text;
  return ofDay(desk, orders, isAnswer) ?? ofItems(text, orders);
}

function ofDay({ reading, timeZone }: Desk, orders: readonly ShopOrder[], isAnswer: boolean): ShopOrder | undefined {
  const dates = reading.entities.flatMap((entity) => (entity.kind === 'date' ? [entity] : []));
  const day = dates.find(
    ({ start, end }) =>
      isAnswer || BEFORE_DAY.test(reading.text.slice(0, start)) || AFTER_DAY.test(reading.text.slice(end)),
  );
  if (day === undefined) return undefined;
  const iso = isoDateOf(day.at, timeZone);
  return orders.find(
    ({ deliverOn, slot }) => deliverOn === iso || (slot !== undefined && isoDateOf(slot.startsAt, timeZone) === iso),
  );
}

/** "Tomorrow's order", "kal wala order", "kal aa raha hai". */
const AFTER_DAY = /^(?:['’]?s)?\s+(?:order|delivery|wal[aei] order|ka order|ke order|aa rah|aane wal|aayeg)/iu;
/** "The order that comes tomorrow", "the order for friday". */
const BEFORE_DAY =
  /\b(?:order|one)(?: (?:that|which|thats|that['’]s|u|you|is|r|are|will|be|we|i))*(?: (?:comes?|coming|arriv\p{L}*|deliver\p{L}*|bring\p{L}*|sending|expected|due|for|of|on|by|scheduled))+\s*$/iu;

/** The one with most of the words that stand before "order". */
function ofItems(text: string, orders: readonly ShopOrder[]): ShopOrder | undefined {
  const before = /(?:^|\b(?:the|my|that|is|to)\s+)(?<words>[^,.!?]{3,60}?)\s+order\b/iu.exec(text)?.groups?.['words'];
  if (before === undefined) return undefined;
  const said = wordsOf(before);
  const counted = orders.map((order) => {
    const names = new Set(order.items.flatMap(({ name }) => wordsOf(name)));
    return { order, count: said.filter((word) => names.has(word)).length };
  });
  const most = Math.max(0, ...counted.map(({ count }) => count));
  return most === 0 ? undefined : counted.find(({ count }) => count === most)?.order;
}

function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]{2,}/gu) ?? [];
  return words.map((word) => word.replace(/(?:(?<=x|s|ch|sh)es|s)$/u, ''));
}
