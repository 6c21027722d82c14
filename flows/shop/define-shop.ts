import type { DialogueFlow, Language, PlannedFollowUp } from '../../contracts/dialogue.ts';
import { defineFlow } from '../engine/define-flow.ts';
import type { FollowUpChanges, StandingInput, ToolDefinition } from '../engine/definition.ts';
import { listOf } from './basket.ts';
import { CLEARED } from './checkout.ts';
import { SHOP_EXAMPLES } from './examples.ts';
import { shopQueryFor } from './query.ts';
import { RETURNS_EN } from './returns/templates.en.ts';
import { RETURNS_HI } from './returns/templates.hi.ts';
import type { ShopSettings } from './settings.ts';
import { extractShopSlots, SHOP_SLOTS } from './slots.ts';
import { SHOP_STATES } from './states.ts';
import { SHOP_EN } from './templates.en.ts';
import { SHOP_HI } from './templates.hi.ts';
import { OTHER_ADDRESS, TELL_ADDRESS } from './tools/address.ts';
import { ANSWER_TIME, CHOOSE_DELIVERY } from './tools/delivery.ts';
import { ANSWER_ITEM, ASK_ITEM_AGAIN, CHECK_OUT, DROP_BASKET, orderItems, SHOW_BASKET } from './tools/items.ts';
import { SAY_LANGUAGES } from './tools/languages.ts';
import { HURRY, NO_DISCOUNT, NOTHING_YET, POSSIBLE, SHOP_QUESTION, STILL_HERE } from './tools/manners.ts';
import { GREET, MENU_CHOICE, REGISTER, START_ORDER } from './tools/menu.ts';
import { ANSWER_SHORT, CANCEL_ORDER, CANCEL_PLACED, CONFIRM_CANCEL } from './tools/cancel.ts';
import { ADD_TO_PLACED, CHANGE_ORDER, ORDER_STATUS, OTHER_ORDER } from './tools/orders.ts';
import { MOVE_ORDER } from './tools/move.ts';
import { CONFIRM_RENAME, DETAILS_WITH_GOODS, RENAME } from './tools/details.ts';
import { CONFIRM_NOTE, DELIVERY_NOTE, PURCHASE_ORDER } from './tools/notes.ts';
import { CONFIRM_REDIRECT, REDIRECT_ORDER } from './tools/redirect.ts';
import { DELIVERY_QUESTION, PRICE_OF_LAST, PRODUCT_QUESTION, SHOP_FACTS } from './tools/questions.ts';
import { CHECK_REGISTRATION, TELL_DETAILS, TELL_PHONE, TELL_REGISTERED_NAME } from './tools/registration.ts';
import { CONFIRM_RETURN, returnItems, TELL_RETURN } from './tools/returns.ts';
import { CONFIRM_ORDER, REVIEW_AGAIN } from './tools/review.ts';
import { deskTool } from './tools/tool.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What is a shop's own besides its settings: its name, and words in place of those that all shops say. */
export interface ShopDefinition extends ShopSettings {
  readonly name: string;
  readonly description: string;
  readonly words: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>>;
  readonly facts: readonly string[];
  /** IANA zone of contacts that state none: delivery times are told in it. */
  readonly timeZone: string;
  /** After so long without an answer a basket is spoken of, then given up. Milliseconds. */
  readonly remindMs: number;
  readonly giveUpMs: number;
}

