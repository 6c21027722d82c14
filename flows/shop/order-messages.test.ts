import { describe, expect, test } from '@jest/globals';
import type { OrderTale } from '../../contracts/commerce/order-tale.ts';
import type { OrderEventType } from '../../contracts/commerce/orders.ts';
import { ORDER_EVENTS } from '../../contracts/commerce/orders.ts';
import { orderMessage } from './order-messages.ts';

const tale = (
  type: OrderEventType,
  more: Partial<OrderTale> = {},
  data: Partial<OrderTale['data']> = {},
): OrderTale => ({
  type,
  data: {
    order_id: 'order',
    number: 12,
    status: 'accepted',
    currency: 'INR',
    gross_minor: 123_450,
    customer_id: 'customer',
    ...data,
  },
  language: 'en',
  timeZone: 'Asia/Kolkata',
  slot: undefined,
  deliverOn: undefined,
  lines: [],
  ...more,
});
const SLOT = {
  slotId: 'slot',
  startsAt: Date.parse('2026-11-22T04:30:00Z'),
  endsAt: Date.parse('2026-11-22T06:30:00Z'),
};
const SHORT = [
  { sku: 'MILK', name: 'Milk 500 ml', baseUnit: 'piece', quantity: 5, fulfilled: 2 },
  { sku: 'TOM', name: 'Tomatoes', baseUnit: 'g', quantity: 2000, fulfilled: 500 },
  { sku: 'EGGS', name: 'Eggs', baseUnit: 'piece', quantity: 12, fulfilled: 0 },
  { sku: 'RICE', name: 'Rice', baseUnit: 'piece', quantity: 1, fulfilled: 1 },
] as const;

describe('what a customer is told of an order', () => {
  test('accepted: number, total, and when it comes on their clock', () => {
    expect(orderMessage(tale('order.accepted', { slot: SLOT }))).toBe(
      'Order 12 is accepted: ₹1,234.50. It comes Sun 22 Nov, 10:00–12:00.',
    );
    expect(orderMessage(tale('order.accepted', { deliverOn: '2026-11-23' }))).toContain('It comes Mon 23 Nov.');
    expect(orderMessage(tale('order.accepted'))).toBe('Order 12 is accepted: ₹1,234.50.');
  });

  test('short: each line that is, with what is left of it, and no other; what it comes to; a question', () => {
    const said = orderMessage(
      tale('order.short', { lines: SHORT, slot: SLOT }, { is_slot_moved: true, gross_minor: 9900 }),
    );
    expect(said?.split('\n')).toEqual([
      'Not everything in order 12 can be had as you asked:',
      '- Milk 500 ml: only 2 of 5 left',
      '- Tomatoes: only 500 g of 2 kg left',
      '- Eggs: sold out',
      'The time you chose is full. It comes Sun 22 Nov, 10:00–12:00.',
      'As it is it comes to ₹99.00. Shall I send it like that? (yes, or cancel)',
    ]);
  });

  test('a cancellation says why when it was not asked for', () => {
    const because = (reason: string) => orderMessage(tale('order.cancelled', {}, { reason }));
    expect(because('out_of_stock')).toContain('nothing of it is left. Nothing is charged.');
    expect(because('reservation_expired')).toContain('please order again');
    expect(because('cancelled_by_customer')).toBe('Order 12 is cancelled.');
  });

  test('in Hindi all that is told in English, with the same number and amount, and no English', () => {
    const spoken = ORDER_EVENTS.filter((type) => orderMessage(tale(type)) !== undefined);
    expect(spoken.length).toBeGreaterThan(8);
    for (const type of ORDER_EVENTS) {
      const said = orderMessage(tale(type, { language: 'hi', slot: SLOT, lines: [] }, { reason: 'out_of_stock' }));
      expect([type, said === undefined]).toEqual([type, !spoken.includes(type)]);
      if (said === undefined) continue;
      expect(said).toContain('12');
      expect(said).toMatch(/[\u0900-\u097F]/u);
      expect(said).not.toMatch(/[A-Za-z]{2,}/u);
    }
  });

  test('another language is told in English, with amounts of its currency', () => {
    expect(orderMessage(tale('order.delivered', { language: 'de' }))).toBe('Order 12 was delivered. Thank you!');
    expect(orderMessage(tale('order.accepted', {}, { currency: 'JPY', gross_minor: 1234 }))).toContain('¥1,234.');
  });

  test('what happens inside the house is not told: reserved, packed, invoices', () => {
    for (const type of ['order.reserved', 'order.packed', 'invoice.issued', 'credit_note.issued'] as const)
      expect(orderMessage(tale(type))).toBeUndefined();
  });
});
