import type { Passage } from '../../contracts/dialogue.ts';
import { stemOf } from './knowledge/terms.ts';

/**
 * A question with its misspelled words as the passages write them: "how do I make a bakup" asks for the backup. Only words
 * that no passage has, of four letters and more; the nearest word with the same first letter takes their place.
 */
export function respelled(question: string, passages: readonly Passage[], more: ReadonlySet<string> = NONE): string {
  return respelledBy(
    question,
    new Set([...passages.flatMap(({ title, text }) => wordsOf(`${title} ${text}`)), ...more]),
  );
}

const NONE: ReadonlySet<string> = new Set();

/** The same by a list of the words that are known. */
export function respelledBy(question: string, known: ReadonlySet<string>): string {
  if (known.size === 0) return question;
  return question.replace(WORD, (said) => {
    const word = said.toLowerCase().normalize('NFKC');
    if (word.length < MIN_LENGTH || isKnown(word, known)) return said;
    return nearest(word, known) ?? said;
  });
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Shorter words are like too many others. */
const MIN_LENGTH = 4;

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().normalize('NFKC').match(WORD) ?? [];
}

/** Also in another form: "backups" where the passages have "backup", but "mastr" is none of "master". */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  if (known.has(word)) return true;
  const stem = stemOf(word);
  return [...known].some(
    (other) => other[0] === word[0] && (stemOf(other) === stem || isLonger(word, other) || isLonger(other, word)),
  );
}

function isLonger(word: string, other: string): boolean {
  return other.length >= MIN_LENGTH && word.startsWith(other) && word.length - other.length <= MAX_ENDING;
}

/** Letters: "-ing", "-ies". */
const MAX_ENDING = 3;

function nearest(word: string, known: ReadonlySet<string>): string | undefined {
  const limit = word.length >= LONG ? 2 : 1;
  const near = [...known]
    .filter((other) => mayBe(word, other, limit))
    .map((other) => ({ other, slips: slipsBetween(word, other) }))
    .filter(({ slips }) => slips <= limit)
    .toSorted((one, other) => one.slips - other.slips);
  return near[0]?.other;
}

const LONG = 8;

/** Of four letters, another letter makes another word: "date" is no slip of "data". */
function mayBe(word: string, other: string, limit: number): boolean {
  if (other.length < MIN_LENGTH || other[0] !== word[0] || Math.abs(other.length - word.length) > limit) return false;
  return Math.max(word.length, other.length) > MIN_LENGTH || lettersOf(word) === lettersOf(other);
}

function lettersOf(word: string): string {
  return Array.from(word).toSorted().join('');
}

/** Letters put in, left out, replaced, or two neighbours swapped (optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, position) => position)];
  const slipsAt = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwapped ? slipsAt(i - 2, j - 2) + 1 : Infinity;
      row.push(
        Math.min(slipsAt(i - 1, j - 1) + (isSame ? 0 : 1), swapped, slipsAt(i - 1, j) + 1, slipsAt(i, j - 1) + 1),
      );
    }
  }
  return slipsAt(one.length, other.length);
}
