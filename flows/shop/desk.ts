import type { ShopEffect, ShopView } from '../../contracts/commerce/shop.ts';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ToolInput, ToolOutcome } from '../engine/definition.ts';
import type { BasketLine } from './basket.ts';
import { basketOf, basketSlot, listOf, savingBasket } from './basket.ts';
import { nextOfCheckout } from './checkout.ts';
import type { OpenQuestion } from './open-questions.ts';
import { openOf, openSlot } from './open-questions.ts';
import type { Note } from './resolve.ts';
import type { ShopSettings } from './settings.ts';
import { basketText, notesText, questionText, totalText } from './wording.ts';

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
  return { ...input, view: input.shop, settings, basket: basketOf(input.slots), open: openOf(input.slots) };
}

/** What changed at the desk; everything that is not given stays as it is. */
export interface DeskChange {
  readonly basket?: readonly BasketLine[];
  readonly open?: readonly OpenQuestion[];
  readonly last?: readonly string[];
  readonly notes?: readonly Note[];
  /** Said before anything else, ready made. */
  readonly before?: string;
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
  const { basket = desk.basket, open = desk.open, last = listOf(desk.slots, 'last') } = change;
  const slots: Slots = { ...change.slots, ...basketSlot(basket), ...openSlot(open), last };
  const effects = [...(change.effects ?? []), ...savingBasket(desk.basket, basket, view)];
  const notes = [change.before ?? '', notesText(change.notes ?? [], language)].filter((text) => text !== '').join(' ');
  const after: Desk = { ...desk, slots: { ...desk.slots, ...slots }, basket, open };
  return withSlots(nextOf(after, notes, change.isRegistered === true), slots, effects);
}

function withSlots(outcome: ToolOutcome, slots: Slots, effects: readonly ShopEffect[]): ToolOutcome {
  return { ...outcome, slots: { ...slots, ...outcome.slots }, effects: [...effects, ...(outcome.effects ?? [])] };
}

function nextOf(desk: Desk, notes: string, isRegistered: boolean): ToolOutcome {
  const { open, basket, view, language, slots } = desk;
  const [question] = open;
  if (question !== undefined) {
    const asked = questionText(question, view, language);
    return { reply: 'ask_item', to: 'clarifying', lines: { notes, question: asked }, slots: { question: asked } };
  }
  if (basket.length === 0) {
    return { reply: 'basket_empty', to: 'shopping', lines: { notes }, slots: { checkout: [], shown: [] } };
  }
  if (listOf(slots, 'checkout').length > 0) return nextOfCheckout(desk, { notes, isRegistered });
  const lines = {
    notes,
    basket: basketText(basket, view, language),
    total: totalText(basket, view, language),
  };
  return { reply: 'basket', to: 'shopping', lines };
}
