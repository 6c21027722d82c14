import type { DeliverySlot } from '../../../contracts/commerce/shop.ts';
import type { Slots } from '../../../contracts/dialogue.ts';
import type { ExtractInput, ToolOutcome } from '../../engine/definition.ts';
import { askDelivery, MAX_LISTED } from '../checkout.ts';
import { clearItems } from '../clear-items.ts';
import type { Desk, DeskChange } from '../desk.ts';
import { onward } from '../desk.ts';
import type { Choice } from '../slot-choice.ts';
import { choiceIn } from '../slot-choice.ts';
import { slotsFor } from '../slot-wish.ts';
import { dayText, isoDateOf, refusalOfDay } from '../times.ts';
import type { DeskTool } from './tool.ts';

/** The choice of a slot, or the day that is agreed. */
export const CHOOSE_DELIVERY: DeskTool = {
  name: 'choose_delivery',
  description: 'Takes the slot or the day of the delivery.',
  states: ['delivery', 'review', 'shopping'],
  isBinding: true,
  // "Do you deliver on Sundays?", while goods are named, is a question and no choice.
  hears: (reading) =>
    reading.state === 'delivery' ||
    (isAboutTime(reading) &&
      !(reading.intent === 'delivery_question' && /^\s*(?:do|are|which|when)\b/iu.test(reading.text))),
  run: (desk) => (desk.settings.delivery === 'day' ? dayOutcome(desk) : slotOutcome(desk)),
};

/** What answers the question for a time, or changes it in the read-back, is heard before goods are: "number 5, and 100 g coriander". */
export const ANSWER_TIME: DeskTool = {
  ...CHOOSE_DELIVERY,
  name: 'answer_time',
  states: ['delivery', 'review'],
  hears: ({ text, entities, state }) => {
    const choice = choiceIn({ text, entities, timeZone: 'UTC' });
    return state === 'delivery' ? choice.isSaid : choice.wish !== undefined;
  },
  run: (desk) => {
    const choice = choiceOf(desk);
    // In the read-back a time and goods are both heard by whoever hears goods, unless the time is all there is.
    if (desk.reading.state === 'review' && hasWords(choice.rest)) return undefined;
    return timeChosen(desk, choice);
  },
};

/** What a choice of a time comes to; undefined: none was made. */
export function timeChosen(desk: Desk, choice: Choice): ToolOutcome | undefined {
  return desk.settings.delivery === 'day' ? dayChosen(desk, choice) : slotChosen(desk, choice);
}

function choiceOf({ reading, timeZone }: Desk): Choice {
  return choiceIn({ text: reading.text, entities: reading.entities, timeZone });
}

