import type { Language } from '../../contracts/dialogue.ts';
import { readNumber } from './numbers-said.ts';
import { unitAt } from './packs.ts';
import type { Token } from './tokens.ts';

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
  const token = tokens[at];
  if (token?.kind === 'gap') return at + 1;
  const named = dayEnd(tokens, at) ?? numberedEnd(tokens, at) ?? signedPriceEnd(tokens, at);
  if (named !== undefined) return named;
  if (token?.kind === 'number') {
    const digits = phoneEnd(tokens, at) ?? dateEnd(tokens, at);
    if (digits !== undefined) return digits;
  }
  const number = isNumeric(token) ? readNumber(tokens, at, language) : undefined;
  if (number === undefined || number.next <= at) return undefined;
  return pricedEnd(tokens, number.next) ?? timedEnd(tokens, at, number.next) ?? peopleEnd(tokens, at, number.next);
}

function isNumeric(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== 'mark' && token.key !== 'a' && token.key !== 'an';
}

const keyAt = (tokens: readonly Token[], at: number): string => tokens[at]?.key ?? '';

/** "₹ 50", "rs. 50", "$5". */
function signedPriceEnd(tokens: readonly Token[], at: number): number | undefined {
  const key = keyAt(tokens, at);
  if (!CURRENCIES.has(key) && key !== 'mrp') return undefined;
  let next = at + 1;
  while (/^[.:]$/.test(keyAt(tokens, next))) next += 1;
  if (tokens[next]?.kind !== 'number') return undefined;
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
  if (keyAt(tokens, next) === '.' && tokens[next]?.isGlued === true && tokens[next + 1]?.isGlued === false) next += 0;
  if (keyAt(tokens, next) === '/' && keyAt(tokens, next + 1) === '-') next += 2;
  while (/^(?:wala|worth|ka|ki|ke|ko|max|maximum|only)$/.test(keyAt(tokens, next))) next += 1;
  return next;
}

const DAYS: ReadonlySet<string> = new Set(
  'today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday weekend aaj kal parso somvar mangalvar budhvar guruvar shukravar shanivar ravivar itvar asap सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार'.split(
    ' ',
  ),
);
const PARTS_OF_DAY: ReadonlySet<string> = new Set(
  'morning afternoon evening night noon subah shaam dopahar raat midnight lunchtime'.split(' '),
);
const SHORT_DAYS = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|week|month|day)$/;

function dayEnd(tokens: readonly Token[], at: number): number | undefined {
  const [before, key] = [keyAt(tokens, at - 1), keyAt(tokens, at)];
  const isDay =
    DAYS.has(key) ||
    (PARTS_OF_DAY.has(key) && (/^(?:this|the|in|by|tomorrow|at|kal|aaj)$/.test(before) || isLast(tokens, at + 1))) ||
    (SHORT_DAYS.test(key) && /^(?:by|on|next|this|until|till|every|coming)$/.test(before));
  if (!isDay) return undefined;
  let next = at + 1;
  while (PARTS_OF_DAY.has(keyAt(tokens, next)) || /^(?:tak|ko|ke|ka|itself|mein|se)$/.test(keyAt(tokens, next)))
    next += 1;
  return keyAt(tokens, next) === 'liye' ? next + 1 : next;
}

function isLast(tokens: readonly Token[], at: number): boolean {
  return tokens[at] === undefined || /^(?:\n|[.,!?;]|tak|ko|please)$/.test(keyAt(tokens, at));
}

const MONTHS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/;

/** "12 May", "May 12th", "3rd", "2026-01-05". */
function dateEnd(tokens: readonly Token[], at: number): number | undefined {
  const [second, third] = [tokens[at + 1], tokens[at + 2]];
  if (second?.isGlued === true && /^(?:st|nd|rd|th)$/.test(second.key)) {
    const next = keyAt(tokens, at + 2) === 'of' ? at + 3 : at + 2;
    return MONTHS.test(keyAt(tokens, next)) ? next + 1 : at + 2;
  }
  if (second !== undefined && MONTHS.test(second.key)) return at + 2;
  const isDashed = second?.key === '-' && third?.kind === 'number' && third.isGlued && second.isGlued;
  if (!isDashed || keyAt(tokens, at + 3) !== '-' || tokens[at + 4]?.kind !== 'number') return undefined;
  return tokens[at + 4]?.isGlued === true ? at + 5 : undefined;
}

