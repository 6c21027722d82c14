import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TurnOutcome } from '../conversation.ts';
import { shopConversation } from '../../../test/support/shop-conversation.ts';

/** What is named, and how it comes back: as an SKU that begins so, or in the reply as the word that was not found. */
interface Good {
  readonly words: string;
  readonly sku?: string;
}

const SHOPS: Readonly<Record<string, { readonly goods: readonly Good[]; readonly quantities: readonly string[] }>> = {
  grocery: {
    goods: [
      { words: 'onions', sku: 'VEG-ONION' },
      { words: 'aloo', sku: 'VEG-POTATO' },
      { words: 'tomatos', sku: 'VEG-TOMATO' },
      { words: 'milk', sku: 'MILK-' },
      { words: 'eggs', sku: 'EGG-' },
      { words: 'basmati rice', sku: 'RICE-BAS' },
      { words: 'toor dal', sku: 'DAL-TOOR' },
      { words: 'sugar', sku: 'SUGAR' },
      { words: 'chini', sku: 'SUGAR' },
      { words: 'kele', sku: 'FRU-BANANA' },
      { words: 'bread', sku: 'BREAD' },
      { words: 'haldi', sku: 'SPI-TURMERIC' },
      { words: 'shampoo', sku: 'SHAMPOO' },
      { words: 'lemons', sku: 'VEG-LEMON' },
      { words: 'marie biscuit', sku: 'BISCUIT' },
      { words: 'wasabi' },
      { words: 'kombucha' },
    ],
    quantities: [
      '2',
      '3 packets of',
      '1 kg',
      'half kg',
      'a dozen',
      '2 packets',
      'do kilo',
      '6 pcs',
      '500 g',
      '1.5 kg',
      'ek',
    ],
  },
  wholesale: {
    goods: [
      { words: '10 inch pizza boxes', sku: 'PIZ-BOX-10IN' },
      { words: 'pizza boxes', sku: 'PIZ-BOX' },
      { words: 'wooden forks', sku: 'CUT-WOOD-FORK' },
      { words: 'spoons', sku: 'CUT-' },
      { words: '12oz hot cups', sku: 'CUP-HOT-12OZ' },
      { words: 'dome lids', sku: 'LID-PET-DOME' },
      { words: 'cling film', sku: 'CLING' },
      { words: 'dinner napkins', sku: 'NAPKIN-DINNER' },
      { words: 'paper straws', sku: 'STRAW-PAPER' },
      { words: 'burger box', sku: 'BOX-BURGER' },
      { words: 'nitrile gloves', sku: 'GLOVE-NITRILE' },
      { words: 'zeppelins' },
      { words: 'kombucha' },
    ],
    quantities: ['200', '1k', '3 cartons of', '2 ctn', '500 pcs', '4 packets of', 'two hundred', '5 boxes of'],
  },
};

const OPENINGS = ['', 'hi ', 'hiya, ', 'mornin ', 'bhaiya ', 'pls send ', 'need ', 'k ', 'gm sir, i want '];
const JOINTS = [
  ', ',
  ' n ',
  ' and ',
  ' aur ',
  '\n',
  ' + ',
  '; ',
  ', also ',
  '. ',
  ' plus ',
  ' ',
  ' & ',
  ', oh and ',
  ' then ',
  ', umm ',
  '. and ',
  ' also ',
  ', phir ',
  ' / ',
];
const ENDINGS = [
  '',
  ' pls',
  ' asap',
  ' bhej do',
  ' thx!',
  ' jaldi',
  ' chahiye',
  ' for 8 ppl',
  ' by tmrw',
  ' bhai',
  '. when can u drop?',
  ' ok?',
  ' na',
  '!!',
];

describe.each(Object.keys(SHOPS))('%s, a list of up to eight goods', (name) => {
  test('every good that is named with a quantity is in the basket, in a question, or told to be not found', () => {
    const { goods, quantities } = shopOf(name);
    const line = fc.record({
      good: fc.constantFrom(...goods),
      quantity: fc.constantFrom(...quantities),
      joint: fc.constantFrom(...JOINTS),
      isBehind: fc.boolean(),
    });
    const list = fc.uniqueArray(line, { minLength: 1, maxLength: 8, selector: ({ good }) => good.sku ?? good.words });
    fc.assert(
      fc.property(list, fc.constantFrom(...OPENINGS), fc.constantFrom(...ENDINGS), (lines, opening, ending) => {
        const text = `${opening}${lines.map(written).join('')}${ending}`;
        const outcome = shopConversation(name).say({ texts: [text] });
        const lost = lines.filter(({ good }) => !comesBack(good, outcome)).map(({ good }) => good.words);
        expect({ text, lost }).toEqual({ text, lost: [] });
      }),
      { numRuns: 60 },
    );
  });
});

interface Line {
  readonly good: Good;
  readonly quantity: string;
  readonly joint: string;
  /** The quantity stands behind its product: "onions 2 kg", where it can. */
  readonly isBehind: boolean;
}

/** Behind another quantity and without a mark nobody could tell whose it is. */
function written({ good, quantity, joint, isBehind }: Line, at: number): string {
  const item =
    isBehind && joint !== ' ' && !quantity.endsWith(' of') ? `${good.words} ${quantity}` : `${quantity} ${good.words}`;
  return `${at === 0 ? '' : joint}${item}`;
}

function shopOf(name: string): { readonly goods: readonly Good[]; readonly quantities: readonly string[] } {
  const shop = SHOPS[name];
  if (shop === undefined) throw new Error(`there is no shop ${name}`);
  return shop;
}

function comesBack({ sku, words }: Good, { slots, reply }: TurnOutcome): boolean {
  if (sku === undefined) return reply?.text.includes(words) === true;
  const held = [slots['basket'], slots['open']].flatMap((slot) => (Array.isArray(slot) ? slot.map(String) : []));
  return held.some((entry) => entry.includes(sku));
}
