import type { Sources } from './sources.ts';

/** Letters and digits of a text, small, without what stands between them, and where each stands in the text. */
interface Letters {
  readonly letters: string;
  /** UTF-16 offset in the text, by letter. */
  readonly at: readonly number[];
}

/** A stretch of a reply that the instructions have too; in letters, `end` exclusive. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a reply tells what the model was instructed, in any writing: spaced, marked, in capitals, letter by letter, turned
 * round by letters or words, in rot13. That is one long run of letters of the instructions, or several short ones.
 */
export function tellsPrompt(reply: string, prompt: string, sources: Sources): boolean {
  const runs = runsIn(lettersOf(reply), prompt, sources).map(({ start, end }) => end - start);
  if (runs.some((length) => length >= LONG_RUN)) return true;
  const counted = runs.filter((length) => length >= SHORT_RUN);
  return counted.length > 1 && counted.reduce((sum, length) => sum + length, 0) >= MANY_SHORT;
}

/**
 * How much of a growing reply may be shown so that a leak is not begun either, UTF-16 units: a run waits until it is clear that
 * it goes on otherwise, and a longer one until enough other words follow.
 */
export function unleakedLength(text: string, prompt: string, sources: Sources): number {
  const written = lettersOf(text);
  let safe = written.letters.length;
  for (const { start, end } of runsIn(written, prompt, sources).toReversed()) {
    const isOver = end < safe && safe - end >= (end - start >= SHORT_RUN ? CLEAR_AFTER : 1);
    if (isOver) break;
    safe = start;
  }
  return safe === written.letters.length ? text.length : wordStart(text, written.at[safe] ?? 0);
}

/** Runs begin in the middle of words too: "sure the" as in "write the". The rest of that word is no leak. */
function wordStart(text: string, offset: number): number {
  if (offset === 0 || !WORD_END.test(text.slice(0, offset))) return offset;
  const rest = /^\S{1,12}\s+/u.exec(text.slice(offset))?.[0] ?? '';
  return offset + rest.length;
}

const WORD_END = /[\p{L}\p{M}\p{N}]$/u;

/** Six to eight words. Goals are part of the instructions, and a good reply shares a few words in a row with its goal. */
const LONG_RUN = 30;
/** Four to five words. */
const SHORT_RUN = 18;
/** Of short runs together. */
const MANY_SHORT = 44;
/** Letters after a short run of which none begin another: a word or two, and what it takes to see that none begins. */
const CLEAR_AFTER = 20;
/** Two words, or a long one: nothing shorter is looked at. */
const SHORTEST = 9;

/** Greedy, from the left. Runs that a source has are none. */
function runsIn({ letters }: Letters, prompt: string, { stated, told }: Sources): readonly Run[] {
  const { text: instructed, grams } = viewsOf(prompt);
  const found: Run[] = [];
  let known: string | undefined;
  for (let start = 0; start + SHORTEST <= letters.length; start += 1) {
    if (!grams.has(letters.slice(start, start + SHORTEST))) continue;
    let end = start + SHORTEST;
    while (end < letters.length && instructed.includes(letters.slice(start, end + 1))) end += 1;
    known ??= `${lettersOf(stated).letters}|${lettersOf(told).letters}`;
    if (!known.includes(letters.slice(start, end))) found.push({ start, end });
    start = end - 1;
  }
  return found;
}

function lettersOf(text: string): Letters {
  const at: number[] = [];
  let letters = '';
  let offset = 0;
  for (const sign of text) {
    const plain = PLAIN_ASCII.test(sign) ? sign : sign.normalize('NFKC');
    for (const letter of plain.toLowerCase()) {
      if (!LETTER.test(letter)) continue;
      for (let unit = 0; unit < letter.length; unit += 1) at.push(offset);
      letters += letter;
    }
    offset += sign.length;
  }
  return { letters, at };
}

const PLAIN_ASCII = /^[\u0020-\u007e]$/;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

interface Views {
  readonly text: string;
  readonly grams: ReadonlySet<string>;
}

/** The instructions in all the writings that are looked for. Kept for the prompts in use: a reply is looked at with each of its words. */
function viewsOf(prompt: string): Views {
  const known = VIEWS.get(prompt);
  if (known !== undefined) return known;
  const { letters } = lettersOf(prompt);
  const writings = [
    letters,
    Array.from(letters).toReversed().join(''),
    lettersOf(prompt.split(/\s+/u).toReversed().join(' ')).letters,
    letters.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97)),
  ];
  const grams = new Set<string>();
  for (const writing of writings) {
    for (let start = 0; start + SHORTEST <= writing.length; start += 1) {
      grams.add(writing.slice(start, start + SHORTEST));
    }
  }
  const views = { text: writings.join('|'), grams };
  const [oldest] = VIEWS.keys();
  if (VIEWS.size >= MAX_VIEWS && oldest !== undefined) VIEWS.delete(oldest);
  VIEWS.set(prompt, views);
  return views;
}

const VIEWS = new Map<string, Views>();
/** About 0.3 MB each. */
const MAX_VIEWS = 16;
