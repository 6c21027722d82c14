/** What may be done with an order in its state, and what comes next by itself. Pure; the database, the API and flows ask it. */
import type { OrderCommandName, OrderStatus } from './orders.ts';

/**
 * ```
 *  draft ─► confirmed ─reserve─► reserved ─accept─► accepted ─► packed ─► out_for_delivery ─► delivered │ partly_fulfilled
 *              ▲                  │  short: the customer says whether what is left will do                   │ return
 *              └──── change ──────┤  above the limit: a person approves or refuses                           ▼
 *                                 └─► cancelled: by a command, a refusal, or when the reservation ends     returned
 * ```
 *
 * A change of an order that was accepted credits its invoice and reserves anew.
 */
export interface OrderState {
  readonly status: OrderStatus;
  /** It can be served in part only, or at another time, and the customer has not said whether that will do. */
  readonly isShort: boolean;
  readonly approval: 'needed' | 'given' | 'refused' | undefined;
  /** It was delivered, and the return window is open. */
  readonly isReturnable: boolean;
}

/** The commands that the order's state allows this party, in the order of ORDER_COMMANDS. */
export function allowedCommands(state: OrderState, by: 'customer' | 'person'): readonly OrderCommandName[] {
  const own = CUSTOMERS[state.status].filter((name) => isAllowed(name, state));
  if (by === 'customer') return own;
  return [...own, ...PERSONS[state.status].filter((name) => isAllowed(name, state))];
}

/** What the order's workflow does next without being asked. */
export function nextStep({ status, isShort, approval }: OrderState): 'reserve' | 'accept' | undefined {
  if (status === 'confirmed') return 'reserve';
  if (status === 'reserved' && !isShort && (approval === undefined || approval === 'given')) return 'accept';
  return undefined;
}

/** Nothing can happen to it any more, but for what the return window allows. */
export function isSettled(status: OrderStatus): boolean {
  return SETTLED.includes(status);
}

type Table = Readonly<Record<OrderStatus, readonly OrderCommandName[]>>;

/** What a customer may ask for; a person may, too. */
const CUSTOMERS: Table = {
  draft: [],
  confirmed: ['change', 'cancel'],
  reserved: ['accept_short', 'change', 'cancel'],
  accepted: ['change', 'cancel'],
  packed: [],
  out_for_delivery: [],
  delivered: ['return'],
  partly_fulfilled: ['return'],
  cancelled: [],
  returned: [],
};

/** What only a person may do. */
const PERSONS: Table = {
  draft: [],
  confirmed: [],
  reserved: ['approve', 'refuse'],
  accepted: ['pack'],
  packed: ['change', 'cancel', 'dispatch'],
  // What nobody could deliver is dropped: it goes back to stock and is credited.
  out_for_delivery: ['deliver', 'drop_rest'],
  delivered: [],
  partly_fulfilled: [],
  cancelled: [],
  returned: [],
};

const SETTLED: readonly OrderStatus[] = ['delivered', 'partly_fulfilled', 'cancelled', 'returned'];

function isAllowed(name: OrderCommandName, { isShort, approval, isReturnable }: OrderState): boolean {
  if (name === 'accept_short') return isShort;
  if (name === 'approve' || name === 'refuse') return !isShort && approval === 'needed';
  if (name === 'return') return isReturnable;
  return true;
}
