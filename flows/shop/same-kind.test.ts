import { describe, expect, test } from '@jest/globals';
import type { ShopProduct } from '../../contracts/commerce/shop.ts';
import { talkOf } from './said.ts';
import { fitsSizes } from './same-kind.ts';

const BOX = { sizes: [{ amount: 10, unit: 'inch' }] } as unknown as ShopProduct;

describe('what is named by its size alone', () => {
  test.each([
    [
      '400 boxes for 10 inch pizzas and 2 cartons of 12 inch ones',
      ['boxes for 10 inch pizzas', 'boxes for pizzas 12 inch'],
    ],
    ['2 kg tomatoes and 3 kg onions', ['tomatoes', 'onions']],
    ['make it 5', [undefined]],
  ])('%s', (text, products) => {
    const said = talkOf([text], 'en').map((one) => ('product' in one ? one.product : undefined));
    expect(said).toEqual(products);
  });

  test('is the product spoken of only where that has the size', () => {
    expect(fitsSizes(BOX, [{ amount: 10, unit: 'inch' }])).toBe(true);
    expect(fitsSizes(BOX, [{ amount: 12, unit: 'inch' }])).toBe(false);
    expect(fitsSizes(BOX, [])).toBe(true);
  });
});
