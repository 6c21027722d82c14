import { z } from 'zod';
import type { OrderTalk } from '../../../contracts/commerce/order-talk.ts';
import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { Slots } from '../../../contracts/dialogue.ts';
import type { ExtractInput, ToolDefinition, ToolOutcome } from '../../engine/definition.ts';
import { isRepeat, isSkip } from '../../understanding/repair-cues.ts';
import { answeredBy } from '../answer-parts.ts';
import { resolving } from '../answers.ts';
import { CLEARED } from '../checkout.ts';
import type { BasketLine } from '../basket.ts';
import { basketOf, listOf } from '../basket.ts';
import type { Desk } from '../desk.ts';
import { deskOf, onward } from '../desk.ts';
import { beginsWithCourtesy } from '../courtesy.ts';
import { onOneLine } from '../fragments.ts';
import { clearTalk } from '../clear-items.ts';
import { foundFor } from '../match.ts';
import { namedBefore } from '../named-before.ts';
import { goodsOf } from '../no-goods.ts';
import { isIdle, openedFor, orderSpokenOf } from '../opened-order.ts';
import { numberSaid, orderMeant } from '../order-meant.ts';
import { joinsOrdered, mentionsOrder } from '../order-mention.ts';
import { statusText } from '../order-text.ts';
import { phrase } from '../phrases.ts';
import { resolve } from '../resolve.ts';
import type { Resolved } from '../resolving.ts';
import { optionSaid, saysCancel, saysDone, saysNo, saysYes, talkOf, wantsNothing } from '../said.ts';
import { leftOpen } from '../settled.ts';
import type { ShopSettings } from '../settings.ts';
import { withoutSlips } from '../slips.ts';
import { agreedDay } from './delivery.ts';
import { askCancelOf } from './cancel.ts';
import { ORDER_STATUS, withOrder } from './orders.ts';
import type { DeskTool } from './tool.ts';
import { TRADING } from './tool.ts';

/** Lines as a customer might have written them: what a model proposes passes the same grammar. */
const Lines = z.strictObject({ lines: z.array(z.string().min(1).max(200)).min(1).max(20) });

/** Name under which a model proposes items. */
export const ORDER_ITEMS = 'order_items';

/** Puts what the message says about items into the basket. */
export function orderItems(settings: ShopSettings): ToolDefinition {
  return {
    name: ORDER_ITEMS,
    description:
      'Changes the basket. lines: what the customer wants, each as a short line with quantity and product in English or Hindi, such as "2 kg tomatoes", "remove the rice", "make the milk 3". Only what the customer wrote.',
    // Whoever is asked for the phone, or whether all shall be dropped, may still name what they want: then nothing is dropped.
    states: [...TRADING, 'register_phone', 'dropping'],
    intents: [],
    claims: true,
    parameters: Lines,
    readArguments: (reading) => (isBeside(reading) ? undefined : { lines: [reading.text.slice(0, MAX_CHARS)] }),
    run: (args, input) => {
      const desk = deskOf(input, settings);
      return desk === undefined ? undefined : itemsOutcome(desk, Lines.parse(args).lines);
    },
  };
}

/** "Can you repeat that?" asks for words, not for goods; "the seocnd one" and "Thursdya" are answers. */
function isBeside({ text, language, state }: ExtractInput): boolean {
  const isChoice = state === 'delivery' && optionSaid(text, MAX_CHOICES) !== undefined;
  const isAside = isRepeat(text, language) || isSkip(text, language) || wantsNothing(text);
  return isChoice || isAside || withoutSlips(text) !== text;
}

/** More than are ever offered. */
const MAX_CHOICES = 20;

/** A long shopping list; what is beyond is not read. UTF-16 units. */
const MAX_CHARS = 200;

/** What lines about goods come to: the basket, or the order that they change; undefined: they name none. */
export function itemsOutcome(desk: Desk, lines: readonly string[]): ToolOutcome | undefined {
  const isRule = lines.length === 1 && desk.reading.text.startsWith(lines[0] ?? '');
  const said = goodsOf(isRule ? talkIn(desk) : talkOf(lines, desk.language), desk.view);
  // At the question for a time only what names goods outright is one.
  const talk = desk.reading.state === 'delivery' ? said.filter((one) => isClear(desk, one)) : said;
  if (talk.length === 0 || !isMeant(talk, desk)) return undefined;
  const ofOrder = isIdle(desk) ? orderOutcome(desk, talk) : undefined;
  return ofOrder ?? withClosed(desk, filledBy(desk, talk));
}

