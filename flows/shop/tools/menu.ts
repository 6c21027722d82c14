import type { ToolOutcome } from '../../engine/definition.ts';
import { nextOfRegistration } from '../checkout.ts';
import type { Desk } from '../desk.ts';
import { onward } from '../desk.ts';
import { optionSaid } from '../said.ts';
import { askCancel } from './cancel.ts';
import { CHANGE_ORDER, ORDER_STATUS } from './orders.ts';
import type { DeskTool } from './tool.ts';

/** Greets by name whom the phone identifies, and a stranger with what to do first. */
export const GREET: DeskTool = {
  name: 'greet',
  description: 'Greets, and shows what can be done.',
  states: ['menu', 'ordered', 'person'],
  hears: ({ intent }) => intent === 'greeting' || intent === 'menu',
  run: ({ view, basket }) => {
    if (basket.length > 0) return undefined;
    if (view.customer === undefined) return { reply: 'welcome_new', to: 'menu' };
    return { reply: 'welcome_back', to: 'menu', lines: { customer: view.customer.name } };
  },
};

/** The number of a line of the menu. */
export const MENU_CHOICE: DeskTool = {
  name: 'menu_choice',
  description: 'Takes a choice from the menu.',
  states: ['menu', 'ordered', 'person'],
  isBinding: true,
  hears: ({ text }) => optionSaid(text, MENU.length) !== undefined,
  run: (desk) => MENU[(optionSaid(desk.reading.text, MENU.length) ?? 1) - 1]?.(desk),
};

const MENU: readonly ((desk: Desk) => ToolOutcome | undefined)[] = [
  (desk) => start(desk),
  (desk) => ORDER_STATUS.run(desk),
  (desk) => CHANGE_ORDER.run(desk),
  (desk) => askCancel(desk),
];

/** The wish to order, before anything is named. */
export const START_ORDER: DeskTool = {
  name: 'start_order',
  description: 'Asks what the customer would like.',
  states: ['menu', 'ordered', 'person', 'shopping'],
  hears: ({ intent }) => intent === 'order_start',
  run: (desk) => start(desk),
};

function start(desk: Desk): ToolOutcome {
  return desk.basket.length === 0 ? { reply: 'ask_items', to: 'shopping' } : onward(desk, { slots: { checkout: [] } });
}

/** The wish to register before ordering. */
export const REGISTER: DeskTool = {
  name: 'register',
  description: 'Asks a new customer who they are.',
  states: ['menu', 'shopping', 'ordered', 'person'],
  hears: ({ intent }) => intent === 'register',
  run: (desk) => {
    if (desk.view.customer !== undefined)
      return { reply: 'already_registered', fill: { customer: desk.view.customer.name } };
    return nextOfRegistration(desk, '');
  },
};