/** A flow that sells: items in people's own words, registration, read-back, orders. */
export function defineShop(shop: ShopDefinition): DialogueFlow {
  return defineFlow({
    name: shop.name,
    description: shop.description,
    initialState: 'menu',
    states: SHOP_STATES,
    examples: SHOP_EXAMPLES,
    threshold: 0.35,
    slots: SHOP_SLOTS,
    extract: extractShopSlots,
    // Who orders has bought: nothing is to be guessed.
    probability: ({ state }) => (state === 'ordered' ? 1 : 0),
    templates: {
      en: { ...SHOP_EN, ...RETURNS_EN, ...shop.words['en'] },
      hi: { ...SHOP_HI, ...RETURNS_HI, ...shop.words['hi'] },
    },
    languages: ['en', 'hi'],
    // Hindi in Latin letters is read by few of those who write it when it comes back in Devanagari.
    latinHindi: 'en',
    interruptions: [{ intents: ['payment_question'], reply: 'payment', onlyTells: true }],
    courtesies: ['greeting', 'thanks', 'farewell', 'agreement', 'refusal'],
    tools: toolsOf(shop),
    shopQuery: shopQueryFor(shop),
    standingFollowUps: (input) => standing(shop, input),
    onFollowUp: { basket_cleared: givenUp },
    conversionStates: ['ordered'],
    facts: shop.facts,
    maxGraphemes: 3000,
    maxInputChars: 2000,
    idleMs: shop.giveUpMs + HOUR_MS,
    quietHours: { start: '21:00', end: '09:00' },
    timeZone: shop.timeZone,
    model: { proposals: 'unsure' },
    handOver: { unansweredMs: 2 * HOUR_MS, answersWhileWaiting: true },
  });
}

/** In the order in which they hear a message: what comes back, answers to what was asked, items, then what is wanted besides. */
function toolsOf(settings: ShopSettings): readonly ToolDefinition[] {
  const first = [
    CONFIRM_REDIRECT,
    CONFIRM_NOTE,
    CONFIRM_RENAME,
    PRICE_OF_LAST,
    ANSWER_ITEM,
    DROP_BASKET,
    CONFIRM_CANCEL,
    CONFIRM_ORDER,
    ANSWER_SHORT,
    CONFIRM_RETURN,
    TELL_RETURN,
  ];
  const manners = [
    SAY_LANGUAGES,
    MOVE_ORDER,
    SHOP_FACTS,
    DETAILS_WITH_GOODS,
    RENAME,
    PURCHASE_ORDER,
    DELIVERY_NOTE,
    OTHER_ADDRESS,
    REDIRECT_ORDER,
    CANCEL_PLACED,
    ADD_TO_PLACED,
    OTHER_ORDER,
    NO_DISCOUNT,
    HURRY,
    STILL_HERE,
    POSSIBLE,
  ];
  const registering = [TELL_PHONE, TELL_REGISTERED_NAME, TELL_DETAILS, CHECK_REGISTRATION];
  const choices = [MENU_CHOICE, PRODUCT_QUESTION, NOTHING_YET, ANSWER_TIME];
  const wishes = [TELL_ADDRESS, CHOOSE_DELIVERY, CHECK_OUT, CHANGE_ORDER, CANCEL_ORDER, ORDER_STATUS, SHOW_BASKET];
  const others = [REVIEW_AGAIN, START_ORDER, REGISTER, DELIVERY_QUESTION, SHOP_QUESTION, GREET, ASK_ITEM_AGAIN];
  return [
    returnItems(settings),
    ...[...manners, ...first, ...registering].map((tool) => deskTool(settings, tool)),
    ...choices.map((tool) => deskTool(settings, tool)),
    orderItems(settings),
    ...[...wishes, ...others].map((tool) => deskTool(settings, tool)),
  ];
}

function standing({ remindMs, giveUpMs }: ShopDefinition, { slots, at }: StandingInput): readonly PlannedFollowUp[] {
  const basket: PlannedFollowUp[] =
    listOf(slots, 'basket').length === 0
      ? []
      : [
          { kind: 'basket_reminder', dueAt: at + remindMs, reason: 'a basket was left' },
          { kind: 'basket_cleared', dueAt: at + giveUpMs, reason: 'a basket was given up' },
        ];
  const reorderAt = slots['reorder_at'];
  const reorder: PlannedFollowUp[] =
    typeof reorderAt === 'number' && reorderAt > at
      ? [{ kind: 'reorder', dueAt: reorderAt, reason: 'the rhythm of their orders' }]
      : [];
  return [...basket, ...reorder];
}

/** The basket, and with it what was asked about it. */
function givenUp(): FollowUpChanges {
  return { slots: CLEARED, effects: [{ kind: 'save_basket', items: [] }], to: 'menu' };
}
