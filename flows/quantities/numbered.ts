import { unitAt } from './packs.ts';
import type { Token } from './tokens.ts';
import { isGluedAt, isNumberAt, keyAt } from './tokens.ts';

/** Digits. A number of this length counts nothing. */
const MIN_PHONE = 10;
const MAX_COUNT_DIGITS = 6;

/** Where a phone number or another long number ends: "98765 43210", "+91 98765-43210", "560001"; not "2 500 ml". */
export function phoneEnd(tokens: readonly Token[], at: number): number | undefined {
  let next = at;
  let digits = 0;
  while (isPhonePart(tokens, next, at)) {
    if (isNumberAt(tokens, next)) digits += keyAt(tokens, next).length;
    next += 1;
  }
  if (digits >= MIN_PHONE) return next;
  const isLong = /^\d+$/.test(keyAt(tokens, at)) && keyAt(tokens, at).length >= MAX_COUNT_DIGITS;
  return isLong && unitAt(tokens, at + 1) === undefined ? at + 1 : undefined;
}

/** The parts of a phone number have three digits at least. */
function isPhonePart(tokens: readonly Token[], at: number, first: number): boolean {
  if (!isNumberAt(tokens, at)) return keyAt(tokens, at) === '-' && isNumberAt(tokens, at + 1);
  return at === first ? /^\d+$/.test(keyAt(tokens, at)) : /^\d{3,}$/.test(keyAt(tokens, at));
}

/** What is numbered; those of the first row also without a mark between. */
const NUMBERED =
  /^(?:pin|pincode|otp|flat|house|plot|sector|invoice|bill|apartment|tower|ticket|gate|#|order|token|ref|reference|door|block|floor|room|shop|wing|ward|phase|unit|no|number|phone|mobile|po)$/;
const ALWAYS_NUMBERED =
  /^(?:po|ref|pin|pincode|otp|flat|house|plot|sector|invoice|bill|apartment|tower|ticket|gate|#)$/;

const PLACES = /^(?:flat|house|plot|sector|apartment|tower|door|block|floor|wing|ward|phase)$/;

/** Where a numbered thing ends: "order #1234", "flat no. 12", "invoice 55"; "order 5 kg" counts. */
export function numberedEnd(tokens: readonly Token[], at: number): number | undefined {
  const key = keyAt(tokens, at);
  // At the start of a clause an address begins: that is recognised as a whole.
  if (!NUMBERED.test(key) || (PLACES.test(key) && isFirst(tokens, at))) return undefined;
  let next = at + 1;
  while (/^(?:#|no|number|id|:|\.|is)$/.test(keyAt(tokens, next))) next += 1;
  const isMarked = ALWAYS_NUMBERED.test(key) || (key !== 'no' && next > at + 1 && keyAt(tokens, at + 1) !== '.');
  return isMarked && /^[a-z]?\d+$/.test(keyAt(tokens, next)) ? behindNumber(tokens, next + 1) : undefined;
}

/** With the letter of "flat 4B"; undefined where a unit stands: it is an amount. */
function behindNumber(tokens: readonly Token[], at: number): number | undefined {
  if (unitAt(tokens, at) !== undefined) return undefined;
  return tokens[at]?.kind === 'word' && isGluedAt(tokens, at) ? at + 1 : at;
}

function isFirst(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || before.kind === 'mark';
}
