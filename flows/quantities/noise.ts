import type { Language } from '../../contracts/dialogue.ts';
import { dateEnd, dayEnd, isLast, timeEnd } from './days-said.ts';
import { numberedEnd, phoneEnd } from './numbered.ts';
import { readNumber } from './numbers-said.ts';
import type { Token } from './tokens.ts';
import { isNumberAt, keyAt } from './tokens.ts';

/**
 * The tokens without what counts no items: prices, dates and hours, phone and order numbers, parts of addresses, for how many
 * people; with the word that led to them ("by Friday", "under 200 rupees"). A range of numbers becomes one vague number.
 */
export function withoutNoise(tokens: readonly Token[], language: Language): readonly Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const end = noiseEnd(tokens, at, language);
    if (end !== undefined) {
      dropLeads(kept);
      at = end;
      continue;
    }
    const range = rangeAt(tokens, at);
    kept.push(range ?? token);
    at += range === undefined ? 1 : 3;
  }
  return kept;
}

const LEADS: ReadonlySet<string> = new Set(
  'by on at before after under below within upto around for of in till until around max from worth than less to the this next last coming every approx about @ between per due budget tak'.split(
    ' ',
  ),
);

/** "for the" of "for the next 3 days"; at most as many words as people say. */
function dropLeads(kept: Token[]): void {
  for (let dropped = 0; dropped < 3 && LEADS.has(kept.at(-1)?.key ?? ''); dropped += 1) kept.pop();
}

function noiseEnd(tokens: readonly Token[], at: number, language: Language): number | undefined {
  if (tokens[at]?.kind === 'gap') return at + 1;
  return (
    dayEnd(tokens, at) ??
    numberedEnd(tokens, at) ??
    signedPriceEnd(tokens, at) ??
    (isNumberAt(tokens, at) ? (phoneEnd(tokens, at) ?? dateEnd(tokens, at)) : undefined) ??
    countedEnd(tokens, at, language)
  );
}

/** What a number counts that is no item: money, time, people. */
function countedEnd(tokens: readonly Token[], at: number, language: Language): number | undefined {
  if (/^an?$/.test(keyAt(tokens, at))) return undefined;
  const next = readNumber(tokens, at, language)?.next;
  if (next === undefined) return undefined;
  return pricedEnd(tokens, next) ?? timeEnd(tokens, at, next) ?? peopleEnd(tokens, at, next);
}

/** "₹ 50", "rs. 50", "$5". */
function signedPriceEnd(tokens: readonly Token[], at: number): number | undefined {
  const key = keyAt(tokens, at);
  if (!CURRENCIES.has(key) && key !== 'mrp') return undefined;
  let next = at + 1;
  while (/^[.:]$/.test(keyAt(tokens, next))) next += 1;
  if (!isNumberAt(tokens, next)) return undefined;
  return priceTail(tokens, next + 1);
}

const CURRENCIES: ReadonlySet<string> = new Set(['rupees', '$', '€', '£', 'usd', 'eur']);
const CURRENCY_WORDS: ReadonlySet<string> = new Set(['rupees', 'dollar', 'dollars', 'bucks', 'euro', 'euros', 'paise']);

/** "200 rupees", "das rupaye wala", "50/-". */
function pricedEnd(tokens: readonly Token[], next: number): number | undefined {
  if (keyAt(tokens, next) === '/' && keyAt(tokens, next + 1) === '-') return priceTail(tokens, next + 2);
  return CURRENCY_WORDS.has(keyAt(tokens, next)) ? priceTail(tokens, next + 1) : undefined;
}

function priceTail(tokens: readonly Token[], at: number): number {
  let next = at;
  if (keyAt(tokens, next) === '/' && keyAt(tokens, next + 1) === '-') next += 2;
  while (/^(?:wala|worth|ka|ki|ke|ko|max|maximum|only)$/.test(keyAt(tokens, next))) next += 1;
  return next;
}

const PEOPLE =
  /^(?:people|peoples|persons?|guests?|kids|children|adults?|members|log|friends|heads|pax|students|employees|customers|bacche|mehman)$/;

/** "for 10 people", "10 logon ke liye"; "for 6" at the end of a clause. */
function peopleEnd(tokens: readonly Token[], at: number, next: number): number | undefined {
  const [before, key] = [keyAt(tokens, at - 1), keyAt(tokens, next)];
  if (key === 'of' && keyAt(tokens, next + 1) === 'us') return next + 2;
  if (!PEOPLE.test(key)) return before === 'for' && isLast(tokens, next) ? next : undefined;
  const after = keyAt(tokens, next + 1);
  if (after === 'ke' && keyAt(tokens, next + 2) === 'liye') return next + 3;
  return before === 'for' || /^(?:coming|are|aa|hai|will)$/.test(after) ? next + 1 : undefined;
}

/** "5-6 bananas", "2 to 3 kg", "5 ya 6": it is open how many. */
function rangeAt(tokens: readonly Token[], at: number): Token | undefined {
  const [first, joint, second] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.kind !== 'number' || second?.kind !== 'number' || joint === undefined) return undefined;
  const isJoint = /^(?:to|or|ya|se)$/.test(joint.key) || (joint.key === '-' && joint.isGlued === second.isGlued);
  if (!isJoint || (second.value ?? 0) <= (first.value ?? 0)) return undefined;
  return { ...first, end: second.end, isVague: true };
}