/** Words that say more than when. */
function hasWords(rest: string): boolean {
  const words = rest.toLowerCase().match(/[\p{L}\p{M}'’]+|\p{Nd}+/gu) ?? [];
  return words.filter((word) => !BESIDE_A_TIME.has(word)).length > MAX_BESIDE;
}

/** "Friday would be good", and not "did you see the match last night?": a time and little else. */
function isAboutTime({ text, entities }: Pick<ExtractInput, 'text' | 'entities'>): boolean {
  const dates = entities.filter(({ kind }) => kind === 'date');
  if (dates.length === 0) return false;
  const rest = dates.reduce(
    (said, { start, end }) => `${said.slice(0, start)}${' '.repeat(end - start)}${said.slice(end)}`,
    text,
  );
  const words = rest.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  return words.filter((word) => !BESIDE_A_TIME.has(word)).length <= MAX_BESIDE;
}

const MAX_BESIDE = 1;
/** What people put around the time that they want. */
const BESIDE_A_TIME: ReadonlySet<string> = new Set(
  (
    'on by for at the a an in to and or please pls plz deliver delivery delivered send bring come it can could you we i want need ' +
    'haan ha han ji nahi nahin nhi but lekin magar par na hmm yep yeah nope actually rather ' +
    "would will be is good fine ok okay yes no wait sorry oops meant mean i'd i'll like prefer rather instead make change move also day date " +
    'time slot order my me us then only not after before between from till until any anytime works suits better best perfect great sometime around ' +
    'about let how what get have take book around home do ' +
    'ko ke ka ki liye par tak ho hi bhej bhejo bhejna dena do de kar karo chahiye mein me subah shaam dopahar theek hai rahega ' +
    'को के का की लिए पर तक हो ही भेज भेजो भेजना देना दो दे कर करो चाहिए में ठीक है रहेगा पहुँचाना पहुँचा डिलीवरी ऑर्डर हाँ जी नहीं कृपया'
  ).split(' '),
);

/** Whether a message tells a time of delivery and nothing else. */
export function saysTimeOnly(said: Parameters<typeof choiceIn>[0]): boolean {
  const { wish, rest } = choiceIn(said);
  return wish !== undefined && !hasWords(rest);
}

/** The day or the slot that words about nothing but a time agree on; undefined: they say more, or leave it open. */
export function deliveryAgreed(desk: Desk, text: string): Slots | undefined {
  const { settings, view, timeZone, at, reading } = desk;
  const entities = reading.entities.flatMap((entity) => {
    const start = text.indexOf(entity.text);
    return start < 0 ? [] : [{ ...entity, start, end: start + entity.text.length }];
  });
  const { wish, rest } = choiceIn({ text, entities, timeZone });
  if (wish === undefined || hasWords(rest)) return undefined;
  if (settings.delivery === 'slot') {
    const slot = onlyOf(slotsFor(view.slots, wish, timeZone));
    return slot === undefined ? undefined : { delivery: ['slot', slot.slotId] };
  }
  const day = wish.day ?? (wish.pick === 'first' ? nextDay(desk) : undefined);
  const isFree = day !== undefined && refusalOfDay(day, isoDateOf(at, timeZone)) === undefined;
  return isFree ? { delivery: ['day', day] } : undefined;
}

/** The day that the message names and that can be delivered on; of a shop that delivers by day. */
export function agreedDay(desk: Desk): string | undefined {
  const day = choiceOf(desk).wish?.day;
  if (desk.settings.delivery !== 'day' || day === undefined) return undefined;
  return refusalOfDay(day, isoDateOf(desk.at, desk.timeZone)) === undefined ? day : undefined;
}

function dayOutcome(desk: Desk): ToolOutcome | undefined {
  const choice = choiceOf(desk);
  return isAboutTime(desk.reading) || desk.reading.state === 'delivery' ? dayChosen(desk, choice) : undefined;
}

function dayChosen(desk: Desk, { wish, rest }: Choice): ToolOutcome | undefined {
  if (desk.basket.length === 0 || wish === undefined) return undefined;
  const today = isoDateOf(desk.at, desk.timeZone);
  const day = wish.day ?? (wish.pick === 'first' ? nextDay(desk) : undefined);
  // Hours are not agreed: the day is asked for, and it is said that it is the day only.
  if (day === undefined) return { reply: 'no_hours', to: 'delivery' };
  const refusal = refusalOfDay(day, today);
  if (refusal !== undefined) return { reply: `day_${refusal}`, to: 'delivery' };
  return onward(desk, { ...clearItems(desk, rest), slots: { delivery: ['day', day], checkout: ['yes'] } });
}

/** The first day after today that is delivered on. */
function nextDay({ at, timeZone }: Desk): string | undefined {
  const today = isoDateOf(at, timeZone);
  return [1, 2]
    .map((days) => isoDateOf(at + days * DAY_MS, timeZone))
    .find((day) => refusalOfDay(day, today) === undefined);
}

const DAY_MS = 86_400_000;

function slotOutcome(desk: Desk): ToolOutcome | undefined {
  return slotChosen(desk, choiceOf(desk)) ?? shownAgain(desk);
}

function slotChosen(desk: Desk, { number, wish, rest }: Choice): ToolOutcome | undefined {
  const { view, timeZone, reading } = desk;
  if (desk.basket.length === 0) return undefined;
  if (view.slots.length === 0) return onward(desk, {});
  const change = clearItems(desk, rest);
  const numbered = reading.state === 'delivery' && number !== undefined ? offered(desk)[number - 1] : undefined;
  const fitting = wish === undefined ? [] : slotsFor(view.slots, wish, timeZone);
  const chosen = numbered ?? onlyOf(fitting);
  if (chosen !== undefined)
    return onward(desk, { ...change, slots: { delivery: ['slot', chosen.slotId], checkout: ['yes'] } });
  if (wish === undefined) return number === undefined ? undefined : notListed(desk, number);
  if (fitting.length > 0) return narrowed(desk, change, { reply: 'ask_slot_of_day', some: fitting });
  return notPossible(desk, change, wish.day);
}

/** The slots by their numbers; undefined where a number was not shown. */
function offered({ slots, view }: Desk): readonly (DeliverySlot | undefined)[] {
  const shown = typeof slots['times'] === 'string' ? slots['times'] : '';
  return view.slots.map((slot, index) =>
    (shown === '' && index < MAX_LISTED) || new RegExp(`(?:^|\\n)${index + 1}\\)`, 'u').test(shown) ? slot : undefined,
  );
}

/** A number that was not shown is told to be none, and the list is shown again. */
function notListed({ reading, slots }: Desk, number: number): ToolOutcome | undefined {
  const { times } = slots;
  if (reading.state !== 'delivery' || typeof times !== 'string') return undefined;
  return {
    reply: 'time_not_listed',
    to: 'delivery',
    lines: { times },
    fill: { number: String(number) },
    isStuck: true,
  };
}

/** Nothing is free then: what there is on that day, else the next times. */
function notPossible(desk: Desk, change: DeskChange, day: string | undefined): ToolOutcome {
  const { view, timeZone, language } = desk;
  const onDay = view.slots.filter(({ startsAt }) => isoDateOf(startsAt, timeZone) === day);
  if (day === undefined) return narrowed(desk, change, { reply: 'time_not_free', isStuck: true });
  const lines = { day: dayText(day, language) };
  if (onDay.length > 0)
    return narrowed(desk, change, { reply: 'time_of_day_not_free', some: onDay, lines, isStuck: true });
  return narrowed(desk, change, { reply: 'slot_not_free', lines, isStuck: true });
}

interface Narrowing {
  readonly reply: string;
  readonly some?: readonly DeliverySlot[];
  readonly lines?: Readonly<Record<string, string>>;
  readonly isStuck?: true;
}

/** Asks for one of some slots; what was said besides is done first, and may have a question of its own. */
function narrowed(desk: Desk, change: DeskChange, { reply, some, lines, isStuck }: Narrowing): ToolOutcome {
  const asked = askDelivery(desk, '', some);
  const next = onward(desk, { ...change, slots: { delivery: [], checkout: ['yes'] } });
  if (next.to !== 'delivery') return next;
  const isDone = Object.keys(change).length > 0;
  return {
    ...next,
    reply,
    lines: { ...next.lines, ...asked.lines, notes: next.lines?.['notes'] ?? '', ...lines },
    slots: { ...next.slots, ...asked.slots },
    ...(isStuck === true && !isDone ? { isStuck } : {}),
  };
}

/** Whoever wants to go on, without a choice, is shown the times again. */
function shownAgain(desk: Desk): ToolOutcome | undefined {
  return GOING_ON.has(desk.reading.intent ?? '') && desk.reading.state === 'delivery'
    ? { ...askDelivery(desk, ''), isStuck: true }
    : undefined;
}

const GOING_ON: ReadonlySet<string> = new Set(['checkout', 'agreement', 'refusal', 'order_start']);

function onlyOf<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
