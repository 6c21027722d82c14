import { z } from 'zod';
import { RETURN_REASONS } from '../../../contracts/commerce/returns.ts';
import type { ShopEffect, ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { ToolDefinition, ToolOutcome } from '../../engine/definition.ts';
import { isCancel } from '../../understanding/repair-cues.ts';
import { resolving } from '../answers.ts';
import { listOf } from '../basket.ts';
import type { Desk } from '../desk.ts';
import { deskOf, onward } from '../desk.ts';
import { isIdle } from '../opened-order.ts';
import { resolve } from '../resolve.ts';
import { answeredBy, begunWith, orderOf } from '../returns/answer.ts';
import { insteadOf } from '../returns/instead.ts';
import { namedLines } from '../returns/named-lines.ts';
import type { ReturnTalk } from '../returns/return-talk.ts';
import { returnTalkOf } from '../returns/return-talk.ts';
import type { ReturnSlip } from '../returns/slip.ts';
import {
  EMPTY_SLIP,
  itemsOfSlip,
  leftOf,
  needsPerson,
  NO_SLIP,
  returnableOrders,
  slipOf,
  slipShown,
  slipSlot,
} from '../returns/slip.ts';
import { doneText, missingOf, questionFor, readBackLines } from '../returns/wording.ts';
import { saysNo, saysYes, talkOf } from '../said.ts';
import type { ShopSettings } from '../settings.ts';
import { dayText, isoDateOf } from '../times.ts';
import { askWhose, numberSaid, OF_OTHERS } from './orders.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** Items as a customer might have written them, and why they come back: what a model proposes passes the same reading. */
const Returned = z.strictObject({
  lines: z.array(z.string().min(1).max(200)).max(20),
  reason: z.enum(RETURN_REASONS).optional(),
});
type Returned = z.infer<typeof Returned>;

/** Name under which a model proposes a return. */
export const RETURN_ITEMS = 'return_items';

/** The wish to bring something back, or the word that something is wrong with it: the return is begun, and read back. */
export function returnItems(settings: ShopSettings): ToolDefinition {
  return {
    name: RETURN_ITEMS,
    description:
      'Begins the return of delivered goods. lines: what shall come back, each as a short line with quantity and product in English or Hindi, such as "2 packets of milk"; empty where none was named. reason: why, if the customer said so. Only what the customer wrote.',
    states: TRADING,
    intents: [],
    claims: true,
    parameters: Returned,
    readArguments: ({ text }) => (returnTalkOf(text) === undefined ? undefined : { lines: [] }),
    run: (args, input) => {
      const desk = deskOf(input, settings);
      if (desk === undefined) return undefined;
      const talk = returnTalkOf(desk.reading.text) ?? proposed(Returned.parse(args));
      return wanted(desk, talk);
    },
  };
}

function proposed({ lines, reason }: Returned): ReturnTalk {
  return { isWish: true, reason, isAll: false, items: lines, instead: undefined };
}

function wanted(desk: Desk, talk: ReturnTalk): ToolOutcome | undefined {
  const { view, reading } = desk;
  if (view.customer === undefined) return talk.isWish && talk.instead === undefined ? askWhose() : undefined;
  if (OF_OTHERS.test(reading.text)) return { reply: 'only_own_orders' };
  const number = numberSaid(desk);
  const order = view.orders.find((one) => one.number === number);
  if (number !== undefined && order === undefined) return { reply: 'no_such_order', fill: { number: String(number) } };
  if (order !== undefined) return isReturnable(desk, order) ? begun(desk, talk, [order]) : whyNot(desk, order);
  const orders = returnableOrders(desk);
  return orders.length === 0 ? nothingBack(desk, talk) : begun(desk, talk, orders);
}

function isReturnable(desk: Desk, { orderId }: ShopOrder): boolean {
  return returnableOrders(desk).some((order) => order.orderId === orderId);
}

/** Of the orders that have all that was named; the rest is asked. */
function begun(desk: Desk, talk: ReturnTalk, orders: readonly ShopOrder[]): ToolOutcome | undefined {
  const named = orders.filter((order) => hasAll(desk, talk, order));
  const isNaming = talkOf(talk.items, desk.language).length > 0;
  // What was never delivered is no return: somebody else hears of it, or it is about the basket or an order that is on its way.
  const isOther = named.length === 0 || !isIdle(desk) || isOfOpenOrder(desk, talk);
  if (talk.instead !== undefined && (isOther || !isNaming)) return undefined;
  if (!talk.isWish && isNaming && named.length === 0) return undefined;
  const meant = named.length > 0 ? named : orders;
  const [newest, another] = LAST.test(desk.reading.text) ? meant.slice(0, 1) : meant;
  const { items: words, isAll, reason } = talk;
  const instead = talk.instead === undefined ? undefined : insteadOf(talk.instead, words);
  const slip: ReturnSlip = {
    ...EMPTY_SLIP,
    orders: meant.map(({ orderId }) => orderId),
    words,
    isAll,
    reason,
    instead,
  };
  if (newest === undefined || another !== undefined) return next(desk, slip, []);
  const filled = begunWith(desk, newest, slip);
  return next(desk, filled.slip, filled.notes);
}

const LAST = /\b(?:last|latest|most recent|pichh?l[aie])\b|पिछला|पिछले|पिछली|आख़िरी|आखिरी/iu;

function hasAll(desk: Desk, { items }: ReturnTalk, order: ShopOrder): boolean {
  const named = namedLines(talkOf(items, desk.language), leftOf(order), desk).filter(
    ({ words }) => words !== undefined,
  );
  return named.length > 0 && named.every((one) => one.items.length > 0);
}

/** An order that can be changed has what was named: it is exchanged there, and nothing has to come back. */
function isOfOpenOrder(desk: Desk, { items }: ReturnTalk): boolean {
  const talk = talkOf(items, desk.language);
  return desk.view.orders.some(
    (order) =>
      order.allows.includes('change') && namedLines(talk, order.items, desk).some((one) => one.items.length > 0),
  );
}

/** Nothing can come back: why, of the newest order; what is merely wrong with something is heard by others. */
function nothingBack(desk: Desk, { isWish, instead }: ReturnTalk): ToolOutcome | undefined {
  const { intent } = desk.reading;
  if (!isWish || instead !== undefined || intent === 'cancel_order' || intent === 'change_order') return undefined;
  const newest = desk.view.orders.find(({ status }) => status !== 'cancelled') ?? desk.view.orders[0];
  return newest === undefined ? { reply: 'nothing_to_return' } : whyNot(desk, newest);
}

/** Why an order cannot come back, and what can be done instead. */
function whyNot({ language, timeZone }: Desk, order: ShopOrder): ToolOutcome {
  const fill = { number: String(order.number) };
  if (order.status === 'cancelled') return { reply: 'return_cancelled', fill };
  if (order.status === 'returned') return { reply: 'return_all_back', fill };
  if (order.returnUntil !== undefined) {
    const day = dayText(isoDateOf(order.returnUntil, timeZone), language);
    return { reply: 'return_too_late', fill: { ...fill, day }, to: 'person', handOver: 'return', slots: NO_SLIP };
  }
  return { reply: order.allows.includes('cancel') ? 'return_not_delivered' : 'return_on_its_way', fill };
}

/** What is missing is asked for, one after the other; then the return is read back, or a person decides. */
function next(desk: Desk, slip: ReturnSlip, notes: readonly string[]): ToolOutcome {
  const order = orderOf(desk, slip);
  if (order === undefined && slip.orderId !== undefined) return gone(desk);
  const missing = missingOf(order, slip);
  const lines = { notes: notes.join(' ') };
  if (missing !== undefined || order === undefined) {
    const question = questionFor(missing ?? 'order', desk, order, slip);
    const isStuck = notes.length === 0 && question === desk.slots['return_question'];
    return {
      ...(isStuck ? { isStuck } : {}),
      reply: 'return_ask',
      to: 'returning',
      lines: { ...lines, return_question: question },
      slots: { ...slipSlot(slip), return_question: question, return_shown: [] },
    };
  }
  if (needsPerson(desk, slip)) return { reply: 'return_by_person', to: 'person', handOver: 'return', slots: NO_SLIP };
  return {
    reply: 'return_read_back',
    to: 'return_review',
    fill: { number: String(order.number) },
    lines: { ...lines, ...readBackLines(desk, order, slip) },
    slots: { ...slipSlot(slip), return_question: '', return_shown: [slipShown(order, slip)] },
  };
}

function gone(desk: Desk): ToolOutcome {
  return { reply: 'return_gone', to: after(desk), slots: NO_SLIP };
}

/** The basket is as it was. */
function after({ basket }: Desk): string {
  return basket.length > 0 ? 'shopping' : 'menu';
}

/** The customer’s own yes to what was read back; what is not so any more is read back again first. */
export const CONFIRM_RETURN: DeskTool = {
  name: 'confirm_return',
  description: 'Notes the return that was read back.',
  states: ['return_review'],
  isBinding: true,
  hears: ({ text, language }) => saysYes(text, language) || TAKES_BACK.test(text.trim()),
  run: (desk) => {
    const slip = slipOf(desk.slots) ?? EMPTY_SLIP;
    const order = orderOf(desk, slip);
    if (order === undefined) return gone(desk);
    if (listOf(desk.slots, 'return_shown')[0] !== slipShown(order, slip)) return next(desk, slip, []);
    return noted(desk, order, slip);
  },
};

/** A yes to "shall I note the return?" as well as "yes". */
const TAKES_BACK =
  /^(?:(?:yes|ok|okay|please|haan|ji|हाँ|हां|जी)[\s,.!]*)*(?:(?:return|refund) (?:it|them|this|that|these|those|everything)|(?:take|send) (?:it|them|this|that) back|(?:wapas|vapas) (?:kar do|le lo)|वापस (?:कर दो|ले लो|कर दीजिए|ले लीजिए))(?:[\s,]+(?:please|now))*[\s.!]*$/iu;

function noted(desk: Desk, order: ShopOrder, slip: ReturnSlip): ToolOutcome {
  const effects: readonly ShopEffect[] = [
    {
      kind: 'command_order',
      orderId: order.orderId,
      command: 'return',
      items: itemsOfSlip(order, slip),
      reason: slip.reason ?? 'other',
    },
  ];
  const done = doneText(desk, order, slip);
  if (slip.instead === undefined)
    return { reply: 'return_done', to: after(desk), lines: { done }, effects, slots: NO_SLIP };
  const talk = talkOf([slip.instead], desk.language);
  if (talk.length === 0)
    return { reply: 'return_done_instead', to: 'shopping', lines: { done }, effects, slots: NO_SLIP };
  // What is wanted instead is an order of its own, with its own read-back.
  const outcome = onward(desk, { ...resolve(talk, resolving(desk)), slots: NO_SLIP, effects });
  const notes = [done, outcome.lines?.['notes'] ?? ''].filter((text) => text !== '').join(' ');
  return { ...outcome, lines: { ...outcome.lines, notes } };
}

/** Everything else that is said to a question about a return, or to its read-back. */
export const TELL_RETURN: DeskTool = {
  name: 'tell_return',
  description: 'Takes what is missing of a return, or changes it.',
  states: ['returning', 'return_review'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots } = desk;
    const slip = slipOf(slots);
    if (slip === undefined) return gone(desk);
    if (saysNo(reading.text, language) || isCancel(reading.text, language))
      return { reply: 'return_kept', to: after(desk), slots: NO_SLIP };
    if (slip.orderId !== undefined && orderOf(desk, slip) === undefined) return gone(desk);
    const answer = answeredBy(desk, slip);
    return answer === undefined ? undefined : next(desk, answer.slip, answer.notes);
  },
};
