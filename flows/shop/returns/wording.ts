import type { ShopOrder, ShopOrderItem } from '../../../contracts/commerce/shop.ts';
import { creditForReturn, RETURN_REASONS } from '../../../contracts/commerce/returns.ts';
import type { Desk } from '../desk.ts';
import { moneyText, quantityText } from '../wording.ts';
import { reasonText, returnPhrase } from './phrases.ts';
import type { ReturnSlip } from './slip.ts';
import { chosen, countedAs, creditFor, itemOf, keptOf, leftOf } from './slip.ts';

/** "2 × Milk 500 ml", "1 kg Onion". */
export function pieceText(desk: Desk, item: ShopOrderItem, quantity: number): string {
  const said = quantityText(item.baseUnit, quantity, desk.language);
  const { name } = countedAs(desk, item);
  return item.baseUnit === 'piece' ? `${said} × ${name}` : `${said} ${name}`;
}

/** What comes back, in one line. */
export function chosenText(desk: Desk, order: ShopOrder, slip: ReturnSlip): string {
  return chosen(order, slip)
    .map(({ item, quantity }) => pieceText(desk, item, quantity))
    .join(', ');
}

/** The lines of a read-back: what comes back, why, and what is credited for it, to the last minor unit. */
export function readBackLines(desk: Desk, order: ShopOrder, slip: ReturnSlip): Readonly<Record<string, string>> {
  const { view, language } = desk;
  const money = (minor: number): string => moneyText(minor, view.currency, language);
  const items = chosen(order, slip).map(({ item, quantity }) => {
    const { grossMinor } = creditForReturn(item, quantity, { ...item, isTaxIncluded: order.isTaxIncluded });
    return returnPhrase(language, 'line', { items: pieceText(desk, item, quantity), amount: money(grossMinor) });
  });
  const { taxMinor, grossMinor } = creditFor(order, slip);
  const words = { gross: money(grossMinor), tax: money(taxMinor) };
  return {
    items: items.join('\n'),
    reason: reasonText(language, slip.reason ?? 'other'),
    credit: returnPhrase(language, taxMinor === 0 ? 'credit' : 'credit_with_tax', words),
  };
}

/** That it is done, in a sentence. */
export function doneText(desk: Desk, order: ShopOrder, slip: ReturnSlip): string {
  const gross = moneyText(creditFor(order, slip).grossMinor, desk.view.currency, desk.language);
  const words = { items: chosenText(desk, order, slip), number: order.number, gross };
  return returnPhrase(desk.language, 'done', words);
}

/** What a slip still has to be told. */
export type Missing = 'order' | 'which' | 'items' | 'amount' | 'reason';

/** Undefined: nothing; it can be read back. */
export function missingOf(order: ShopOrder | undefined, slip: ReturnSlip): Missing | undefined {
  if (order === undefined) return 'order';
  if (slip.which.length > 0) return 'which';
  if (slip.lines.length === 0) return 'items';
  if (slip.lines.some(({ quantity }) => quantity === undefined)) return 'amount';
  return slip.reason === undefined ? 'reason' : undefined;
}

/** The question for what is missing. */
export function questionFor(missing: Missing, desk: Desk, order: ShopOrder | undefined, slip: ReturnSlip): string {
  const { language } = desk;
  if (missing === 'reason') return returnPhrase(language, 'reason');
  if (order === undefined || missing === 'order') return returnPhrase(language, 'which_order', ordersOf(desk, slip));
  if (missing === 'amount') return amountQuestion(desk, order, slip);
  const items = offered(order, slip);
  const options = items
    .map((item, index) =>
      returnPhrase(language, 'item_option', { n: index + 1, items: pieceText(desk, item, keptOf(item)) }),
    )
    .join('\n');
  return returnPhrase(language, missing === 'which' ? 'which_one' : 'which_items', { options, number: order.number });
}

/** The lines that a question offers, in the order of its numbers. */
export function offered(order: ShopOrder, { which }: ReturnSlip): readonly ShopOrderItem[] {
  return which.length > 0 ? which.flatMap((sku) => itemOf(order, sku) ?? []) : leftOf(order);
}

/** The reason that stands under this number of the question. */
export function reasonAt(number: number | undefined): (typeof RETURN_REASONS)[number] | undefined {
  return number === undefined ? undefined : RETURN_REASONS[number - 1];
}

function ordersOf(desk: Desk, { orders }: ReturnSlip): { readonly options: string } {
  const options = orders.flatMap((id, index) => {
    const order = desk.view.orders.find(({ orderId }) => orderId === id);
    if (order === undefined) return [];
    const items = leftOf(order).map((item) => countedAs(desk, item).name);
    const more = items.length > MAX_NAMED ? ' …' : '';
    const words = { n: index + 1, number: order.number, items: `${items.slice(0, MAX_NAMED).join(', ')}${more}` };
    return [returnPhrase(desk.language, 'order_option', words)];
  });
  return { options: options.join('\n') };
}

const MAX_NAMED = 4;

function amountQuestion(desk: Desk, order: ShopOrder, { lines }: ReturnSlip): string {
  const asked = lines.find(({ quantity }) => quantity === undefined);
  const item = asked === undefined ? undefined : itemOf(order, asked.sku);
  if (item === undefined) return '';
  const kept = quantityText(item.baseUnit, keptOf(item), desk.language);
  return returnPhrase(desk.language, 'amount', { product: countedAs(desk, item).name, kept });
}
