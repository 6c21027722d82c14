import type { Entity } from '../engine/definition.ts';
import type { EntityContext } from './mention.ts';
import { mentionAt } from './mention.ts';
import { EDGE_AFTER, EDGE_BEFORE, isOtherWord, NUMBER, parseNumber, SCALE } from './numbers.ts';

/**
 * Amounts of money: with a sign, a code or a word of a currency; without one only beside a word like "budget", as "50k" may
 * count anything. `amount` is in minor units when the currency is known.
 */
export function findMoney(text: string, context: EntityContext): readonly Entity[] {
  if (!MAY_BE_MONEY.test(text)) return [];
  const found = [...text.matchAll(MONEY)].map((match) => moneyOf(text, match, context));
  return found.filter((entity) => entity !== undefined);
}

/** Cheaper than the pattern: it needs a sign, a code or a word. */
const MAY_BE_MONEY =
  /[$€£¥₹₩]|rs(?!\p{L})|\p{Nd}\s?k\b|rup|रुप|रूप|dollar|buck|euro|pound|usd|eur|inr|gbp|aed|sgd|cad|aud|chf|jpy|yen|franc|dirham|budget|price|cost|pay|spend|afford|बजट/iu;

/** Currency by sign, code and word; `$` and rupees depend on the country. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '₹': 'INR', '¥': 'JPY', '₩': 'KRW' };
const DOLLARS: Readonly<Record<string, string>> = { CA: 'CAD', AU: 'AUD', SG: 'SGD', NZ: 'NZD', HK: 'HKD' };
const RUPEES: Readonly<Record<string, string>> = { PK: 'PKR', LK: 'LKR', NP: 'NPR' };
const CODES = 'usd|eur|inr|gbp|aed|sgd|cad|aud|chf|jpy|cny|zar|brl|mxn|try|pln|sek|nok|dkk';
const SIGN = `(?:[$€£¥₹₩]|(?:${CODES}|rs\\.?|us\\$)(?=\\s?\\p{Nd}))`;
const WORD = `(?:${CODES}|[$€£¥₹₩]|rs\\.?|rupees?|rupaye|rupay|rupaiya|rupiya|रुपये|रुपए|रुपया|रूपये|dollars?|bucks|euros?|pounds? sterling|pounds|quid|yen|francs|dirhams?)`;
/** What makes a bare number of thousands money. */
const ABOUT_MONEY = '(?:budget|price|cost|costs|pay|paying|spend|spending|afford|बजट)';
/** Of a range the upper end counts: it is what somebody would pay at most. */
const AMOUNT = `(?:${NUMBER}${SCALE}?\\s?(?:-|–|to|se|से)\\s?)?`;
const OF =
  '(?: (?:is|of|about|around|upto|up to|till|max|under|over|more than|less than|approx|roughly|maximum|limit|hai|range|for|it|से|है))';
const MONEY = new RegExp(
  [
    `(?<sign>${EDGE_BEFORE}${SIGN})\\s?(?:${NUMBER}${SCALE}?\\s?(?:-|–|to|se|से)\\s?${SIGN}?)?(?<signed>${NUMBER}${SCALE}?)`,
    `${AMOUNT}(?<worded>${NUMBER}${SCALE}?)\\s?(?<word>${WORD})(?![\\p{L}\\p{M}])`,
    `(?<=${EDGE_BEFORE}${ABOUT_MONEY}${OF}{0,4} ?:? ?)${AMOUNT}(?<bare>${NUMBER}${SCALE}?)${EDGE_AFTER}(?!\\s?(?:%|percent|\\p{L}+s\\b|people))`,
    `${AMOUNT}(?<bare>${NUMBER}${SCALE}?)(?= budget)`,
  ].join('|'),
  'giu',
);
/** A smaller bare number counts something else: "pay 2 freelancers". */
const MIN_BARE = 50;

function moneyOf(text: string, match: RegExpExecArray, context: EntityContext): Entity | undefined {
  const { sign, word, bare, said = '' } = partsOf(match.groups ?? {});
  const value = valueOf(said, context);
  if (value === undefined || isOtherWord(said, word ?? '', context.language)) return undefined;
  if (bare !== undefined && value < MIN_BARE) return undefined;
  const mark = sign ?? word;
  const currency = mark === undefined ? undefined : currencyOf(mark.toLowerCase(), context.region);
  const end = match.index + match[0].replace(/\.$/, '').length;
  const amount = currency === undefined ? value : Math.round(value * 10 ** decimalsOf(currency));
  return { kind: 'money', ...mentionAt(text, match.index, end), amount, currency };
}

function partsOf({ sign, signed, word, worded, bare }: Readonly<Record<string, string | undefined>>) {
  return { sign, word, bare, said: signed ?? worded ?? bare };
}

/** No money has three decimals: those are thousands in any language. */
function valueOf(said: string, { language }: EntityContext): number | undefined {
  return parseNumber(said, /^\d{1,3}\.\d{3}$/.test(said) ? 'de' : language);
}

/** ISO 4217; undefined for a mark that is none. */
function currencyOf(mark: string, region = ''): string | undefined {
  if (mark === '¥' && region === 'CN') return 'CNY';
  const known = SIGNS[mark];
  if (known !== undefined) return known;
  if (/^(?:rs|rup|रु|रू)/u.test(mark)) return RUPEES[region] ?? 'INR';
  if (mark === 'us$') return 'USD';
  if (/^(?:\$|dollar|buck)/u.test(mark)) return DOLLARS[region] ?? 'USD';
  return WORDS.find(({ starts }) => mark.startsWith(starts))?.code ?? codeOf(mark);
}

function codeOf(mark: string): string | undefined {
  return /^[a-z]{3}$/.test(mark) ? mark.toUpperCase() : undefined;
}

const WORDS = [
  { starts: 'euro', code: 'EUR' },
  { starts: 'pound', code: 'GBP' },
  { starts: 'quid', code: 'GBP' },
  { starts: 'yen', code: 'JPY' },
  { starts: 'dirham', code: 'AED' },
  { starts: 'franc', code: 'CHF' },
];

/** Digits of the minor unit, by ISO 4217. */
function decimalsOf(currency: string): number {
  return currency === 'JPY' || currency === 'KRW' ? 0 : 2;
}
