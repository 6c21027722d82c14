import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createEmbedder } from '../../activities/model/embedder.ts';
import type { TestStores } from '../../test/support/stores.ts';
import { openTestStores } from '../../test/support/stores.ts';
import { createDatabase } from '../database.ts';
import type { Database } from '../interfaces.ts';
import type { CommerceStore } from './interfaces.ts';

const server = new LLMock({ port: 0 });
let stores: TestStores;
let database: Database;
let shop: CommerceStore;

beforeAll(async () => {
  await server.start();
  stores = await openTestStores();
  database = await createDatabase({
    connectionString: stores.testDatabase.url,
    masterKeys: { current: stores.masterKey, previous: [] },
    poolSize: 4,
    applicationName: 'meaning-test',
    logger: { warn: () => undefined },
    embedder: createEmbedder({ model: 'small', apiKey: 'k', baseUrl: `${server.url}/v1`, dimensions: undefined }),
  });
  shop = database.workspace(stores.workspaceId).commerce;
  for (const [sku, name] of [
    ['COLA', 'Cola'],
    ['SOAP', 'Bathing soap'],
    ['MILK', 'Milk'],
  ] as const)
    await shop.createProduct({
      sku,
      flow: undefined,
      category: 'Things',
      baseUnit: 'piece',
      pricePer: 1,
      sizes: [],
      packs: [],
      taxBasisPoints: 0,
      imageUrl: undefined,
      isActive: true,
      names: { en: name },
      synonyms: {},
    });
});

afterAll(async () => {
  await database.close();
  await stores.close();
  await server.stop();
});

/** Three meanings; the server answers vectors that are no unit vectors. */
beforeEach(() => {
  server.reset();
  server.onEmbedding(/cola|fizzy/i, { embedding: [3, 0.3, 0] });
  server.onEmbedding(/soap|wash/i, { embedding: [0, 5, 0.5] });
  server.onEmbedding(/./, { embedding: [0, 0, 1] });
});

const found = async (text: string): Promise<readonly (readonly [string, number])[]> =>
  (await shop.findProducts({ text, limit: 5 })).map(({ sku, score }) => [sku, Math.round(score * 100) / 100] as const);

describe('a search by meaning', () => {
  test('finds what words do not, once products are embedded, and is never certain', async () => {
    expect(await found('fizzy drink')).toEqual([]);
    // One a call, as the mock answers all texts of a call alike.
    for (const embedded of [1, 1, 1, 0]) expect(await database.system.embedProducts(1)).toBe(embedded);
    expect(await found('fizzy drink')).toEqual([['COLA', 0.7]]);
    expect(await found('something to wash with')).toEqual([['SOAP', 0.7]]);
  });

  test('is not asked where words are enough', async () => {
    const before = server.getRequests().length;
    expect(await found('cola')).toEqual([['COLA', 1]]);
    expect(server.getRequests()).toHaveLength(before);
  });

  test('follows a product to its new name', async () => {
    const { items } = await shop.listProducts({ sku: 'MILK' }, { limit: 1 });
    const productId = items[0]?.productId ?? '';
    await shop.changeProduct(productId, { names: { en: 'Cola zero' } });
    expect(await database.system.embedProducts(10)).toBe(1);
    expect((await found('fizzy drink')).map(([sku]) => sku).toSorted()).toEqual(['COLA', 'MILK']);
    await shop.changeProduct(productId, { isActive: false });
    const active = await shop.findProducts({ text: 'fizzy drink', limit: 5, isActive: true });
    expect(active.map(({ sku }) => sku)).toEqual(['COLA']);
  });

  test('is left out when the server fails', async () => {
    server.reset();
    server.onEmbedding(/./, { error: { message: 'no', type: 'server_error' }, status: 500 });
    expect(await found('fizzy drink')).toEqual([]);
    expect(await found('cola')).toMatchObject([
      ['COLA', 1],
      ['MILK', expect.any(Number)],
    ]);
    const { items } = await shop.listProducts({ sku: 'SOAP' }, { limit: 1 });
    await shop.changeProduct(items[0]?.productId ?? '', { names: { en: 'Shower gel' } });
    await expect(database.system.embedProducts(10)).rejects.toMatchObject({ reason: 'model_error_500' });
  });
});
