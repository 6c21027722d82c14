import type { ToolOutcome } from '../../engine/definition.ts';
import { addressAnew, addressPartSaid } from '../address-part.ts';
import { addressSaid } from '../address-said.ts';
import { addressOf } from '../checkout.ts';
import { servedAt } from '../delivery-area.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { choiceIn } from '../slot-choice.ts';
import { timeChosen } from './delivery.ts';
import { itemsOutcome } from './items.ts';
import type { DeskTool } from './tool.ts';

/** Another address for what is in hand, with what is said beside it: taken down, and read back with the order. */
export const OTHER_ADDRESS: DeskTool = {
  name: 'other_address',
  description: 'Takes another address for the order.',
  states: ['shopping', 'delivery', 'review'],
  isBinding: true,
  hears: (reading) => addressSaid(reading) !== undefined || addressPartSaid(reading.text) !== undefined,
  run: (desk) => {
    const anew = addressAnew(desk.reading.text, addressOf(desk));
    const said = anew === undefined ? addressSaid(desk.reading) : { address: anew, rest: '' };
    if (said === undefined || desk.basket.length === 0) return undefined;
    const { address, rest } = said;
    const slots = { address };
    const after: Desk = { ...desk, slots: { ...desk.slots, ...slots }, reading: { ...desk.reading, text: rest } };
    const beside = rest === '' ? undefined : besideIt(after, rest);
    if (beside !== undefined) return { ...beside, slots: { ...beside.slots, ...slots } };
    return onward(desk, {
      slots,
      notes:
        desk.reading.state === 'review' || !isServed(desk, address) ? [] : [{ kind: 'address_noted', words: address }],
    });
  },
};

function isServed({ view }: Desk, address: string): boolean {
  return servedAt(address, view.facts?.deliversTo) === 'inside';
}

function besideIt(desk: Desk, rest: string): ToolOutcome | undefined {
  const { reading, timeZone } = desk;
  const entities = reading.entities.flatMap((entity) => {
    const start = rest.indexOf(entity.text);
    return start < 0 ? [] : [{ ...entity, start, end: start + entity.text.length }];
  });
  const after: Desk = { ...desk, reading: { ...reading, entities } };
  const isTimed = reading.state !== 'shopping';
  const timed = isTimed ? timeChosen(after, choiceIn({ text: rest, entities, timeZone })) : undefined;
  return timed ?? itemsOutcome(after, [rest]);
}

/** An address that is mentioned, where nothing else is made of the message. */
export const TELL_ADDRESS: DeskTool = {
  name: 'tell_address',
  description: 'Takes an address for the order.',
  states: ['shopping', 'delivery'],
  hears: ({ entities }) => entities.some(({ kind }) => kind === 'address'),
  run: (desk) => {
    const { address } = desk.slots;
    if (desk.basket.length === 0 || typeof address !== 'string') return undefined;
    return onward(desk, isServed(desk, address) ? { notes: [{ kind: 'address_noted', words: address }] } : {});
  },
};
