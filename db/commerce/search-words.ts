import type { BaseUnit, SpokenSize } from '../../contracts/commerce/order-talk.ts';
import { canonicalSize, takeSizes } from './sizes.ts';

/** Words of a name or of a question for a product, and the sizes that were among them, canonical. */
export interface SearchWords {
  readonly words: readonly string[];
  readonly sizes: readonly string[];
}

/** Different words in their order, folded and singular, without fillers; at most `MAX_WORDS`. */
export function searchWords(text: string, sizes: readonly SpokenSize[] = []): SearchWords {
  const taken = takeSizes(fold(text.slice(0, MAX_CHARS)));
  const words = (taken.rest.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => !FILLERS.has(word)).map(singular);
  return {
    words: [...new Set(words)].slice(0, MAX_WORDS),
    sizes: [...new Set([...sizes, ...taken.sizes].map(canonicalSize))],
  };
}

const MAX_CHARS = 300;
const MAX_WORDS = 12;

/** What the search index keeps of a product; the row of product_search. */
export interface IndexEntry {
  /** A name a line; the last line holds base unit and sizes, as "@g #5000g". */
  readonly words: string;
  readonly shortest: number;
  readonly terms: readonly string[];
}

export function indexEntry(product: {
  readonly names: readonly string[];
  readonly sizes: readonly SpokenSize[];
  readonly baseUnit: BaseUnit;
  readonly sku: string;
}): IndexEntry {
  const read = product.names.map((name) => searchWords(name));
  const names = read.map(({ words }) => words).filter((words) => words.length > 0);
  const sizes = [...product.sizes.map(canonicalSize), ...read.flatMap((one) => one.sizes)].map((size) => `#${size}`);
  const sku = searchWords(product.sku).words;
  const lines = [...names, sku].map((words) => words.join(' '));
  return {
    words: [...new Set(lines), [`@${product.baseUnit}`, ...new Set(sizes)].join(' ')].join('\n'),
    shortest: Math.min(...names.map(({ length }) => length), MAX_WORDS),
    terms: [...new Set([...names.flat(), ...sku, ...sizes])],
  };
}

/** What searchWords compares: lower case, no accents, Devanagari without its optional signs, digits of one kind. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u093C\p{Cf}]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u0901', '\u0902')
    .replaceAll('\u2044', '/')
    .replace(/[\u0966-\u096F]/g, (digit) => String(digit.charCodeAt(0) - 0x09_66))
    .replace(/(?<=\p{L})['’](?=s\b)/gu, '');
}

/** The same for one and for many: boxes and box, chillies and chilli, berries and berry, cookies and cookie. */
function singular(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const one = /(?:ss|x|z|ch|sh|o)es$/.test(word)
    ? word.slice(0, -2)
    : /[^sui]s$|(?:ie|a)s$/.test(word)
      ? word.slice(0, -1)
      : word;
  return one.length > 4 ? one.replace(/(?:ie|y)$/, 'i') : one;
}

const IRREGULAR = new Map([
  ['leaves', 'leaf'],
  ['loaves', 'loaf'],
  ['knives', 'knife'],
  ['halves', 'half'],
  ['shoes', 'shoe'],
]);

const FILLERS = new Set(
  'a an the of for with and or in on to some please pls any our my x ka ki ke ko wala wali wale का की के को वाला वाली वाले'.split(
    ' ',
  ),
);
