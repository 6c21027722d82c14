import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { asAdmin } from '../../test/support/postgres.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import type { ProductFields } from './catalogue-store.ts';
import type { CommerceStore } from './interfaces.ts';

let stores: TestStores;
let shop: CommerceStore;

beforeAll(async () => {
  stores = await openTestStores();
  shop = stores.store.commerce;
});

afterAll(() => stores.close());

function productOf(sku: string, fields: Partial<ProductFields> = {}): ProductFields {
  return {
    sku,
    flow: undefined,
    category: 'Things',
    baseUnit: 'piece',
    pricePer: 1,
    sizes: [],
    packs: [{ name: 'dozen', size: 12 }],
    taxBasisPoints: 500,
    imageUrl: undefined,
    isActive: true,
    names: { en: `Thing ${sku}` },
    synonyms: {},
    ...fields,
  };
}

describe('a product', () => {
  test('is read as it was written, in any language', async () => {
    const fields = productOf('P-1', {
      flow: 'grocery',
      sizes: [{ amount: 500, unit: 'g' }],
      imageUrl: 'https://example.org/p.png',
      names: { en: 'Tomato', hi: 'टमाटर' },
      synonyms: { en: ['love apple', 'tamatar'], hi: ['लाल टमाटर'] },
    });
    const made = await shop.createProduct(fields);
    expect(made).toMatchObject({ ...fields, version: 1, prices: [], onHand: 0, reserved: 0 });
    expect(await shop.findProduct(made.productId)).toEqual(made);
  });

  test('has a SKU of its own', async () => {
    await shop.createProduct(productOf('P-2'));
    const { productId } = await shop.createProduct(productOf('P-3'));
    await expect(shop.createProduct(productOf('P-2'))).rejects.toMatchObject({ code: 'already_exists' });
    await expect(shop.changeProduct(productId, { sku: 'P-2' })).rejects.toMatchObject({ code: 'already_exists' });
    expect(await shop.changeProduct(productId, { sku: 'P-3' })).toMatchObject({ sku: 'P-3', version: 2 });
  });

  test('changes only where the version is the one that was seen, and only in what is given', async () => {
    const { productId } = await shop.createProduct(productOf('P-4', { synonyms: { en: ['gadget'] } }));
    expect(await shop.changeProduct(productId, { category: 'Gadgets' }, 1)).toMatchObject({
      category: 'Gadgets',
      version: 2,
      names: { en: 'Thing P-4' },
      synonyms: { en: ['gadget'] },
    });
    await expect(shop.changeProduct(productId, { category: 'x' }, 1)).rejects.toMatchObject({
      code: 'version_conflict',
    });
    expect(await shop.changeProduct(productId, { names: { hi: 'चीज़' }, synonyms: {} })).toMatchObject({
      names: { hi: 'चीज़' },
      synonyms: {},
      version: 3,
    });
    await expect(shop.removeProduct(productId, 2)).rejects.toMatchObject({ code: 'version_conflict' });
    await shop.removeProduct(productId, 3);
    expect(await shop.findProduct(productId)).toBeUndefined();
    await expect(shop.changeProduct(productId, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(shop.changeProduct('no-id', {})).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is found by its new name, and not by the one before', async () => {
    const { productId } = await shop.createProduct(productOf('P-5', { names: { en: 'Velocipede' } }));
    expect(await shop.findProducts({ text: 'velocipede', limit: 5 })).toHaveLength(1);
    await shop.changeProduct(productId, { names: { en: 'Bicycle' } });
    expect(await shop.findProducts({ text: 'velocipede', limit: 5 })).toEqual([]);
    expect(await shop.findProducts({ text: 'bicycles', limit: 5 })).toMatchObject([{ productId, score: 1 }]);
    await shop.changeProduct(productId, { isActive: false });
    expect(await shop.findProducts({ text: 'bicycle', limit: 5, isActive: true })).toEqual([]);
    expect(await shop.findProducts({ text: 'bicycle', limit: 5 })).toHaveLength(1);
  });

  test('is seen by no other workspace', async () => {
    const { productId } = await shop.createProduct(productOf('P-6', { names: { en: 'Secret sauce' } }));
    const { workspaceId } = await stores.database.system.createWorkspace(randomUUID());
    const other = stores.database.workspace(workspaceId).commerce;
    expect(await other.findProduct(productId)).toBeUndefined();
    expect(await other.findProducts({ text: 'secret sauce', limit: 5 })).toEqual([]);
    expect(await other.findProducts({ text: 'secrte sause', limit: 5 })).toEqual([]);
    expect(await other.listProducts({}, { limit: 5 })).toEqual({ items: [], nextCursor: undefined });
    await expect(other.changeProduct(productId, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(other.removeProduct(productId)).rejects.toMatchObject({ code: 'not_found' });
    // The same SKU is another product there.
    expect((await other.createProduct(productOf('P-6'))).productId).not.toBe(productId);
  });

  test('that was ordered stays', async () => {
    const { productId } = await shop.createProduct(productOf('P-7'));
    await orderOf(productId);
    await expect(shop.removeProduct(productId)).rejects.toMatchObject({ code: 'in_use' });
  });

  test('is listed newest first, page by page, by what is asked for', async () => {
    const { workspaceId } = await stores.database.system.createWorkspace(randomUUID());
    const other = stores.database.workspace(workspaceId).commerce;
    for (let n = 1; n <= 5; n += 1)
      await other.createProduct(productOf(`L-${n}`, { category: n % 2 === 0 ? 'Even' : 'Odd', isActive: n !== 5 }));
    const first = await other.listProducts({}, { limit: 2 });
    expect(first.items.map(({ sku }) => sku)).toEqual(['L-5', 'L-4']);
    const second = await other.listProducts({}, { limit: 10, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ sku }) => sku)).toEqual(['L-3', 'L-2', 'L-1']);
    expect(second.nextCursor).toBeUndefined();
    const odd = await other.listProducts({ category: 'Odd', isActive: true }, { limit: 10 });
    expect(odd.items.map(({ sku }) => sku)).toEqual(['L-3', 'L-1']);
    expect((await other.listProducts({ sku: 'L-2' }, { limit: 10 })).items).toHaveLength(1);
    await expect(other.listProducts({}, { limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});

describe('a price list', () => {
  test('has prices that are set in bulk, by SKU', async () => {
    await shop.createProduct(productOf('C-1', { pricePer: 1000 }));
    await shop.createProduct(productOf('C-2'));
    const { priceListId } = await shop.createPriceList(listOf('Retail'));
    const set = [
      { sku: 'C-1', minor: 4000 },
      { sku: 'C-2', minor: 99 },
      { sku: 'NONE', minor: 1 },
    ];
    expect(await shop.setPrices(priceListId, set)).toEqual({ set: 2, removed: 0, unknownSkus: ['NONE'], version: 2 });
    await expect(shop.setPrices(priceListId, set, 1)).rejects.toMatchObject({ code: 'version_conflict' });
    const { items } = await shop.listPrices(priceListId, { limit: 10 });
    expect(items).toMatchObject([
      { sku: 'C-1', minor: 4000, pricePer: 1000 },
      { sku: 'C-2', minor: 99 },
    ]);
    const first = await shop.listPrices(priceListId, { limit: 1 });
    expect((await shop.listPrices(priceListId, { limit: 1, cursor: first.nextCursor ?? '' })).items).toEqual([
      items[1],
    ]);
    expect(await shop.setPrices(priceListId, [{ sku: 'C-2', minor: undefined }])).toMatchObject({ removed: 1 });
    expect(await shop.findPriceList(priceListId)).toMatchObject({ prices: 1, version: 3 });
  });

  test('is one a group and name', async () => {
    const gold = await shop.createPriceList(listOf('Gold', 'gold'));
    await expect(shop.createPriceList(listOf('Gold', 'silver'))).rejects.toMatchObject({ code: 'already_exists' });
    await expect(shop.createPriceList(listOf('Other', 'gold'))).rejects.toMatchObject({ code: 'already_exists' });
    const silver = await shop.createPriceList(listOf('Silver', 'silver'));
    const taken = shop.changePriceList(silver.priceListId, { customerGroup: 'gold' });
    await expect(taken).rejects.toMatchObject({ code: 'already_exists' });
    expect(await shop.changePriceList(gold.priceListId, { name: 'Golden' }, 1)).toMatchObject({
      name: 'Golden',
      customerGroup: 'gold',
      version: 2,
    });
    await expect(shop.removePriceList(gold.priceListId, 1)).rejects.toMatchObject({ code: 'version_conflict' });
    await shop.removePriceList(gold.priceListId);
    expect(await shop.findPriceList(gold.priceListId)).toBeUndefined();
  });
});

describe('a location', () => {
  test('the first is the default, until another takes its place', async () => {
    const { workspaceId } = await stores.database.system.createWorkspace(randomUUID());
    const other = stores.database.workspace(workspaceId).commerce;
    const first = await other.createLocation({ name: 'Shop', kind: 'shop', isDefault: false });
    const second = await other.createLocation({ name: 'Store', kind: 'warehouse', isDefault: false });
    expect([first.isDefault, second.isDefault]).toEqual([true, false]);
    await expect(other.changeLocation(first.locationId, { isDefault: false })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await other.changeLocation(second.locationId, { isDefault: true }, 1);
    expect(await other.findLocation(first.locationId)).toMatchObject({ isDefault: false, version: 2 });
    await expect(other.createLocation({ name: 'Shop', kind: 'shop', isDefault: false })).rejects.toMatchObject({
      code: 'already_exists',
    });
    await other.removeLocation(first.locationId, 2);
    expect((await other.listLocations({ limit: 10 })).items).toHaveLength(1);
  });

  test('eight made at once have one default', async () => {
    const { workspaceId } = await stores.database.system.createWorkspace(randomUUID());
    const other = stores.database.workspace(workspaceId).commerce;
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, n) => other.createLocation({ name: `L${n}`, kind: 'shop', isDefault: n > 5 })),
    );
    expect(made).toHaveLength(8);
    const { items } = await other.listLocations({ limit: 10 });
    expect(items.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });
});

function listOf(name: string, customerGroup?: string) {
  return { name, currency: 'INR', customerGroup, isTaxIncluded: true };
}

/** An order of a product, as far as its row matters. */
async function orderOf(productId: string): Promise<void> {
  const { workspaceId, testDatabase } = stores;
  await asAdmin(testDatabase.url, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO order_lines (workspace_id, order_id, line_number, product_id, sku, name, base_unit, quantity, price_minor,
         price_per, tax_basis_points, net_minor, tax_minor, gross_minor)
       VALUES ($1, gen_random_uuid(), 1, $2, 'x', 'x', 'piece', 1, 1, 1, 0, 1, 0, 1)`,
      [workspaceId, productId],
    );
  });
}
