import type { SpokenSize } from '../../contracts/commerce/order-talk.ts';

/** How a size is written → its unit, and how many of that unit it is. */
const UNITS: ReadonlyMap<string, readonly [SpokenSize['unit'], number]> = new Map(
  Object.entries({
    'kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes किलो किलोग्राम किग्रा': ['g', 1000],
    'g gm gms gr gram grams gramme grammes ग्राम': ['g', 1],
    'l lt ltr ltrs litre litres liter liters लीटर': ['ml', 1000],
    cl: ['ml', 10],
    'ml mls millilitre millilitres milliliter milliliters मिली मिलीलीटर': ['ml', 1],
    'inch inches इंच इन्च " ″ in': ['inch', 1],
    'cm cms centimetre centimetres': ['cm', 1],
    mm: ['mm', 1],
    'oz ounce ounces': ['oz', 1],
    gsm: ['gsm', 1],
  } as const).flatMap(([words, unit]) => words.split(' ').map((word) => [word, unit] as const)),
);

/** "in" counts only right behind the number: "10in", not "10 in a box". Longer words first. */
const WORDS = [...UNITS.keys()]
  .filter((word) => word !== 'in')
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const SIZE = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}.,/])(?<amount>\\d+(?:[.,]\\d+)?)(?:/(?<divisor>[1-9]\\d*))?(?:(?:\\s*-?\\s*)(?<unit>${WORDS})|(?<tight>in))(?![\\p{L}\\p{M}\\p{N}])`,
  'gu',
);

/** The sizes in a text of lower case, and the text without them. */
export function takeSizes(text: string): { readonly sizes: readonly SpokenSize[]; readonly rest: string } {
  const sizes: SpokenSize[] = [];
  const rest = text.replace(SIZE, (...match) => {
    const { amount = '', divisor = '1', unit, tight } = match.at(-1) as Readonly<Record<string, string | undefined>>;
    const [name, factor] = UNITS.get(unit ?? tight ?? '') ?? ['g', 1];
    const value = (Number(amount.replace(',', '.')) / Number(divisor)) * factor;
    if (value > 0) sizes.push({ amount: Math.round(value * 1000) / 1000, unit: name });
    return ' ';
  });
  return { sizes, rest };
}

/** One size and nothing else, such as "5 kg"; undefined when it is not one. */
export function readSize(text: string): SpokenSize | undefined {
  const { sizes, rest } = takeSizes(text.normalize('NFKC').replaceAll('\u2044', '/').toLowerCase());
  return rest.trim() === '' && sizes.length === 1 ? sizes[0] : undefined;
}

/** As readSize reads it: "5 kg", "10 inch". */
export function writeSize({ amount, unit }: SpokenSize): string {
  if (unit === 'g' && amount >= 1000) return `${amount / 1000} kg`;
  if (unit === 'ml' && amount >= 1000) return `${amount / 1000} l`;
  return `${amount} ${unit}`;
}

/** A size in the smallest unit of what it measures, such as "5000g" or "254mm": equal sizes are equal here. */
export function canonicalSize({ amount, unit }: SpokenSize): string {
  const perUnit = LENGTHS_MM[unit];
  if (perUnit !== undefined) return `${Math.round(amount * perUnit)}mm`;
  return `${Math.round(amount * 100) / 100}${unit}`;
}

const LENGTHS_MM: Readonly<Record<string, number>> = { inch: 25.4, cm: 10, mm: 1 };
