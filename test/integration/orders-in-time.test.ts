import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { StockRecord } from '../../db/commerce/stock-store.ts';
import type { CommerceStore } from '../../db/commerce/interfaces.ts';
import { flowCatalogue } from '../../flows/catalogue.ts';
import { startRelay } from '../../workers/relay.ts';
import type { OrderPlace } from '../support/order-in-test.ts';
import { OrderInTest } from '../support/order-in-test.ts';
import { openTestShop } from '../support/shop.ts';
import { eventually, TestStack } from '../support/stack.ts';
import { startTimeSkippingServer } from '../support/time-skipping.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Orders on a server whose clock the tests move. */
let clock: TestWorkflowEnvironment;
let place: OrderPlace;
let commerce: CommerceStore;

beforeAll(async () => {
  clock = await startTimeSkippingServer();
  // Nothing cached: the server (1.38.0) would wait for ever for the cache of a worker that is gone.
  const stack = await TestStack.start({ clock, maxCachedWorkflows: 0 });
  const store = stack.database.workspace(stack.workspaceId);
  commerce = store.commerce;
  const shop = await openTestShop(
    { store },
    {
      approvalLimitMinor: 100_000,
      reservationMinutes: 60,
      products: [
        { sku: 'MILK', stock: 100, priceMinor: 2700 },
        { sku: 'RICE', stock: 10, priceMinor: 64_900 },
        { sku: 'LAST', stock: 3, priceMinor: 1000 },
        { sku: 'BREAD', stock: 0, priceMinor: 4500 },
      ],
    },
  );
  place = { stack, shop, clock };
}, 300_000);

afterAll(async () => {
  await place?.stack.stop();
  await clock?.teardown();
});

const begin = (items: Readonly<Record<string, number>>, more = {}) => OrderInTest.begin(place, items, more);

async function stockOf(sku: string): Promise<Pick<StockRecord, 'onHand' | 'reserved'>> {
  const { items } = await commerce.listStock({ sku }, { limit: 1 });
  const { onHand = -1, reserved = -1 } = items[0] ?? {};
  return { onHand, reserved };
}

/** A slot an hour long, so many days ahead, with room for so many orders. */
async function newSlot(daysAhead: number, capacity: number): Promise<string> {
  const day = new Date((await clock.currentTimeMs()) + daysAhead * DAY).toISOString().slice(0, 10);
  await commerce.createSlots({
    firstDay: day,
    lastDay: day,
    windows: [{ from: '10:00', to: '11:00' }],
    timeZone: 'UTC',
    capacity,
  });
  const from = new Date(`${day}T00:00:00Z`);
  const { items } = await commerce.listSlots({ from, to: new Date(from.getTime() + DAY) }, { limit: 1 });
  return items[0]?.slotId ?? '';
}

test('an order that waits for approval until its reservation ends gives the stock back, and the customer hears of it', async () => {
  const order = await begin({ RICE: 2 });
  expect(await order.comesTo('reserved', 'A colleague looks at')).toMatchObject({ approval: 'needed' });
  expect(await stockOf('RICE')).toEqual({ onHand: 10, reserved: 2 });
  // Durable: the worker that armed the timer is gone when it fires.
  await place.stack.stopWorkers();
  await clock.sleep(59 * MINUTE);
  await place.stack.startWorker();
  expect(await order.read()).toMatchObject({ status: 'reserved' });
  await clock.sleep(2 * MINUTE);
  expect(await order.comesTo('cancelled', 'could not keep the goods')).toMatchObject({
    cancelReason: 'reservation_expired',
  });
  expect(await stockOf('RICE')).toEqual({ onHand: 10, reserved: 0 });
  expect(await order.invoices()).toEqual([]);
  await expect(order.asks('approve')).rejects.toMatchObject({ code: 'order_command_refused' });
  await order.isOver();
});

test('an order that a person approves in time is accepted at once, and the timer does nothing to it', async () => {
  const order = await begin({ RICE: 2 });
  await order.comesTo('reserved', 'A colleague looks at');
  await order.asks('approve');
  await order.comesTo('accepted', 'is accepted');
  await clock.sleep(61 * MINUTE);
  expect(await order.read()).toMatchObject({ status: 'accepted', approval: 'given', grossMinor: 129_800 });
  expect(await stockOf('RICE')).toEqual({ onHand: 8, reserved: 0 });
  await order.asks('cancel');
  await order.isOver();
});

test('an order that is short is asked about; what is left will do, and it is charged and delivered in part', async () => {
  const order = await begin({ MILK: 1, LAST: 5 });
  await order.comesTo('reserved', 'last: only 3 of 5 left');
  expect(await stockOf('LAST')).toEqual({ onHand: 3, reserved: 3 });
  await order.asks('accept_short', { by: 'customer' });
  expect(await order.comesTo('accepted', 'is accepted')).toMatchObject({ grossMinor: 5700 });
  for (const step of ['pack', 'dispatch', 'deliver'] as const) await order.asks(step);
  await order.comesTo('partly_fulfilled', 'What we had of order');
  expect((await order.invoices()).map(({ grossMinor }) => grossMinor)).toEqual([5700]);
  expect(await stockOf('LAST')).toEqual({ onHand: 0, reserved: 0 });
});

