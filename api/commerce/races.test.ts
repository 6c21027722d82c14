import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KeyedAnswer } from '../../test/support/keyed-api.ts';
import { KeyedApi } from '../../test/support/keyed-api.ts';
import type { TestShop } from '../../test/support/shop.ts';
import { openTestShop } from '../../test/support/shop.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';

/** Enough for the writers to meet between a look-up and its write many times. */
const ROUNDS = 20;
const NUMBERS = [1, 2, 3, 4] as const;

let stores: TestStores;
let shop: TestShop;
let api: KeyedApi;

beforeAll(async () => {
  stores = await openTestStores();
  shop = await openTestShop(stores);
  api = await KeyedApi.start(stores, stores.workspaceId);
});

afterAll(async () => {
  await api.app.close();
  await stores.close();
});

const PRODUCT = { category: 'Things', base_unit: 'piece', price_per: 1, tax_basis_points: 0, names: { en: 'Thing' } };

/** Statuses and codes of answers, sorted: who is the quickest is anybody's guess. */
function seen(answers: readonly KeyedAnswer[]): readonly string[] {
  return answers.map(({ status, body }) => (status < 300 ? `${status}` : `${status} ${body.code}`)).toSorted();
}

const LOST = '409 already_exists';

/** Resources whose values must be unique: how one is made, and what two of them may not share. */
const RESOURCES: readonly {
  readonly path: string;
  readonly make: (tag: string) => object;
  readonly same: (tag: string) => object;
}[] = [
  { path: '/products', make: (tag) => ({ ...PRODUCT, sku: tag }), same: (tag) => ({ sku: tag }) },
  {
    path: '/price-lists',
    make: (tag) => ({ name: tag, currency: 'INR', customer_group: tag, is_tax_included: true }),
    same: (tag) => ({ name: tag }),
  },
  {
    path: '/price-lists',
    make: (tag) => ({ name: `of ${tag}`, currency: 'INR', customer_group: tag, is_tax_included: true }),
    same: (tag) => ({ customer_group: tag }),
  },
  { path: '/locations', make: (tag) => ({ name: tag, kind: 'shop' }), same: (tag) => ({ name: tag }) },
  { path: '/outlets', make: (tag) => ({ name: tag, code: tag }), same: (tag) => ({ code: tag }) },
  {
    path: '/customers',
    make: (tag) => ({ name: tag, phone: phoneOf(tag) }),
    same: (tag) => ({ phone: phoneOf(tag) }),
  },
];

/** A number of Singapore, another for each tag. */
function phoneOf(tag: string): string {
  let sum = 7;
  for (const char of tag) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 10_000_000;
  return `+658${String(sum).padStart(7, '0')}`;
}

describe.each(RESOURCES)('of writers that want the same value of $path at once', ({ path, make, same }) => {
  const kind = Object.keys(same('x')).join();

  test(`one makes it, and the others are told (${kind})`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const tag = `new-${kind}-${round}`;
      const answers = await Promise.all(NUMBERS.map(() => api.call('POST', path, make(tag))));
      expect(seen(answers)).toEqual(['201', LOST, LOST, LOST]);
    }
  });

  test(`one changes to it, or a new one has it, and the others are told (${kind})`, async () => {
    const made = await Promise.all(NUMBERS.map((n) => api.call('POST', path, make(`old-${kind}-${n}`))));
    const urls = made.map(({ headers }) => String(headers['location']));
    for (let round = 0; round < ROUNDS; round += 1) {
      const tag = `next-${kind}-${round}`;
      const isMaking = round % 2 === 1;
      const changes = urls.map((url) => api.call('PATCH', url, same(tag)));
      const answers = await Promise.all(isMaking ? [...changes, api.call('POST', path, make(tag))] : changes);
      const won = answers.filter(({ status }) => status < 300);
      expect([won.length, seen(answers.filter(({ status }) => status >= 300))]).toEqual([
        1,
        Array.from({ length: answers.length - 1 }, () => LOST),
      ]);
    }
  });
});

describe('writers that meet', () => {
  test('over the default location: there is one at the end', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await Promise.all(
        NUMBERS.map((n) =>
          api.call('POST', '/locations', { name: `default-${round}-${n}`, kind: 'shop', is_default: true }),
        ),
      );
      expect(seen(answers)).toEqual(['201', '201', '201', '201']);
    }
    const { body } = await api.call('GET', '/locations?limit=200');
    expect(body.items.filter((one: { is_default: boolean }) => one.is_default)).toHaveLength(1);
    await api.call('PATCH', `/locations/${shop.locationId}`, { is_default: true });
  });

  test('over the key of a movement: the stock moves once', async () => {
    const move = { product_id: shop.products['MILK'], location_id: shop.locationId, kind: 'receipt', quantity: 1 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = { 'idempotency-key': `move-${round}` };
      const answers = await Promise.all(NUMBERS.map(() => api.call('POST', '/stock/movements', move, key)));
      const ids = new Set(answers.map(({ body }) => body.movement.movement_id));
      expect([ids.size, answers.every(({ status }) => status < 300)]).toEqual([1, true]);
    }
  });

  test('over the same key for other products: one moves, the others are told', async () => {
    const products = Object.values(shop.products);
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = { 'idempotency-key': `other-${round}` };
      const answers = await Promise.all(
        products.map((product_id) =>
          api.call(
            'POST',
            '/stock/movements',
            { product_id, location_id: shop.locationId, kind: 'receipt', quantity: 1 },
            key,
          ),
        ),
      );
      expect(seen(answers).slice(1)).toEqual(['409 idempotency_key_reused', '409 idempotency_key_reused']);
    }
  });

  test('over delivery slots and the plan of a location: each slot is made once', async () => {
    const day = { first_day: '2030-02-04', last_day: '2030-02-06', time_zone: 'UTC', capacity: 3 };
    const windows = [{ from: '09:00', to: '11:00' }];
    const answers = await Promise.all(NUMBERS.map(() => api.call('POST', '/delivery-slots', { ...day, windows })));
    expect(answers.reduce((sum, { body }) => sum + Number(body.created), 0)).toBe(3);
    const plan = { windows, time_zone: 'UTC', capacity: 3, days_ahead: 3 };
    const saved = await Promise.all(
      NUMBERS.map(() => api.call('PUT', `/locations/${shop.locationId}/slot-plan`, plan)),
    );
    expect(seen(saved)).toEqual(['200', '200', '200', '200']);
  });

  test('over a customer who is removed while an order is placed: it has the order, or is gone', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { body } = await api.call('POST', '/customers', { name: `leaving ${round}` });
      const items = [{ sku: 'EGGS', quantity: 1 }];
      const order = { customer_id: body.customer_id, items, status: 'draft' };
      const answers = await Promise.all([
        api.call('POST', '/orders', order),
        api.call('DELETE', `/customers/${body.customer_id}`),
      ]);
      expect(['201 | 409 in_use', '404 not_found | 204']).toContain(
        answers.map(({ status, body: said }) => `${status} ${said?.code ?? ''}`.trim()).join(' | '),
      );
    }
  });

  test('over the key of an order: it is placed once', async () => {
    const customer = shop.customer.customerId;
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = { customer_id: customer, items: [{ sku: 'EGGS', quantity: 1 }], status: 'draft' };
      const key = { 'idempotency-key': `order-${round}` };
      const answers = await Promise.all(NUMBERS.map(() => api.call('POST', '/orders', order, key)));
      expect(new Set(answers.map(({ status, body }) => `${status} ${body.order_id}`)).size).toBe(1);
    }
  });
});
