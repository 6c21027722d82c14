import type { Entity } from '../engine/definition.ts';
import type { EntityContext } from './mention.ts';
import { mentionAt } from './mention.ts';
import { EDGE_AFTER, EDGE_BEFORE, NUMBER, parseNumber } from './numbers.ts';
import { momentOf, wallTimeAt } from './zones.ts';

/** Days from today; "kal" and "parso" are also yesterday and the day before, but customers arrange what is to come. */
const DAYS: readonly { readonly said: RegExp; readonly days: number }[] = [
  { said: /^(?:aaj|आज|today)$/iu, days: 0 },
  { said: /^(?:kal|कल|tomorrow)$/iu, days: 1 },
  { said: /^(?:parson?|परसों)$/iu, days: 2 },
  { said: /^(?:agle|अगले) (?:hafte|हफ्ते|हफ़्ते|सप्ताह)$/iu, days: 7 },
];
/** By day of the week, Sunday first. */
const WEEKDAYS: readonly RegExp[] = [
  /^(?:ravivar|raviwar|itvar|itwar|रविवार|इतवार|sunday)$/iu,
  /^(?:somvar|somwar|सोमवार|monday)$/iu,
  /^(?:mangalvar|mangalwar|मंगलवार|tuesday)$/iu,
  /^(?:budhvar|budhwar|बुधवार|wednesday)$/iu,
  /^(?:guruvar|guruwar|veervar|brihaspativar|गुरुवार|गुरूवार|बृहस्पतिवार|thursday)$/iu,
  /^(?:shukravar|shukrawar|शुक्रवार|friday)$/iu,
  /^(?:shanivar|shaniwar|शनिवार|saturday)$/iu,
];
const HINDI_DAY =
  '(?:aaj|kal|parson?|आज|कल|परसों|(?:agle|अगले) (?:hafte|हफ्ते|हफ़्ते|सप्ताह)|ravi[vw]ar|it[vw]ar|som[vw]ar|mangal[vw]ar|budh[vw]ar|guru[vw]ar|veervar|brihaspativar|shukra[vw]ar|shani[vw]ar|रविवार|इतवार|सोमवार|मंगलवार|बुधवार|गुरुवार|गुरूवार|बृहस्पतिवार|शुक्रवार|शनिवार)';
const ENGLISH_DAY = '(?:today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
const PART = '(?:subah|savere|dopahar|sha?am|raat|सुबह|सवेरे|दोपहर|शाम|रात)';
const HOUR_NUMBER =
  '(?:\\p{Nd}{1,2}|ek|do|teen|cha?ar|pa+nch|chhe|saat|aath|nau|das|gyarah|barah|एक|दो|तीन|चार|पांच|पाँच|छह|सात|आठ|नौ|दस|ग्यारह|बारह)';
const HOUR = `(?:(?<half>sadhe|saadhe|साढ़े) )?(?<hour>${HOUR_NUMBER})(?::(?<minute>[0-5]\\d))?\\s?(?<mark>baje|bje|बजे|am|pm)`;
const KO = '(?: (?:ko|ke|को|के))?';

/** A Hindi day with or without more; a part of the day that something stands by; a time. One name serves all three. */
const MOMENT = new RegExp(
  `${EDGE_BEFORE}(?:${[
    `(?<day>${HINDI_DAY})(?:${KO} (?<part>${PART}))?(?:${KO} ${HOUR})?`,
    `(?:(?<day>${ENGLISH_DAY})${KO} )?(?<part>${PART})(?:${KO} ${HOUR}|(?= (?:ko|tak|को|तक)(?: |$)))`,
    `(?:(?<day>${ENGLISH_DAY})${KO} )?${HOUR.replace('|am|pm', '')}`,
  ].join('|')})${EDGE_AFTER}`,
  'giu',
);
/** "teen din mein", "दो घंटे बाद": counted from now. */
const LATER = new RegExp(
  `${EDGE_BEFORE}(?<number>${NUMBER}) (?<unit>ghante|ghanta|din|hafte|mahine|घंटे|घंटा|दिन|हफ्ते|हफ़्ते|महीने) (?:mein|me|baad|ke baad|में|बाद|के बाद)${EDGE_AFTER}`,
  'giu',
);
const MAY_BE_HINDI = new RegExp(
  `${HINDI_DAY}|${PART}|baje|bje|बजे|${EDGE_BEFORE}(?:mein|me|baad|में|बाद)${EDGE_AFTER}`,
  'iu',
);

/** A date, and whether only a time of the day was said. */
export type FoundDate = Extract<Entity, { kind: 'date' }> & { readonly isTimeOnly: boolean };

