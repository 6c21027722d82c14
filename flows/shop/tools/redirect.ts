import type { ShopFacts, ShopOrder } from '../../../contracts/commerce/shop.ts';
import type { ExtractInput, ToolOutcome } from '../../engine/definition.ts';
import { addressAnew, addressPartSaid } from '../address-part.ts';
import { addressSaid } from '../address-said.ts';
import { listOf } from '../basket.ts';
import { clearTalk } from '../clear-items.ts';
import { areaText, completesAddress, partTold, servedAt } from '../delivery-area.ts';
import type { Desk } from '../desk.ts';
import { saysNo, saysYes, talkOf } from '../said.ts';
import { isAddress } from '../slots.ts';
import { orderMeant } from '../order-meant.ts';
import { orderText } from '../order-text.ts';
import { askWhose, cannot } from './orders.ts';
import type { DeskTool } from './tool.ts';

/** With nothing in the basket another address is one for an order that was placed, or for the next: asked back before anything is done. */
export const REDIRECT_ORDER: DeskTool = {
  name: 'redirect_order',
  description: 'Asks whether an order shall go to another address.',
  states: ['menu', 'ordered', 'person'],
  hears: (reading) => addressIn(reading) !== undefined || addressPartSaid(reading.text) !== undefined,
  run: (desk) => {
    const { customer } = desk.view;
    const before = orderMeant(desk, 'change')?.address ?? customer?.address;
    const address = addressAnew(desk.reading.text, before) ?? addressIn(desk.reading);
    if (address === undefined || desk.basket.length > 0 || ordersGoods(desk)) return undefined;
    // A stranger registers with the first order; "send it to …" of somebody who is known is about theirs.
    if (desk.view.customer === undefined) return CHANGES.test(desk.reading.text) ? askWhose() : undefined;
    return askedFor(desk, address, orderMeant(desk, 'change'));
  },
};

/** Asks back; what is outside of the area is told to be, and of an address in doubt the postcode is asked. */
function askedFor(desk: Desk, address: string, order: ShopOrder | undefined): ToolOutcome {
  const { facts = {} } = desk.view;
  const served = servedAt(address, facts.deliversTo);
  if (served === 'outside') return outside(address, facts);
  if (served === 'doubt') return asked(desk, 'redirect_postcode', address, order);
  if (order === undefined) return asked(desk, 'move_customer_ask', address);
  return { ...asked(desk, 'move_order_ask', address, order), fill: { number: String(order.number) } };
}

function outside(address: string, facts: ShopFacts): ToolOutcome {
  const lines = { address, area: areaText(facts) };
  return { reply: 'redirect_outside', to: 'menu', lines, slots: { redirecting: [], address: '' } };
}

/** "2 kg onions to 12 MG Road" is an order of its own. */
function ordersGoods(desk: Desk): boolean {
  return clearTalk(desk, talkOf([desk.reading.text], desk.language)).some(
    ({ kind }) => kind === 'add' || kind === 'set',
  );
}

function asked(desk: Desk, reply: string, address: string, order?: ShopOrder): ToolOutcome {
  const before = order?.address ?? desk.view.customer?.address ?? '–';
  return {
    reply,
    to: 'redirecting',
    lines: { address, before, order: order === undefined ? '' : orderText(order, desk) },
    slots: { redirecting: [address, order?.orderId ?? ''] },
  };
}

/** The customer's own yes sends the order elsewhere. */
export const CONFIRM_REDIRECT: DeskTool = {
  name: 'confirm_redirect',
  description: 'Sends the order to the address that was read back.',
  states: ['redirecting'],
  isBinding: true,
  hears: () => true,
  run: (desk) => {
    const { reading, language, slots, view } = desk;
    const [address, orderId] = listOf(slots, 'redirecting');
    const order = view.orders.find((one) => one.orderId === orderId);
    const corrected = address === undefined ? undefined : correctedBy(address, desk);
    if (corrected !== undefined) return askedFor(desk, corrected, order);
    const told = addressIn(reading);
    if (told !== undefined && told !== address) return REDIRECT_ORDER.run(desk);
    if (saysNo(reading.text, language))
      return { reply: 'order_kept', to: 'menu', slots: { redirecting: [], address: '' } };
    if (!saysYes(reading.text, language) || address === undefined) return undefined;
    if (servedAt(address, view.facts?.deliversTo) !== 'inside') return askedFor(desk, address, order);
    return orderId === undefined || orderId === '' ? moved(address) : movedOrder(desk, order, address);
  },
};

function moved(address: string): ToolOutcome {
  return {
    reply: 'moved',
    to: 'menu',
    lines: { address },
    effects: [{ kind: 'change_address', address }],
    slots: { redirecting: [], address: '' },
  };
}

function movedOrder(desk: Desk, order: ShopOrder | undefined, address: string): ToolOutcome {
  if (order?.allows.includes('change') !== true) return { ...cannot(order, desk), slots: { redirecting: [] } };
  return { ...moved(address), effects: [{ kind: 'redirect_order', orderId: order.orderId, address }] };
}

/** The address with the part that the message tells, or the postcode that was asked; undefined: it tells neither. */
function correctedBy(address: string, { reading, view }: Desk): string | undefined {
  const anew = addressAnew(reading.text, address);
  if (anew !== undefined) return anew;
  const area = view.facts?.deliversTo;
  if (servedAt(address, area) !== 'doubt' || !completesAddress(reading.text, area)) return undefined;
  return `${address}, ${partTold(reading.text)}`;
}

/** The address of a message, whole; else what the rules found of one. */
function addressIn(reading: Pick<ExtractInput, 'text' | 'entities'>): string | undefined {
  const entity = reading.entities.find((one) => one.kind === 'address');
  return addressSaid(reading)?.address ?? (entity !== undefined && isAddress(entity.text) ? entity.text : undefined);
}

const CHANGES = /\b(?:change|update|correct|move|redirect|instead)\b/iu;