test('an order that is cancelled after its invoice is credited in full, and its stock is back', async () => {
  const before = await stockOf('MILK');
  const order = await begin({ MILK: 4 });
  await order.comesTo('accepted', 'is accepted');
  const cancel = { by: 'customer' as const, key: randomUUID() };
  await order.asks('cancel', cancel);
  await order.comesTo('cancelled', 'is cancelled');
  await order.asks('cancel', cancel);
  const [invoice, credit, ...others] = await order.invoices();
  expect([invoice, credit]).toMatchObject([
    { kind: 'invoice', grossMinor: 10_800 },
    { kind: 'credit_note', grossMinor: 10_800, credits: { invoiceId: invoice?.invoiceId } },
  ]);
  expect(others).toEqual([]);
  expect(await stockOf('MILK')).toEqual(before);
  expect(await order.events()).toEqual([
    'order.confirmed',
    'order.reserved',
    'order.accepted',
    'invoice.issued',
    'order.cancelled',
    'credit_note.issued',
  ]);
  await order.isOver();
});

test('what was delivered can come back while the return window is open, in parts, and not after it', async () => {
  const order = await begin({ MILK: 3 });
  await order.comesTo('accepted');
  for (const step of ['pack', 'dispatch', 'deliver'] as const) await order.asks(step);
  await order.comesTo('delivered', 'was delivered');
  await clock.sleep(6 * DAY);
  const items = [{ productId: place.shop.products['MILK'] ?? '', quantity: 1 }];
  await order.asks('return', { by: 'customer', items });
  expect(await order.read()).toMatchObject({ status: 'delivered', lines: [{ fulfilled: 3, returned: 1 }] });
  expect((await order.invoices()).map(({ kind, grossMinor }) => [kind, grossMinor])).toEqual([
    ['invoice', 8100],
    ['credit_note', 2700],
  ]);
  await clock.sleep(DAY + MINUTE);
  await order.isOver();
  await expect(order.asks('return', { by: 'customer', items })).rejects.toMatchObject({
    code: 'order_command_refused',
  });
});

test('a slot that is full moves the order to the next one, and the customer is asked whether that will do', async () => {
  const [soon, later] = [await newSlot(3, 1), await newSlot(4, 5)];
  const first = await begin({ MILK: 1 }, { slotId: soon });
  expect(await first.comesTo('accepted')).toMatchObject({ slot: { slotId: soon } });
  const second = await begin({ MILK: 1 }, { slotId: soon });
  expect(await second.comesTo('reserved', 'The time you chose is full.')).toMatchObject({
    isShort: true,
    slot: { slotId: later },
  });
  expect((await commerce.findSlot(soon))?.taken).toBe(1);
  await second.asks('accept_short', { by: 'customer' });
  await second.comesTo('accepted');
  await second.asks('cancel', { by: 'customer' });
  await second.comesTo('cancelled');
  expect((await commerce.findSlot(later))?.taken).toBe(0);
});

test('who waits for a product that is sold out is told when it is back, though no worker ran when it came', async () => {
  const { stack, shop } = place;
  const conversationId = await stack.newConversation({ flow: 'grocery', user_id: shop.customer.phone });
  await stack.say(conversationId, '2 bread');
  await stack.say(conversationId, 'tell me when it is back');
  const told = async (): Promise<readonly string[]> => {
    const { body } = await stack.call('GET', `/conversations/${conversationId}/messages?limit=200`);
    return (body.items as readonly { readonly text: string }[]).map(({ text }) => text);
  };
  const { database, conversations, orders, logger } = stack;
  const relay = startRelay({
    database,
    conversations,
    orders,
    flows: flowCatalogue(),
    logger,
    intervalMs: 50,
    afterMs: 60_000,
  });
  try {
    await stack.stopWorkers();
    await commerce.moveStock({
      productId: shop.products['BREAD'] ?? '',
      locationId: shop.locationId,
      kind: 'receipt',
      quantity: 5,
      key: 'bread-1',
      at: new Date(await clock.currentTimeMs()),
    });
    await eventually(
      () => database.system.findNudges(1),
      (nudges) => nudges.length === 0,
    );
    await stack.startWorker();
    // Quiet hours may keep the note until the morning.
    await clock.sleep(DAY);
    const messages = await eventually(told, (all) => all.some((text) => text.includes('Good news: bread is back')));
    expect(messages.filter((text) => text.includes('Good news'))).toHaveLength(1);
  } finally {
    await relay.stop();
  }
});

test('after all that, the figures of the whole database add up', async () => {
  expect(await place.stack.database.system.findShopViolations()).toEqual([]);
});