/** Days and times in Hindi, in both scripts, and English days beside Hindi times. See `findDates`. */
export function findHindiDates(text: string, context: EntityContext): readonly FoundDate[] {
  if (!MAY_BE_HINDI.test(text)) return [];
  const moments = [...text.matchAll(MOMENT)].map((match) => momentSaid(text, match, context));
  const later = [...text.matchAll(LATER)].map((match) => laterSaid(text, match, context));
  return [...later, ...moments].filter((entity) => entity !== undefined);
}

function momentSaid(text: string, match: RegExpExecArray, context: EntityContext): FoundDate | undefined {
  const said = partsOf(match.groups ?? {});
  const hour = said.hour === undefined ? undefined : parseNumber(said.hour, 'en');
  if (hour !== undefined && !isHour(hour, said)) return undefined;
  const today = wallTimeAt(context.at, context.timeZone);
  const days = said.day === undefined ? 0 : daysUntil(said.day, context);
  const wall = { ...today, day: today.day + days, ...timeOf(hour, said) };
  const moment = momentOf(wall, context.timeZone);
  const isPast = said.day === undefined && moment < context.at;
  return {
    kind: 'date',
    ...mentionAt(text, match.index, match.index + match[0].length),
    at: isPast ? momentOf({ ...wall, day: wall.day + 1 }, context.timeZone) : moment,
    hasTime: hour !== undefined,
    isTimeOnly: said.day === undefined && hour !== undefined,
  };
}

function isHour(hour: number, { half }: SaidMoment): boolean {
  return hour <= 23 && (Number.isInteger(hour) || half !== undefined);
}

function timeOf(hour: number | undefined, said: SaidMoment): { readonly hour: number; readonly minute: number } {
  if (hour === undefined) return { hour: partHour(said.part) ?? 12, minute: 0 };
  return { hour: onClock(hour, said), minute: said.half === undefined ? Number(said.minute ?? 0) : 30 };
}

interface SaidMoment {
  readonly day: string | undefined;
  readonly part: string | undefined;
  readonly half: string | undefined;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly mark: string | undefined;
}

function partsOf(groups: Readonly<Record<string, string | undefined>>): SaidMoment {
  const { day, part, half, hour, minute, mark } = groups;
  return { day, part, half, hour, minute, mark: mark?.toLowerCase() };
}

function daysUntil(said: string, { at, timeZone }: EntityContext): number {
  const day = DAYS.find((one) => one.said.test(said));
  if (day !== undefined) return day.days;
  const weekday = WEEKDAYS.findIndex((pattern) => pattern.test(said));
  const { year, month, day: date } = wallTimeAt(at, timeZone);
  const today = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return (weekday - today + 7) % 7 || 7;
}

/** The 24-hour clock; an hour from 1 to 6 that nothing is said about is one of the afternoon. */
function onClock(hour: number, { part, mark }: SaidMoment): number {
  if (mark === 'am') return hour % 12;
  if (mark === 'pm') return (hour % 12) + 12;
  if (part !== undefined && MORNING.test(part)) return hour;
  const isLater = part !== undefined || hour <= 6;
  return isLater && hour < 12 && hour >= 1 ? hour + 12 : hour;
}

const MORNING = /^(?:subah|savere|सुबह|सवेरे)$/iu;

function partHour(part: string | undefined): number | undefined {
  if (part === undefined) return undefined;
  if (MORNING.test(part)) return 9;
  return /^(?:dopahar|दोपहर)$/iu.test(part) ? 14 : /^(?:raat|रात)$/iu.test(part) ? 20 : 18;
}

const HOUR_MS = 3_600_000;

function laterSaid(text: string, match: RegExpExecArray, { at, timeZone }: EntityContext): FoundDate | undefined {
  const { number = '', unit = '' } = match.groups ?? {};
  const amount = parseNumber(number, 'hi');
  if (amount === undefined) return undefined;
  const mention = mentionAt(text, match.index, match.index + match[0].length);
  if (/^(?:ghant|घंट)/iu.test(unit)) {
    return { kind: 'date', ...mention, at: at + Math.round(amount * HOUR_MS), hasTime: true, isTimeOnly: false };
  }
  const now = wallTimeAt(at, timeZone);
  const noon = { ...now, hour: 12, minute: 0 };
  const wall = /^(?:mah|मह)/iu.test(unit)
    ? { ...noon, month: now.month + amount }
    : { ...noon, day: now.day + Math.round(amount * (/^(?:haf|हफ)/iu.test(unit) ? 7 : 1)) };
  return { kind: 'date', ...mention, at: momentOf(wall, timeZone), hasTime: false, isTimeOnly: false };
}
