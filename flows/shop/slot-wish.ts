import type { DeliverySlot } from '../../contracts/commerce/shop.ts';
import type { Entity } from '../engine/definition.ts';
import { isoDateOf } from './times.ts';

/** Which times of delivery would do, as far as the message says. Minutes are those of the day on the customer's clock. */
export interface SlotWish {
  /** ISO date. */
  readonly day?: string;
  /** Whether a window of the day does. */
  readonly fits?: (window: Window) => boolean;
  /** Of those that do: the first, or the last. */
  readonly pick?: 'first' | 'last';
  /** The message without it: blanks stand in its place, so that offsets stay. */
  readonly rest: string;
}

interface Window {
  readonly fromMinute: number;
  readonly toMinute: number;
}

interface Said {
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly timeZone: string;
}

/** The wish of a message; undefined: it says nothing of a time. What is turned down ("instead of 5-7", "kal nahi") is none. */
export function slotWish({ text, entities, timeZone }: Said): SlotWish | undefined {
  const dates = entities.flatMap((entity) => (entity.kind === 'date' ? [entity] : []));
  const wanted = dates.filter(({ start, end }) => !isTurnedDown(text, start, end));
  const clear = text.replaceAll(TURNED_DOWN, blanks);
  const clock = clockIn(clear);
  const pick = EARLIEST.test(clear) ? 'first' : LATEST.test(clear) ? 'last' : undefined;
  const day = wanted.find(({ text: said }) => !isClockOnly(said)) ?? (clock === undefined ? wanted[0] : undefined);
  if (day === undefined && clock === undefined && pick === undefined) return undefined;
  const undated = dates.reduce((said, { start, end }) => blanked(said, start, end), clear);
  return {
    ...(day === undefined ? {} : { day: isoDateOf(day.at, timeZone) }),
    ...(clock === undefined ? {} : { fits: clock }),
    ...(pick === undefined ? {} : { pick }),
    rest: CLOCKS.reduce((said, { pattern }) => said.replaceAll(new RegExp(pattern, 'giu'), blanks), undated)
      .replaceAll(new RegExp(EARLIEST, 'giu'), blanks)
      .replaceAll(new RegExp(LATEST, 'giu'), blanks),
  };
}

/** Those of the slots that would do. */
export function slotsFor(slots: readonly DeliverySlot[], wish: SlotWish, timeZone: string): readonly DeliverySlot[] {
  const onDay = slots.filter(({ startsAt }) => wish.day === undefined || isoDateOf(startsAt, timeZone) === wish.day);
  const { fits } = wish;
  const fitting = fits === undefined ? onDay : onDay.filter((slot) => fits(windowOf(slot, timeZone)));
  if (wish.pick === undefined) return fitting;
  return wish.pick === 'first' ? fitting.slice(0, 1) : fitting.slice(-1);
}

function windowOf({ startsAt, endsAt }: DeliverySlot, timeZone: string): Window {
  const fromMinute = minuteOf(startsAt, timeZone);
  return { fromMinute, toMinute: fromMinute + Math.round((endsAt - startsAt) / 60_000) };
}

function minuteOf(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
    .format(at)
    .split(':');
  return Number(parts[0]) * 60 + Number(parts[1]);
}

const HOUR = 60;
const NOON = 12 * HOUR;

type Fit = (window: Window) => boolean;
type Groups = Readonly<Record<string, string | undefined>>;

/** A time that is said, and which windows it means. */
const TIME = String.raw`(?<h>\d{1,2})(?:[:.](?<m>[0-5]\d))?\s*(?<half>am|pm|a\.m\.|p\.m\.)?`;
const END = String.raw`(?<h2>\d{1,2})(?:[:.](?<m2>[0-5]\d))?\s*(?<half2>am|pm|a\.m\.|p\.m\.)?`;
const BAJE = String.raw`(?:\s*(?:baje|o['’]?clock|बजे))?`;
const WORD_END = String.raw`(?![\p{L}\p{M}\p{Nd}])`;
const WORD_START = String.raw`(?<![\p{L}\p{M}\p{Nd}])`;

