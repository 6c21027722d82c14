import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrderCommand, OrderCommandName } from '../../contracts/commerce/orders.ts';
import type { TestShop } from '../../test/support/shop.ts';
import { openTestShop } from '../../test/support/shop.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import type { OrderRecord } from './order-store.ts';

const AT = new Date('2026-01-05T10:00:01Z');
const LATER = new Date('2026-01-05T12:00:00Z');

describe('the steps of an order', () => {
  let stores: TestStores;
  let shop: TestShop;
  beforeAll(async () => {
    stores = await openTestStores();
    shop = await openTestShop(stores, {
      approvalLimitMinor: 100_000,
      products: [
        { sku: 'MILK', stock: 1000, priceMinor: 2700 },
        { sku: 'EGGS', stock: 1000, priceMinor: 650 },
        { sku: 'RICE', stock: 1000, priceMinor: 64_900 },
        { sku: 'LAST', stock: 3, priceMinor: 1000 },
        { sku: 'NONE', stock: 0, priceMinor: 1000 },
      ],
    });
  });
  afterAll(() => stores.close());

  const orders = () => stores.store.commerce;
  const get = async (orderId: string): Promise<OrderRecord> => {
    const order = await orders().findOrder(orderId);
    if (order === undefined) throw new Error('no such order');
    return order;
  };
  const place = async (items: Record<string, number>): Promise<OrderRecord> =>
    (await orders().placeOrder(shop.order(items))).order;
  const accepted = async (items: Record<string, number>): Promise<OrderRecord> => {
    const { orderId } = await place(items);
    await orders().reserveOrder(orderId, tick());
    await orders().acceptOrder(orderId, tick());
    return get(orderId);
  };
  let ticks = 0;
  /** Later each time: what happens first is listed first. */
  const tick = (): Date => {
    ticks += 1;
    return new Date(AT.getTime() + ticks);
  };
  let commands = 0;
  const command = (name: OrderCommandName, more: Partial<OrderCommand> = {}): OrderCommand => {
    commands += 1;
    return { name, key: `c${commands}`, by: 'person', ...more };
  };
  const types = async (orderId: string): Promise<string[]> => {
    const { items } = await orders().listOrderEvents({ orderId }, { limit: 50 });
    return items.map(({ type }) => type).toReversed();
  };
  const invoices = async (orderId: string) =>
    (await orders().listInvoices({ orderId }, { limit: 50 })).items.toReversed();

  test('from yes to the door: number, amounts, stock, delivery, invoice and events', async () => {
    const placed = await place({ MILK: 3, EGGS: 12 });
    expect(placed).toMatchObject({
      status: 'confirmed',
      currency: 'INR',
      address: '12 Rose Lane, Pune',
      grossMinor: 15_900,
    });
    expect(placed.number).toBeGreaterThan(0);
    const { orderId } = placed;
    expect(await orders().reserveOrder(orderId, tick())).toMatchObject({ status: 'reserved', isShort: false });
    expect(await orders().acceptOrder(orderId, tick())).toMatchObject({ status: 'accepted' });
    for (const name of ['pack', 'dispatch', 'deliver'] as const)
      await orders().commandOrder(orderId, command(name), tick());
    const done = await get(orderId);
    expect(done).toMatchObject({ status: 'delivered', netMinor: 15_143, taxMinor: 757, grossMinor: 15_900 });
    expect(done.lines.map(({ sku, fulfilled }) => [sku, fulfilled])).toEqual([
      ['MILK', 3],
      ['EGGS', 12],
    ]);
    expect(await types(orderId)).toEqual([
      'order.confirmed',
      'order.reserved',
      'order.accepted',
      'invoice.issued',
      'order.packed',
      'order.out_for_delivery',
      'order.delivered',
    ]);
    const [delivery] = (await orders().listDeliveries({ orderId }, { limit: 5 })).items;
    expect(delivery).toMatchObject({ status: 'delivered', address: '12 Rose Lane, Pune' });
    expect(await invoices(orderId)).toMatchObject([
      { kind: 'invoice', grossMinor: 15_900, buyer: { name: 'सुनीता शर्मा' }, seller: { name: 'Corner Shop' } },
    ]);
  });

  test('each step and command that comes again changes nothing', async () => {
    const order = shop.order({ MILK: 1 });
    const first = await orders().placeOrder(order);
    const again = await orders().placeOrder(order);
    expect([again.isNew, again.order.orderId]).toEqual([false, first.order.orderId]);
    const { orderId } = first.order;
    const twice = async (what: () => Promise<unknown>): Promise<void> => {
      await what();
      const [before, events] = [await get(orderId), await types(orderId)];
      await what();
      expect([await get(orderId), await types(orderId)]).toEqual([before, events]);
    };
    await twice(() => orders().reserveOrder(orderId, tick()));
    await twice(() => orders().acceptOrder(orderId, tick()));
    await twice(() => orders().reserveOrder(orderId, tick()));
    for (const name of ['pack', 'dispatch', 'deliver', 'return'] as const) {
      const same = command(name);
      await twice(() => orders().commandOrder(orderId, same, tick()));
    }
    await twice(() => orders().expireOrder(orderId, LATER));
    expect((await get(orderId)).status).toBe('returned');
  });

  test('the same order placed at once by many is one order', async () => {
    const order = shop.order({ MILK: 1 });
    const placed = await Promise.all(Array.from({ length: 8 }, () => orders().placeOrder(order)));
    expect(new Set(placed.map((one) => one.order.orderId)).size).toBe(1);
    expect(placed.filter(({ isNew }) => isNew)).toHaveLength(1);
    await expect(orders().placeOrder({ ...order, requestHash: 'another' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  test('what is short waits for the customer: taken as it is, or given back when the time is over', async () => {
    const [one, other] = [await place({ LAST: 2, MILK: 1 }), await place({ LAST: 2, MILK: 1 })];
    expect(await orders().reserveOrder(one.orderId, tick())).toMatchObject({ isShort: false });
    expect(await orders().reserveOrder(other.orderId, tick())).toMatchObject({ status: 'reserved', isShort: true });
    expect(await orders().acceptOrder(other.orderId, tick())).toMatchObject({ status: 'reserved' });
    await orders().expireOrder(one.orderId, LATER);
    expect(await get(one.orderId)).toMatchObject({ status: 'cancelled', cancelReason: 'reservation_expired' });
    await orders().commandOrder(other.orderId, command('accept_short', { by: 'customer' }), tick());
    const taken = await get(other.orderId);
    expect(taken).toMatchObject({ status: 'accepted', isShort: false, grossMinor: 3700 });
    for (const name of ['pack', 'dispatch', 'deliver'] as const)
      await orders().commandOrder(other.orderId, command(name), tick());
    expect((await get(other.orderId)).status).toBe('partly_fulfilled');
    expect((await invoices(other.orderId)).map(({ grossMinor }) => grossMinor)).toEqual([3700]);
  });

  test('of nothing there is no order: it is cancelled, and nothing is charged', async () => {
    const { orderId } = await place({ NONE: 1 });
    expect(await orders().reserveOrder(orderId, tick())).toMatchObject({ status: 'cancelled' });
    expect(await get(orderId)).toMatchObject({ cancelReason: 'out_of_stock' });
    expect(await invoices(orderId)).toEqual([]);
  });

  test('above the limit a person decides', async () => {
    const [yes, no] = [await place({ RICE: 2 }), await place({ RICE: 2 })];
    for (const { orderId } of [yes, no]) {
      expect(await orders().reserveOrder(orderId, tick())).toMatchObject({ status: 'reserved', approval: 'needed' });
      expect(await orders().acceptOrder(orderId, tick())).toMatchObject({ status: 'reserved' });
      await expect(
        orders().commandOrder(orderId, command('approve', { by: 'customer' }), tick()),
      ).rejects.toMatchObject({ code: 'order_command_refused' });
    }
    await orders().commandOrder(yes.orderId, command('approve'), tick());
    await orders().commandOrder(no.orderId, command('refuse', { reason: 'too_large' }), tick());
    expect(await get(yes.orderId)).toMatchObject({ status: 'accepted', approval: 'given' });
    expect(await get(no.orderId)).toMatchObject({
      status: 'cancelled',
      approval: 'refused',
      cancelReason: 'too_large',
    });
  });

  test('cancelled after its invoice: credited, and the stock is back', async () => {
    const { orderId } = await accepted({ EGGS: 30 });
    await orders().commandOrder(orderId, command('cancel', { by: 'customer' }), tick());
    const [invoice, credit] = await invoices(orderId);
    expect(credit).toMatchObject({
      kind: 'credit_note',
      grossMinor: invoice?.grossMinor,
      credits: { number: invoice?.number },
    });
    const [delivery] = (await orders().listDeliveries({ orderId }, { limit: 5 })).items;
    expect(delivery).toMatchObject({
      status: 'cancelled',
      cancelReason: 'cancelled_by_customer',
      items: [{ sku: 'EGGS', quantity: 30 }],
    });
    expect(await types(orderId)).toContain('credit_note.issued');
  });

  test('changed after its invoice: the old one is credited, the new one is what is charged', async () => {
    const { orderId, lines } = await accepted({ EGGS: 30, MILK: 1 });
    expect(lines).toHaveLength(2);
    const items = [{ productId: shop.products['EGGS'] ?? '', quantity: 6 }];
    await orders().commandOrder(orderId, command('change', { by: 'customer', items }), tick());
    expect(await get(orderId)).toMatchObject({ status: 'reserved', grossMinor: 3900 });
    await orders().acceptOrder(orderId, tick());
    expect(await get(orderId)).toMatchObject({
      status: 'accepted',
      lines: [{ sku: 'EGGS', quantity: 6, fulfilled: 6 }],
    });
    const all = await invoices(orderId);
    expect(all.map(({ kind, grossMinor }) => [kind, grossMinor])).toEqual([
      ['invoice', 22_200],
      ['credit_note', 22_200],
      ['invoice', 3900],
    ]);
    expect((await orders().listDeliveries({ orderId }, { limit: 5 })).items).toHaveLength(1);
  });

  test('a change that cannot be had in full is refused, and the order stays as it was', async () => {
    const before = await accepted({ LAST: 1 });
    const items = [{ productId: shop.products['LAST'] ?? '', quantity: 50 }];
    await expect(orders().commandOrder(before.orderId, command('change', { items }), tick())).rejects.toMatchObject({
      code: 'not_enough_stock',
    });
    expect(await get(before.orderId)).toEqual(before);
  });

  test('returned in parts: what is credited adds up to the invoice, whatever was rounded', async () => {
    const { orderId } = await accepted({ EGGS: 7 });
    for (const name of ['pack', 'dispatch', 'deliver'] as const)
      await orders().commandOrder(orderId, command(name), tick());
    const eggs = shop.products['EGGS'] ?? '';
    for (const quantity of [1, 2, 3]) {
      await orders().commandOrder(orderId, command('return', { items: [{ productId: eggs, quantity }] }), tick());
    }
    expect((await get(orderId)).status).toBe('delivered');
    await expect(
      orders().commandOrder(orderId, command('return', { items: [{ productId: eggs, quantity: 2 }] }), tick()),
    ).rejects.toMatchObject({ code: 'order_command_refused' });
    await orders().commandOrder(orderId, command('return'), tick());
    expect((await get(orderId)).status).toBe('returned');
    const [invoice, ...credits] = await invoices(orderId);
    const sum = (field: 'netMinor' | 'taxMinor' | 'grossMinor') =>
      credits.reduce((total, credit) => total + credit[field], 0);
    expect([sum('netMinor'), sum('taxMinor'), sum('grossMinor')]).toEqual([
      invoice?.netMinor,
      invoice?.taxMinor,
      invoice?.grossMinor,
    ]);
  });

  test('the return window closes', async () => {
    const { orderId } = await accepted({ EGGS: 1 });
    for (const name of ['pack', 'dispatch', 'deliver'] as const)
      await orders().commandOrder(orderId, command(name), tick());
    const standing = await orders().loadOrder(orderId);
    expect(standing?.returnUntil).toBe((await get(orderId)).updatedAt.getTime() + 7 * 86_400_000);
    await expect(
      orders().commandOrder(orderId, command('return'), new Date(standing?.returnUntil ?? 0)),
    ).rejects.toMatchObject({ code: 'order_command_refused' });
  });

  test('a command on another version than the caller has seen is refused', async () => {
    const { orderId, version } = await accepted({ EGGS: 1 });
    await expect(
      orders().commandOrder(orderId, command('pack', { version: version - 1 }), tick()),
    ).rejects.toMatchObject({ code: 'version_conflict' });
    await orders().commandOrder(orderId, command('pack', { version }), tick());
  });

  test('numbers have no gaps, whatever fails between', async () => {
    const unknown = { productId: '00000000-0000-0000-0000-000000000000', quantity: 1 };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        index % 3 === 0 ? orders().placeOrder({ ...shop.order({ EGGS: 1 }), items: [unknown] }) : accepted({ EGGS: 1 }),
      ),
    );
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(failed).toHaveLength(7);
    for (const error of failed) expect(error).toMatchObject({ code: 'unknown_product' });
    const all = (await orders().listOrders({}, { limit: 200 })).items.map(({ number }) => number ?? 0);
    expect(all.toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index + 1));
    const issued = (await orders().listInvoices({ kind: 'invoice' }, { limit: 200 })).items.map(({ number }) => number);
    expect(issued.toSorted((a, b) => a - b)).toEqual(issued.map((_, index) => index + 1));
  });

  test('habits follow the accepted orders', async () => {
    const habits = await orders().readHabits(shop.customer.customerId);
    expect(habits?.orderCount).toBeGreaterThan(3);
    expect(habits?.rhythmDays).toBe(0);
    expect(habits?.preferred[0]?.productId).toBe(shop.products['EGGS']);
  });
});
