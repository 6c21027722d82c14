import { createReadStream } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FoundProduct, ProductPhrase } from '../../contracts/commerce/shop.ts';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import { Sql } from '../sql.ts';
import type { CommerceStore } from './interfaces.ts';
import { searchProducts } from './search.ts';

let stores: TestStores;
let grocery: CommerceStore;
let wholesale: CommerceStore;
let sql: Sql;
let groceryPrices: string;

beforeAll(async () => {
  stores = await openTestStores();
  grocery = stores.store.commerce;
  groceryPrices = await fill(grocery, 'grocery', 'INR');
  const { workspaceId } = await stores.database.system.createWorkspace('Packaging');
  wholesale = stores.database.workspace(workspaceId).commerce;
  await fill(wholesale, 'wholesale', 'SGD');
  sql = new Sql({
    connectionString: stores.testDatabase.url,
    poolSize: 2,
    applicationName: 'search-test',
    role: 'parley_app',
    onConnectionLost: () => undefined,
  });
});

afterAll(async () => {
  await sql.close();
  await stores.close();
});

/** The demo's shops: the products that customers of the demo ask for. */
async function fill(shop: CommerceStore, flow: 'grocery' | 'wholesale', currency: string): Promise<string> {
  await shop.createLocation({ name: 'Main', kind: 'shop', isDefault: true });
  const { priceListId } = await shop.createPriceList({
    name: 'All',
    currency,
    customerGroup: undefined,
    isTaxIncluded: true,
  });
  const file = new URL(`../../launcher/demo/${flow}.csv`, import.meta.url);
  const report = await shop.importProducts(createReadStream(file), {
    priceList: undefined,
    location: undefined,
    flow,
    at: new Date(),
  });
  expect(report.errors).toEqual([]);
  return priceListId;
}

async function best(shop: CommerceStore, text: string): Promise<readonly [name: string, score: number]> {
  const [first] = await shop.findProducts({ text, limit: 5 });
  return [first?.names['en'] ?? 'nothing', first?.score ?? 0];
}

describe('a search finds', () => {
  test.each([
    ['basmati rice 5 kg', 'Basmati rice 5 kg', 1],
    ['Basmati Rice 5kg', 'Basmati rice 5 kg', 1],
    ['5000 g of basmati rice', 'Basmati rice 5 kg', 1],
    ['tomatoes', 'Tomato', 1],
    ['टमाटर', 'Tomato', 1],
    ['aloo', 'Potato', 1],
    ['ALOO', 'Potato', 1],
    ['हरी मिर्च', 'Green chilli', 1],
    ['hari mirch', 'Green chilli', 1],
    ['lady finger', 'Okra', 1],
    ['ladyfinger', 'Okra', 1],
    ['milk ५०० ml', 'Milk 500 ml', 1],
  ])('%s as it is', async (text, name, score) => {
    expect(await best(grocery, text)).toEqual([name, score]);
  });

  test.each([
    ['bsmati rize 5 kg', 'Basmati rice 5 kg'],
    ['pyaaj', 'Onion'],
    ['tomatos', 'Tomato'],
    ['corriander leaves', 'Coriander leaves'],
    ['sugr 1kg', 'Sugar 1 kg'],
    ['potatoe', 'Potato'],
  ])('%s, misspelled, nearly as well', async (text, name) => {
    const [found, score] = await best(grocery, text);
    expect(found).toBe(name);
    expect(score).toBeGreaterThanOrEqual(0.75);
  });

  test.each([
    ['10 inch pizza boxes', 'Pizza box 10 inch'],
    ['boxes for 10 inch pizzas', 'Pizza box 10 inch'],
    ['12" pizza carton', 'Pizza box 12 inch'],
    ['pizza bxo 14inch', 'Pizza box 14 inch'],
    ['paper cups 8 oz', 'Paper hot cup 8 oz'],
    ['containers 500 ml', 'Microwave container with lid 500 ml'],
  ])('the right size first: %s', async (text, name) => {
    const [first, second] = await wholesale.findProducts({ text, limit: 5 });
    expect(first?.names['en']).toBe(name);
    expect((first?.score ?? 0) - (second?.score ?? 0)).toBeGreaterThan(0.1);
  });

  test.each(['', '???', 'qwxyz', "'); DROP TABLE products; --", "a' | 'b", 'the of and'])(
    'nothing for %j',
    async (text) => {
      expect(await grocery.findProducts({ text, limit: 5 })).toEqual([]);
    },
  );

  test('what stands alone before what it is a part of, so that a caller can tell them apart', async () => {
    const found = await grocery.findProducts({ text: 'eggs', limit: 5 });
    expect(found.map(({ names }) => names['en'])).toEqual(['Eggs', expect.anything(), expect.anything()]);
    expect((found[0]?.score ?? 0) - (found[1]?.score ?? 0)).toBeGreaterThan(0.1);
  });

  test('all sizes alike where none is said', async () => {
    const found = await wholesale.findProducts({ text: 'pizza box', limit: 4 });
    expect(found.map(({ score }) => score)).toEqual([1, 1, 1, 1]);
  });
});