const CLOCKS: readonly { readonly pattern: string; readonly fit: (groups: Groups) => Fit }[] = [
  {
    pattern: `${WORD_START}(?:between |from )?${TIME}\\s*(?:-|–|to|and|till|se)\\s*${END}${BAJE}${WORD_END}`,
    fit: rangeFit,
  },
  {
    pattern: `${WORD_START}(?:before|by|until|till|latest by|not after)\\s+${TIME}${BAJE}${WORD_END}|${WORD_START}${TIME.replaceAll('<', '<b')}\\s*(?:baje|बजे)\\s*(?:se pehle|tak|से पहले|तक)`,
    fit: beforeFit,
  },
  {
    pattern: `${WORD_START}(?:after|from|not before|post)\\s+${TIME}${BAJE}${WORD_END}|${WORD_START}${TIME.replaceAll('<', '<b')}\\s*(?:baje|बजे)\\s*ke baad`,
    fit: afterFit,
  },
  {
    pattern: `${WORD_START}at (?<ah>\\d{1,2})(?:[:.](?<am>[0-5]\\d))?${WORD_END}|${WORD_START}(?<h>\\d{1,2})(?:[:.](?<m>[0-5]\\d))?\\s*(?:(?<half>am|pm|a\\.m\\.|p\\.m\\.)|baje|o['’]?clock|बजे)${WORD_END}`,
    fit: atFit,
  },
  {
    pattern: `${WORD_START}(?:mornings?|subah|savere|सुबह|सवेरे)${WORD_END}`,
    fit:
      () =>
      ({ fromMinute }) =>
        fromMinute < NOON,
  },
  {
    pattern: `${WORD_START}(?:afternoons?|noon|midday|lunch(?: ?time)?|dopa?har|दोपहर)${WORD_END}`,
    fit:
      () =>
      ({ fromMinute, toMinute }) =>
        fromMinute < 17 * HOUR && toMinute > NOON,
  },
  {
    pattern: `${WORD_START}(?:evenings?|eve|after work|shaam|sham|शाम)${WORD_END}`,
    fit:
      () =>
      ({ toMinute }) =>
        toMinute > 17 * HOUR,
  },
  {
    pattern: `${WORD_START}(?:tonight|nights?|raat|रात)${WORD_END}`,
    fit:
      () =>
      ({ toMinute }) =>
        toMinute > 18 * HOUR,
  },
];

/** The first kind of time that is said; a part of the day tells which half an hour is of: "shaam 7 baje". */
function clockIn(text: string): Fit | undefined {
  const fits = CLOCKS.flatMap(({ pattern, fit }) => {
    const found = new RegExp(pattern, 'iu').exec(text);
    return found === null ? [] : [fit(found.groups ?? {})];
  });
  return fits.length === 0 ? undefined : (window) => fits.every((fit) => fit(window));
}

/** Minutes that an hour can mean: both halves of the day where neither is said. */
function minutesOf(hour: string | undefined, minute: string | undefined, half: string | undefined): readonly number[] {
  if (hour === undefined) return [];
  const said = Number(hour) * HOUR + Number(minute ?? 0);
  if (Number(hour) > 24) return [];
  if (Number(hour) > 12 || Number(hour) === 0) return [said];
  const early = said % (12 * HOUR);
  if (half === undefined) return [early, early + 12 * HOUR];
  return [half.startsWith('p') ? early + 12 * HOUR : early];
}

function rangeFit({ h, m, half, h2, m2, half2 }: Groups): Fit {
  const starts = minutesOf(h, m, half);
  const ends = minutesOf(h2, m2, half2);
  const pairs = starts.flatMap((from) =>
    ends.filter((to) => to > from && to - from <= 12 * HOUR).map((to) => [from, to]),
  );
  return ({ fromMinute, toMinute }) =>
    pairs.some(
      ([from = 0, to = 0]) => (from <= fromMinute && toMinute <= to) || (fromMinute <= from && to <= toMinute),
    );
}

function beforeFit(groups: Groups): Fit {
  const until = minutesOf(groups['h'] ?? groups['bh'], groups['m'] ?? groups['bm'], groups['half'] ?? groups['bhalf']);
  return ({ toMinute }) => until.some((minute) => toMinute <= minute);
}

function afterFit(groups: Groups): Fit {
  const from = minutesOf(groups['h'] ?? groups['bh'], groups['m'] ?? groups['bm'], groups['half'] ?? groups['bhalf']);
  // "After 6" on its own is the evening: all of the day is after 6 in the morning.
  const late = from.at(-1) ?? 0;
  return ({ fromMinute }) => fromMinute >= late;
}

function atFit(groups: Groups): Fit {
  const times = minutesOf(groups['h'] ?? groups['ah'], groups['m'] ?? groups['am'], groups['half']);
  return ({ fromMinute, toMinute }) => times.some((minute) => fromMinute <= minute && minute < toMinute);
}

