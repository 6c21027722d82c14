import type { Chrono, ParsedComponents, ParsedResult } from 'chrono-node';
import { casual as german } from 'chrono-node/de';
import { casual as american, GB as british } from 'chrono-node/en';
import { casual as spanish } from 'chrono-node/es';
import { casual as french } from 'chrono-node/fr';
import type { Language } from '../../contracts/dialogue.ts';
import type { Entity } from '../engine/definition.ts';
import type { FoundDate } from './hindi-dates.ts';
import { findHindiDates } from './hindi-dates.ts';
import type { EntityContext } from './mention.ts';
import type { Mention } from './mention.ts';
import { mentionAt } from './mention.ts';
import type { WallTime } from './zones.ts';
import { momentOf, offsetMinutesAt, regionOfZone, wallTimeAt } from './zones.ts';

/**
 * Days and times, on the contact's clock: "Friday", "tomorrow 5pm", "in 3 days", "kal shaam 6 baje", "12/05" (day first but in
 * the United States). Always the next one to come where several are meant. A day without a time is its noon (`hasTime` is
 * false), "morning" 9:00, "afternoon" 15:00, "evening" 18:00; an hour from 1 to 6 without am or pm is one of the afternoon.
 */
export function findDates(text: string, context: EntityContext): readonly Entity[] {
  const hindi = findHindiDates(text, context);
  if (!MAY_BE_DATE.test(text) && !PARSERS.has(context.language)) return joined(text, hindi, context);
  const { at, timeZone } = context;
  const reference = { instant: new Date(at), timezone: offsetMinutesAt(at, timeZone) };
  const parsed = parserFor(context).parse(text, reference, { forwardDate: true });
  const found = parsed.map((result) => dateOf(text, result, context)).filter((one) => one !== undefined);
  const others = found.filter(
    ({ start, end }) =>
      !GREETING.test(text.slice(0, start)) && hindi.every((one) => end <= one.start || start >= one.end),
  );
  return joined(
    text,
    [...hindi, ...others].toSorted((a, b) => a.start - b.start),
    context,
  );
}

/** Before "morning": nobody is greeted for a time of day. */
const GREETING = /\b(?:good|gud|gd)\s+$/iu;

/** A day and a time with a few words between them are one moment: "on Friday between 3 and 4pm". */
function joined(text: string, dates: readonly FoundDate[], { timeZone }: EntityContext): Entity[] {
  const entities: Entity[] = [];
  for (let at = 0; at < dates.length; at += 1) {
    const [one, next] = [dates[at], dates[at + 1]];
    if (one === undefined) continue;
    const { isTimeOnly: _, ...entity } = one;
    const isPair =
      next !== undefined &&
      one.hasTime !== next.hasTime &&
      (one.isTimeOnly || next.isTimeOnly) &&
      isNear(text, one, next);
    if (!isPair) {
      entities.push(entity);
      continue;
    }
    const [day, time] = one.isTimeOnly ? [next, one] : [one, next];
    const { hour, minute } = wallTimeAt(time.at, timeZone);
    const moment = momentOf({ ...wallTimeAt(day.at, timeZone), hour, minute }, timeZone);
    entities.push({ ...entity, ...mentionAt(text, one.start, next.end), at: moment, hasTime: true });
    at += 1;
  }
  return entities;
}

/** No sentence ends between them, and no more than a few words stand there. */
function isNear(text: string, one: Mention, next: Mention): boolean {
  const between = text.slice(one.end, next.start);
  return between.length <= 24 && !/[.!?\n]/.test(between);
}

/** Cheaper than the parser, which takes 75 µs where there is a date. */
const MAY_BE_DATE =
  /\p{Nd}|day\b|days\b|tomorrow|tmrw|tmr|tonight|yesterday|morning|noon|evening|night|week|month|year|quarter|hour|minute|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

const PARSERS: ReadonlyMap<Language, Chrono> = new Map([
  ['de', german],
  ['es', spanish],
  ['fr', french],
]);

function parserFor({ language, region, timeZone }: EntityContext): Chrono {
  return PARSERS.get(language) ?? ((region ?? regionOfZone(timeZone)) === 'US' ? american : british);
}

