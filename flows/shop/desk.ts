import type { ShopEffect, ShopView } from '../../contracts/commerce/shop.ts';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ExtractInput, ToolInput, ToolOutcome } from '../engine/definition.ts';
import { findDates } from '../understanding/dates.ts';
import type { BasketLine } from './basket.ts';
import { basketOf, basketSlot, listOf, quantityOf, savingBasket, textOf } from './basket.ts';
import { nextOfCheckout } from './checkout.ts';
import { areaText, servedAt } from './delivery-area.ts';
import type { OpenQuestion } from './open-questions.ts';
import { openOf, openSlot } from './open-questions.ts';
import { phrase, wordedIn } from './phrases.ts';
import type { Note } from './resolving.ts';
import { leftOpen, unsettled } from './settled.ts';
import type { ShopSettings } from './settings.ts';
import { withoutSlips } from './slips.ts';
import {
  basketText,
  itemsText,
  nameOfQuestion,
  notesText,
  questionAgainText,
  questionText,
  totalText,
} from './wording.ts';

/** A message at the shop's desk: what the tools of a shop decide by. */
export interface Desk extends ToolInput {
  readonly view: ShopView;
  readonly settings: ShopSettings;
  readonly basket: readonly BasketLine[];
  readonly open: readonly OpenQuestion[];
}

/** Undefined: the shop was not looked at, so nothing can be said about it. */
export function deskOf(input: ToolInput, settings: ShopSettings): Desk | undefined {
  if (input.shop === undefined) return undefined;
  const language = wordedIn(input.language);
  const reading = readingWithoutSlips(input);
  return {
    ...input,
    reading,
    language,
    view: input.shop,
    settings,
    basket: basketOf(input.slots),
    open: openOf(input.slots),
  };
}

/** The message as it was meant: short answers with their slips put right, and with the days that are told by then. */
function readingWithoutSlips({ reading, at, timeZone, language }: ToolInput): ExtractInput {
  const text = withoutSlips(reading.text);
  if (text === reading.text) return reading;
  const dates = findDates(text, { at, timeZone, region: undefined, products: [], language });
  return { ...reading, text, entities: [...reading.entities.filter(({ kind }) => kind !== 'date'), ...dates] };
}

/** What changed at the desk; everything that is not given stays as it is. */
export interface DeskChange {
  readonly basket?: readonly BasketLine[];
  readonly open?: readonly OpenQuestion[];
  readonly last?: readonly string[];
  readonly notes?: readonly Note[];
  readonly slots?: Slots;
  readonly effects?: readonly ShopEffect[];
  /** The customer is registered with this turn. */
  readonly isRegistered?: true;
}

/**
 * Where the conversation goes after a change: open questions first, then the basket, or the next step of the checkout where
 * that has begun.
 */
export function onward(desk: Desk, change: DeskChange): ToolOutcome {
  const { view, language } = desk;
  const { basket = desk.basket, last = listOf(desk.slots, 'last') } = change;
  const open = unsettled(change.open ?? desk.open, { asked: desk.open, before: desk.basket, after: basket });
  const slots: Slots = { ...change.slots, ...basketSlot(basket), ...openSlot(open), last };
  const effects = [...(change.effects ?? []), ...savingBasket(desk.basket, basket, view)];
  // At the question for a time the basket is not shown.
  const isUnseen = open.length > 0 || (desk.reading.state === 'delivery' && change.slots?.['delivery'] === undefined);
  const changed = isUnseen ? changedLines(desk.basket, basket) : [];
  const soFar = changed.length > 0 ? phrase(language, 'so_far', { items: itemsText(changed, view, language) }) : '';
  const told = [...notesOf(desk, change), ...laterOf(desk, open)];
  const asked: Desk = { ...desk, slots: { ...desk.slots, ...slots }, basket, open };
  const outside = outsideOf(asked);
  const notes = [outside, notesText(told, language), soFar].filter((text) => text !== '').join(' ');
  const unserved: Slots = outside === '' ? {} : { address: '' };
  const after: Desk = { ...asked, slots: { ...asked.slots, ...unserved } };
  return withSlots(nextOf(after, notes, change.isRegistered === true), { ...slots, ...unserved }, effects);
}