/** "But 2 kilo": an amount with its unit is of what was spoken of last, and no number of a time. */
function isClear(desk: Desk, one: OrderTalk): boolean {
  const isAmount = (one.kind === 'add' || one.kind === 'set') && one.product === undefined && one.sizes.length === 0;
  const unit = isAmount ? (one.quantity?.unit ?? one.quantity?.pack) : undefined;
  return unit !== undefined || clearTalk(desk, [one]).length > 0;
}

/** What was said; of a message in pieces the reading on one line, where only that names what there is. */
function talkIn({ reading, language, view }: Desk): readonly OrderTalk[] {
  const talk = talkOf([reading.text], language);
  const together = talkOf(onOneLine(reading.text), language);
  const isNamed = (one: OrderTalk): boolean =>
    (one.kind === 'add' || one.kind === 'set') &&
    one.product !== undefined &&
    (foundFor(view, one.product, one.sizes)[0]?.score ?? 0) >= SAME;
  const isOne = together.length > 0 && together.length < talk.length && together.every(isNamed);
  return isOne && !talk.every(isNamed) ? together : talk;
}

function filledBy(desk: Desk, talk: readonly OrderTalk[], more: Slots = {}): ToolOutcome {
  const day = agreedDay(desk);
  const slots: Slots = day === undefined ? more : { ...more, delivery: ['day', day] };
  const from = resolving(desk);
  const named = namedBefore(desk.reading.text, talk, desk);
  // "Why buffalo milk? remove that": where there is none of it, nothing else is meant.
  const isNothing = named !== undefined && named.length === 0;
  const meant = isNothing ? talk.slice(1) : talk;
  const done = resolve(meant, named === undefined ? from : { ...from, last: named });
  const resolved: Resolved = isNothing ? { ...done, notes: [{ kind: 'which_one' }, ...done.notes] } : done;
  const order = desk.view.orders.find(({ orderId }) => orderId === listOf(desk.slots, 'changing')[0]);
  // An order of nothing is a cancelled one, and that takes a yes of its own.
  if (order !== undefined && resolved.basket.length === 0 && resolved.open.length === 0) {
    const asked = askCancelOf(desk, order);
    return { ...asked, slots: { ...CLEARED, ...asked.slots } };
  }
  return onward(desk, { ...resolved, slots });
}

/** With nothing in hand: what is said of an order that was placed opens it, and is read back at once. */
function orderOutcome(desk: Desk, talk: readonly OrderTalk[]): ToolOutcome | undefined {
  const { text } = desk.reading;
  const isMentioned = mentionsOrder(text) || (desk.reading.state === 'ordered' && joinsOrdered(text));
  // "Remove it from my order" can mean no basket; "add it to my order" starts one where no order can be changed.
  const isOfOrder = isMentioned && (numberSaid(desk) !== undefined || talk.every(({ kind }) => kind !== 'add'));
  const spokenOf = orderSpokenOf(talk, desk) ?? (isMentioned ? orderMeant(desk, 'change') : undefined);
  if (spokenOf !== undefined && !isOfOrder) return changedBy(desk, spokenOf, talk);
  return isOfOrder ? withOrder(desk, 'change', (order) => changedBy(desk, order, talk)) : undefined;
}

function changedBy(desk: Desk, order: ShopOrder, talk: readonly OrderTalk[]): ToolOutcome {
  const opened = openedFor(desk, order);
  const changed = filledBy(opened, talk, { checkout: ['yes'] });
  const isSame = changed.to !== 'clarifying' && isSameBasket(opened.basket, basketOf(changed.slots ?? {}));
  // Nothing to say yes to: what stands there is shown instead.
  const outcome = isSame ? { ...filledBy(opened, talk), reply: 'change_order_ask' } : changed;
  return { ...outcome, slots: { ...opened.slots, ...outcome.slots } };
}

/** What was to join an order that cannot be changed any more begins another, and that is said. */
function withClosed(desk: Desk, outcome: ToolOutcome): ToolOutcome {
  const { reading, view, language } = desk;
  const order = view.orders.find(({ status }) => status === 'packed' || status === 'out_for_delivery');
  const isOther = isIdle(desk) && mentionsOrder(reading.text) && outcome.to !== 'menu';
  if (order === undefined || !isOther) return outcome;
  const told = phrase(language, 'order_closed', { number: order.number, status: statusText(order, language) });
  const notes = [told, outcome.lines?.['notes'] ?? ''].filter((text) => text !== '').join(' ');
  return { ...outcome, lines: { ...outcome.lines, notes } };
}

