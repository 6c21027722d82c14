import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KeyedAnswer } from '../../test/support/keyed-api.ts';
import { KeyedApi } from '../../test/support/keyed-api.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';

type Shown = Readonly<Record<string, unknown>>;

let stores: TestStores;
let api: KeyedApi;

beforeAll(async () => {
  stores = await openTestStores();
});

afterAll(() => stores.close());

beforeEach(async () => {
  const { workspaceId } = await stores.database.system.createWorkspace(randomUUID());
  await api?.app.close();
  api = await KeyedApi.start(stores, workspaceId);
});

afterAll(() => api.app.close());

const TEA = {
  sku: 'TEA',
  category: 'Drinks',
  base_unit: 'piece',
  sizes: [{ amount: 500, unit: 'g' }],
  packs: [{ name: 'carton', size: 24 }],
  names: { en: 'Black tea 500 g', hi: 'चाय' },
  synonyms: { en: ['chai'] },
};

async function made(path: string, body: object): Promise<KeyedAnswer['body']> {
  const { status, body: answer } = await api.call('POST', path, body);
  expect([status, answer.detail]).toEqual([201, undefined]);
  return answer;
}

describe('products', () => {
  test('are made, read, changed and removed', async () => {
    const post = await api.call('POST', '/products', TEA);
    expect([post.status, post.headers['etag'], post.headers['location']]).toEqual([
      201,
      '"1"',
      `/products/${post.body.product_id}`,
    ]);
    expect(post.body).toMatchObject({
      ...TEA,
      flow: null,
      price_per: 1,
      tax_basis_points: 0,
      image_url: null,
      is_active: true,
      prices: [],
      stock: { on_hand: 0, reserved: 0, available: 0 },
      version: 1,
    });
    const url = String(post.headers['location']);
    expect((await api.call('GET', url)).body).toEqual(post.body);
    const change = { flow: 'grocery', image_url: 'https://example.org/tea.png' };
    const patch = await api.call('PATCH', url, change, { 'if-match': '"1"' });
    expect([patch.status, patch.headers['etag'], patch.body]).toMatchObject([200, '"2"', { ...TEA, ...change }]);
    const cleared = await api.call('PATCH', url, { flow: null, image_url: null });
    expect(cleared.body).toMatchObject({ flow: null, image_url: null, version: 3 });
    expect((await api.call('DELETE', url, undefined, { 'if-match': '"3"' })).status).toBe(204);
    expect((await api.call('GET', url)).body.code).toBe('not_found');
  });

  test('are not changed over what somebody else changed', async () => {
    const { product_id: id } = await made('/products', TEA);
    await api.call('PATCH', `/products/${id}`, { category: 'Tea' });
    for (const [method, body] of [
      ['PATCH', { category: 'Coffee' }],
      ['DELETE', undefined],
    ] as const) {
      const { status, body: problem } = await api.call(method, `/products/${id}`, body, { 'if-match': '"1"' });
      expect([status, problem.code]).toEqual([412, 'version_conflict']);
    }
    const odd = await api.call('PATCH', `/products/${id}`, {}, { 'if-match': 'yesterday' });
    expect([odd.status, odd.body.code]).toEqual([400, 'invalid_request']);
    expect((await api.call('PATCH', `/products/${id}`, {}, { 'if-match': '*' })).status).toBe(200);
  });

  test.each([
    [{ sku: '' }, 'sku'],
    [{ names: {} }, 'names'],
    [{ names: { english: 'Tea' } }, 'names'],
    [{ base_unit: 'stone' }, 'base_unit'],
    [{ packs: [{ name: 'heap', size: 1 }] }, 'packs'],
    [{ sizes: [{ amount: 0, unit: 'g' }] }, 'sizes'],
    [{ tax_basis_points: 10_001 }, 'tax_basis_points'],
    [{ image_url: 'javascript:alert(1)' }, 'image_url'],
    [{ colour: 'red' }, 'colour'],
  ])('are refused with %j', async (wrong, path) => {
    const { status, body } = await api.call('POST', '/products', { ...TEA, ...wrong });
    expect([status, body.code]).toEqual([400, 'invalid_request']);
    expect(body.errors[0].path).toContain(path);
  });

  test('are listed page by page, and found by words', async () => {
    for (const [n, name] of ['Black tea', 'Green tea', 'Coffee'].entries())
      await made('/products', { ...TEA, sku: `S${n}`, names: { en: name }, synonyms: {}, sizes: [] });
    const first = await api.call('GET', '/products?limit=2');
    expect(first.body.items.map((one: Shown) => one['sku'])).toEqual(['S2', 'S1']);
    const second = await api.call('GET', `/products?limit=2&cursor=${first.body.next_cursor}`);
    expect([second.body.items.map((one: Shown) => one['sku']), second.body.next_cursor]).toEqual([['S0'], null]);
    const found = await api.call('GET', '/products?q=gren%20teas&is_active=true&category=Drinks');
    expect(found.body.items.map((one: Shown) => [one['sku'], one['score']])).toEqual([['S1', 0.95]]);
    expect((await api.call('GET', '/products?q=coffee&category=Food')).body.items).toEqual([]);
    expect((await api.call('GET', '/products?q=tea&sku=S1')).body.code).toBe('invalid_request');
    expect((await api.call('GET', '/products?sku=S1')).body.items).toHaveLength(1);
  });

  test('of another workspace are not there', async () => {
    const { product_id: id } = await made('/products', TEA);
    const { workspaceId } = await stores.database.system.createWorkspace(randomUUID());
    const other = await KeyedApi.start(stores, workspaceId);
    expect((await other.call('GET', `/products/${id}`)).status).toBe(404);
    expect((await other.call('PATCH', `/products/${id}`, { category: 'x' })).status).toBe(404);
    expect((await other.call('DELETE', `/products/${id}`)).status).toBe(404);
    expect((await other.call('GET', '/products?q=tea')).body.items).toEqual([]);
    await other.app.close();
  });
});