/** "5 pm", "at 5", "6 baje", "3 days"; not "2 minute noodles". */
function timedEnd(tokens: readonly Token[], at: number, next: number): number | undefined {
  const [before, key] = [keyAt(tokens, at - 1), keyAt(tokens, next)];
  if (key === ':' && tokens[next]?.isGlued === true && tokens[next + 1]?.isGlued === true) {
    if (tokens[next + 1]?.kind !== 'number') return undefined;
    return /^[ap]m$/.test(keyAt(tokens, next + 2)) ? next + 3 : next + 2;
  }
  if (CLOCK.test(key)) return /^(?:tak|ko|se)$/.test(keyAt(tokens, next + 1)) ? next + 2 : next + 1;
  const isLed = /^(?:in|within|after|every|next|last|for)$/.test(before);
  if (SPANS.test(key) && (isLed || !/^min/.test(key))) return past(tokens, next + 1);
  const isAlone = unitAt(tokens, next) === undefined && isLast(tokens, next);
  const isChange = tokens.slice(Math.max(0, at - 6), at).some(({ key: word }) => CHANGES.test(word));
  return /^(?:at|by|before)$/.test(before) && isAlone && !isChange ? next : undefined;
}

const CHANGES = /^(?:increase|reduce|decrease|raise|lower|cut|bump)$/;
const CLOCK = /^(?:am|pm|a\.m|p\.m|baje|o'clock|oclock|hrs|noon)$/;
const SPANS = /^(?:minutes?|mins?|hours?|hr|days?|weeks?|months?|ghante|ghanta|din|hafta|mahina|years?|saal)$/;

function past(tokens: readonly Token[], at: number): number {
  return /^(?:mein|tak|ke|baad|ago|later|time|andar)$/.test(keyAt(tokens, at)) ? past(tokens, at + 1) : at;
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

/** Digits. A number of this length counts nothing. */
const MIN_PHONE = 10;
const MAX_COUNT_DIGITS = 6;

/** A row of digits: "98765 43210", "+91 98765-43210". Not "2 500 ml": the parts of a phone number are longer. */
function phoneEnd(tokens: readonly Token[], at: number): number | undefined {
  let next = at;
  let digits = 0;
  for (;;) {
    const token = tokens[next];
    if (token?.kind === 'number' && /^\d+$/.test(token.text) && (next === at || token.text.length >= 3)) {
      digits += token.text.length;
    } else if (token?.key !== '-' || tokens[next + 1]?.kind !== 'number') break;
    next += 1;
  }
  if (digits >= MIN_PHONE) return next;
  const { text } = tokens[at] ?? { text: '' };
  const isLong = /^\d+$/.test(text) && text.length >= MAX_COUNT_DIGITS;
  return isLong && unitAt(tokens, at + 1) === undefined ? at + 1 : undefined;
}

const NUMBERED =
  /^(?:order|invoice|bill|ticket|token|otp|pin|pincode|ref|reference|flat|house|plot|door|sector|block|floor|room|shop|gate|apartment|tower|wing|ward|phase|unit|no|number|phone|mobile|#)$/;

/** "order #1234", "flat no. 12", "invoice 55"; "order 5 kg" counts. */
function numberedEnd(tokens: readonly Token[], at: number): number | undefined {
  const key = keyAt(tokens, at);
  if (!NUMBERED.test(key)) return undefined;
  let next = at + 1;
  let isMarked =
    key === '#' || /^(?:pin|pincode|otp|flat|house|plot|sector|invoice|bill|apartment|tower|ticket|gate)$/.test(key);
  while (/^(?:#|no|number|id|:|\.|is)$/.test(keyAt(tokens, next))) {
    isMarked ||= keyAt(tokens, next) !== '.' && key !== 'no';
    next += 1;
  }
  const isNumber = tokens[next]?.kind === 'number' || /^[a-z]\d+$/.test(keyAt(tokens, next));
  return isMarked && isNumber && unitAt(tokens, next + 1) === undefined ? next + 1 : undefined;
}

/** "5-6 bananas", "2 to 3 kg", "5 ya 6": it is open how many. */
function rangeAt(tokens: readonly Token[], at: number): Token | undefined {
  const [first, joint, second] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.kind !== 'number' || second?.kind !== 'number' || joint === undefined) return undefined;
  const isJoint = /^(?:to|or|ya|se)$/.test(joint.key) || (joint.key === '-' && joint.isGlued === second.isGlued);
  if (!isJoint || (second.value ?? 0) <= (first.value ?? 0)) return undefined;
  return { ...first, end: second.end, isVague: true };
}