function isSameBasket(before: readonly BasketLine[], after: readonly BasketLine[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** A bare word is an item only where we have such a thing: "banana" is, "Peter" is not. */
function isMeant(talk: readonly OrderTalk[], { view, reading }: Desk): boolean {
  const isCourtesy = beginsWithCourtesy(reading.text);
  const enough = isCourtesy ? SAME : CLOSE;
  return talk.some((one) => {
    if (one.kind !== 'add' && one.kind !== 'set') return true;
    // "Thanks a lot" is no amount of anything.
    if (one.product === undefined) return !isCourtesy || one.quantity?.isVague !== true;
    return one.quantity !== undefined || (foundFor(view, one.product, one.sizes)[0]?.score ?? 0) >= enough;
  });
}

/** "Hiya" and "cheers" are spelled like a gourd and like sugar, and mean neither. */
const SAME = 0.95;

/** A word of a name of three; what is merely spelled alike stays below. By the scores of the search. */
const CLOSE = 0.7;

/** The answer to what was asked about an item. */
export const ANSWER_ITEM: DeskTool = {
  name: 'answer_item',
  description: 'Takes the answer to a question about an item.',
  states: ['clarifying'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const answer = answeredBy(desk);
    return answer === undefined ? undefined : onward(desk, answer);
  },
};

/** What nobody understands at a question about an item: it is asked in other words, then left out. */
export const ASK_ITEM_AGAIN: DeskTool = {
  name: 'ask_item_again',
  description: 'Asks about an item once more, then leaves it out.',
  states: ['clarifying'],
  hears: ({ intent }) => intent === undefined,
  run: (desk) => (desk.open.length === 0 ? undefined : onward(desk, {})),
};

/** Nothing more is wanted: what is missing is asked, then the order is read back. */
export const CHECK_OUT: DeskTool = {
  name: 'check_out',
  description: 'Reads the order back when nothing more is wanted.',
  states: ['shopping', 'clarifying', 'menu', 'ordered'],
  // Where goods are asked about, what merely sounds like the end of an order is about them: "the ones that fit 12oz".
  hears: ({ text, language, intent, state, known }) =>
    (intent === 'checkout' && !(state === 'clarifying' && /\p{Nd}/u.test(text))) ||
    (state === 'shopping' &&
      (saysDone(text.replace(ALL_RIGHT, ''), language) ||
        // After a read-back that was to be changed a yes asks to read it again.
        (listOf(known, 'checkout').length > 0 && saysYes(text, language)))),
  run: (desk) => {
    if (desk.basket.length === 0) return undefined;
    // What stayed unclear is left out, and said to be: nothing is guessed.
    const notes = leftOpen(desk.open, desk.basket, desk.view);
    return onward(desk, { open: [], notes, slots: { checkout: ['yes'] } });
  },
};

/** "Theek hai, bas": all right, that is all. */
const ALL_RIGHT = /^(?:(?:ok|okay|all right|alright|the+k hai|thik hai|ac+h+a|haan|ठीक है|अच्छा|हाँ)[\s,.!]+)+/iu;

/** What is in the basket. */
export const SHOW_BASKET: DeskTool = {
  name: 'show_basket',
  description: 'Shows what is in the basket.',
  states: ['menu', 'shopping', 'delivery', 'review', 'ordered'],
  hears: ({ intent }) => intent === 'show_basket',
  // With nothing in hand a total is that of what was ordered.
  run: (desk) =>
    isIdle(desk) && desk.view.orders.length > 0 ? ORDER_STATUS.run(desk) : onward(desk, { slots: { checkout: [] } }),
};

/** The wish to drop everything, while there is something to drop: it is asked back. */
export const DROP_BASKET: DeskTool = {
  name: 'drop_basket',
  description: 'Empties the basket after a yes.',
  states: ['dropping'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    if (isYesTo(desk)) {
      const effects = [{ kind: 'save_basket', items: [] } as const];
      return { reply: 'basket_dropped', to: 'menu', slots: CLEARED, effects };
    }
    return isNoTo(desk) ? onward(desk, {}) : undefined;
  },
};

function isYesTo({ reading, language }: Desk): boolean {
  return saysCancel(reading.text, language);
}

function isNoTo({ reading, language }: Desk): boolean {
  return saysNo(reading.text, language) || reading.intent === 'refusal';
}
