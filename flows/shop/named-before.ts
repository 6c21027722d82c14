import type { OrderTalk } from '../../contracts/commerce/order-talk.ts';
import type { ShopView } from '../../contracts/commerce/shop.ts';
import type { BasketLine } from './basket.ts';
import { productOf } from './basket.ts';
import { nameWords } from './match.ts';
import { namesNoGoods } from './no-goods.ts';
import { isTelling } from './which-one.ts';

/**
 * SKUs of the basket that a message names before it says "that": "why buffalo milk? remove that". What is named beside it is nearer than
 * what was spoken of last; none where a question before it names what is not there. Undefined: the message does not begin so.
 */
export function namedBefore(
  text: string,
  [first]: readonly OrderTalk[],
  { basket, view }: { readonly basket: readonly BasketLine[]; readonly view: ShopView },
): readonly string[] | undefined {
  if (first === undefined || !isOfIt(first)) return undefined;
  const lead = text.slice(0, first.start);
  const said = nameWords(lead, true).filter((word) => !namesNoGoods(word));
  const shared = basket.map(({ sku }) => {
    const own = new Set(nameWords(productOf(view, sku)?.name ?? '', true));
    return said.filter((word) => own.has(word)).length;
  });
  const most = Math.max(0, ...shared);
  if (most === 0) return said.length > 0 && lead.includes('?') ? [] : undefined;
  return basket.filter((_, at) => shared[at] === most).map(({ sku }) => sku);
}

/** "That", with nothing else that tells which. */
function isOfIt(one: OrderTalk): boolean {
  if (one.kind === 'scale') return one.product === undefined;
  const isChange = one.kind === 'remove' || one.kind === 'set';
  return isChange && one.product === undefined && !isTelling(one);
}
