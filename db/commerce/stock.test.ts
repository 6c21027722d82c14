import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { newConversationIn, openTestStores, say } from '../../test/support/stores.ts';
import type { Transaction } from '../sql.ts';
import { Sql } from '../sql.ts';
import type { CommerceStore } from './interfaces.ts';
import {
  changeReservation,
  commitReservation,
  releaseReservation,
  reserve,
  returnStock,
  undoReservation,
} from './stock-reservations.ts';
import { waitForStock } from './stock-waits.ts';

let stores: TestStores;
let shop: CommerceStore;
let sql: Sql;
let locationId: string;
const AT = new Date('2026-01-05T10:00:00Z');
const LATER = new Date('2026-01-05T11:00:00Z');

beforeAll(async () => {
  stores = await openTestStores();
  shop = stores.store.commerce;
  sql = new Sql({
    connectionString: stores.testDatabase.url,
    poolSize: 12,
    applicationName: 'stock-test',
    role: 'parley_app',
    onConnectionLost: () => undefined,
  });
  ({ locationId } = await shop.createLocation({ name: 'Shop', kind: 'shop', isDefault: true }));
});

afterAll(async () => {
  await sql.close();
  await stores.close();
});

const inShop = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => sql.transaction(stores.workspaceId, work);

async function productWith(stock: number): Promise<string> {
  const { productId } = await shop.createProduct({
    sku: randomUUID(),
    flow: undefined,
    category: 'Things',
    baseUnit: 'piece',
    pricePer: 1,
    sizes: [],
    packs: [],
    taxBasisPoints: 0,
    imageUrl: undefined,
    isActive: true,
    names: { en: 'Thing' },
    synonyms: {},
  });
  if (stock > 0) await receive(productId, stock);
  return productId;
}

function receive(productId: string, quantity: number, key: string = randomUUID()) {
  return shop.moveStock({ productId, locationId, kind: 'receipt', quantity, key, at: AT });
}

async function standing(productId: string): Promise<readonly [onHand: number, reserved: number]> {
  const { items } = await shop.listStock({ productId }, { limit: 5 });
  return [items[0]?.onHand ?? 0, items[0]?.reserved ?? 0];
}

