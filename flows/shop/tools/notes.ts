import type { ShopOrder } from '../../../contracts/commerce/shop.ts';
import { TAKES_NOTES } from '../../../contracts/commerce/orders.ts';
import type { Entity, ToolOutcome } from '../../engine/definition.ts';
import { listOf } from '../basket.ts';
import { timeNoted } from '../checkout.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import type { NoteSaid } from '../note-said.ts';
import { noteSaid, purchaseOrderSaid, wholeNote, withoutPurchaseOrder, withPurchaseOrder } from '../note-said.ts';
import { orderAmong } from '../order-meant.ts';
import { orderText } from '../order-text.ts';
import { phrase } from '../phrases.ts';
import { beginsAddress } from '../registration-words.ts';
import { saysDone, saysNo, saysYes } from '../said.ts';
import { choiceIn } from '../slot-choice.ts';
import { deliveryAgreed, timeChosen } from './delivery.ts';
import { itemsOutcome } from './items.ts';
import { askWhose } from './orders.ts';
import type { DeskTool } from './tool.ts';

/**
 * What whoever delivers shall know: "leave with guard", "ring twice". With goods in hand it is read back with them; without, it is
 * read back for the order that was placed and has not left, and a yes notes it there.
 */
export const DELIVERY_NOTE: DeskTool = {
  name: 'delivery_note',
  description: 'Takes a note for whoever delivers.',
  states: [
    'menu',
    'ordered',
    'person',
    'shopping',
    'clarifying',
    'delivery',
    'review',
    'register_phone',
    'register_name',
    'register_address',
  ],
  isBinding: true,
  hears: ({ text, state, entities }) =>
    noteSaid(text) !== undefined && !(state.startsWith('register_') && isDetail(text, entities)),
  run: (desk) => {
    const told = noteSaid(desk.reading.text);
    if (told === undefined) return undefined;
    const [before] = listOf(desk.slots, 'note');
    const said = { ...told, note: withPurchaseOrder(told.note, before) };
    const beside = said.rest === '' ? undefined : besideNote(desk, said);
    if (beside !== undefined) return beside;
    const note = isAnswer(desk, said.rest) ? said.note : withPurchaseOrder(wholeNote(desk.reading.text), before);
    if (desk.basket.length === 0 && desk.open.length === 0) return ofPlaced(desk, note);
    return onward(desk, { slots: { note: [note] }, notes: [{ kind: 'note_taken', words: note }] });
  },
};

/** "PO 4471": the business's own number of the order is noted on it. */
export const PURCHASE_ORDER: DeskTool = {
  name: 'purchase_order',
  description: "Notes the business's own number of the order.",
  states: ['menu', 'ordered', 'person', 'shopping', 'delivery', 'review', 'register_name', 'register_address'],
  isBinding: true,
  hears: ({ text }) => purchaseOrderSaid(text) !== undefined,
  run: (desk) => {
    const said = purchaseOrderSaid(desk.reading.text);
    if (said === undefined || desk.settings.customers !== 'outlet') return undefined;
    const [before] = listOf(desk.slots, 'note');
    const note = withPurchaseOrder(withoutPurchaseOrder(before), said.note);
    const noted = phrase(desk.language, 'po_noted', { words: said.note });
    const beside = said.rest === '' ? undefined : besideNote(desk, { note, rest: said.rest }, noted);
    if (beside !== undefined) return beside;
    if (said.rest !== '' && !isAnswer(desk, said.rest)) return undefined;
    if (desk.basket.length === 0 && desk.open.length === 0) return ofPlaced(desk, note);
    return onward(desk, { slots: { note: [note] }, notes: [{ kind: 'po_noted', words: said.note }] });
  },
};

/** Where name, phone and address are asked for, they are no notes. */
function isDetail(text: string, entities: readonly Entity[]): boolean {
  return beginsAddress(text) || entities.some(({ kind }) => kind === 'address' || kind === 'phone');
}

function isAnswer({ language }: Desk, rest: string): boolean {
  return rest === '' || saysYes(rest, language) || saysNo(rest, language) || saysDone(rest, language);
}

