import type { DeliverySlot, ShopEffect, ShopOrder } from '../../contracts/commerce/shop.ts';
import type { Slots } from '../../contracts/dialogue.ts';
import type { ToolOutcome } from '../engine/definition.ts';
import { basketSlot, itemsOf, listOf, textOf } from './basket.ts';
import type { Desk } from './desk.ts';
import { areaText, servedAt } from './delivery-area.ts';
import { phrase } from './phrases.ts';
import { dayText, slotText } from './times.ts';
import { basketText, moneyText, totalOf, totalText } from './wording.ts';

export interface CheckoutWords {
  readonly notes: string;
  readonly isRegistered?: boolean;
}

/** What is missing before the order can be read back is asked for, one after the other; then it is read back. */
export function nextOfCheckout(desk: Desk, { notes, isRegistered = false }: CheckoutWords): ToolOutcome {
  const { view } = desk;
  const minimum = view.facts?.minimumOrderMinor;
  if (minimum !== undefined && totalOf(desk.basket, view).grossMinor < minimum)
    return belowMinimum(desk, notes, minimum);
  if (view.customer === undefined && !isRegistered) return nextOfRegistration(desk, notes);
  if (addressOf(desk) === undefined) return { reply: 'ask_address', to: 'register_address', lines: { notes } };
  const unserved = unservedAddress(desk, notes);
  if (unserved !== undefined) return unserved;
  if (deliveryOf(desk) === undefined) return askDelivery(desk, notes);
  return readBack(desk, notes);
}

/** Less than the shop takes is not read back: what it comes to, and what is missing, is said. */
function belowMinimum({ view, basket, language }: Desk, notes: string, minimum: number): ToolOutcome {
  const { grossMinor } = totalOf(basket, view);
  const money = (minor: number): string => moneyText(minor, view.currency, language);
  return {
    reply: 'below_minimum',
    to: 'shopping',
    lines: { notes, minimum: money(minimum), gross: money(grossMinor), missing: money(minimum - grossMinor) },
    slots: { checkout: [], shown: [] },
  };
}

/**
 * Undefined: the shop delivers to the address of the order. One outside its area is told to be, and another asked for; of one in doubt
 * the postcode is asked. The address of an order that was placed stays good for its changes.
 */
export function unservedAddress(desk: Desk, notes: string): ToolOutcome | undefined {
  const address = addressOf(desk);
  const { facts = {} } = desk.view;
  if (address === undefined || address === orderChanged(desk)?.address) return undefined;
  const served = servedAt(address, facts.deliversTo);
  if (served === 'inside') return undefined;
  const lines = { notes, address, area: areaText(facts) };
  return served === 'outside'
    ? { reply: 'outside_area', to: 'register_address', lines, slots: { address: '', shown: [] } }
    : { reply: 'ask_postcode', to: 'register_address', lines, slots: { address, shown: [] } };
}

/** The next thing a new customer has to tell: phone, name, address; then all of it is read back. */
export function nextOfRegistration(desk: Desk, notes: string): ToolOutcome {
  const { slots, view } = desk;
  const unserved = unservedAddress(desk, notes);
  if (unserved !== undefined) return unserved;
  const lines = { notes };
  const phone = textOf(slots, 'phone') ?? view.contactPhone;
  if (phone === undefined) return { reply: 'ask_phone', to: 'register_phone', lines };
  const known: Slots = { phone };
  const [name, address] = [textOf(slots, 'name'), textOf(slots, 'address')];
  if (name === undefined) return { reply: 'ask_name', to: 'register_name', lines, slots: known };
  if (address === undefined) return { reply: 'ask_address', to: 'register_address', lines, slots: known };
  return {
    reply: 'check_registration',
    to: 'register_check',
    lines: { notes, phone, name, address },
    slots: { ...known, shown: [registrationOf(phone, name, address)] },
  };
}

/** What was read back of a registration: a yes is to just that. */
export function registrationOf(phone: string, name: string, address: string): string {
  return JSON.stringify([phone, name, address]);
}

/** Where it goes: what was told last, or the order that is being changed, or the customer's own. */
export function addressOf(desk: Pick<Desk, 'slots' | 'view'>): string | undefined {
  return textOf(desk.slots, 'address') ?? addressKnown(desk);
}

function addressKnown(desk: Pick<Desk, 'slots' | 'view'>): string | undefined {
  return orderChanged(desk)?.address ?? desk.view.customer?.address;
}

function orderChanged({ slots, view }: Pick<Desk, 'slots' | 'view'>): ShopOrder | undefined {
  const [orderId] = listOf(slots, 'changing');
  return view.orders.find((order) => order.orderId === orderId);
}

/** Slot or day of the delivery, as it is kept in the slot `delivery`. */
export type Delivery =
  | { readonly kind: 'slot'; readonly slot: DeliverySlot }
  | { readonly kind: 'day'; readonly day: string }
  /** No slot is free: a person tells the time. */
  | { readonly kind: 'none' };

/** Undefined: it has to be chosen, or the chosen slot is gone. */
export function deliveryOf({ slots, view, settings }: Desk): Delivery | undefined {
  const [kind, value] = listOf(slots, 'delivery');
  if (settings.delivery === 'day') return kind === 'day' && value !== undefined ? { kind, day: value } : undefined;
  if (view.slots.length === 0) return { kind: 'none' };
  const slot = view.slots.find(({ slotId }) => slotId === value) ?? heldSlot(slots, view.orders, value);
  return slot === undefined ? undefined : { kind: 'slot', slot };
}