/** Rows of orders, which reservations refer to. */
async function newOrders(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await asAdmin(stores.testDatabase.url, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO orders (order_id, workspace_id, number, customer_id, contact_id, status, currency, price_list_id, is_tax_included,
         net_minor, tax_minor, gross_minor, location_id, key, created_at, updated_at)
       SELECT id, $1, nextval('nudges_nudge_id_seq'), gen_random_uuid(), gen_random_uuid(), 'confirmed', 'INR', gen_random_uuid(), true, 0, 0, 0, $2,
         id::text, now(), now() FROM unnest($3::uuid[]) AS o (id)`,
      [stores.workspaceId, locationId, ids],
    );
  });
  return ids;
}

function reserving(orderId: string, items: readonly { readonly productId: string; readonly quantity: number }[]) {
  return { workspaceId: stores.workspaceId, orderId, locationId, items, expiresAt: LATER, at: AT };
}

/** Stock and the sums of its movements, which must be the same. */
async function oddProducts(): Promise<number> {
  const { rows } = await asAdmin(stores.testDatabase.url, (client) =>
    client.query<{ odd: number }>(
      `SELECT count(*)::int AS odd FROM stock s LEFT JOIN LATERAL (
         SELECT sum(on_hand_change) AS on_hand, sum(reserved_change) AS reserved FROM stock_movements m
         WHERE m.location_id = s.location_id AND m.product_id = s.product_id) AS m ON true
       WHERE s.on_hand <> coalesce(m.on_hand, 0) OR s.reserved <> coalesce(m.reserved, 0)`,
    ),
  );
  return rows[0]?.odd ?? -1;
}

describe('stock', () => {
  test('is received and corrected once per key', async () => {
    const productId = await productWith(0);
    const first = await receive(productId, 30, 'truck-1');
    expect(first).toMatchObject({ isRepeat: false, stock: { onHand: 30 }, movement: { onHandChange: 30 } });
    const again = await receive(productId, 30, 'truck-1');
    expect(again).toEqual({ ...first, isRepeat: true });
    await expect(receive(productId, 31, 'truck-1')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    const counted = { productId, locationId, kind: 'correction', quantity: 28, key: 'truck-1', at: AT } as const;
    expect(await shop.moveStock(counted)).toMatchObject({ stock: { onHand: 28 }, movement: { onHandChange: -2 } });
    const { items } = await shop.listMovements({ productId }, { limit: 1 });
    expect(items).toHaveLength(1);
    expect((await shop.listMovements({ productId }, { limit: 10 })).items).toHaveLength(2);
  });

  test('sent ten times at once it comes once', async () => {
    const productId = await productWith(0);
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 10 }, () => receive(productId, 5, key)));
    expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
    expect(await standing(productId)).toEqual([5, 0]);
  });

  test('is not corrected below what is reserved, nor kept of what does not exist', async () => {
    const productId = await productWith(10);
    const [orderId = ''] = await newOrders(1);
    await inShop((tx) => reserve(tx, reserving(orderId, [{ productId, quantity: 6 }])));
    const correction = { productId, locationId, kind: 'correction', key: randomUUID(), at: AT } as const;
    await expect(shop.moveStock({ ...correction, quantity: 5 })).rejects.toMatchObject({ code: 'not_enough_stock' });
    expect(await shop.moveStock({ ...correction, quantity: 6 })).toMatchObject({ stock: { available: 0 } });
    await expect(receive(randomUUID(), 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(shop.moveStock({ ...correction, locationId: 'x', quantity: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('counts as low below its reorder level', async () => {
    const productId = await productWith(10);
    await shop.setReorderLevel(productId, locationId, 11);
    expect((await shop.listStock({ isLow: true, productId }, { limit: 5 })).items).toHaveLength(1);
    await receive(productId, 1);
    expect((await shop.listStock({ isLow: true, productId }, { limit: 5 })).items).toEqual([]);
  });
});

describe('a reservation', () => {
  test('takes what is wanted, or what is left, and answers the same when it is asked again', async () => {
    const [some, none, plenty] = [await productWith(3), await productWith(0), await productWith(100)];
    const [orderId = ''] = await newOrders(1);
    const request = reserving(orderId, [
      { productId: some, quantity: 5 },
      { productId: none, quantity: 1 },
      { productId: plenty, quantity: 7 },
    ]);
    const expected = expect.arrayContaining([
      { productId: some, wanted: 5, reserved: 3 },
      { productId: none, wanted: 1, reserved: 0 },
      { productId: plenty, wanted: 7, reserved: 7 },
    ]);
    expect(await inShop((tx) => reserve(tx, request))).toEqual(expected);
    await receive(some, 10);
    expect(await inShop((tx) => reserve(tx, request))).toEqual(expected);
    expect([await standing(some), await standing(plenty)]).toEqual([
      [13, 3],
      [100, 7],
    ]);
  });

  test('leaves when committed, is free when released, comes back when undone; each once', async () => {
    const productId = await productWith(10);
    const [a = '', b = '', c = ''] = await newOrders(3);
    for (const id of [a, b, c]) await inShop((tx) => reserve(tx, reserving(id, [{ productId, quantity: 2 }])));
    expect(await inShop((tx) => commitReservation(tx, a))).toEqual([{ productId, quantity: 2 }]);
    expect(await inShop((tx) => commitReservation(tx, a))).toEqual([]);
    expect(await standing(productId)).toEqual([8, 4]);
    expect(await inShop((tx) => releaseReservation(tx, b))).toEqual([{ productId, quantity: 2 }]);
    expect(await inShop((tx) => releaseReservation(tx, b))).toEqual([]);
    // What has left the house is not released, but it can be undone.
    expect(await inShop((tx) => releaseReservation(tx, a))).toEqual([]);
    expect(await standing(productId)).toEqual([8, 2]);
    expect(await inShop((tx) => undoReservation(tx, a))).toEqual([{ productId, quantity: 2 }]);
    expect(await inShop((tx) => undoReservation(tx, a))).toEqual([]);
    expect(await standing(productId)).toEqual([10, 2]);
  });

  test('returned goods are there again, once per key and only what the order had', async () => {
    const [productId, foreign] = [await productWith(10), await productWith(10)];
    const [orderId = ''] = await newOrders(1);
    await inShop((tx) => reserve(tx, reserving(orderId, [{ productId, quantity: 4 }])));
    expect(await inShop((tx) => returnStock(tx, orderId, [{ productId, quantity: 1 }], 'early'))).toEqual([]);
    await inShop((tx) => commitReservation(tx, orderId));
    const items = [
      { productId, quantity: 1 },
      { productId: foreign, quantity: 1 },
    ];
    expect(await inShop((tx) => returnStock(tx, orderId, items, 'k'))).toEqual([{ productId, quantity: 1 }]);
    expect(await inShop((tx) => returnStock(tx, orderId, items, 'k'))).toEqual([]);
    expect([await standing(productId), await standing(foreign)]).toEqual([
      [7, 0],
      [10, 0],
    ]);
  });

  test('changes as a whole: nobody gets what it gives up in between, and it may take it itself', async () => {
    const [one, other] = [await productWith(5), await productWith(5)];
    const [orderId = ''] = await newOrders(1);
    await inShop((tx) => reserve(tx, reserving(orderId, [{ productId: one, quantity: 5 }])));
    const change = reserving(orderId, [
      { productId: one, quantity: 4 },
      { productId: other, quantity: 9 },
    ]);
    const changed = await inShop((tx) => changeReservation(tx, change));
    expect(changed.map(({ reserved }) => reserved).toSorted((a, b) => a - b)).toEqual([4, 5]);
    await inShop((tx) => commitReservation(tx, orderId));
    const back = await inShop((tx) => changeReservation(tx, reserving(orderId, [{ productId: one, quantity: 5 }])));
    expect(back).toEqual([{ productId: one, wanted: 5, reserved: 5 }]);
    expect([await standing(one), await standing(other)]).toEqual([
      [5, 5],
      [5, 0],
    ]);
  });

  test('of 200 buyers for 50 pieces exactly 50 get one', async () => {
    const productId = await productWith(50);
    const buyers = await newOrders(200);
    const bought = await Promise.all(
      buyers.map((orderId) =>
        inShop(async (tx) => {
          const [item] = await reserve(tx, reserving(orderId, [{ productId, quantity: 1 }]));
          return item?.reserved === 1;
        }),
      ),
    );
    expect(bought.filter(Boolean)).toHaveLength(50);
    expect(await standing(productId)).toEqual([50, 50]);
    await Promise.all(buyers.map((orderId) => inShop((tx) => commitReservation(tx, orderId))));
    expect(await standing(productId)).toEqual([0, 0]);
  });

  test('of orders that want the same things in other orders none waits forever', async () => {
    const products = await Promise.all(Array.from({ length: 6 }, () => productWith(1000)));
    const orders = await newOrders(40);
    await Promise.all(
      orders.map((orderId, n) =>
        inShop((tx) => {
          const items = products.map((productId) => ({ productId, quantity: 2 }));
          return reserve(tx, reserving(orderId, n % 2 === 0 ? items : items.toReversed()));
        }),
      ),
    );
    for (const productId of products) expect(await standing(productId)).toEqual([1000, 80]);
  });

  test('whatever is done in whatever order, movements add up to the stock and nothing is oversold', async () => {
    const products = await Promise.all(Array.from({ length: 3 }, () => productWith(20)));
    const step = fc.record({
      act: fc.constantFrom('reserve', 'commit', 'release', 'undo', 'change', 'return', 'receive'),
      order: fc.nat({ max: 4 }),
      product: fc.nat({ max: 2 }),
      quantity: fc.integer({ min: 1, max: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const orders = await newOrders(5);
        // Two at a time meet each other; more only wait longer.
        for (let n = 0; n < steps.length; n += 2)
          await Promise.all(steps.slice(n, n + 2).map((one) => act(one, orders, products)));
        expect(await oddProducts()).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

async function act(
  step: { readonly act: string; readonly order: number; readonly product: number; readonly quantity: number },
  orders: readonly string[],
  products: readonly string[],
): Promise<void> {
  const orderId = orders[step.order] ?? '';
  const productId = products[step.product] ?? '';
  const items = [{ productId, quantity: step.quantity }];
  const acts: Readonly<Record<string, (tx: Transaction) => Promise<unknown>>> = {
    reserve: (tx) => reserve(tx, reserving(orderId, items)),
    change: (tx) => changeReservation(tx, reserving(orderId, items)),
    commit: (tx) => commitReservation(tx, orderId),
    release: (tx) => releaseReservation(tx, orderId),
    undo: (tx) => undoReservation(tx, orderId),
    return: (tx) => returnStock(tx, orderId, items, `k${step.quantity}`),
  };
  const act = acts[step.act];
  if (act === undefined) await receive(productId, step.quantity);
  else
    await inShop(async (tx) => {
      await tx.rows({ name: 'lock_test_order', text: 'SELECT FROM orders WHERE order_id = $1 FOR UPDATE' }, [orderId]);
      await act(tx);
    });
}

describe('who waits for a product', () => {
  async function waiting(productId: string, quantity: number, at = AT): Promise<string> {
    const conversationId = await newConversationIn(stores.store);
    await say(stores.store, conversationId, 'tell me when it is back', { followUps: [] });
    await inShop((tx) => waitForStock(tx, { conversationId, productId, quantity, at }));
    return conversationId;
  }
  const isTold = async (conversationId: string): Promise<boolean> => {
    const found = await stores.store.loadStanding(conversationId);
    return found?.followUps.some(({ kind }) => kind === 'back_in_stock') === true;
  };

  test('is told when it comes, the oldest first while it lasts, and once', async () => {
    const productId = await productWith(0);
    const third = await waiting(productId, 5, new Date('2026-01-03'));
    const first = await waiting(productId, 5, new Date('2026-01-01'));
    const second = await waiting(productId, 5, new Date('2026-01-02'));
    await receive(productId, 6);
    expect([await isTold(first), await isTold(second), await isTold(third)]).toEqual([true, true, false]);
    const { items } = await stores.store.listFollowUps(first, { limit: 5 });
    const product = await shop.findProduct(productId);
    expect(items).toMatchObject([{ kind: 'back_in_stock', status: 'pending', reason: `${product?.sku} is back` }]);
    await receive(productId, 1);
    expect((await stores.store.listFollowUps(first, { limit: 5 })).items).toHaveLength(1);
    expect(await isTold(third)).toBe(true);
  });

  test('is told when a reservation ends, and not while all of it is promised', async () => {
    const productId = await productWith(4);
    const [orderId = ''] = await newOrders(1);
    await inShop((tx) => reserve(tx, reserving(orderId, [{ productId, quantity: 4 }])));
    const conversationId = await waiting(productId, 1);
    await shop.moveStock({ productId, locationId, kind: 'correction', quantity: 4, key: randomUUID(), at: AT });
    expect(await isTold(conversationId)).toBe(false);
    await inShop((tx) => releaseReservation(tx, orderId));
    expect(await isTold(conversationId)).toBe(true);
  });

  test('waits once a product, for the last quantity', async () => {
    const productId = await productWith(0);
    const conversationId = await waiting(productId, 1);
    await inShop((tx) => waitForStock(tx, { conversationId, productId, quantity: 50, at: AT }));
    const other = await waiting(productId, 1, LATER);
    await receive(productId, 50);
    expect([await isTold(conversationId), await isTold(other)]).toEqual([true, false]);
  });

  test('hears of it though the conversation was closed, by a nudge that is kept until it is delivered', async () => {
    const productId = await productWith(0);
    const conversationId = await waiting(productId, 1);
    await stores.store.closeConversation(conversationId, 'idle', AT);
    await receive(productId, 1);
    expect(await stores.store.loadStanding(conversationId)).toMatchObject({ isOpen: true });
    expect(await isTold(conversationId)).toBe(true);
    const { system } = stores.database;
    const nudges = await system.findNudges(1000);
    const [own, ...others] = nudges.filter((nudge) => nudge.conversationId === conversationId);
    expect([own?.workspaceId, others]).toEqual([stores.workspaceId, []]);
    await system.forgetNudges([own?.nudgeId ?? 0]);
    expect((await system.findNudges(1000)).map((nudge) => nudge.conversationId)).not.toContain(conversationId);
  });

  test('is told though something else is said meanwhile, unless it is to be left alone', async () => {
    const productId = await productWith(0);
    const [talking, leaving] = [await waiting(productId, 1), await waiting(productId, 1, LATER)];
    await receive(productId, 2);
    const { standing: after } = await say(stores.store, talking, 'and what about bread?', { followUps: [] });
    expect(after.followUps).toMatchObject([{ kind: 'back_in_stock' }]);
    expect(await isTold(talking)).toBe(true);
    await say(stores.store, leaving, 'stop', { followUps: [], isOptOut: true });
    expect(await isTold(leaving)).toBe(false);
  });

  test('is not told of what was never committed', async () => {
    const productId = await productWith(3);
    const [orderId = ''] = await newOrders(1);
    await inShop((tx) => reserve(tx, reserving(orderId, [{ productId, quantity: 3 }])));
    const conversationId = await waiting(productId, 1);
    const failing = inShop(async (tx) => {
      await releaseReservation(tx, orderId);
      throw new Error('lost');
    });
    await expect(failing).rejects.toThrow('lost');
    expect(await isTold(conversationId)).toBe(false);
  });
});
