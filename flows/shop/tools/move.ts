import { isIdle, openedFor } from '../opened-order.ts';
import { orderMeant } from '../order-meant.ts';
import { choiceIn } from '../slot-choice.ts';
import { slotWish } from '../slot-wish.ts';
import { timeChosen } from './delivery.ts';
import { withOrder } from './orders.ts';
import type { DeskTool } from './tool.ts';

/** "Move the pizza box order to Friday": the order is opened with that time, and read back. */
export const MOVE_ORDER: DeskTool = {
  name: 'move_order',
  description: 'Opens an order with another time of delivery.',
  states: ['menu', 'ordered', 'person'],
  hears: ({ text, entities }) => MOVES.test(text) && slotWish({ text, entities, timeZone: 'UTC' }) !== undefined,
  run: (desk) => {
    if (!isIdle(desk)) return undefined;
    const meant = orderMeant(desk, 'change');
    if (meant === undefined) return withOrder(desk, 'change', () => ({ reply: 'no_orders' }));
    const opened = openedFor(desk, meant);
    const { text, entities } = desk.reading;
    // A day before "order" says which, not when: "my Friday order to Monday".
    const which = entities.filter(
      ({ kind, end }) => kind === 'date' && /^(?:['’]?s)?\s+order\b/iu.test(text.slice(end)),
    );
    const choice = choiceIn({
      text,
      entities: entities.filter((entity) => !which.includes(entity)),
      timeZone: desk.timeZone,
    });
    const outcome = timeChosen(opened, { ...choice, number: undefined, rest: '' });
    return outcome === undefined ? undefined : { ...outcome, slots: { ...opened.slots, ...outcome.slots } };
  },
};

const MOVES =
  /\b(?:move|shift|postpone|prepone|reschedule|delay|push)\b|\bchange\b.{0,30}\b(?:day|date|time|slot|delivery|order)\b|\b(?:deliver|send|bring) (?:it|that|my order|the order) (?:on|by)\b.*\binstead\b|\b(?:order|delivery)\b.{0,20}\bto (?:mon|tues|wednes|thurs|fri|satur|sun)day/iu;