describe('a search for a customer', () => {
  const phrase = (text: string, rest: Partial<ProductPhrase> = {}): ProductPhrase => ({
    text,
    sizes: [],
    language: 'en',
    ...rest,
  });
  const ask = (phrases: readonly ProductPhrase[], language = 'en'): Promise<readonly (readonly FoundProduct[])[]> =>
    sql.transaction(stores.workspaceId, (tx) =>
      searchProducts(tx, phrases, { priceListId: groceryPrices, flow: 'grocery', language, limit: 5 }),
    );

  test('answers phrase by phrase, with names in their language and prices of their list', async () => {
    const [rice, nothing, onion] = await ask(
      [phrase('basmati rice', { sizes: [{ amount: 5000, unit: 'g' }] }), phrase('unobtainium'), phrase('प्याज')],
      'hi',
    );
    expect(rice?.[0]).toMatchObject({ score: 1, baseUnit: 'piece', sizes: [{ amount: 5000, unit: 'g' }] });
    expect(nothing).toEqual([]);
    expect(onion?.[0]).toMatchObject({ name: 'प्याज', priceMinor: 3500, pricePer: 1000, available: 82_000, score: 1 });
  });

  test('shows what is there before what is not, where both fit alike', async () => {
    const [before] = await ask([phrase('milk')]);
    const [first, second] = before ?? [];
    if (first === undefined || second === undefined) throw new Error('there are two sizes of milk');
    expect(first.score).toBe(second.score);
    const { items } = await grocery.listStock({ productId: first.productId }, { limit: 1 });
    await grocery.moveStock({
      productId: first.productId,
      locationId: items[0]?.locationId ?? '',
      kind: 'correction',
      quantity: 0,
      key: 'none left',
      at: new Date(),
    });
    const [after] = await ask([phrase('milk')]);
    expect(after?.slice(0, 2).map(({ productId }) => productId)).toEqual([second.productId, first.productId]);
  });

  test('leaves out what has no price, is not active, or is sold by another flow', async () => {
    const [onions] = await ask([phrase('pyaz')]);
    const onion = onions?.[0];
    if (onion === undefined) throw new Error('there are onions');
    const isOffered = async (): Promise<boolean> =>
      (await ask([phrase('pyaz')])).flat().some(({ productId }) => productId === onion.productId);
    await grocery.changeProduct(onion.productId, { flow: 'wholesale' });
    expect(await isOffered()).toBe(false);
    await grocery.changeProduct(onion.productId, { flow: 'grocery', isActive: false });
    expect(await isOffered()).toBe(false);
    await grocery.changeProduct(onion.productId, { isActive: true });
    await grocery.setPrices(groceryPrices, [{ sku: onion.sku, minor: undefined }]);
    expect(await isOffered()).toBe(false);
    await grocery.setPrices(groceryPrices, [{ sku: onion.sku, minor: 1 }]);
    expect(await isOffered()).toBe(true);
  });
});

test('words and products are looked up by their indexes', async () => {
  await asAdmin(stores.testDatabase.url, async (client) => {
    await client.query(`SET enable_seqscan = off`);
    const plan = async (query: string): Promise<string> =>
      JSON.stringify((await client.query<object>(`EXPLAIN ${query}`)).rows);
    expect(await plan(`SELECT 1 FROM product_search WHERE terms @@ '''rice'''::tsquery`)).toContain(
      'product_search_terms',
    );
    expect(await plan(`SELECT 1 FROM product_words WHERE forms && parley_word_forms('rize')`)).toContain(
      'product_words_forms',
    );
  });
});
