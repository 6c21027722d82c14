import { areaText, placeServed } from './delivery-area.ts';
import type { Desk } from './desk.ts';
import { dayText, isoDateOf, refusalOfDay, slotText } from './times.ts';
import { ASKS_INVOICE, invoiceTold } from './invoice-words.ts';
import { moneyText } from './wording.ts';

/** Something that customers ask of the shop itself, and what there is to say to it. */
interface Topic {
  readonly asks: RegExp;
  /** Where it does not hold, the flow answers otherwise. */
  readonly isOurs?: (desk: Desk) => boolean;
  /** Undefined: nobody here knows. */
  readonly tells: (desk: Desk, words: Words) => string | undefined;
}

/** What is said to the questions about the shop that a text asks; undefined: it asks none of them. */
export function factsAsked(desk: Desk): FactsTold | undefined {
  const words = desk.language === 'hi' ? HINDI : ENGLISH;
  const asked = TOPICS.filter(({ asks, isOurs }) => asks.test(desk.reading.text) && isOurs?.(desk) !== false);
  if (asked.length === 0) return undefined;
  const told = asked.map(({ tells }) => tells(desk, words));
  const known = told.filter((answer) => answer !== undefined);
  const isAll = known.length === told.length;
  return { answer: [...known, ...(isAll ? [] : [words.unknown])].join(' '), isAll };
}

interface FactsTold {
  readonly answer: string;
  /** Nothing that was asked is unknown here. */
  readonly isAll: boolean;
}

/** Whether a text asks something of the shop itself. */
export function asksOfShop(text: string): boolean {
  return TOPICS.some(({ asks }) => asks.test(text));
}

