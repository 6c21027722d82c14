import type { ToolOutcome } from '../../engine/definition.ts';
import { askDelivery } from '../checkout.ts';
import type { Desk } from '../desk.ts';
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
  hears: ({ text, entities }) =>
    CHANGES_TIME.test(text) ||
    (MOVES.test(text) && !NAMES_ADDRESS.test(text) && slotWish({ text, entities, timeZone: 'UTC' }) !== undefined),
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
    const isSaid = choice.wish !== undefined;
    const outcome = isSaid ? timeChosen(opened, { ...choice, number: undefined, rest: '' }) : timeAsked(opened);
    return outcome === undefined ? undefined : { ...outcome, slots: { ...opened.slots, ...outcome.slots } };
  },
};

function timeAsked(opened: Desk): ToolOutcome {
  const outcome = askDelivery(opened, '');
  return { ...outcome, slots: { checkout: ['yes'], ...outcome.slots } };
}

const MOVES = new RegExp(
  [
    String.raw`\b(?:move|shift|postpone|prepone|reschedule|delay|push)\b`,
    String.raw`\bchange\b.{0,30}\b(?:day|date|time|slot|delivery|order)\b`,
    String.raw`\b(?:deliver|send|bring|come|get|give|do|make)\b(?: (?:it|that|this|them|my order|the order|everything))?.{0,40}\b(?:instead|rather)\b`,
    String.raw`\b(?:can|could|will|would|pls|please|plz) (?:(?:u|you) )?(?:deliver|bring|send) (?:it|that|this|them|my order|the order)\b`,
    String.raw`\b(?:order|delivery)\b.{0,20}\bto (?:mon|tues|wednes|thurs|fri|satur|sun)day`,
    String.raw`\b(?:order|delivery|isko|ise|usko)\b.{0,30}\b(?:bhej|kar d|kar l|le aa|la d)\p{L}*`,
    String.raw`\b(?:don['’]?t|dont|do not)\s+(?:send|deliver|bring)\b.*\b(?:send|deliver|bring|come)\b`,
    String.raw`\bnahi+n?\b.{0,30}\b(?:bhej|le aa|la d|aana|aao)\p{L}*`,
  ].join('|'),
  'iu',
);
/** "Change the address of order 12 to 7 Karve Road": numbers of an address are no hours. */
const NAMES_ADDRESS = /\b(?:change|update|correct|new|other|different)\b.{0,20}\b(?:add?ress|adress|adres)\b/iu;
/** Another time is wished, and not said which. */
const CHANGES_TIME =
  /\b(?:change|edit|update|shift|move|reschedule|badal\p{L}*)\b.{0,30}\b(?:time|timing|timings|slot|date|day)\b|\breschedule\b(?: (?:it|my|the|pls|please)\b|[\s.!?]*$)|\b(?:time|slot|din|date) badal\p{L}*/iu;
