import type { Language } from '../../contracts/dialogue.ts';
import type { Random } from './random.ts';
import type { Wanted } from './shopping-list.ts';

type Bank = Readonly<Record<string, readonly string[]>>;

/** Answers that take no looking up. */
export const ANSWERS = {
  yes: { en: ['yes', 'yes please', 'ok', 'yes, go ahead', 'yes that is right'], hi: ['हाँ', 'जी हाँ', 'ठीक है'] },
  no: { en: ['no', 'no thanks', 'no, not that'], hi: ['नहीं', 'नहीं जी'] },
  done: {
    en: ['done', "that's all", 'nothing else, thanks', 'please place the order', 'that would be all for today'],
    hi: ['बस', 'बस इतना ही', 'ऑर्डर कर दो'],
  },
  none: { en: ['none of these', 'neither', 'no, something else'], hi: ['इनमें से कोई नहीं', 'नहीं'] },
  change: { en: ['no, wait', 'no'], hi: ['नहीं'] },
  day: {
    en: ['tomorrow', 'next Tuesday', 'on Thursday please', 'Friday would be good'],
    hi: ['कल', 'शुक्रवार को'],
  },
  hello: { en: ['are you still there?', 'hello?'], hi: ['हैलो?'] },
} as const satisfies Readonly<Record<string, Bank>>;

/** One of the words in the language, else in English. */
export function said(bank: Bank, language: Language, random: Random): string {
  return random.pick(bank[language] ?? bank['en'] ?? []);
}

/** The number of an option, as a number or in words. */
export function optionWords(number: number, language: Language, random: Random): string {
  const words = language === 'hi' ? HINDI_ORDINALS[number - 1] : ORDINALS[number - 1];
  const spoken = words === undefined ? [] : language === 'hi' ? [words] : [`the ${words} one`, `${words} one please`];
  return random.pick([String(number), ...spoken]);
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];
const HINDI_ORDINALS = ['पहला', 'दूसरा', 'तीसरा', 'चौथा'];

/** So much of a product, by its name up to what only a catalogue says. */
export function itemWords(wanted: Wanted, language: Language, random: Random): string {
  const name = nameOf(wanted, language);
  const amount = amountWords(wanted, language, random);
  const isHalfKilo = amount.endsWith(' of');
  return language === 'en' && !isHalfKilo && random.chance(0.15) ? `${name} ${amount}` : `${amount} ${name}`;
}

/** As it is called in the catalogue, without what follows a comma there. */
export function nameOf({ entry }: Wanted, language: Language): string {
  const { names, sku } = entry.row.product;
  const [name = sku] = (names[language] ?? names['en'] ?? sku).split(',');
  return name;
}

/** "3", "500 g", "half a kilo of". */
export function amountWords({ entry, quantity }: Wanted, language: Language, random: Random): string {
  const { baseUnit } = entry.row.product;
  if (baseUnit === 'piece') return String(quantity);
  const [small, large] = UNITS[language === 'hi' ? 'hi' : 'en'][baseUnit];
  const isHalf = quantity === 500 && baseUnit === 'g' && language === 'en';
  if (isHalf && random.chance(0.3)) return 'half a kilo of';
  return quantity >= 1000 ? `${quantity / 1000} ${large}` : `${quantity} ${small}`;
}

const UNITS = {
  en: { g: ['g', 'kg'], ml: ['ml', 'l'] },
  hi: { g: ['ग्राम', 'किलो'], ml: ['मिली', 'लीटर'] },
} as const;
