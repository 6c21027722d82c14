import type { Language } from '../../contracts/dialogue.ts';
import { dateEnd, dayEnd, isLast, timeEnd } from './days-said.ts';
import { numberedEnd, phoneEnd } from './numbered.ts';
import { estimateAt } from './estimates.ts';
import { readNumber } from './numbers-said.ts';
import { priceAt, withNamingPrices } from './prices.ts';
import type { Token } from './tokens.ts';
import { isNumberAt, keyAt } from './tokens.ts';

/**
 * The tokens without what counts no items: prices, dates and hours, phone and order numbers, parts of addresses, for how many
 * people; with the word that led to them ("by Friday", "under 200 rupees"). A price that names a product stays with the word beside it; a
 * number that is left open ("2-3", "at least 4") becomes one vague number.
 */
export function withoutNoise(tokens: readonly Token[], language: Language): readonly Token[] {
  const named = withNamingPrices(tokens, language);
  const kept: Token[] = [];
  for (let at = 0; at < named.length; ) {
    const token = named[at];
    if (token === undefined) break;
    const end = noiseEnd(named, at, language);
    if (end !== undefined) {
      dropLeads(kept);
      at = end;
      continue;
    }
    const found = estimateAt(named, at, language);
    // "Maybe 5 pm", "at least 200 rupees": no number of items.
    const estimate = found !== undefined && noiseEnd(named, found.at, language) === undefined ? found : undefined;
    kept.push(estimate?.token ?? token);
    at = estimate?.next ?? at + 1;
  }
  return kept;
}

const LEADS: ReadonlySet<string> = new Set(
  'by on at before after under below within upto around for of in till until around max from worth than less to the this next last coming every approx about @ between per due budget least most minimum maximum maybe perhaps probably up tak'.split(
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
    priceAt(tokens, at, language)?.next ??
    (isNumberAt(tokens, at) ? (phoneEnd(tokens, at) ?? dateEnd(tokens, at)) : undefined) ??
    countedEnd(tokens, at, language)
  );
}

/** What a number counts that is no item: time, people. */
function countedEnd(tokens: readonly Token[], at: number, language: Language): number | undefined {
  if (/^an?$/.test(keyAt(tokens, at))) return undefined;
  const next = readNumber(tokens, at, language)?.next;
  if (next === undefined) return undefined;
  return timeEnd(tokens, at, next) ?? peopleEnd(tokens, at, next);
}

const PEOPLE =
  /^(?:people|peoples|ppl|peeps|persons?|guests?|kids|children|adults?|members|log|friends|heads|pax|students|employees|customers|bacche|mehman)$/;

/** "for 10 people", "10 logon ke liye"; "for 6" at the end of a clause. */
function peopleEnd(tokens: readonly Token[], at: number, next: number): number | undefined {
  const [before, key] = [keyAt(tokens, at - 1), keyAt(tokens, next)];
  if (key === 'of' && keyAt(tokens, next + 1) === 'us') return next + 2;
  if (!PEOPLE.test(key)) return before === 'for' && isLast(tokens, next) ? next : undefined;
  const after = keyAt(tokens, next + 1);
  if (after === 'ke' && keyAt(tokens, next + 2) === 'liye') return next + 3;
  return before === 'for' || /^(?:coming|are|aa|hai|will)$/.test(after) ? next + 1 : undefined;
}
