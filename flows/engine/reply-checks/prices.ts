import type { Amount } from './amounts.ts';
import { amountsIn, pricedNumbersIn } from './amounts.ts';
import { isNegated } from './negation.ts';
import { sentenceAt } from './plain-digits.ts';
import type { Sources } from './sources.ts';

/**
 * Whether a reply names a price, percentage or discount that the business never stated. What the customer told us (slots)
 * may be repeated as theirs: "your budget of $500" is no price. `reply` is plain.
 */
export function inventsPrice(reply: string, sources: Sources): boolean {
  return inventsAmount(reply, sources) || inventsDiscount(reply, sources);
}

function inventsAmount(reply: string, { stated, told }: Sources): boolean {
  const mentioned = [...amountsIn(reply), ...pricedNumbersIn(reply)];
  if (mentioned.length === 0) return false;
  const statedAmounts = [...amountsIn(stated), ...pricedNumbersIn(stated)];
  const toldAmounts = [...amountsIn(told), ...bareNumbersIn(told)];
  return mentioned.some((amount) => {
    if (amount.kind === 'percent' && isFigureOfSpeech(reply, amount)) return false;
    if (statedAmounts.some((source) => isSame(amount, source))) return false;
    const isTold = toldAmounts.some((source) => isSame(amount, source));
    return !(isTold && isAttributed(sentenceAt(reply, amount.start)));
  });
}

function isSame(a: Amount, b: Amount): boolean {
  const isCurrencyKept = a.currency === undefined || b.currency === undefined || a.currency === b.currency;
  return a.kind === b.kind && a.value === b.value && isCurrencyKept;
}

/** "I am 100 % with you." */
function isFigureOfSpeech(reply: string, { value, end }: Amount): boolean {
  return (
    value === 100 &&
    /^ *(?:sure|certain|agree|with you|understand|understood|right|honest|committed|focused|सहमत)/iu.test(
      reply.slice(end, end + 16),
    )
  );
}

/** The sentence gives the figure back to the customer, and makes no offer of it. */
function isAttributed(sentence: string): boolean {
  return ATTRIBUTION.test(sentence) && !OFFER.test(sentence);
}

const ATTRIBUTION =
  /\bbudgets?\b|\byou (?:said|mentioned|told|have|wrote|shared|want to spend|can spend|spend|pay|currently)\b|\bspending\b|बजट|आपने|आप अभी/iu;
const OFFER =
  /\b(?:our|the|final|special|total|full) (?:price|cost|fee|rate|quote|total|charge)s?\b|\bwe(?:'ll| will| can)? (?:charge|do it|agree|accept|offer)\b|\byou(?:'ll| will| can) (?:pay|get it)\b|\bdeal\b|\bagreed\b|\bconfirm(?:ed|ing)?\b|हमारी कीमत|हम लेंगे/iu;

/** Slots hold numbers without a currency too. */
function bareNumbersIn(text: string): Amount[] {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map((match) => ({
    kind: 'money',
    value: Number(match[0].replace(/,/g, '')),
    currency: undefined,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function inventsDiscount(reply: string, { stated }: Sources): boolean {
  if (DISCOUNT.test(stated)) return false;
  const match = DISCOUNT.exec(reply);
  return match !== null && !isNegated(reply, match.index);
}

const DISCOUNT =
  /\b(?:discount(?:s|ed)?|coupons?|promo codes?|cash ?back|half[- ](?:price|off)|special (?:price|offer|deal|rate)|price match|(?:knock|take|cut|bring|drop) (?:the price|something|a bit|\S+) (?:off|down)|lower (?:the )?price|better price|best price)\b|छूट(?! (?:रह|गय|गई|जा))|डिस्काउंट|कैशबैक|आधी कीमत|आधे दाम/iu;
