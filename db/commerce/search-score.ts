/** How words of a question are read: each with the words of the catalogue that it may stand for, and how well, 0..1. */
export interface ReadQuestion {
  readonly words: readonly { readonly word: string; readonly readings: ReadonlyMap<string, number> }[];
  /** Canonical, as in search-words.ts. */
  readonly sizes: readonly string[];
}

/**
 * How well a product fits, 0..1, from its lines of product_search. 1: one of its names as it is, in the right size. Names with
 * more words than were asked for have at most `LONGER_NAME`, words that are not there or are misspelled take their share.
 */
export function scoreOf({ words, sizes }: ReadQuestion, indexed: string): number {
  const lines = indexed.split('\n');
  const facts = (lines.pop() ?? '').split(' ');
  const names = lines.map((line) => line.split(' '));
  const best = Math.max(0, ...names.map((name) => scoreOfName(words, name)));
  const spread = scoreOfName(words, [...new Set(names.flat())]) * SPREAD;
  return (words.length === 0 ? SIZE_ALONE : Math.max(best, Math.min(spread, LONGER_NAME))) * sizeFactor(sizes, facts);
}

/** Chosen so that a name as it is stands clearly ahead (by 0.1 and more) of any longer one. */
const LONGER_NAME = 0.88;
/** Words found in several names of a product, none of which has all. */
const SPREAD = 0.95;
const SIZE_ALONE = 0.5;
/** Of a name of many words a single one may be meant, or not. */
const LEAST_SHARE = 0.75;

function scoreOfName(words: ReadQuestion['words'], name: readonly string[]): number {
  const covered = new Set<string>();
  let quality = 0;
  for (const { readings } of words) {
    const [hit] = name
      .map((word) => ({ word, quality: readings.get(word) ?? 0 }))
      .filter((reading) => reading.quality > 0)
      .toSorted((a, b) => b.quality - a.quality);
    if (hit === undefined) continue;
    quality += hit.quality;
    covered.add(hit.word);
  }
  const share = covered.size / Math.max(1, name.length);
  const fit = share === 1 ? 1 : LONGER_NAME * (LEAST_SHARE + (1 - LEAST_SHARE) * share);
  return (quality / Math.max(1, words.length)) * fit;
}

const WRONG_SIZE = 0.6;
const UNKNOWN_SIZE = 0.9;

/** A product without a size of that kind may be sold loose: then by weight or volume nothing speaks against it. */
function sizeFactor(sizes: readonly string[], facts: readonly string[]): number {
  let factor = 1;
  for (const size of sizes) {
    if (facts.includes(`#${size}`)) continue;
    const unit = unitOf(size);
    const isOther = facts.some((fact) => fact.startsWith('#') && unitOf(fact) === unit);
    factor *= isOther ? WRONG_SIZE : facts.includes(`@${unit}`) ? 1 : UNKNOWN_SIZE;
  }
  return factor;
}

function unitOf(size: string): string {
  return size.replace(/^[#\d.]+/, '');
}

/** How sure it is that a misspelled `said` means `word`, 0..1; 0 when they are too far apart. */
export function likeness(said: string, word: string): number {
  if (said === word) return 1;
  if (/\d/.test(said + word)) return 0;
  const byEdits = byDistance(said, word);
  if (byEdits !== undefined) return byEdits;
  return word.startsWith(said) && said.length >= 3 ? 0.8 : 0;
}

function byDistance(said: string, word: string): number | undefined {
  const edits = editDistance(said, word);
  const length = Math.max(said.length, word.length);
  if (edits === 1 && (length >= 4 || isSwapped(said, word))) return isAnother(said, word) ? DOUBTFUL : 0.9;
  if (edits === 2 && length >= 6) return length === 6 ? DOUBTFUL : 0.78;
  return edits === 3 && length >= 10 ? 0.7 : undefined;
}

/** Below what is believed without asking. A guess. */
const DOUBTFUL = 0.72;

/** Of four letters another one may make another word: coke is no cake. */
function isAnother(said: string, word: string): boolean {
  return said.length === 4 && word.length === 4 && !isSwapped(said, word);
}

/** Of three and four letters only a swap is a sure slip: "bxo"; another letter makes another word. */
function isSwapped(said: string, word: string): boolean {
  return said.length === word.length && Array.from(said).toSorted().join('') === Array.from(word).toSorted().join('');
}

/** Letters to drop, add, change or swap with their neighbour (optimal string alignment). Code points, as PostgreSQL counts. */
function editDistance(from: string, to: string): number {
  const [a, b] = [Array.from(from), Array.from(to)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const now = [row + 1];
    for (const [column, other] of b.entries()) {
      const isSwap = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === other;
      const swapped = isSwap ? at(beforeLast, column - 1) + 1 : Infinity;
      const changed = at(last, column) + (letter === other ? 0 : 1);
      now.push(Math.min(at(last, column + 1) + 1, at(now, column) + 1, changed, swapped));
    }
    beforeLast = last;
    last = now;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
