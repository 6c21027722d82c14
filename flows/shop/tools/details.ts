import type { Slots } from '../../../contracts/dialogue.ts';
import type { ToolOutcome } from '../../engine/definition.ts';
import { listOf } from '../basket.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { foundFor } from '../match.ts';
import type { Details } from '../registration-details.ts';
import { detailsTold } from '../registration-details.ts';
import { renamedTo } from '../registration-words.ts';
import { saysNo, saysYes } from '../said.ts';
import { itemsOutcome } from './items.ts';
import { askWhose } from './orders.ts';
import type { DeskTool } from './tool.ts';

/**
 * A stranger who tells phone and address along with goods: "6 eggs for Priyanka Rao, 12B Kumar Park, Pune 411001, 98220 12345". They
 * are kept for the registration, which reads them back; the goods go into the basket.
 */
export const DETAILS_WITH_GOODS: DeskTool = {
  name: 'details_with_goods',
  description: 'Takes phone, name and address that come with goods.',
  states: ['menu', 'shopping', 'person'],
  isBinding: true,
  hears: ({ text }) => /\d[\d\s().-]{5,}\d/u.test(text),
  run: (desk) => {
    if (desk.view.customer !== undefined) return undefined;
    const told = detailsTold(desk.reading.text, desk.settings);
    if (told.phone === undefined || told.address === undefined) return undefined;
    const slots = slotsOf(desk, told);
    const after: Desk = {
      ...desk,
      slots: { ...desk.slots, ...slots },
      reading: { ...desk.reading, text: told.rest, entities: [] },
    };
    const outcome = (told.rest === '' ? undefined : itemsOutcome(after, [told.rest])) ?? onward(after, {});
    return { ...outcome, slots: { ...outcome.slots, ...slots } };
  },
};

/** The phone of somebody else is asked for again at the checkout, where its name is proved. */
function slotsOf(desk: Desk, { phone, name, address }: Details): Slots {
  const isOwn = desk.view.phoneHolder !== 'another_customer';
  const isGood = name !== undefined && desk.settings.customers === 'person' && isGoods(desk, name);
  return {
    ...(phone === undefined || !isOwn ? {} : { phone }),
    ...(name === undefined || isGood ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  };
}

function isGoods({ view }: Desk, words: string): boolean {
  return (foundFor(view, words, [])[0]?.score ?? 0) >= NAMED;
}

/** By the scores of the search. */
const NAMED = 0.7;

/** "My name is spelled Priyanca": of a customer it is asked back; of a stranger it is kept for the registration. */
export const RENAME: DeskTool = {
  name: 'rename',
  description: 'Asks whether the name of the customer shall be changed.',
  states: ['menu', 'ordered', 'person', 'shopping', 'delivery', 'review'],
  isBinding: true,
  hears: ({ text }) => renamedTo(text) !== undefined,
  run: (desk) => {
    const name = renamedTo(desk.reading.text);
    const { customer } = desk.view;
    if (name === undefined || customer?.name === name) return undefined;
    if (customer !== undefined)
      return {
        reply: 'rename_ask',
        to: 'renaming',
        lines: { name, before: customer.name },
        slots: { renaming: [name] },
      };
    if (desk.basket.length === 0) return askWhose();
    return onward(desk, { slots: { name }, notes: [{ kind: 'name_noted', words: name }] });
  },
};

/** The customer's own yes changes the name; with goods in hand it goes on with them. */
export const CONFIRM_RENAME: DeskTool = {
  name: 'confirm_rename',
  description: 'Changes the name of the customer.',
  states: ['renaming'],
  isBinding: true,
  hears: () => true,
  run: (desk): ToolOutcome | undefined => {
    const { reading, language, slots } = desk;
    const [name] = listOf(slots, 'renaming');
    if (renamedTo(reading.text) !== undefined) return RENAME.run(desk);
    const isNo = saysNo(reading.text, language);
    if (name === undefined || (!isNo && !saysYes(reading.text, language))) return undefined;
    const effects = isNo ? [] : [{ kind: 'change_name', name } as const];
    const done = { renaming: [], ...(isNo ? {} : { name }) };
    if (desk.basket.length > 0) return onward(desk, { effects, slots: done });
    return { reply: isNo ? 'name_kept' : 'renamed', to: 'menu', lines: { name }, effects, slots: done };
  },
};