/** What the other parts of the message come to, and the note with it; undefined: they are about neither goods nor a time. */
function besideNote(
  desk: Desk,
  { note, rest }: NoteSaid,
  taken = phrase(desk.language, 'note_taken', { words: note }),
): ToolOutcome | undefined {
  const { reading, timeZone } = desk;
  if (isAnswer(desk, rest) || reading.state.startsWith('register_')) return undefined;
  const entities = reading.entities.flatMap((entity) => movedInto(rest, entity));
  const slots = { ...desk.slots, note: [note] };
  const after: Desk = { ...desk, slots, reading: { ...reading, text: rest, entities } };
  const isTimed = desk.basket.length > 0 && (reading.state === 'delivery' || reading.state === 'review');
  const timed = isTimed ? timeChosen(after, choiceIn({ text: rest, entities, timeZone })) : undefined;
  const outcome = timed ?? timeBeside(after, rest) ?? itemsOutcome(after, [rest]);
  if (outcome === undefined) return undefined;
  const notes = [outcome.lines?.['notes'] ?? '', taken].filter((text) => text !== '').join(' ');
  return { ...outcome, lines: { ...outcome.lines, notes }, slots: { ...outcome.slots, note: [note] } };
}

/** "By tuesday pls", while goods are named: kept, and said to be. */
function timeBeside(desk: Desk, rest: string): ToolOutcome | undefined {
  if (desk.basket.length === 0 || desk.reading.state !== 'shopping') return undefined;
  const delivery = deliveryAgreed(desk, rest);
  if (delivery === undefined) return undefined;
  const outcome = onward(desk, { slots: delivery });
  const noted = timeNoted({ ...desk, slots: { ...desk.slots, ...delivery } });
  return { ...outcome, lines: { ...outcome.lines, notes: `${outcome.lines?.['notes'] ?? ''} ${noted}`.trim() } };
}

/** The entity where it stands in the rest of the message; none where it is of the note. */
function movedInto(rest: string, entity: Entity): readonly Entity[] {
  const start = rest.indexOf(entity.text);
  return start < 0 ? [] : [{ ...entity, start, end: start + entity.text.length }];
}

/** A note for an order that was placed is asked back; where all have left that is said, and where there is none it is for the next. */
function ofPlaced(desk: Desk, note: string): ToolOutcome {
  const { view } = desk;
  const order = orderAmong(
    desk,
    view.orders.filter(({ status }) => TAKES_NOTES.has(status)),
  );
  if (order !== undefined) {
    const lines = { note, order: orderText(order, desk) };
    return { reply: 'note_order_ask', to: 'noting', lines, slots: { noting: [note, order.orderId] } };
  }
  const left = view.orders.find(({ status }) => status === 'out_for_delivery');
  if (left !== undefined) return { reply: 'note_too_late', fill: { number: String(left.number) } };
  if (view.customer === undefined && view.orders.length === 0 && desk.reading.state !== 'shopping') return askWhose();
  return { reply: 'note_for_next', lines: { note }, slots: { note: [note] } };
}

/** The customer's own yes notes it on the order. */
export const CONFIRM_NOTE: DeskTool = {
  name: 'confirm_note',
  description: 'Notes on the order what was read back.',
  states: ['noting'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots, view } = desk;
    const [note, orderId] = listOf(slots, 'noting');
    if (noteSaid(reading.text) !== undefined) return DELIVERY_NOTE.run(desk);
    if (saysNo(reading.text, language)) return { reply: 'order_kept', to: 'menu', slots: { noting: [] } };
    const order = view.orders.find((one) => one.orderId === orderId);
    if (!saysYes(reading.text, language) || note === undefined || order === undefined) return undefined;
    return kept(order, note);
  },
};

function kept({ orderId, number, status }: ShopOrder, note: string): ToolOutcome {
  const fill = { number: String(number) };
  const after = { to: 'menu', fill, slots: { noting: [] } };
  if (!TAKES_NOTES.has(status)) return { ...after, reply: 'note_too_late' };
  return { ...after, reply: 'note_kept', lines: { note }, effects: [{ kind: 'note_order', orderId, note }] };
}
