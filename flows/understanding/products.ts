import type { Entity } from '../engine/definition.ts';
import type { EntityContext } from './mention.ts';
import { mentionAt } from './mention.ts';
import { EDGE_BEFORE, isOtherWord, NUMBER, parseNumber } from './numbers.ts';

/** Names of products in a message, whole words, with one typing error in all at most; and how many, where it says so. */
export function findProducts(text: string, context: EntityContext): readonly Entity[] {
  if (context.products.length === 0) return [];
  const index = indexOf(context.products);
  const tokens = [...text.matchAll(TOKEN)].map(({ 0: said, index: start }) => ({
    start,
    end: start + said.length,
    word: folded(said),
  }));
  const found: Entity[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const product = productAt(index, tokens, at);
    if (product === undefined) continue;
    const [first, last] = [tokens[at], tokens[at + product.words.length - 1]];
    if (first === undefined || last === undefined) continue;
    found.push({ kind: 'product', ...mentionAt(text, first.start, last.end), name: product.name });
    found.push(...countBefore(text, first.start, context));
    at += product.words.length - 1;
  }
  return found;
}

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

interface Product {
  readonly name: string;
  readonly words: readonly string[];
}

/** Products by every spelling of their first word that is at most one letter away from it, longest name first. */
type ProductIndex = ReadonlyMap<string, readonly Product[]>;

/** A flow's list of products is one array for as long as the process runs. */
const indexes = new WeakMap<readonly string[], ProductIndex>();

function indexOf(products: readonly string[]): ProductIndex {
  const known = indexes.get(products);
  if (known !== undefined) return known;
  const index = new Map<string, Product[]>();
  const all = products
    .map((name) => ({ name, words: (name.match(TOKEN) ?? []).map(folded) }))
    .filter(({ words }) => words.length > 0)
    .toSorted((a, b) => b.words.length - a.words.length);
  for (const product of all) {
    for (const key of keysOf(product.words[0] ?? '')) index.set(key, [...(index.get(key) ?? []), product]);
  }
  indexes.set(products, index);
  return index;
}

/** A word and, when it is long enough for typing errors, the word without each of its letters: two that share one are alike. */
function keysOf(word: string): ReadonlySet<string> {
  const letters = Array.from(word);
  const shorter = letters.length < MIN_FOR_TYPO ? [] : letters.map((_, gap) => letters.toSpliced(gap, 1).join(''));
  return new Set([word, ...shorter, ...(letters.length > 2 ? [plural(word)] : [])]);
}

/** Letters from which on a typing error is forgiven: shorter words become others by one letter. */
const MIN_FOR_TYPO = 5;
/** In a name of several words the others vouch for it. */
const MIN_IN_NAME = 3;

function plural(word: string): string {
  return /(?:s|x|ch|sh|o)$/.test(word) ? `${word}es` : `${word}s`;
}

function folded(word: string): string {
  return word.normalize('NFKC').toLowerCase();
}

function productAt(index: ProductIndex, tokens: readonly Token[], at: number): Product | undefined {
  const word = tokens[at]?.word ?? '';
  const candidates = new Set([...keysOf(word)].flatMap((key) => index.get(key) ?? []));
  return [...candidates].find(({ words }) => {
    const least = words.length > 1 ? MIN_IN_NAME : MIN_FOR_TYPO;
    const errors = words.map((expected, offset) => errorsIn(expected, tokens[at + offset]?.word ?? '', least));
    return errors.reduce((sum, one) => sum + one, 0) <= 1;
  });
}

/** 0 the same or its plural, 1 one typing error, 2 another word. */
function errorsIn(expected: string, said: string, least: number): number {
  if (said === expected || (expected.length > 2 && said === plural(expected))) return 0;
  if (Array.from(expected).length < least || Array.from(said).length < least - 1) return 2;
  return isOneEdit(Array.from(expected), Array.from(said)) ? 1 : 2;
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneEdit(a: readonly string[], b: readonly string[]): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  const same = (fromA: number, fromB: number): boolean => a.slice(fromA).join('') === b.slice(fromB).join('');
  if (a.length > b.length) return same(start + 1, start);
  if (a.length < b.length) return same(start, start + 1);
  const isSwap = a[start] === b[start + 1] && a[start + 1] === b[start];
  return same(start + 1, start + 1) || (isSwap && same(start + 2, start + 2));
}

const COUNT = new RegExp(`${EDGE_BEFORE}(?<number>${NUMBER})\\s?(?:x|×)?\\s?$`, 'iu');

/** "3 apples": the number right before a product counts it. */
function countBefore(text: string, start: number, { language }: EntityContext): Entity[] {
  const before = text.slice(Math.max(0, start - 24), start);
  const match = COUNT.exec(before);
  const number = match?.groups?.['number'];
  const amount = number === undefined ? undefined : parseNumber(number, language);
  if (match === null || number === undefined || amount === undefined) return [];
  if (isOtherWord(number, 's', language)) return [];
  const from = start - before.length + match.index;
  return [{ kind: 'quantity', ...mentionAt(text, from, from + number.length), amount, unit: undefined }];
}
