import type { Language } from '../../contracts/dialogue.ts';
import { isNumberKey } from './number-tables.ts';
import { readNumber } from './numbers-said.ts';
import { unitAt } from './packs.ts';
import type { Token } from './tokens.ts';
import { isGluedAt, keyAt } from './tokens.ts';

/** One vague number in place of words that leave open how many, and the index of the token after them. */
export interface Estimate {
  readonly token: Token;
  /** Index of the number itself. */
  readonly at: number;
  readonly next: number;
}

/** "5-6", "two or three", "do teen", "maybe 2", "at least 4", "kam se kam paanch": undefined where none begins. */
export function estimateAt(tokens: readonly Token[], at: number, language: Language): Estimate | undefined {
  const hedged = hedgeEnd(tokens, at);
  const start = hedged ?? at;
  const range = rangeAt(tokens, start, language)?.next;
  if (range !== undefined) return vagueOf(tokens, { at, start, next: range });
  if (hedged === undefined || readNumber(tokens, start, language) === undefined) return undefined;
  return vagueOf(tokens, { at, start, next: start + 1 });
}

/** The number at `start`, in place of all from `at` on. */
function vagueOf(
  tokens: readonly Token[],
  { at, start, next }: { readonly at: number; readonly start: number; readonly next: number },
): Estimate | undefined {
  const [lead, number, last] = [tokens[at], tokens[start], tokens[next - 1]];
  if (lead === undefined || number === undefined || last === undefined) return undefined;
  return {
    token: { ...number, start: lead.start, end: last.end, isGlued: lead.isGlued, isVague: true },
    at: start,
    next,
  };
}

const HEDGES: readonly (readonly string[])[] = [
  'maybe',
  'may be',
  'perhaps',
  'probably',
  'possibly',
  'shayad',
  'at least',
  'atleast',
  'minimum',
  'min',
  'not less than',
  'no less than',
  'more than',
  'kam se kam',
  'at most',
  'upto',
  'up to',
  'maximum',
  'max',
  'not more than',
  'no more than',
  'i think',
  'i guess',
].map((words) => words.split(' '));
const BETWEEN = /^(?:about|around|like|approx|a|of)$/;

/** Where the number behind words that leave it open begins. */
function hedgeEnd(tokens: readonly Token[], at: number): number | undefined {
  const words = HEDGES.find((said) => said.every((word, step) => keyAt(tokens, at + step) === word));
  if (words === undefined) return undefined;
  let next = at + words.length;
  while (BETWEEN.test(keyAt(tokens, next))) next += 1;
  const number = tokens[next];
  return number?.kind === 'number' || isNumberKey(keyAt(tokens, next)) ? next : undefined;
}

/** "5-6", "2 to 3", "do ya teen", and words side by side: "do teen". */
function rangeAt(tokens: readonly Token[], at: number, language: Language): { readonly next: number } | undefined {
  const first = smallAt(tokens, at, language);
  if (first === undefined) return undefined;
  const joint = tokens[at + 1];
  const isJoint = /^(?:to|or|ya|se)$/.test(joint?.key ?? '') || isDash(tokens, at + 1);
  const second = smallAt(tokens, isJoint ? at + 2 : at + 1, language);
  if (second === undefined || second <= first) return undefined;
  const next = isJoint ? at + 3 : at + 2;
  return isJoint || isSideBySide(tokens, at, { first, second }) ? { next } : undefined;
}

function isDash(tokens: readonly Token[], at: number): boolean {
  return keyAt(tokens, at) === '-' && isGluedAt(tokens, at) === isGluedAt(tokens, at + 1);
}

/** The number that is just one token. */
function smallAt(tokens: readonly Token[], at: number, language: Language): number | undefined {
  const token = tokens[at];
  if (token?.kind === 'number') return token.value;
  if (token === undefined || !isNumberKey(token.key)) return undefined;
  const number = readNumber(tokens.slice(0, at + 1), at, language);
  return number?.next === at + 1 ? number.value : undefined;
}

/** "Do teen", "two three"; "twenty five" is one number, "one six inch box" two. */
function isSideBySide(
  tokens: readonly Token[],
  at: number,
  { first, second }: { readonly first: number; readonly second: number },
): boolean {
  const areWords = tokens[at]?.kind === 'word' && tokens[at + 1]?.kind === 'word';
  const isSize = unitAt(tokens, at + 2)?.unit.kind === 'size';
  return areWords && !isSize && second <= 2 * first && (first < 20 || first % 10 !== 0 || second >= 10);
}
