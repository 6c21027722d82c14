import type { EdgeDefinition, StateDefinition } from '../engine/definition.ts';

/** A person hears complaints, wherever they are made; what a model proposes hands nobody over. */
const COMPLAINT: EdgeDefinition = {
  to: 'person',
  intents: ['complaint'],
  reply: 'complaint',
  reason: 'the customer complains: a person takes over',
  handOver: 'complaint',
  isBinding: true,
};

const REPLIES = {
  thanks: 'thanks',
  farewell: 'farewell',
  catalogue_question: 'catalogue',
  payment_question: 'payment',
} as const;

function state(goal: string, ask: string, replies: Readonly<Record<string, string>>): StateDefinition {
  return { goal, ask, edges: [COMPLAINT], replies: { ...REPLIES, ...replies }, followUps: [] };
}

/**
 * The tools of the shop move between the states; the only edges are those to a person.
 *
 * ```
 *  menu ─► shopping ◄─► clarifying          (items; questions about them)
 *            │ nothing more
 *            ▼
 *  register_phone ─► register_name ─► register_address ─► register_check      (a stranger)
 *      │ somebody's phone: identify
 *      ▼
 *  delivery ─► review ──(yes to the read-back)──► ordered
 *  dropping, cancelling: a yes empties the basket, cancels an order
 *  redirecting: a yes sends an order to another address
 *  renaming: a yes changes the name of the customer
 *  noting: a yes notes on an order what the driver shall know
 *  returning ─► return_review ──(yes to the read-back)──► back to the basket, or the menu
 * ```
 */
export const SHOP_STATES: Readonly<Record<string, StateDefinition>> = {
  menu: state(
    'Say what you can do for the customer: order, tell how an order stands, change or cancel it.',
    'ask_menu',
    {
      '*': 'help',
      greeting: 'help',
      agreement: 'ask_menu',
      refusal: 'fine',
    },
  ),
  shopping: state('Ask what else the customer would like to order.', 'ask_more', {
    '*': 'ask_more_in_words',
    greeting: 'ask_more',
    agreement: 'ask_more',
  }),
  clarifying: state('Ask which product, or how much of it, is meant.', 'ask_open', { '*': 'ask_open_again' }),
  delivery: state('Ask when to deliver.', 'ask_when', { '*': 'ask_when' }),
  review: state('Ask whether the order that was read back shall be placed.', 'ask_yes', { '*': 'ask_yes' }),
  ordered: state('The order is placed. Offer more help.', 'ask_menu', {
    '*': 'help',
    agreement: 'already_placed',
    refusal: 'fine',
  }),
  dropping: state('Ask whether the basket shall be emptied.', 'drop_ask', { '*': 'drop_ask' }),
  cancelling: state('Ask whether the order shall be cancelled.', 'ask_cancel_yes', { '*': 'ask_cancel_yes' }),
  redirecting: state('Ask whether the order shall go to the other address.', 'ask_move_yes', { '*': 'ask_move_yes' }),
  renaming: state('Ask whether the new name is right.', 'ask_rename_yes', { '*': 'ask_rename_yes' }),
  noting: state('Ask whether the note for the driver is right.', 'ask_note_yes', { '*': 'ask_note_yes' }),
  returning: state('Ask what comes back, how much of it, and why.', 'ask_return', { '*': 'ask_return_again' }),
  return_review: state('Ask whether the return that was read back shall be noted.', 'ask_return_yes', {
    '*': 'ask_return_yes',
  }),
  register_phone: state('Ask for the phone number.', 'ask_phone', { '*': 'ask_phone_again' }),
  register_name: state('Ask for the name.', 'ask_name', { '*': 'ask_name' }),
  register_address: state('Ask for the address of the delivery.', 'ask_address', { '*': 'ask_address_again' }),
  register_check: state('Ask whether phone, name and address are right.', 'ask_right', { '*': 'ask_right' }),
  identify: state('Ask for the name that the phone is registered under.', 'ask_registered_name', {
    '*': 'ask_registered_name',
  }),
  person: state('A person answers. Help in the meantime.', 'ask_menu', {
    '*': 'help',
    agreement: 'ask_menu',
    refusal: 'fine',
  }),
};
