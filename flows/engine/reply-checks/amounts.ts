import { scaleOf, spokenNumbers } from './number-words.ts';

/** An amount of money or a percentage that a text names. */
export interface Amount {
  readonly kind: 'money' | 'percent';
  readonly value: number;
  /** ISO 4217 where the sign or word says it; undefined for a bare number that is called a price. */
  readonly currency: string | undefined;
  /** UTF-16 offset in the text. */
  readonly start: number;
  readonly end: number;
}

/** Signs and words by currency, most telling first: `us$` before `$`. The dollar sign alone counts as any dollar. */
const CURRENCIES: readonly (readonly [string, readonly string[]])[] = [
  [
    'USD',
    [
      'us$',
      'usd',
      '$',
      'us dollars',
      'dollars',
      'dollar',
      'bucks',
      'buck',
      'डॉलर',
      'dólares',
      'dólar',
      'долларов',
      'доллар',
    ],
  ],
  ['EUR', ['€', 'eur', 'euros', 'euro', 'यूरो', 'евро']],
  ['GBP', ['£', 'gbp', 'pounds sterling', 'pounds', 'quid', 'पाउंड']],
  [
    'INR',
    ['₹', 'rs.', 'rs', 'inr', 'rupees', 'rupee', 'rupaye', 'rupay', 'रुपये', 'रुपए', 'रुपया', 'रूपये', 'रूपए', 'रु.', 'रु', '₨'],
  ],
  ['JPY', ['¥', 'jpy', 'yen', '円', 'येन']],
  ['CNY', ['cny', 'rmb', 'yuan', '元']],
  ['KRW', ['₩', 'krw']],
  ['BRL', ['r$', 'brl', 'reais']],
  ['CHF', ['chf', 'francs', 'franken']],
  ['AUD', ['a$', 'aud']],
  ['CAD', ['c$', 'cad']],
  ['SGD', ['s$', 'sgd']],
  ['AED', ['aed', 'dirhams', 'dirham', 'दिरहम']],
  ['SAR', ['riyals', 'riyal']],
  ['RUB', ['₽', 'rub', 'roubles', 'rubles', 'рублей', 'руб.', 'руб']],
  ['TRY', ['₺', 'lira']],
  ['NGN', ['₦', 'ngn', 'naira']],
  ['ZAR', ['zar']],
  ['PKR', ['pkr']],
  ['BDT', ['৳', 'bdt', 'taka']],
  ['PLN', ['zł', 'pln', 'złotych']],
  ['SEK', ['sek', 'kronor']],
  ['MXN', ['mxn', 'pesos', 'peso']],
  ['VND', ['₫', 'vnd']],
  ['UAH', ['₴', 'uah']],
  ['ILS', ['₪', 'ils', 'shekels']],
  ['THB', ['฿', 'thb', 'baht']],
  ['BTC', ['₿', 'btc', 'bitcoin', 'bitcoins']],
  /** Minor units and words that stand for the installation's own currency. */
  ['CENT', ['cents', 'cent', 'paise', 'paisa', '¢', 'pence']],
];
const CODE_BY_WORD: ReadonlyMap<string, string> = new Map(
  CURRENCIES.flatMap(([code, words]) => words.map((word): [string, string] => [word.normalize('NFKC'), code])),
);
const WORDS = [...CODE_BY_WORD.keys()].toSorted((a, b) => b.length - a.length);
const escaped = (word: string): string => word.replace(/[$.\\^*+?()[\]{}|]/g, '\\$&');
const CURRENCY = WORDS.map(escaped).join('|');
const DIGITS = String.raw`\d+(?:[.,' \u00a0\u202f]\d{2,3}(?!\d))*(?:[.,]\d+)?`;
const SCALE =
  String.raw`(?:[ -]?(?:hundred|thousand|grand|lakhs?|lac|crores?|million|k|सौ|हज़ार|हजार|लाख|करोड़)(?![\p{L}\p{M}]))`.normalize(
    'NFKC',
  );
/** A number, perhaps a range: `400`, `1,00,000`, `5k`, `2-3 lakh`. */
const NUMBER = String.raw`(?<![\d.,])${DIGITS}${SCALE}?`;
const BEFORE = new RegExp(String.raw`(?<![\p{L}\p{M}])(?<currency>${CURRENCY})[ ]?(?<number>${NUMBER})`, 'giu');
const AFTER = new RegExp(String.raw`(?<number>${NUMBER})[ -]?(?<currency>${CURRENCY})(?![\p{L}\p{M}])`, 'giu');
const PERCENT = new RegExp(
  String.raw`(?<number>${NUMBER})[ -]?(?:%|٪|percent\b|per cent\b|percentage points\b|pct\b|प्रतिशत|फीसदी|फ़ीसदी|परसेंट|prozent\b|por ciento\b|процентов)`.normalize(
    'NFKC',
  ),
  'giu',
);
const WORD_UNIT = new RegExp(
  String.raw`^[ -]{1,2}(?:(?<currency>${CURRENCY})(?![\p{L}\p{M}])|(?<percent>percent|per cent|प्रतिशत|फीसदी|%))`,
  'iu',
);
const SPOKEN_BEFORE = new RegExp(String.raw`(?<![\p{L}\p{M}])(?<currency>${CURRENCY})[ -]$`, 'iu');

