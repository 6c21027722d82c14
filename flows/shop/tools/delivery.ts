import type { ToolOutcome } from '../../engine/definition.ts';
import { askDelivery } from '../checkout.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { optionSaid } from '../said.ts';
import { isoDateOf, refusalOfDay } from '../times.ts';
import type { DeskTool } from './tool.ts';

/** The choice of a slot, or the day that is agreed. */
export const CHOOSE_DELIVERY: DeskTool = {
  name: 'choose_delivery',
  description: 'Takes the slot or the day of the delivery.',
  states: ['delivery', 'review', 'shopping'],
  isBinding: true,
  // "Do you deliver on Sundays?", while goods are named, is a question and no choice.
  hears: ({ state, entities, intent, text }) =>
    state === 'delivery' ||
    (entities.some(({ kind }) => kind === 'date') &&
      !(intent === 'delivery_question' && /^\s*(?:do|are|which|when)\b/iu.test(text))),
  run: (desk) => (desk.settings.delivery === 'day' ? dayOutcome(desk) : slotOutcome(desk)),
};

/** The day that the message names and that can be delivered on; of a shop that delivers by day. */
export function agreedDay(desk: Desk): string | undefined {
  const day = daySaid(desk);
  if (desk.settings.delivery !== 'day' || day === undefined) return undefined;
  return refusalOfDay(day, isoDateOf(desk.at, desk.timeZone)) === undefined ? day : undefined;
}

function daySaid({ reading, timeZone }: Desk): string | undefined {
  const date = reading.entities.find((entity) => entity.kind === 'date');
  return date === undefined ? undefined : isoDateOf(date.at, timeZone);
}

function dayOutcome(desk: Desk): ToolOutcome | undefined {
  const day = daySaid(desk);
  if (day === undefined || desk.basket.length === 0) return undefined;
  const refusal = refusalOfDay(day, isoDateOf(desk.at, desk.timeZone));
  if (refusal !== undefined) return { reply: `day_${refusal}`, to: 'delivery' };
  return onward(desk, { slots: { delivery: ['day', day], checkout: ['yes'] } });
}

function slotOutcome(desk: Desk): ToolOutcome | undefined {
  const { view, reading, timeZone } = desk;
  if (desk.basket.length === 0) return undefined;
  if (view.slots.length === 0) return onward(desk, {});
  const date = reading.entities.find((entity) => entity.kind === 'date');
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
  return { ...askDelivery(desk, ''), reply: 'slot_not_free', isStuck: true };
}

/** Whoever wants to go on, without a choice, is shown the times again. */
function shownAgain(desk: Desk): ToolOutcome | undefined {
  return GOING_ON.has(desk.reading.intent ?? '') ? { ...askDelivery(desk, ''), isStuck: true } : undefined;
}

const GOING_ON: ReadonlySet<string> = new Set(['checkout', 'agreement', 'refusal', 'order_start']);

function onlyOf<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}