/** A date that names times of day only. */
function isClockOnly(said: string): boolean {
  return said.split(/\s*[,;]\s*|\s+(?:or|and)\s+/u).every((part) => CLOCK_ONLY.test(part.trim()));
}

const CLOCK_ONLY =
  /^(?:(?:at|by|before|after|from|in the|this)\s+)*(?:\d{1,2}(?:[:.]\d\d)?\s*(?:-|–|to)?\s*(?:\d{1,2}(?:[:.]\d\d)?)?\s*(?:am|pm|baje|बजे|o['’]?clock)?|morning|noon|afternoon|evening|night|subah|dopahar|shaam|raat|सुबह|दोपहर|शाम|रात)$/iu;
const EARLIEST =
  /(?<![\p{L}\p{M}])(?:(?:the )?(?:earliest|soonest)(?: (?:possible|slot|time|one|you can))*|as (?:early|soon) as (?:possible|you can)|asap|first (?:available|slot|possible)(?: (?:slot|time|one))?|(?:any|whatever|whichever)(?: (?:slot|time|day))(?: (?:is fine|works|will do|is ok))?|any ?time|whenever(?: (?:you|u|it) (?:can|like|want|suits?))?|jaldi se jaldi|jitna jaldi(?: ho sake)?|sabse (?:pehle|jaldi)(?: wala)?|सबसे (?:पहले|जल्दी)(?: वाला)?|जितनी जल्दी(?: हो सके)?)(?![\p{L}\p{M}])/iu;
const LATEST = /(?<![\p{L}\p{M}])(?:(?:the )?latest(?: (?:possible|slot|time|one))*)(?! by)(?![\p{L}\p{M}])/iu;
/** A time that the customer does not want: "instead of 5-7", "subah nahi", "9 baje mat", "not in the morning". */
const PART_OF_DAY = String.raw`(?:mornings?|subah|savere|सुबह|सवेरे|afternoons?|noon|dopa?har|दोपहर|evenings?|shaam|sham|शाम|tonight|nights?|raat|रात)`;
const HOUR_SAID = String.raw`\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|baje|बजे|o['’]?clock)`;
const TURNED_DOWN = new RegExp(
  [
    String.raw`(?<![\p{L}\p{M}])(?:instead of|rather than|not)\s+(?:the\s+)?\d{1,2}(?:[:.]\d\d)?\s*(?:-|–|to)\s*\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?`,
    String.raw`\d{1,2}\s*-\s*\d{1,2}\s*(?:baje )?(?:nahi+n?|ki jagah)`,
    String.raw`(?<![\p{L}\p{M}])(?:instead of|rather than|not|don['’]?t (?:want|come|bring|deliver|send)(?: it)?)\s+(?:(?:in|at|for)\s+)?(?:the\s+)?(?:${PART_OF_DAY}|${HOUR_SAID})(?![\p{L}\p{M}])`,
    // "No evening, do morning": alone "no evening" may be a no and then a wish.
    String.raw`(?<![\p{L}\p{M}])no\s+${PART_OF_DAY}(?=.*(?:${PART_OF_DAY}|${HOUR_SAID}))`,
    String.raw`(?<![\p{L}\p{M}\p{Nd}])(?:${PART_OF_DAY}|${HOUR_SAID})(?:\s+(?:ko|mein|me|ka|ke|wala|slot|time|को|में))*\s*(?:nahi+n?|nhi|mat|ki jagah|ke badle|(?:does not|doesn['’]?t|won['’]?t|is not|isn['’]?t) (?:work|good|possible|ok)|is (?:bad|no good)|नहीं|मत|की जगह)(?![\p{L}\p{M}])`,
  ].join('|'),
  'giu',
);

function isTurnedDown(text: string, start: number, end: number): boolean {
  // "Sunday not possible?" asks for Sunday.
  if (/^\s*not possible\s*\?/iu.test(text.slice(end))) return false;
  return (
    /^\s*(?:nahi+n?\b|nhi\b|नहीं|(?:is )?not possible|(?:does not|doesn['’]?t|won['’]?t) work|is (?:bad|no good))/iu.test(
      text.slice(end),
    ) ||
    /\b(?:(?:not|instead of|rather than|no)|(?:don['’]?t|dont|do not)\s+(?:send|deliver|bring|come)(?:\s+(?:it|that|them))?)\s+(?:on\s+)?$/iu.test(
      text.slice(Math.max(0, start - 30), start),
    )
  );
}

function blanks(words: string): string {
  return ' '.repeat(words.length);
}

function blanked(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`;
}