const TOPICS: readonly Topic[] = [
  {
    asks: /\bdeliver(?:y|ies|s)? area|\b(?:do|can|will|could|does) (?:you|u|it|the shop)(?: guys| people| also)? (?:also )?(?:deliver|come|ship|send) (?:to|in|till|upto|up to)\b(?!\s+(?:me|us|my|\d|flat|house)\b)(?!\s+(?:the |an? |this |that )?(?:mornings?|evenings?|afternoons?|nights?|hours?|minutes?|time|box|boxes|bags?|hurry|days?)\b)(?!\s+\d(?!\d{4,5}(?!\d)))|\b(?:u|you) (?:guys |people |also |do |can |will )*(?:deliver|ship|come) (?:to|till|upto|up to)\b(?!\s+(?:me|us|my|\d)\b)(?!\s+\d(?!\d{4,5}(?!\d)))|\b(?:will|does|can|would) (?:it|this|that|my order|the order) (?:(?:be delivered|come|get) (?:to|till|upto|up to)|reach(?: to)?)\b(?!\s+(?:me|us|my|here|by|before|on|at|in|tomorrow|today|soon|fast|early|late|safely)\b)(?=\s+\p{L})|\bdeliver(?:y)? (?:at|to|in|for)\s+\d{5,6}(?!\d)|\bwhere (?:all )?(?:do|can) (?:you|u) deliver|\bwhich (?:areas?|places?|cit(?:y|ies))\b|\b(?:aapka|your|ur|u r) (?:delivery )?area\b|\bkaha(?:n|a)?(?: tak| kahan)* deliver|\b(?:mein|me|tak) deliver(?:y)? (?:karte|hoti|milti|hai)/iu,
    tells: areaTold,
  },
  {
    asks: /\b(?:delivery|shipping|transport)\s*(?:charges?|fees?|costs?|kitn[aei]|free|ka (?:kitna|charge))|\bfree (?:home )?(?:delivery|shipping)|\bcharge.{0,12}(?:delivery|deliver)|\bextra (?:charge|fee)s?|डिलीवरी (?:चार्ज|शुल्क|का कितना|फ्री)/iu,
    tells: (_, words) => words.charge,
  },
  {
    asks: /\bmin(?:imum|\.)?\s*(?:order|qty|quantity|amount|purchase|value|bill)|\bmoq\b|\bleast (?:i can|to) order|\bkam se kam kitn|न्यूनतम ऑर्डर|कम से कम कितन/iu,
    tells: ({ view, language }, words) => {
      const minimum = view.facts?.minimumOrderMinor;
      return minimum === undefined ? words.noMinimum : words.minimum(moneyText(minimum, view.currency, language));
    },
  },
  {
    asks: /\b(?:opening|working|business|shop|store|delivery) (?:hours|timings?)\b|\b(?:when|what time|till when|how long) (?:do|are|r|is) (?:you|u|the shop|ur shop) (?:open|close|closing)|\bare (?:you|u) open\b|\b(?:dukaan|dukan|shop) (?:kab|kitne baje)|\bkitne baje (?:khul|band)|दुकान कब/iu,
    tells: ({ view }, words) =>
      view.facts?.openingHours === undefined ? undefined : words.hours(view.facts.openingHours),
  },
  {
    asks: /\bhow (?:do|can|should|could|would) (?:i|we|one) pay\b|\b(?:can|could|may) (?:i|we) pay\b|\b(?:do|can) (?:you|u) (?:take|accept|have) (?:card|cards|upi|cash|gpay|paytm|cod|credit)\b|\bpayment (?:terms|methods?|options?|modes?)\b|\b(?:upi|gpay|google pay|phonepe|paytm|cash on delivery|cod)\b.{0,20}\?|\b(?:credit terms|pay later)\b|\bpayment kaise|भुगतान कैसे/iu,
    isOurs: ({ view }) => view.facts?.payment !== undefined,
    tells: ({ view }, words) => (view.facts?.payment === undefined ? undefined : words.paid(view.facts.payment)),
  },
  {
    asks: /\b(?:return|refund|exchange|replacement) (?:policy|rules?|possible)|\bcan i return (?:things|goods|items|stuff)\b|\bhow long can i return/iu,
    tells: ({ view }, words) => (view.returnDays === undefined ? undefined : words.returns(view.returnDays)),
  },
  {
    asks: /\b(?:lead time|delivery time|turnaround)\b|\bhow (?:soon|fast|quick(?:ly)?|long)\b.{0,30}\b(?:deliver|take|get|come|arrive|reach)\w*|\b(?:earliest|soonest) (?:delivery|(?:you|u) can)|\bkitne din\b/iu,
    tells: (desk, words) => words.earliest(earliest(desk)),
  },
  {
    asks: /\b(?:bulk|volume|quantity|wholesale|trade) (?:discounts?|prices?|pricing|rates?|offers?)\b|\bdiscounts? (?:for|on) (?:bulk|quantity|large|more|big)/iu,
    tells: (_, words) => words.bulk,
  },
  {
    asks: /\b(?:which|what) languages?\b|\b(?:do|can) (?:you|u) (?:speak|understand|talk)\b|\bsprech(?:en|st)\b.{0,20}\bdeutsch\b|\bhabla.{0,12}español\b|\b(?:hindi|english|marathi|tamil|chinese|malay) (?:mein|me) (?:bol|baat)/iu,
    tells: (_, words) => words.languages,
  },
  { asks: ASKS_INVOICE, tells: (desk) => invoiceTold(desk) },
];

/** By the rule of the area, where there is one, else as its text has it. */
function areaTold({ view, reading }: Desk, words: Words): string | undefined {
  const { facts = {} } = view;
  const { deliversTo } = facts;
  const area = areaText(facts);
  if (area === '') return undefined;
  if (deliversTo === undefined) return words.area(area);
  const served = placeServed(reading.text, deliversTo);
  if (served !== undefined) return served === 'inside' ? words.served(area) : words.notServed(area);
  return words.area(area) + words.nowhereElse;
}

