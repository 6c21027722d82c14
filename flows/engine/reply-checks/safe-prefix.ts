import { isNumberWord } from './number-words.ts';

/**
 * How much of a growing reply may be shown, UTF-16 units: all but a word at the end that may become a price or an address. A
 * word with a digit, a currency sign or `@` waits until the word after it is complete too, as that may be its unit ("500" ·
 * "dollars"); a number that goes on ("five hundred") waits as a whole. Half of a surrogate pair waits for the other half.
 */
export function safePrefixLength(text: string): number {
  const words = [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({ word, index, end: index + word.length }));
  const tail = words.slice(-LOOK_BACK);
  const isOpen = (position: number): boolean => tail[position]?.end === text.length;
  let safe = text.length;
  for (let position = tail.length - 1; position >= 0; position -= 1) {
    const current = tail[position];
    if (current === undefined) break;
    if (isRisky(current.word) || (isOpen(position) && isHalfName(current.word))) safe = current.index;
    // A complete, plain word after a number settles what the number was of.
    else if (!isOpen(position)) break;
  }
  const isHalf = /[\ud800-\udbff]$/.test(text.slice(0, safe));
  return isHalf ? safe - 1 : safe;
}

/** No number is longer. */
const LOOK_BACK = 12;

/** Words do not grow like this, but hosts and encoded text do. */
function isHalfName(word: string): boolean {
  return /^[\w+/=-]{20,}$|^[a-z\d]+[-_]/i.test(word);
}

function isRisky(word: string): boolean {
  return (
    /[\p{N}\p{Sc}@#]|:\/\/|www\.|[\p{L}\d]\.\p{L}/iu.test(word) ||
    word.split(/[^\p{L}\p{M}-]+/u).some((part) => part !== '' && isNumberWord(part))
  );
}
