import { phrasePattern, plain, wordsOf } from './plain.ts';

/** A sign that somebody wants to buy. */
export type BuyingSignal =
  | 'commits'
  | 'asks_next_step'
  | 'asks_trial'
  | 'states_budget'
  | 'urgency'
  | 'asks_price'
  | 'asks_availability'
  | 'compares';

/** The strongest sign in a message that its sender wants to buy; undefined: none. English and Hindi, both scripts. */
export function buyingSignalOf(text: string): BuyingSignal | undefined {
  const words = wordsOf(plain(text));
  if (REFUSAL.test(words)) return undefined;
  return SIGNALS.find(({ pattern }) => pattern.test(words))?.signal;
}

/** Whoever says no asks nothing of this in earnest. */
const REFUSAL = phrasePattern([
  "(?:not|isn't|aren't|never) (?:really )?(?:interested|looking|going to buy|ready)|no (?:interest|need|thanks)|(?:don't|do not|won't|will not|can't|cannot) (?:want|need|buy|order|pay|sign|proceed)|nahi (?:chahiye|lena|chahte)|नहीं (?:चाहिए|लेना)",
]);

/** Strongest first. */
const SIGNALS: readonly { readonly signal: BuyingSignal; readonly pattern: RegExp }[] = [
  {
    signal: 'commits',
    pattern: phrasePattern([
      "(?:i'll|i will|we'll|we will|i'd like to|we'd like to|i want to|we want to|let's|lets|ready to|happy to|going to) (?:just )?(?:buy|order|take (?:it|this|them|one|the)|purchase|go (?:ahead|with|for)|proceed|sign(?: up)?|book (?:it|this)|subscribe|start with)",
      "i'm in|count (?:me|us) in|^(?:ok |okay |great |it's a |then it's a )*(?:deal|sold)$|(?:you have|we have|you've got) a deal|send (?:me |us )?the (?:contract|invoice|payment link|agreement)|where (?:do|can|should) (?:i|we) (?:sign|pay)|take my money|place (?:the|my|an|our) order|book it|confirm (?:the|my) order",
      '(?:main|mai|hum)? ?(?:le lunga|le lungi|le lenge|khareed lunga|kharidna hai|lena hai|order kar do|pakka|done hai)|(?:खरीदना|ख़रीदना|लेना) (?:है|चाहता हूँ|चाहते हैं)|ऑर्डर कर दो|पक्का',
    ]),
  },
  {
    signal: 'asks_next_step',
    pattern: phrasePattern([
      "(?:what(?:'s| is| are)|and|whats) (?:the )?next steps?|what (?:do|should|must) (?:i|we) do (?:next|now|to (?:start|begin|order|buy|sign up|get started))|how (?:do|can|would|should) (?:i|we) (?:get started|start|begin|proceed|order|buy|sign up|subscribe|pay|purchase|book|join|onboard)|how to (?:start|order|buy|pay|sign up|proceed|book|join)|what happens next|next step|what next",
      '(?:kaise|kese) (?:order|book|buy|kharid|khareed|shuru|start|pay|payment|join)(?: \\p{L}+)*|(?:order|payment|booking) kaise|aage kya|ab kya karna|(?:कैसे (?:ऑर्डर|खरीद|ख़रीद|शुरू|भुगतान)|आगे क्या|ऑर्डर कैसे)',
    ]),
  },
  {
    signal: 'asks_trial',
    pattern: phrasePattern([
      '(?:free )?(?:trial|demo|pilot|test account|test run|poc|proof of concept)|(?:an?|free|some|any|few) samples?|samples? (?:please|pls|first)|try (?:it|this|them)(?: out)?(?: first)?|can (?:i|we) (?:try|test|see) (?:it|this|one|a)|(?:live|quick) walkthrough',
      'demo (?:dikhao|chahiye|milega|do)|try kar|samples? (?:chahiye|bhejo|milega|dikhao)|namoona|नमूना|डेमो|ट्रायल|सैंपल',
    ]),
  },
  {
    signal: 'states_budget',
    pattern: phrasePattern([
      '(?:my|our|the|a|total|monthly|yearly) (?:\\p{L}+ )?budget (?:is|of|for|would|could|around|about|upto|up to)|budget (?:hai|is|around|about|of|upto|up to|\\p{N}\\S*)|(?:we|i) (?:can|could|are able to|am able to|would) (?:spend|pay|afford|invest)(?! (?:more|less|that|this))|(?:set aside|allocated|willing to (?:pay|spend))|(?:under|within|up to|upto) (?:rs|inr|usd|eur)? ?\\p{N}\\S*(?: (?:rupees|dollars|euros|k|lakh))?(?: (?:a|per) month)? (?:is|would be) (?:ok|okay|fine)',
      'बजट (?:है|लगभग|करीब|\\p{N}\\S*)|(?:mera|hamara) budget|(?:मेरा|हमारा) बजट',
    ]),
  },
  {
    signal: 'urgency',
    pattern: phrasePattern([
      "(?<!(?:not|nothing|isn't|no|so|that) )urgent(?:ly)?(?! care)|asap|as soon as possible|immediately|right away|straight away|(?<!not )in a hurry|need (?:it|this|them)(?: \\p{L}+)? (?:today|tomorrow|tonight|now|by|this week|quickly|fast)|by (?:today|tonight|tomorrow|end of (?:the )?(?:day|week))|how (?:soon|fast|quickly)|can(?:'t| not|not) wait|time is short|last minute",
      'jaldi|turant|abhi chahiye|aaj hi|(?:aaj|kal|parso) tak (?:chahiye|bhej|de|mil)\\p{L}*(?: (?:do|dijiye|sakta|sakte))?|जल्दी|तुरंत|अभी चाहिए|आज ही|फौरन',
    ]),
  },
  {
    signal: 'asks_price',
    pattern: phrasePattern([
      "how much(?: (?:is|are|does|do|would|will|for|per|it|this|to|you))?(?! (?:time|work|effort|data|longer|of my time))|(?:what|which)(?:'s| is| are| does| do| would| will)? ?(?:the |your |it |this |that )?(?:prices?|cost|costs|rates?|charges?|fees?|pricing|quote|mrp)|(?:price|pricing|cost|quote|quotation)(?: list| please| pls| per \\p{L}+| of| for|$)|rates?(?: list| card| please| pls| per \\p{L}+| for|$)|(?:send|give|tell|share)(?: me| us)? (?:the |your |a |an )?(?:prices?|pricing|rates?|quote|quotation|price list|estimate)|any (?:discount|offer)s?|(?:is there|do you (?:have|give|offer)) (?:a |any )?(?:discount|offer)s?|best price|what do you charge",
      'kitne (?:ka|ki|ke|mein|me|rupaye|paise)|kitna (?:hai|price|lagega|padega|kharcha|paisa|charge)|(?:price|rate|daam|bhav|keemat|kimat|charges?) (?:kya|batao|bataiye|bata|kitna|kitne)|kya (?:rate|price|bhav|daam)|कितने (?:का|की|के|में|रुपये|पैसे)|कितना (?:है|लगेगा|पड़ेगा|खर्च)|(?:कीमत|क़ीमत|दाम|रेट|भाव)',
    ]),
  },
  {
    signal: 'asks_availability',
    pattern: phrasePattern([
      '(?:is|are) (?:it|this|that|they|these|the \\p{L}+|\\p{L}+)(?: \\p{L}+)? (?:available|in stock|still there)|(?:do|did) (?:you|u)(?: guys)?(?: still)? (?:have|stock|sell|carry|deliver|ship)|(?:in|out of) stock|availability|when (?:can|could|will|would) (?:you|it|i|we|they) (?:be )?(?:deliver|ship|start|get|have|arrive|available|come)|(?:any|have you got|got any) (?:\\p{L}+ )?(?:left|slots?)|how long (?:does|is|will) (?:the )?(?:delivery|shipping|it take)|delivery time',
      '(?:milega|milegi|mil jayega|available hai|stock (?:mein|me|hai)|uplabdh)|(?:मिलेगा|मिलेगी|उपलब्ध|स्टॉक)',
    ]),
  },
  {
    signal: 'compares',
    pattern: phrasePattern([
      '(?:compared? (?:to|with)|comparison|versus|vs(?! code)|better than|cheaper than|different from|differ from|difference between|alternatives? to|as good as)|how (?:are you|is (?:it|this)|do you) (?:different|better|compare)|why (?:should (?:i|we) )?(?:choose|pick|use) you|which (?:one |plan |package )?(?:is|would be) (?:better|best)',
      '(?:se (?:behtar|accha|sasta|alag)|dono mein|farak|fark|antar)|(?:से (?:बेहतर|अच्छा|सस्ता|अलग)|तुलना|अंतर|फर्क)',
    ]),
  },
];
