import type { Entity, ExtractInput, ToolOutcome } from '../../engine/definition.ts';
import { askDelivery } from '../checkout.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { optionSaid } from '../said.ts';
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
    "would will be is good fine ok okay yes no wait sorry oops meant mean i'd i'll like prefer rather instead make change move also day date " +
    'time slot order my me us then only not after before between from till until any anytime works suits better best perfect great sometime around ' +
    'about let how what get have take book around home do ' +
    'ko ke ka ki liye par tak ho hi bhej bhejo bhejna dena do de kar karo chahiye mein me subah shaam dopahar theek hai rahega ' +
    'को के का की लिए पर तक हो ही भेज भेजो भेजना देना दो दे कर करो चाहिए में ठीक है रहेगा पहुँचाना पहुँचा डिलीवरी ऑर्डर हाँ जी नहीं कृपया'
  ).split(' '),
);

/** The day that the message names and that can be delivered on; of a shop that delivers by day. */
export function agreedDay(desk: Desk): string | undefined {
  const day = daySaid(desk);
  if (desk.settings.delivery !== 'day' || day === undefined) return undefined;
  return refusalOfDay(day, isoDateOf(desk.at, desk.timeZone)) === undefined ? day : undefined;
}

/** The day of the times that the message is about, where it is about nothing else. */
function dateSaid({ reading }: Desk): ReturnType<typeof dateIn> {
  return isAboutTime(reading) ? dateIn(reading) : undefined;
}

function dateIn({ entities }: Pick<ExtractInput, 'entities'>): Extract<Entity, { kind: 'date' }> | undefined {
  return entities.find((entity) => entity.kind === 'date');
}

function daySaid({ reading, timeZone }: Desk): string | undefined {
  const date = dateIn(reading);
  return date === undefined ? undefined : isoDateOf(date.at, timeZone);
}

function dayOutcome(desk: Desk): ToolOutcome | undefined {
  const day = isAboutTime(desk.reading) ? daySaid(desk) : undefined;
  if (day === undefined || desk.basket.length === 0) return undefined;
  const refusal = refusalOfDay(day, isoDateOf(desk.at, desk.timeZone));
  if (refusal !== undefined) return { reply: `day_${refusal}`, to: 'delivery' };
  return onward(desk, { slots: { delivery: ['day', day], checkout: ['yes'] } });
}

function slotOutcome(desk: Desk): ToolOutcome | undefined {
  const { view, reading, timeZone } = desk;
  if (desk.basket.length === 0) return undefined;
  if (view.slots.length === 0) return onward(desk, {});
  const date = dateSaid(desk);
  const isChoosing = reading.state === 'delivery';
  const number = isChoosing ? optionSaid(reading.text, view.slots.length) : undefined;
  const sameDay =
    date === undefined
      ? []
      : view.slots.filter(({ startsAt }) => isoDateOf(startsAt, timeZone) === isoDateOf(date.at, timeZone));
  const atTime =
    date?.hasTime === true ? sameDay.filter(({ startsAt, endsAt }) => startsAt <= date.at && date.at < endsAt) : [];
  const chosen = number === undefined ? (onlyOf(atTime) ?? onlyOf(sameDay)) : view.slots[number - 1];
  if (chosen !== undefined) return onward(desk, { slots: { delivery: ['slot', chosen.slotId], checkout: ['yes'] } });
  if (date === undefined) return shownAgain(desk);
  if (sameDay.length > 0) return { ...askDelivery(desk, '', sameDay), reply: 'ask_slot_of_day' };
  const asked = askDelivery(desk, '');
  const day = dayText(isoDateOf(date.at, timeZone), desk.language);
  return { ...asked, reply: 'slot_not_free', lines: { ...asked.lines, day }, isStuck: true };
}

/** Whoever wants to go on, without a choice, is shown the times again. */
function shownAgain(desk: Desk): ToolOutcome | undefined {
  return GOING_ON.has(desk.reading.intent ?? '') ? { ...askDelivery(desk, ''), isStuck: true } : undefined;
}

const GOING_ON: ReadonlySet<string> = new Set(['checkout', 'agreement', 'refusal', 'order_start']);

function onlyOf<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
