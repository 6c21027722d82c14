import type { OrderTalk, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';

/**
 * "400 boxes for 10 inch pizzas and 2 cartons of 12 inch ones": what is named by its size alone is the product named before it in
 * the message, in that size; `before`: by what was spoken of when it begins.
 */
export function namedBySize(talk: readonly OrderTalk[], before?: string): readonly OrderTalk[] {
  let kind = before === undefined ? undefined : withoutSize(before);
  return talk.map((one) => {
    if (!('sizes' in one) || one.kind === 'replace') return one;
    if (one.product !== undefined) {
      kind = withoutSize(one.product);
      return one;
    }
    if (kind === undefined || kind === '' || one.sizes.length === 0) return one;
    return { ...one, product: `${kind} ${one.sizes.map(({ amount, unit }) => `${amount} ${unit}`).join(' ')}` };
  });
}

function withoutSize(words: string): string {
  return words.replaceAll(SIZE, ' ').replaceAll(/\s+/gu, ' ').trim();
}

const SIZE =
  /(?<![\p{L}\p{N}.])\d+(?:\.\d+)?\s*-?(?:["″]|(?:inch(?:es)?|in|cm|mm|oz|gsm|kgs?|kilos?|g|gms?|grams?|ml|l|lt|ltrs?|lit(?:re|er)s?)(?![\p{L}\p{N}]))/giu;

/** Whether "it", in these sizes, can be that product. */
export function fitsSizes(product: ShopProduct, sizes: readonly SpokenSize[]): boolean {
  return sizes.every(({ amount, unit }) => product.sizes.some((own) => own.amount === amount && own.unit === unit));
}

/** Whether the sizes that were said rule the product out: it comes in another size of the same unit, 12 inch where 10 inch was said. */
export function isRuledOutBySize({ sizes: own }: Pick<ShopProduct, 'sizes'>, said: readonly SpokenSize[]): boolean {
  return said.some(({ amount, unit }) => {
    const ofUnit = own.filter((size) => size.unit === unit);
    return ofUnit.length > 0 && ofUnit.every((size) => Math.abs(size.amount - amount) >= SAME_SIZE);
  });
}

/** Sizes are told in whole or half units. */
const SAME_SIZE = 0.01;