/** An address that is not delivered to is told to be when it is given; at the checkout another is asked for. Empty: it is none. */
function outsideOf({ slots, view, language }: Desk): string {
  const address = textOf(slots, 'address');
  const { facts = {} } = view;
  if (address === undefined || listOf(slots, 'checkout').length > 0) return '';
  if (servedAt(address, facts.deliversTo) !== 'outside') return '';
  return phrase(language, 'outside', { address, area: areaText(facts) });
}

/** Of an order that is being changed it is said that it lacks something, not of a basket. */
function notesOf({ slots }: Desk, { notes = [] }: DeskChange): readonly Note[] {
  if (listOf(slots, 'changing').length === 0) return notes;
  return notes.map((note) => (note.kind === 'not_in_basket' ? { ...note, kind: 'not_in_order' } : note));
}

/** What is asked after the question that is still open: it was heard. */
function laterOf({ open: before, view }: Desk, open: readonly OpenQuestion[]): readonly Note[] {
  const known = new Set(before.map((question) => JSON.stringify(question)));
  const [first, ...others] = open;
  if (first === undefined || !known.has(JSON.stringify(first))) return [];
  const added = others.filter((question) => !known.has(JSON.stringify(question)));
  return added.map((question) => ({ kind: 'later', words: nameOfQuestion(question, view) }));
}

function changedLines(before: readonly BasketLine[], after: readonly BasketLine[]): readonly BasketLine[] {
  return after.filter(({ sku, quantity }) => quantityOf(before, sku) !== quantity);
}

function withSlots(outcome: ToolOutcome, slots: Slots, effects: readonly ShopEffect[]): ToolOutcome {
  return { ...outcome, slots: { ...slots, ...outcome.slots }, effects: [...effects, ...(outcome.effects ?? [])] };
}

function nextOf(desk: Desk, notes: string, isRegistered: boolean): ToolOutcome {
  const { open, basket, view, language, slots } = desk;
  const [question] = open;
  if (question !== undefined) {
    const asked = questionText(question, view, language);
    if (asked === slots['question']) return askAgain(desk, question, { notes, isRegistered });
    return {
      reply: 'ask_item',
      to: 'clarifying',
      lines: { notes, question: asked },
      slots: { question: asked, asked_again: [] },
    };
  }
  if (basket.length === 0) {
    // One question at a time: what is meant comes first.
    const isAsked = notes !== '' && notes === phrase(language, 'which_one');
    return {
      reply: isAsked ? 'ask_which' : 'basket_empty',
      to: 'shopping',
      lines: { notes },
      slots: { checkout: [], shown: [] },
    };
  }
  if (listOf(slots, 'checkout').length > 0) return nextOfCheckout(desk, { notes, isRegistered });
  const lines = {
    notes,
    basket: basketText(basket, view, language),
    total: totalText(basket, view, language),
  };
  return { reply: listOf(slots, 'changing').length > 0 ? 'basket_change' : 'basket', to: 'shopping', lines };
}

interface Before {
  readonly notes: string;
  readonly isRegistered: boolean;
}

/** A question that was not answered is asked once more in other words, with a way out; then it is left out, and that is said. */
function askAgain(desk: Desk, question: OpenQuestion, { notes, isRegistered }: Before): ToolOutcome {
  const { view, language, open, slots } = desk;
  if (listOf(slots, 'asked_again').length > 0) {
    const others = open.slice(1);
    const told = `${notes} ${notesText(leftOpen([question], desk.basket, view), language)}`.trim();
    const outcome = nextOf({ ...desk, open: others }, told, isRegistered);
    return { ...outcome, slots: { ...outcome.slots, ...openSlot(others), asked_again: [] } };
  }
  // The same question, and nothing else: nobody got anywhere.
  const stuck = notes === '' ? ({ isStuck: true } as const) : {};
  return {
    ...stuck,
    reply: 'ask_item',
    to: 'clarifying',
    lines: { notes, question: questionAgainText(question, view, language) },
    slots: { asked_again: ['yes'] },
  };
}
