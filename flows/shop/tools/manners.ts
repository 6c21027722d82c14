import { onward } from '../desk.ts';
import { withoutHesitation } from '../hesitation.ts';
import { saysDone, saysNo, saysYes, talkOf } from '../said.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** Prices are what they are: said once, kindly, and the conversation goes on where it was. */
export const NO_DISCOUNT: DeskTool = {
  name: 'no_discount',
  description: 'Tells that prices are fixed.',
  states: TRADING,
  hears: ({ text }) => DISCOUNT.test(text),
  run: ({ reading, language }) => {
    const rest = withoutHesitation(reading.text).replace(DISCOUNT, ' ');
    const hasItem = talkOf([rest], language).some(
      (one) => 'quantity' in one && one.quantity !== undefined && one.product !== undefined,
    );
    // What is ordered in the same breath is not lost for it.
    return hasItem ? undefined : { reply: 'no_discount' };
  },
};

const DISCOUNT =
  /(?<![\p{L}\p{M}])(?:(?:any |a |some |give )*discounts?|cheaper|(?:best|lowest|last|final) price|lower (?:the )?price|bargain|\d{1,2}\s*(?:%|percent)(?: off)?|(?:thoda |kuch )+kam (?:karo|kar do|kijiye|lagao)|छूट|डिस्काउंट|(?:थोड़ा |कुछ )+कम (?:करो|कर दो|कीजिए))(?![\p{L}\p{M}])/iu;

/** Yes, no and done, before anything is in the basket. */
export const NOTHING_YET: DeskTool = {
  name: 'nothing_yet',
  description: 'Answers yes, no and done while the basket is empty.',
  states: ['shopping'],
  hears: ({ text, language, intent }) =>
    intent === 'checkout' || saysYes(text, language) || saysNo(text, language) || saysDone(text, language),
  run: ({ basket, open, reading, language }) => {
    if (basket.length > 0 || open.length > 0) return undefined;
    if (saysNo(reading.text, language)) return { reply: 'fine', to: 'menu' };
    return { reply: saysYes(reading.text, language) ? 'ask_items' : 'nothing_to_order', isStuck: true };
  },
};

/** Another address for what is in the basket: taken down, and read back with the order. */
export const TELL_ADDRESS: DeskTool = {
  name: 'tell_address',
  description: 'Takes another address for the order.',
  states: ['shopping', 'delivery'],
  hears: ({ entities }) => entities.some(({ kind }) => kind === 'address'),
  run: (desk) => {
    const { address } = desk.slots;
    if (desk.basket.length === 0 || typeof address !== 'string') return undefined;
    return onward(desk, { notes: [{ kind: 'address_noted', words: address }] });
  },
};
