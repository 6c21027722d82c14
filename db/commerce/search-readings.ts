import type { Transaction } from '../sql.ts';
import { statement } from '../sql.ts';
import type { ReadQuestion } from './search-score.ts';
import { likeness } from './search-score.ts';
import type { SearchWords } from './search-words.ts';

/** Runs as the owner of the table, as row level security keeps others from its indexes, and sees one workspace only. */
const READ = statement('read_product_words', 'SELECT token, word FROM parley_product_words($1::text[], $2::text[])');

/** Finds out which words of the catalogue the questions mean: their own, one word for two, two for one, or those like them. */
export async function readQuestions(tx: Transaction, asked: readonly SearchWords[]): Promise<readonly ReadQuestion[]> {
  const tokens = [...new Set(asked.flatMap(({ words }) => words))].filter((word) => !DIGIT.test(word));
  if (tokens.length === 0) return asked.map((question) => toQuestion(question, new Map()));
  const parts = asked.flatMap(({ words }) => [...words.flatMap(halvesOf).flat(), ...pairsOf(words)]);
  const rows = await tx.rows<{ token: string; word: string }>(READ, [tokens, [...new Set(parts)]]);
  const found = new Map<string, Map<string, number>>();
  for (const { token, word } of rows) {
    const quality = likeness(token, word);
    if (quality > 0) found.set(token, (found.get(token) ?? new Map<string, number>()).set(word, quality));
  }
  return asked.map((question) => toQuestion(question, found));
}

/** Words with digits are themselves: nobody misspells them. */
const DIGIT = /\d/;

type Found = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A question read with the words of the catalogue that were found for its own. */
export function toQuestion({ words, sizes }: SearchWords, found: Found): ReadQuestion {
  const isKnown = (word: string): boolean => found.get(word)?.has(word) === true;
  const meant = asOne(words, isKnown).flatMap((word) =>
    isKnown(word) ? [word] : (halvesOf(word).find((halves) => halves.every(isKnown)) ?? [word]),
  );
  const readings = (word: string): ReadonlyMap<string, number> =>
    DIGIT.test(word) ? new Map([[word, 1]]) : (found.get(word) ?? new Map<string, number>());
  return { words: [...new Set(meant)].map((word) => ({ word, readings: readings(word) })), sizes };
}

/** "Lady finger" where the catalogue has "ladyfinger". */
function asOne(words: readonly string[], isKnown: (word: string) => boolean): readonly string[] {
  const meant: string[] = [];
  for (const word of words) {
    const before = meant.at(-1);
    const isOne = before !== undefined && isKnown(before + word) && !(isKnown(before) && isKnown(word));
    if (isOne) meant.pop();
    meant.push(isOne ? before + word : word);
  }
  return meant;
}

function pairsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`);
}

/** Where a word might be two: each at least three letters. */
function halvesOf(word: string): readonly (readonly [string, string])[] {
  if (DIGIT.test(word)) return [];
  const places = Array.from(
    { length: Math.max(0, word.length - 2 * LEAST_HALF + 1) },
    (_, index) => index + LEAST_HALF,
  );
  return places.map((place) => [word.slice(0, place), word.slice(place)] as const);
}

const LEAST_HALF = 3;
