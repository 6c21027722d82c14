import type { OrderTalk, SpokenQuantity } from '../../contracts/commerce/order-talk.ts';
import { isTelling } from './which-one.ts';

/** What is said of goods: a product, how many. */
type GoodsTalk = Extract<OrderTalk, { kind: 'add' | 'remove' | 'set' }>;

/**
 * The talk of a line, with what belongs to the goods before it: an amount that stands alone ("dinner wale napkin chahiye.
 * 4 packet", "pizza box 12 inch, 300 pcs"), and what comes with them ("salad bowls 300 with lids").
 */
export function broughtTogether(talk: readonly OrderTalk[], line: string): readonly OrderTalk[] {
  const all: OrderTalk[] = [];
  for (const one of talk) {
    const before = all.at(-1);
    const joined = isNamed(before) && isAdded(one) ? joinedTo(before, one, line) : undefined;
    if (joined === undefined) all.push(one);
    else all[all.length - 1] = joined;
  }
  return all;
}

type Named = GoodsTalk & { readonly product: string };

function isAdded(one: OrderTalk | undefined): one is GoodsTalk {
  return one?.kind === 'add';
}

function isNamed(one: OrderTalk | undefined): one is Named {
  return isAdded(one) && one.product !== undefined;
}

function joinedTo(before: Named, one: GoodsTalk, line: string): OrderTalk | undefined {
  const { product, quantity, end } = one;
  if (product === undefined) {
    const isCount = isAmount(quantity) && !isTelling(one) && before.quantity === undefined;
    return isCount ? { ...before, quantity, end } : undefined;
  }
  // "Lids 150 mm, 200, for the salad bowls": what they are for is not wanted once more.
  const isFor = quantity === undefined && before.quantity !== undefined && /^for\s/iu.test(line.slice(one.start, end));
  if (isFor)
    return before.sizes.length > 0
      ? { ...before, end }
      : { ...before, product: `${before.product} for ${product}`, end };
  const isBeside = quantity === undefined && /^with\s/iu.test(line.slice(one.start, end));
  return isBeside ? { ...before, product: `${before.product} with ${product}`, end } : undefined;
}

/** "Some" counts nothing. */
function isAmount(quantity: SpokenQuantity | undefined): quantity is SpokenQuantity {
  return quantity !== undefined && quantity.isVague !== true;
}
