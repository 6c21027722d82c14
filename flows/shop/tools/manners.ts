import { chitchatKind, isResumption } from '../../understanding/repair-cues.ts';
import { asksOfLast, productsAsked } from '../asked-product.ts';
import { listOf } from '../basket.ts';
import { onward } from '../desk.ts';
import { withoutHesitation } from '../hesitation.ts';
import { saysDone, saysNo, saysYes, talkOf } from '../said.ts';
import type { DeskTool } from './tool.ts';

/** Prices are what they are: said once, kindly, and the conversation goes on where it was. */
export const NO_DISCOUNT: DeskTool = {
  name: 'no_discount',
  description: 'Tells that prices are fixed.',
  hears: ({ text }) => DISCOUNT.test(text) || TOO_DEAR.test(text),
  run: ({ reading, language }) => {
    // Which of two is cheaper, a cheaper kind, and what more of it costs, is no haggling.
    const asked = productsAsked(reading.text, language);
    const isQuestion =
      asked.length > 1 || asked[0]?.isCheaper === true || asksOfLast(reading.text, language) !== undefined;
    if (isQuestion) return undefined;
    const rest = withoutHesitation(reading.text).replace(DISCOUNT, ' ').replace(TOO_DEAR, ' ');
    const hasItem = talkOf([rest], language).some(
      (one) => 'quantity' in one && one.quantity !== undefined && one.product !== undefined,
    );
    // What is ordered in the same breath is not lost for it.
    return hasItem ? undefined : { reply: 'no_discount' };
  },
};

const DISCOUNT =
  /(?<![\p{L}\p{M}])(?:(?:any |a |some |give )*discounts?|cheaper|(?:best|lowest|last|final) price|lower (?:the )?price|bargain|\d{1,2}\s*(?:%|percent)(?: off)?|(?:thoda |kuch )+kam (?:karo|kar do|kijiye|lagao)|छूट|डिस्काउंट|(?:थोड़ा |कुछ )+कम (?:करो|कर दो|कीजिए))(?![\p{L}\p{M}])/iu;

/** What is said of a price that is too high. It never names goods: "cheap rice" is rice. */
const TOO_DEAR =
  /(?<![\p{L}\p{M}])(?:(?:too|so|very|bit|really|quite) (?:expensive|costly|pricey|dear|steep|high)|expensive|overpriced|lot of money|cheaper (?:elsewhere|there|at|in|around|next door)|is cheaper|cost less|sells? (?:it|this|that|them) (?:for|at) (?:half|less)|(?:it|this) for half|for half(?: the price| of that)?$|lowest (?:you|price)|(?:your|the) (?:best|lowest|final) (?:price|rate|offer)|any (?:offer|deal)s?|round (?:sum|figure|it)|mehe?nga|mahanga|sasta (?:milta|karo|kar do)|kam (?:karo|kar do|kijiye|kariye|mein|me) |zyada (?:hai|paise)|महँगा|महंगा|सस्ता|कम (?:कीजिए|करो|कर दो|में)|ज़्यादा (?:है|पैसे))(?![\p{L}\p{M}])/iu;

/** Who has no time is not asked what they mean. */
export const HURRY: DeskTool = {
  name: 'hurry',
  description: 'Comes to the point.',
  hears: ({ text }) => HURRIED.test(text.replace(/\s+/gu, ' ').trim()),
  run: () => ({ reply: 'hurry', isStuck: true }),
};

const HURRIED =
  /^(?:(?:come on|please|pls|just|ok|hey|yaar|bhai|no essays)[\s,.!]*)*(?:(?:be )?(?:quick(?:er|ly)?|fast(?:er)?|hurry(?: up)?)|(?:a )?short answer|(?:keep it|be) (?:short|brief)|no essays|(?:i (?:have|['’]ve) )?no time|jal+di(?: (?:karo|batao|bataiye|kijiye))?|जल्दी(?: (?:करो|बताओ|बताइए|कीजिए))?|छोटा जवाब(?: दीजिए| दो)?)(?:[\s,.!]+(?:please|pls|yaar|bhai|yes or no))*[\s.!]*$/iu;

/** "Hello??" in the middle of a question: somebody waits. */
export const STILL_HERE: DeskTool = {
  name: 'still_here',
  description: 'Says that it is there, and asks again.',
  states: [
    'clarifying',
    'delivery',
    'review',
    'register_phone',
    'register_name',
    'register_address',
    'register_check',
    'identify',
  ],
  hears: ({ text }) => WAITING.test(text.trim()),
  run: () => ({ reply: 'here', isStuck: true }),
};

const WAITING =
  /^(?:hi+|he+llo+|hey+|hallo|hello ji|(?:any(?:one|body) |(?:are )?(?:you|u) (?:still )?)there|still there|हैलो|हेलो|नमस्ते)[\s?!.]*$/iu;

/** What a customer wants to know of the shop itself, and the bot does not: it says so, and who knows. */
export const SHOP_QUESTION: DeskTool = {
  name: 'shop_question',
  description: 'Says that a person knows more of the shop itself.',
  hears: ({ intent, text, language }) =>
    intent === 'shop_question' && chitchatKind(text, language) === undefined && !isResumption(text, language),
  run: () => ({ reply: 'about_shop' }),
};

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

/** "Possible?" once a time is spoken of: it is about that time, which is told again with what can be had. */
export const POSSIBLE: DeskTool = {
  name: 'possible',
  description: 'Tells what can be had of a time that was spoken of.',
  states: ['delivery', 'review', 'shopping'],
  hears: ({ text, state, known }) =>
    IS_POSSIBLE.test(text.trim()) && (state !== 'shopping' || listOf(known, 'delivery').length > 0),
  run: (desk) => onward(desk, {}),
};

const IS_POSSIBLE =
  /^(?:(?:ok|okay|so|and|will|would|is|are) ?)*(?:(?:it|that|this|these) )?(?:(?:is|be|still) )*(?:possible|doable|feasible|ho jayega|ho jaega|ho payega|possible hai|हो जाएगा|हो पाएगा)(?: (?:kya|please|pls|na|hai))*[\s.?!]*$/iu;
