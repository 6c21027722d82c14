import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { Desk } from '../desk.ts';
import type { ReturnSlip } from './slip.ts';
import { chosen, countedAs } from './slip.ts';

/**
 * The slip with what is wanted instead in words that stand alone: "14 inch ones" for a pizza box of 10 inches wants a pizza box of
 * 14. Empty where no more was said than "a new one": that is asked afterwards.
 */
export function withInstead(desk: Desk, order: ShopOrder, slip: ReturnSlip): ReturnSlip {
  if (slip.instead === undefined) return slip;
  const [only, another] = chosen(order, slip);
  const name = only === undefined || another !== undefined ? '' : countedAs(desk, only.item).name.replace(SIZE, '');
  return { ...slip, instead: SAME.test(slip.instead) ? '' : slip.instead.replace(ONES, name).trim() };
}

const ONES = /\b(?:ones?|wal[aie])\b|(?:वाला|वाली|वाले)(?![\p{L}\p{M}])/iu;
/** "10 inch", "5 kg", at the end of a name. */
const SIZE = /[\s,]+\p{Nd}[\p{Nd}.]*\s*[\p{L}\p{M}]+\s*$/u;
/** Another of the same, of which nothing more was said. */
const SAME =
  /^(?:(?:a|an|the|some|another|new|good|fresh|others?|something|else|ones?|dusra|naya|दूसरा|नया)(?:\s+|$))*$/iu;