/** The slot of the order that is being changed is its own, however full it is. */
function heldSlot(slots: Slots, orders: Desk['view']['orders'], slotId: string | undefined): DeliverySlot | undefined {
  const [orderId] = listOf(slots, 'changing');
  const slot = orders.find((order) => order.orderId === orderId)?.slot;
  return slot?.slotId === slotId ? slot : undefined;
}

/** Asks for the slot or the day. Of some slots only, where those were meant; their numbers stay the same. */
export function askDelivery(
  desk: Desk,
  notes: string,
  some: readonly DeliverySlot[] = desk.view.slots.slice(0, MAX_LISTED),
): ToolOutcome {
  const { settings, view, timeZone, language } = desk;
  if (settings.delivery === 'day') return { reply: 'ask_day', to: 'delivery', lines: { notes } };
  const options = view.slots
    .flatMap((slot, index) =>
      some.slice(0, MAX_LISTED).includes(slot) ? [`${index + 1}) ${slotText(slot, timeZone, language)}`] : [],
    )
    .join('\n');
  return {
    reply: 'ask_slot',
    to: 'delivery',
    lines: { notes, options },
    slots: { times: phrase(language, 'times', { options }) },
  };
}

/** More times than these are not listed at once; each can still be named by its day and hour. */
export const MAX_LISTED = 6;

/** Reads back items, amounts, address and delivery, and asks for the explicit yes. */
export function readBack(desk: Desk, notes: string): ToolOutcome {
  const { view, language, basket, slots } = desk;
  const address = addressOf(desk) ?? '';
  const isChange = listOf(slots, 'changing').length > 0;
  return {
    reply: isChange ? 'read_back_change' : 'read_back',
    to: 'review',
    lines: {
      notes,
      basket: basketText(basket, view, language),
      total: totalText(basket, view, language),
      address: phrase(language, 'address', { address }),
      delivery: deliveryText(desk),
      note: noteText(desk),
      approval: approvalText(desk),
    },
    slots: { shown: [orderShown(desk)], checkout: ['yes'] },
  };
}

/** What was read back of an order, with what it costs: a yes is to just that. */
export function orderShown(desk: Desk): string {
  const { view, basket, slots } = desk;
  const { grossMinor } = totalOf(basket, view);
  const delivery = deliveryOf(desk);
  const when = delivery?.kind === 'slot' ? delivery.slot.slotId : delivery?.kind === 'day' ? delivery.day : 'none';
  return JSON.stringify([
    basketSlot(basket).basket,
    grossMinor,
    addressOf(desk),
    when,
    listOf(slots, 'changing'),
    noteOf(desk),
  ]);
}

/** That the time of delivery was heard, before it is read back. */
export function timeNoted(desk: Desk): string {
  return phrase(desk.language, 'time_noted', { when: deliveryText(desk) });
}

function deliveryText(desk: Desk): string {
  const { language, timeZone } = desk;
  const delivery = deliveryOf(desk);
  if (delivery?.kind === 'day') return phrase(language, 'day', { day: dayText(delivery.day, language) });
  if (delivery?.kind === 'slot') return phrase(language, 'slot', { slot: slotText(delivery.slot, timeZone, language) });
  return phrase(language, 'no_slot');
}

/** What whoever delivers shall know: what was told last, or what the order that is being changed says. */
function noteOf({ slots, view }: Desk): string | undefined {
  const [orderId] = listOf(slots, 'changing');
  return listOf(slots, 'note')[0] ?? view.orders.find((order) => order.orderId === orderId)?.note;
}

function noteText(desk: Desk): string {
  const note = noteOf(desk);
  return note === undefined ? '' : phrase(desk.language, 'note', { note });
}

function approvalText({ view, basket, language }: Desk): string {
  const { approvalLimitMinor: limit } = view;
  if (limit === undefined || totalOf(basket, view).grossMinor < limit) return '';
  return phrase(language, 'approval', { limit: moneyText(limit, view.currency, language) });
}

/** What the confirmed order is in the shop, after the address where that is new. */
export function orderEffects(desk: Desk): readonly ShopEffect[] {
  const { slots, view, basket } = desk;
  const delivery = deliveryOf(desk);
  const when =
    delivery?.kind === 'slot'
      ? { slotId: delivery.slot.slotId }
      : delivery?.kind === 'day'
        ? { deliverOn: delivery.day }
        : {};
  const address = textOf(slots, 'address');
  const isMoved = address !== undefined && address !== addressKnown(desk);
  const items = itemsOf(basket, view);
  const [orderId] = listOf(slots, 'changing');
  const [note] = listOf(slots, 'note');
  if (orderId === undefined) {
    const moved: ShopEffect[] = isMoved ? [{ kind: 'change_address', address }] : [];
    return [...moved, { kind: 'place_order', items, ...when, ...(note === undefined ? {} : { note }) }];
  }
  const moved: ShopEffect[] = isMoved ? [{ kind: 'redirect_order', orderId, address }] : [];
  const noted: ShopEffect[] = note === undefined ? [] : [{ kind: 'note_order', orderId, note }];
  // What was being changed stood in the basket, and is the order's again.
  const emptied: ShopEffect = { kind: 'save_basket', items: [] };
  return [{ kind: 'command_order', orderId, command: 'change', items, ...when }, ...moved, ...noted, emptied];
}

/** The slots of a conversation whose order was placed, dropped or given up. */
export const CLEARED: Slots = {
  basket: [],
  open: [],
  last: [],
  delivery: [],
  checkout: [],
  shown: [],
  changing: [],
  note: [],
  question: '',
  times: '',
};