/** The first time that can be had. */
function earliest({ settings, view, at, timeZone, language }: Desk): string | undefined {
  if (settings.delivery === 'slot') {
    const [first] = view.slots;
    return first === undefined ? undefined : slotText(first, timeZone, language);
  }
  const today = isoDateOf(at, timeZone);
  const day = [1, 2]
    .map((days) => isoDateOf(at + days * DAY_MS, timeZone))
    .find((one) => refusalOfDay(one, today) === undefined);
  return day === undefined ? undefined : dayText(day, language);
}

const DAY_MS = 86_400_000;

interface Words {
  readonly area: (places: string) => string;
  readonly served: (places: string) => string;
  readonly notServed: (places: string) => string;
  readonly nowhereElse: string;
  readonly charge: string;
  readonly minimum: (amount: string) => string;
  readonly noMinimum: string;
  readonly hours: (hours: string) => string;
  readonly paid: (how: string) => string;
  readonly returns: (days: number) => string;
  readonly earliest: (time: string | undefined) => string | undefined;
  readonly bulk: string;
  readonly languages: string;
  readonly unknown: string;
}

const ENGLISH: Words = {
  area: (places) => `We deliver to: ${places}.`,
  served: (places) => `Yes, we deliver there. We deliver to: ${places}.`,
  notServed: (places) => `No, not there. We deliver to: ${places}.`,
  nowhereElse: ' To other places we do not; a postcode tells me for certain.',
  charge: 'You pay just the total that I read back before you order; nothing is added for the delivery.',
  minimum: (amount) => `The least we deliver is ${amount}.`,
  noMinimum: 'There is no minimum order.',
  hours: (hours) => `We are open ${hours}.`,
  paid: (how) => `You pay ${how}. I take no card or bank details here.`,
  returns: (days) =>
    `What was delivered can come back within ${days} days: tell me what is wrong with it. Some fresh goods only where we are to blame.`,
  earliest: (time) => (time === undefined ? undefined : `The earliest is ${time}.`),
  bulk: 'The price is the same for any quantity; ask me what a quantity comes to.',
  languages: 'I speak English and Hindi.',
  unknown: 'That I do not know; a colleague does: write PERSON.',
};

const HINDI: Words = {
  area: (places) => `हम यहाँ पहुँचाते हैं: ${places}।`,
  served: (places) => `जी हाँ, वहाँ पहुँचाते हैं। हम यहाँ पहुँचाते हैं: ${places}।`,
  notServed: (places) => `नहीं, वहाँ नहीं पहुँचाते। हम यहाँ पहुँचाते हैं: ${places}।`,
  nowhereElse: ' और कहीं नहीं; पिन कोड से पक्का बता सकता हूँ।',
  charge: 'ऑर्डर से पहले जो कुल मैं बताता हूँ, बस वही देना है; डिलीवरी का अलग कुछ नहीं लगता।',
  minimum: (amount) => `कम से कम ${amount} का ऑर्डर लेते हैं।`,
  noMinimum: 'ऑर्डर की कोई न्यूनतम सीमा नहीं है।',
  hours: (hours) => `दुकान खुली है: ${hours}।`,
  paid: (how) => `भुगतान: ${how}। यहाँ कार्ड या बैंक की जानकारी नहीं ली जाती।`,
  returns: (days) =>
    `डिलीवरी के ${days} दिन के भीतर सामान वापस हो सकता है: बताइए क्या गड़बड़ है। कुछ ताज़ी चीज़ें सिर्फ़ हमारी ग़लती पर।`,
  earliest: (time) => (time === undefined ? undefined : `सबसे पहले: ${time}।`),
  bulk: 'दाम हर मात्रा के लिए एक ही है; मात्रा बताइए, मैं कुल बता दूँगा।',
  languages: 'मैं हिंदी और अंग्रेज़ी बोलता हूँ।',
  unknown: 'यह मुझे नहीं पता; हमारा सहकर्मी बताएगा: PERSON लिखिए।',
};
