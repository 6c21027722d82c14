import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { basketOf, productOf, quantityOf } from '../../../flows/shop/basket.ts';
import type { OpenQuestion } from '../../../flows/shop/open-questions.ts';
import { openOf } from '../../../flows/shop/open-questions.ts';
import type { TurnOutcome } from '../conversation.ts';
import { MemoryShop } from './memory-shop.ts';
import { KNOWN_CUSTOMER, shopConversation } from '../../../test/support/shop-conversation.ts';

/** Goods with amounts that fit them: what is said of them leaves nothing to be asked but which. */
const SHOPS: Readonly<Record<string, { readonly goods: readonly string[]; readonly amounts: readonly string[] }>> = {
  grocery: {
    goods: ['eggs', 'white bread', 'brown bread', 'milk', 'curd', 'sugar', 'toor dal', 'marie biscuits', 'rajma'],
    amounts: ['2', '6', '3', '12'],
  },
  wholesale: {
    goods: [
      'wooden forks',
      'wooden spoons',
      'cutlery set',
      'straws',
      'hot cup lids',
      'burger boxes',
      'gloves',
      'napkins',
    ],
    amounts: ['500', '1000', '300', '200 pcs'],
  },
};
/** How a good is spoken of; what says "more" is left out, as it may be asked of what is there. */
const SAYING: readonly ((good: string, amount: string) => string)[] = [
  (good) => good,
  (good, amount) => `${amount} ${good}`,
  (good, amount) => `${good}, ${amount}`,
  (good, amount) => `${good} ${amount}`,
  (good) => `i said ${good}`,
  (good) => `no ${good}`,
  (good) => `none, just ${good}`,
  (good, amount) => `no. not those. ${good}, ${amount}`,
  (good) => `remove the ${good}`,
  (good, amount) => `1, ${amount}. and drop the ${good}`,
  (_, amount) => `2, ${amount}`,
  (good, amount) => `make the ${good} ${amount}`,
  (_, amount) => `${amount}!! i told u`,
  (_, amount) => amount,
  () => 'the first one',
  () => 'none. zero',
  () => 'no leave it. thats all',
  () => 'yes',
  () => 'done',
];

describe.each(Object.keys(SHOPS))('%s, whatever is said of goods, with and without amounts', (name) => {
  test('how many is not asked of what stands in the basket, and nothing that stands there is said to be left out', () => {
    const { goods, amounts } = shopOf(name);
    const said = fc
      .tuple(fc.constantFrom(...SAYING), fc.constantFrom(...goods), fc.constantFrom(...amounts))
      .map(([say, good, amount]) => say(good, amount));
    const message = fc.array(said, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' and '));
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 8 }), (messages) => {
        const conversation = shopConversation(name, { customer: KNOWN_CUSTOMER });
        const faults = messages.flatMap((text) => faultsOf(conversation.say({ texts: [text] }), name));
        expect({ messages, faults }).toEqual({ messages, faults: [] });
      }),
      { numRuns: 120, seed: 4471 },
    );
  });
});

function faultsOf({ slots, reply }: TurnOutcome, name: string): readonly string[] {
  const basket = basketOf(slots);
  const view = MemoryShop.of(name)?.view({ phrases: [], skus: basket.map(({ sku }) => sku), language: 'en' }, 0);
  const asked = openOf(slots).filter((one) => isSettled(one) && quantityOf(basket, skuOf(one)) > 0);
  const left = basket.flatMap(({ sku }) => (view === undefined ? [] : (productOf(view, sku)?.name ?? [])));
  return [
    ...asked.map((one) => `asks how many of ${skuOf(one)}`),
    ...left.filter((product) => reply?.text.includes(`left out “${product}”`)).map((product) => `left out ${product}`),
  ];
}

function isSettled(question: OpenQuestion): boolean {
  return question.ask === 'amount' && question.mode === 'set' && question.high === undefined;
}

function skuOf(question: OpenQuestion): string {
  return question.ask === 'which' ? '' : question.sku;
}

function shopOf(name: string): { readonly goods: readonly string[]; readonly amounts: readonly string[] } {
  const shop = SHOPS[name];
  if (shop === undefined) throw new Error(`there is no shop ${name}`);
  return shop;
}
