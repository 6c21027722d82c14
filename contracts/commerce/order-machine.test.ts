import { describe, expect, test } from '@jest/globals';
import type { OrderState } from './order-machine.ts';
import { allowedCommands, isSettled, nextStep } from './order-machine.ts';
import { ORDER_COMMANDS, ORDER_STATUSES } from './orders.ts';

const state = (more: Partial<OrderState>): OrderState => ({
  status: 'confirmed',
  isShort: false,
  approval: undefined,
  isReturnable: false,
  ...more,
});
const FLAGS = [true, false].flatMap((isShort) =>
  (['needed', 'given', 'refused', undefined] as const).flatMap((approval) =>
    [true, false].map((isReturnable) => ({ isShort, approval, isReturnable })),
  ),
);
const STATES = ORDER_STATUSES.flatMap((status) => FLAGS.map((flags) => ({ status, ...flags })));

describe('what an order allows', () => {
  test('a customer changes and cancels until it is packed, a person until it is dispatched', () => {
    const may = (by: 'customer' | 'person', name: 'cancel' | 'change') =>
      ORDER_STATUSES.filter((status) => allowedCommands(state({ status }), by).includes(name));
    for (const name of ['cancel', 'change'] as const) {
      expect(may('customer', name)).toEqual(['confirmed', 'reserved', 'accepted']);
      expect(may('person', name)).toEqual(['confirmed', 'reserved', 'accepted', 'packed']);
    }
  });

  test('an order goes to the door in one way, and only a person moves it', () => {
    const way = (['accepted', 'packed', 'out_for_delivery'] as const).map((status) => state({ status }));
    const steps = ['pack', 'dispatch', 'deliver'] as const;
    for (const [index, at] of way.entries()) {
      expect(steps.filter((name) => allowedCommands(at, 'person').includes(name))).toEqual([steps[index]]);
      expect(steps.filter((name) => allowedCommands(at, 'customer').includes(name))).toEqual([]);
    }
  });

  test('short is answered before anybody approves, and only a person approves', () => {
    const short = state({ status: 'reserved', isShort: true, approval: 'needed' });
    expect(allowedCommands(short, 'person')).toEqual(['accept_short', 'change', 'cancel']);
    const waiting = state({ status: 'reserved', approval: 'needed' });
    expect(allowedCommands(waiting, 'person')).toEqual(['change', 'cancel', 'approve', 'refuse']);
    expect(allowedCommands(waiting, 'customer')).toEqual(['change', 'cancel']);
  });

  test('what was delivered comes back while the window is open; drafts and what is over allow nothing', () => {
    for (const status of ['delivered', 'partly_fulfilled'] as const) {
      expect(allowedCommands(state({ status, isReturnable: true }), 'customer')).toEqual(['return']);
      expect(allowedCommands(state({ status }), 'person')).toEqual([]);
    }
    for (const status of ['draft', 'cancelled', 'returned'] as const)
      expect(allowedCommands(state({ status, isReturnable: true }), 'person')).toEqual([]);
  });

  test('in every state: nothing twice, a person may all that a customer may, and no state is a dead end before it is settled', () => {
    for (const one of STATES) {
      const [person, customer] = [allowedCommands(one, 'person'), allowedCommands(one, 'customer')];
      expect(new Set(person).size).toBe(person.length);
      expect(customer.filter((name) => !person.includes(name))).toEqual([]);
      expect(person.every((name) => ORDER_COMMANDS.includes(name))).toBe(true);
      const goesOn = person.length > 0 || nextStep(one) !== undefined;
      expect([one.status, goesOn || one.status === 'draft' || isSettled(one.status)]).toEqual([one.status, true]);
    }
  });
});

describe('what comes next by itself', () => {
  test('confirmed is reserved; reserved is accepted unless somebody is waited for; nothing else moves', () => {
    for (const one of STATES) {
      const { status, isShort, approval } = one;
      const isWaiting = isShort || approval === 'needed' || approval === 'refused';
      const expected = { confirmed: 'reserve', reserved: isWaiting ? undefined : 'accept' }[status as 'confirmed'];
      expect([one, nextStep(one)]).toEqual([one, expected]);
    }
  });
});
