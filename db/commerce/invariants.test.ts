import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestShop } from '../../test/support/shop.ts';
import { openTestShop } from '../../test/support/shop.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';

const AT = new Date('2026-01-05T10:00:00Z');

describe('the rules of the shop', () => {
  let stores: TestStores;
  let shop: TestShop;
  beforeAll(async () => {
    stores = await openTestStores();
    shop = await openTestShop(stores, { products: [{ sku: 'MILK', stock: 100, priceMinor: 333 }] });
    const { commerce } = stores.store;
    await commerce.createSlots({
      firstDay: '2030-01-07',
      lastDay: '2030-01-07',
      windows: [{ from: '10:00', to: '12:00' }],
      timeZone: 'UTC',
      capacity: 9,
    });
    const [slot] = (await commerce.listSlots({}, { limit: 1 })).items;
    for (const steps of [0, 1, 2, 5]) await orderWith(steps, slot?.slotId ?? '');
  });
  afterAll(() => stores.close());

  /** Confirmed, reserved, accepted, or delivered with one piece brought back. */
  async function orderWith(steps: number, slotId: string): Promise<void> {
    const { commerce } = stores.store;
    const { orderId } = (await commerce.placeOrder(shop.order({ MILK: 7 }, { slotId }))).order;
    const items = [{ productId: shop.products['MILK'] ?? '', quantity: 1 }];
    const ways = [
      () => commerce.reserveOrder(orderId, AT),
      () => commerce.acceptOrder(orderId, AT),
      ...(['pack', 'dispatch', 'deliver'] as const).map(
        (name) => () => commerce.commandOrder(orderId, { name, key: name, by: 'person' }, AT),
      ),
    ];
    for (const way of ways.slice(0, steps)) await way();
    if (steps === ways.length)
      await commerce.commandOrder(orderId, { name: 'return', key: 'return', by: 'customer', items }, AT);
  }

  test('hold after orders of all kinds', async () => {
    expect(await stores.database.system.findShopViolations()).toEqual([]);
  });

  test('hold at any moment: what is under way is seen by all rules or by none', async () => {
    const [slot] = (await stores.store.commerce.listSlots({}, { limit: 1 })).items;
    let isOver = false;
    const buying = Promise.all([1, 2, 3].map(() => orderWith(5, slot?.slotId ?? ''))).finally(() => {
      isOver = true;
    });
    while (!isOver) expect(await stores.database.system.findShopViolations()).toEqual([]);
    await buying;
  });

  test.each([
    ['stock is the sum of its movements', 'UPDATE stock SET on_hand = on_hand + 1'],
    ['what is reserved is the sum of the active reservations', 'UPDATE stock SET reserved = reserved - 1'],
    [
      'only a reserved order has active reservations',
      `UPDATE stock_reservations SET status = 'active' WHERE status = 'committed'`,
    ],
    [
      'what left the house is what the lines',
      `UPDATE order_lines SET fulfilled = fulfilled - 1 WHERE fulfilled > 1 AND returned = 0`,
    ],
    ['numbered without gaps', 'UPDATE invoices SET number = number + 1000'],
    ['numbered without gaps', `DELETE FROM orders WHERE status = 'confirmed'`],
    [
      'an order comes to the sum of its lines',
      'UPDATE orders SET tax_minor = tax_minor + 1, gross_minor = gross_minor + 1',
    ],
    [
      'an invoice comes to the sum of its lines',
      'UPDATE invoices SET net_minor = net_minor - 1, gross_minor = gross_minor - 1',
    ],
    ['an order that was accepted has one delivery', 'DELETE FROM deliveries WHERE number = 1'],
    ['invoices less credit notes', `DELETE FROM invoices WHERE kind = 'credit_note'`],
    ['invoices less credit notes', 'UPDATE order_lines SET returned = returned + 1 WHERE fulfilled > returned'],
    ['a slot has as many orders', 'UPDATE delivery_slots SET taken = taken + 1'],
    ['events of an order are numbered', `DELETE FROM order_events WHERE type = 'order.reserved'`],
    [
      'an order is placed, accepted and ended as often',
      `UPDATE order_events SET type = 'order.cancelled' WHERE type = 'order.packed'`,
    ],
  ])('%s: found when it is broken by hand', async (rule, breaking) => {
    await asAdmin(stores.testDatabase.url, async (client) => {
      const tables = [
        'stock',
        'stock_reservations',
        'orders',
        'order_lines',
        'invoices',
        'deliveries',
        'delivery_slots',
        'order_events',
      ];
      // Put back afterwards, row by row; foreign keys and triggers look away meanwhile.
      await client.query(`SET session_replication_role = replica`);
      for (const table of tables) await client.query(`CREATE TEMP TABLE kept_${table} AS TABLE ${table}`);
      try {
        expect((await client.query(breaking)).rowCount).toBeGreaterThan(0);
        const found = await stores.database.system.findShopViolations();
        expect(found.map((violation) => violation.rule)).toContainEqual(expect.stringContaining(rule));
      } finally {
        for (const table of tables) {
          await client.query(`DELETE FROM ${table}`);
          await client.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
        }
      }
    });
    expect(await stores.database.system.findShopViolations()).toEqual([]);
  });
});