describe('files of products', () => {
  const FILE =
    'sku,category,base_unit,name_en,price,currency,stock\nA,C,piece,"Apple, red",1.50,INR,7\nB,C,stone,Bad,1,INR,1\n';

  test('are taken in row by row, and written as they were', async () => {
    await made('/locations', { name: 'Main', kind: 'shop' });
    await made('/price-lists', { name: 'All', currency: 'INR', is_tax_included: true });
    const { status, body } = await api.call('POST', '/products/import?flow=grocery', FILE);
    expect([status, body]).toEqual([
      200,
      {
        rows: 2,
        created: 1,
        updated: 0,
        failed: 1,
        errors: [{ line: 3, column: 'base_unit', message: 'must be one of piece, g, ml' }],
      },
    ]);
    const file = await api.call('GET', '/products/export');
    expect([file.status, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(file.text.split('\n')[1]).toBe('A,C,piece,1,1.50,INR,0,,,"Apple, red",,7,0,,grocery,true');
    expect((await api.call('POST', '/products/import', file.text)).body).toMatchObject({ updated: 1, failed: 0 });
  });

  test('are refused as a whole where nothing in them can be right', async () => {
    const refused = [
      await api.call('POST', '/products/import', 'a,b\n1,2\n'),
      await api.call('POST', '/products/import', { not: 'csv' }),
      await api.call('POST', '/products/import', FILE),
      await api.call('POST', '/products/import?price_list=None', FILE),
      await api.call('GET', '/products/export?price_list=None'),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'invalid_request'],
      [415, 'unsupported_media_type'],
      [404, 'not_found'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
  });
});

describe('price lists', () => {
  test('have prices that are set by SKU, under the version of the list', async () => {
    await made('/products', TEA);
    const list = await made('/price-lists', {
      name: 'Trade',
      currency: 'INR',
      customer_group: 'trade',
      is_tax_included: false,
    });
    expect(list).toMatchObject({ customer_group: 'trade', flow: null, prices: 0, version: 1 });
    const url = `/price-lists/${list.price_list_id}`;
    const prices = {
      prices: [
        { sku: 'TEA', minor: 9900 },
        { sku: 'X', minor: 1 },
      ],
    };
    const set = await api.call('PATCH', `${url}/prices`, prices, { 'if-match': '"1"' });
    expect([set.status, set.headers['etag'], set.body]).toEqual([
      200,
      '"2"',
      { set: 1, removed: 0, unknown_skus: ['X'], version: 2 },
    ]);
    expect((await api.call('PATCH', `${url}/prices`, prices, { 'if-match': '"1"' })).status).toBe(412);
    expect((await api.call('GET', `${url}/prices`)).body.items).toMatchObject([
      { sku: 'TEA', minor: 9900, price_per: 1 },
    ]);
    expect((await api.call('PATCH', url, { customer_group: null, flow: 'grocery' })).body).toMatchObject({
      customer_group: null,
      flow: 'grocery',
      prices: 1,
    });
    const again = await api.call('POST', '/price-lists', { name: 'Trade', currency: 'INR', is_tax_included: true });
    expect([again.status, again.body.code]).toEqual([409, 'already_exists']);
    expect((await api.call('GET', '/price-lists')).body.items).toHaveLength(1);
    expect((await api.call('DELETE', url)).status).toBe(204);
    expect((await api.call('GET', `${url}/prices`)).status).toBe(404);
  });
});

describe('stock', () => {
  test('is received once per key, counted, low, and has a history', async () => {
    const { product_id: product } = await made('/products', TEA);
    const { location_id: location } = await made('/locations', { name: 'Main', kind: 'warehouse' });
    const move = (kind: string, quantity: number, key: string) =>
      api.call(
        'POST',
        '/stock/movements',
        { product_id: product, location_id: location, kind, quantity },
        { 'idempotency-key': key },
      );
    const first = await move('receipt', 20, 'k1');
    expect([first.status, first.body]).toMatchObject([
      201,
      { movement: { on_hand_change: 20 }, stock: { available: 20 } },
    ]);
    const again = await move('receipt', 20, 'k1');
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await move('receipt', 21, 'k1')).body.code).toBe('idempotency_key_reused');
    expect((await move('receipt', 0, 'k2')).body.code).toBe('invalid_request');
    expect((await move('correction', 0, 'k3')).body.stock.on_hand).toBe(0);
    const withoutKey = await api.call('POST', '/stock/movements', {
      product_id: product,
      location_id: location,
      kind: 'receipt',
      quantity: 1,
    });
    expect(withoutKey.body.code).toBe('invalid_request');
    const level = await api.call('PATCH', `/stock/${location}/${product}`, { reorder_level: 5 });
    expect(level.body).toMatchObject({ sku: 'TEA', reorder_level: 5, is_low: true });
    expect((await api.call('GET', '/stock?is_low=true')).body.items).toHaveLength(1);
    expect((await api.call('GET', '/stock?sku=OTHER')).body.items).toEqual([]);
    const { body: history } = await api.call('GET', `/products/${product}/movements?location_id=${location}`);
    expect(history.items.map((one: Shown) => [one['kind'], one['on_hand_change']])).toEqual([
      ['correction', -20],
      ['receipt', 20],
    ]);
    expect((await api.call('DELETE', `/locations/${location}`)).body.code).toBe('in_use');
  });
});

test('locations change under their version, and one is the default', async () => {
  const shop = await made('/locations', { name: 'Shop', kind: 'shop' });
  const store = await made('/locations', { name: 'Store', kind: 'warehouse', flow: 'wholesale' });
  expect([shop.is_default, store.is_default, store.flow]).toEqual([true, false, 'wholesale']);
  const url = `/locations/${store.location_id}`;
  expect((await api.call('PATCH', url, { is_default: true }, { 'if-match': '"9"' })).status).toBe(412);
  expect((await api.call('PATCH', url, { is_default: true, flow: null })).body).toMatchObject({
    is_default: true,
    flow: null,
  });
  expect((await api.call('GET', `/locations/${shop.location_id}`)).body).toMatchObject({
    is_default: false,
    version: 2,
  });
  expect((await api.call('GET', '/locations')).body.items).toHaveLength(2);
  expect((await api.call('DELETE', `/locations/${shop.location_id}`)).status).toBe(204);
  expect((await api.call('GET', '/locations/nowhere')).status).toBe(404);
});
