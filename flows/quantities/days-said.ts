import { unitAt } from './packs.ts';
import type { Token } from './tokens.ts';
import { isGluedAt, isNumberAt, keyAt } from './tokens.ts';

const DAYS: ReadonlySet<string> = new Set(
  'today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday tues thur thurs weds weekend aaj kal parso somvar mangalvar budhvar guruvar shukravar shanivar ravivar itvar asap सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार'.split(
    ' ',
  ),
);
const PARTS_OF_DAY: ReadonlySet<string> = new Set(
  'morning afternoon evening night noon subah shaam dopahar raat midnight lunchtime'.split(' '),
);
const SHORT_DAYS = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|week|month|day)$/;

/** Where a day that begins at a token ends: "tomorrow morning", "Friday", "kal subah tak"; undefined where none begins. */
export function dayEnd(tokens: readonly Token[], at: number): number | undefined {
  const [before, key] = [keyAt(tokens, at - 1), keyAt(tokens, at)];
  const isDay =
    DAYS.has(key) ||
    (PARTS_OF_DAY.has(key) && (/^(?:this|the|in|by|tomorrow|at|kal|aaj)$/.test(before) || isLast(tokens, at + 1))) ||
    (SHORT_DAYS.test(key) && /^(?:by|on|next|this|until|till|every|coming)$/.test(before));
  if (!isDay) return undefined;
  let next = at + 1;
  while (PARTS_OF_DAY.has(keyAt(tokens, next)) || BEHIND_DAY.test(keyAt(tokens, next))) next += 1;
  return keyAt(tokens, next) === 'liye' ? next + 1 : next;
}

const BEHIND_DAY = /^(?:tak|ko|ke|ka|itself|mein|se)$/;

/** Whether nothing more is said in the clause from a place on. */
export function isLast(tokens: readonly Token[], at: number): boolean {
  return keyAt(tokens, at) === '' || /^(?:\n|[.,!?;]|tak|ko|please)$/.test(keyAt(tokens, at));
}

const MONTHS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/;

/** Where a date in digits ends: "12 May", "3rd of June", "2026-01-05". */
export function dateEnd(tokens: readonly Token[], at: number): number | undefined {
  const next = keyAt(tokens, at + 1);
  if (isGluedAt(tokens, at + 1) && /^(?:st|nd|rd|th)$/.test(next)) {
    const month = keyAt(tokens, at + 2) === 'of' ? at + 3 : at + 2;
    return MONTHS.test(keyAt(tokens, month)) ? month + 1 : at + 2;
  }
  if (MONTHS.test(next)) return at + 2;
  const isDashed = [1, 2, 3, 4].every((step) => isGluedAt(tokens, at + step)) && isNumberAt(tokens, at + 4);
  return isDashed && next === '-' && keyAt(tokens, at + 3) === '-' ? at + 5 : undefined;
}

/**
 * Where a time or a length of time ends whose number ends at `next`: "5 pm", "at 5", "6:30", "6 baje tak", "in 3 days"; not
 * "2 minute noodles".
 */
export function timeEnd(tokens: readonly Token[], at: number, next: number): number | undefined {
  const [before, key] = [keyAt(tokens, at - 1), keyAt(tokens, next)];
  if (key === ':') return minutesEnd(tokens, next);
  if (CLOCK.test(key)) return /^(?:tak|ko|se)$/.test(keyAt(tokens, next + 1)) ? next + 2 : next + 1;
  if (SPANS.test(key) && (BEFORE_SPAN.test(before) || !key.startsWith('min'))) return behindSpan(tokens, next + 1);
  if (!/^(?:at|by|before)$/.test(before) || !isLast(tokens, next) || unitAt(tokens, next) !== undefined)
    return undefined;
  const isChange = tokens.slice(Math.max(0, at - CHANGE_REACH), at).some((token) => CHANGES.test(token.key));
  return isChange ? undefined : next;
}

function minutesEnd(tokens: readonly Token[], colon: number): number | undefined {
  if (!isGluedAt(tokens, colon) || !isGluedAt(tokens, colon + 1) || !isNumberAt(tokens, colon + 1)) return undefined;
  return /^[ap]m$/.test(keyAt(tokens, colon + 2)) ? colon + 3 : colon + 2;
}

/** "Reduce the rice by 2" says no hour. Tokens. */
const CHANGE_REACH = 6;
const CHANGES = /^(?:increase|reduce|decrease|raise|lower|cut|bump)$/;
const CLOCK = /^(?:am|pm|a\.m|p\.m|baje|o'clock|oclock|hrs|noon)$/;
const BEFORE_SPAN = /^(?:in|within|after|every|next|last|for)$/;
const SPANS = /^(?:minutes?|mins?|hours?|hr|days?|weeks?|months?|ghante|ghanta|din|hafta|mahina|years?|saal)$/;

function behindSpan(tokens: readonly Token[], at: number): number {
  let next = at;
  while (/^(?:mein|tak|ke|baad|ago|later|time|andar)$/.test(keyAt(tokens, next))) next += 1;
  return next;
}