function dateOf(text: string, result: ParsedResult, context: EntityContext): FoundDate | undefined {
  const after = DAY_AFTER.exec(text.slice(0, result.index))?.[0];
  const isDayAfter = after !== undefined && /^(?:tomorrow|tmrw|tmr)/i.test(result.text);
  const start = isDayAfter ? result.index - after.length : result.index;
  if (!isDayAfter && !isDate(text, result)) return undefined;
  const moment = momentSaid(result, context) + (isDayAfter ? DAY_MS : 0);
  return {
    kind: 'date',
    ...mentionAt(text, start, result.index + result.text.length),
    at: moment,
    hasTime: result.start.isCertain('hour'),
    isTimeOnly: isTimeOnly(result.start) && !isDayAfter,
  };
}

function isTimeOnly(start: ParsedComponents): boolean {
  return start.isCertain('hour') && !['day', 'weekday', 'month'].some((part) => start.isCertain(part as 'day'));
}

const DAY_AFTER = /\b(?:the )?day after $/i;
const DAY_MS = 86_400_000;

/** Words that the parser takes for dates and people mostly do not. */
function isDate(text: string, { index, text: said }: ParsedResult): boolean {
  if (SPAN.test(said) || NO_DATE.test(said)) return false;
  const before = text.slice(Math.max(0, index - 12), index);
  const after = text.slice(index + said.length);
  // The parser's word ends where letters with accents begin: the "fr" of "früh".
  if (/^\p{L}/u.test(after)) return false;
  if (SHORT_NAME.test(said)) return BEFORE_DATE.test(before) || text.trim().length === said.length;
  if (SLASHED.test(said)) return isSlashedDate(said, before) && !/^\s?\p{L}{1,3}\b/u.test(after);
  return true;
}

/** A length of time: durations.ts reads those. */
const SPAN =
  /^(?!in |within |after |next |this |last |past |coming |end )(?:for |a |an |the |per |half an? |\S+ )+(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|quarters?|years?)$/i;
const NO_DATE = /^(?:now|right now|24\/7|the day after|the (?:day|week|month|year))$/i;
const SHORT_NAME =
  /^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|march|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|second|third)\.?$/i;
const BEFORE_DATE = /\b(?:on|by|before|until|till|in|next|this|last|from|since|coming)\s$/i;
const SLASHED = /^\d{1,2}[/.-]\d{1,2}$/;

/** "1/2" is a half, "24/7" is always: both parts of a date without a year have two digits, or a word says so. */
function isSlashedDate(said: string, before: string): boolean {
  return /^\d{2}[/]\d{2}$/.test(said) || BEFORE_DATE.test(before);
}

function momentSaid({ start, text }: ParsedResult, { at, timeZone }: EntityContext): number {
  // "in 2 hours", "5pm EST": the parser knows the moment itself.
  if (start.isCertain('timezoneOffset') && start.isCertain('hour')) return start.date().getTime();
  const wall: WallTime = {
    year: start.get('year') ?? 1970,
    month: start.get('month') ?? 1,
    day: start.get('day') ?? 1,
    hour: hourSaid(start, text),
    minute: start.isCertain('hour') ? (start.get('minute') ?? 0) : 0,
  };
  const moment = momentOf(wall, timeZone);
  return isTimeOnly(start) ? nextOf(moment, at) : moment;
}

/** The parser may have chosen another day for the hour as it read it: the first day that is still to come counts. */
function nextOf(moment: number, at: number): number {
  const sinceLast = (((moment - at) % DAY_MS) + DAY_MS) % DAY_MS;
  return at + sinceLast;
}

function hourSaid(start: ParsedComponents, said: string): number {
  const hour = start.get('hour') ?? 12;
  if (start.isCertain('hour')) return hour >= 1 && hour <= 6 && !start.isCertain('meridiem') ? hour + 12 : hour;
  // Without a part of the day the parser takes over the present time.
  return PART_OF_DAY.test(said) ? (PART_HOURS[hour] ?? hour) : 12;
}

const PART_OF_DAY =
  /morning|noon|evening|night|morgens|früh|mittag|abend|nacht|matin|midi|soir|nuit|(?:la|esta) mañana|tarde|noche/i;

/** The parser's hour for a part of the day → the hour at which somebody can be reached. */
const PART_HOURS: Readonly<Record<number, number>> = { 6: 9, 20: 18, 22: 20 };