/** Amounts with a currency, and percentages, in digits or words. `text` is plain (plain-digits.ts). */
export function amountsIn(text: string): Amount[] {
  const money = [...text.matchAll(BEFORE), ...text.matchAll(AFTER)].map((match) => amountOf('money', match));
  const percent = [...text.matchAll(PERCENT)].map((match) => amountOf('percent', match));
  const spoken = spokenNumbers(text).flatMap(({ value, start, end }) => {
    const after = WORD_UNIT.exec(text.slice(end, end + 24))?.groups;
    const before = SPOKEN_BEFORE.exec(text.slice(Math.max(0, start - 16), start))?.groups;
    const isPercent = after?.['percent'] !== undefined;
    const word = after?.['currency'] ?? before?.['currency'];
    if (!isPercent && word === undefined) return [];
    return [
      {
        kind: isPercent ? ('percent' as const) : ('money' as const),
        value,
        currency: isPercent ? undefined : codeOf(word),
        start,
        end,
      },
    ];
  });
  return [...money, ...percent, ...spoken].filter((amount) => !isWeight(text, amount));
}

/** "2 pounds of tomatoes" */
function isWeight(text: string, { currency, end }: Amount): boolean {
  return currency === 'GBP' && /^(?: pounds)? of\b/i.test(text.slice(end, end + 12));
}

function amountOf(kind: Amount['kind'], match: RegExpMatchArray): Amount {
  const start = match.index ?? 0;
  return {
    kind,
    value: parseNumber(match.groups?.['number'] ?? ''),
    currency: codeOf(match.groups?.['currency']),
    start,
    end: start + match[0].length,
  };
}

function codeOf(word: string | undefined): string | undefined {
  return word === undefined ? undefined : CODE_BY_WORD.get(word.toLowerCase());
}

const PRICE_WORD = String.raw`(?:prices?|priced|costs?|costing|fees?|rates?|charges?|charged|quote|pay|paying|total|mrp|कीमत|दाम|मूल्य|शुल्क|रेट|preis|kostet|precio|cuesta)`;
const PRICED = new RegExp(
  String.raw`(?<![\p{L}\p{M}])${PRICE_WORD}(?![\p{L}\p{M}])(?:[^\d.!?।]{0,40}?)(?<number>${NUMBER})(?!${String.raw`\s*-?\s*`}${'(?:hours?|hrs?|days?|weeks?|months?|years?|minutes?|process(?:es)?|people|users?|clients?|customers?|steps?|questions?|options?|kg|times|x|%|per ?cent|घंटे|दिन|हफ़्ते|महीने|साल|प्रतिशत)'.normalize('NFKC')}(?![\\p{L}\\p{M}]))`,
  'giu',
);

/** Bare numbers that are called a price: `the price is 500`. */
export function pricedNumbersIn(text: string): Amount[] {
  const settled = amountsIn(text);
  const bare = [...text.matchAll(PRICED)].map((match): Amount => {
    const number = match.groups?.['number'] ?? '';
    const end = match.index + match[0].length;
    return { kind: 'money', value: parseNumber(number), currency: undefined, start: end - number.length, end };
  });
  return bare.filter(({ start, end }) => settled.every((amount) => end <= amount.start || start >= amount.end));
}

/**
 * Reads `1,500.50`, `1.500,50`, `1 500`, `1,00,000`, `5k` and `2.5 lakh`. The last separator is a decimal one when one or two
 * digits follow it and it is the only one of its kind, or another kind came before.
 */
export function parseNumber(text: string): number {
  const [, digits = '', word = ''] = /^([\d.,' \u00a0\u202f]+?)[ -]?(\p{L}[\p{L}\p{M}]*)?$/u.exec(text.trim()) ?? [];
  const scale = word === '' ? 1 : (scaleOf(word) ?? 1);
  const last = /[.,](?=\d+$)/.exec(digits);
  if (last === null) return Number(digits.replace(/\D/g, '')) * scale;
  const decimals = digits.length - last.index - 1;
  const isRepeated = digits.split(last[0]).length > 2;
  const isDecimal = !isRepeated && (decimals !== 3 || (last[0] === '.' && digits.startsWith('0')));
  if (!isDecimal) return Number(digits.replace(/\D/g, '')) * scale;
  return Number(`${digits.slice(0, last.index).replace(/\D/g, '')}.${digits.slice(last.index + 1)}`) * scale;
}
